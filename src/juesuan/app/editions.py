"""The edition of a command: the one asked for, else the draft's own, else the usual one."""

from __future__ import annotations

from juesuan.app.sources import DEFAULT_EDITION
from juesuan.editions import chosen_edition, edition_of, editions, load_folder
from juesuan.narrative import EditionIdentity
from juesuan.phrasebook import Edition


def the_edition(asked: str | None, recorded: EditionIdentity | None = None) -> Edition:
    """``asked`` is a name or a path, ``recorded`` what a draft remembers. Raises ``EditionError``."""
    if asked:
        return chosen_edition(asked, recorded)
    if recorded:
        return edition_of(recorded)
    return load_folder(editions()[DEFAULT_EDITION])  # whatever lies beside us under its name
