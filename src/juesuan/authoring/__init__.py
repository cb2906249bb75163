"""Tools for authors of editions: check one, list the names its sentences may use, copy one to start from."""

from juesuan.authoring.check import check_edition
from juesuan.authoring.copy import new_edition
from juesuan.authoring.listing import Name, names_of

__all__ = ["Name", "check_edition", "names_of", "new_edition"]
