"""Which editions of the phrasebook there are, and what stands in them."""

from juesuan.editions.reading import read_edition
from juesuan.editions.shelf import edition_folder, editions, load_edition

__all__ = ["edition_folder", "editions", "load_edition", "read_edition"]
