"""Which editions of the phrasebook there are, and what stands in them."""

from juesuan.editions.choice import chosen_edition, edition_of
from juesuan.editions.reading import edition_digest, edition_files, read_edition
from juesuan.editions.shelf import (
    edition_folder,
    editions,
    load_edition,
    load_folder,
    own_editions,
    own_folder,
    shelf_digest,
)

__all__ = [
    "chosen_edition",
    "edition_digest",
    "edition_files",
    "edition_folder",
    "edition_of",
    "editions",
    "load_edition",
    "load_folder",
    "own_editions",
    "own_folder",
    "read_edition",
    "shelf_digest",
]
