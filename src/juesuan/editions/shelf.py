"""Where editions lie: those that come with juesuan, and folders by their path."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from juesuan.editions.reading import edition_files, read_edition
from juesuan.errors import EditionError
from juesuan.phrasebook import MANIFEST, Edition
from juesuan.resources import data_dir


def editions() -> dict[str, Path]:
    """The editions that come with juesuan: name → folder."""
    folders = sorted(data_dir("phrasebook").iterdir())
    return {folder.name: folder for folder in folders if (folder / MANIFEST).is_file()}


def edition_folder(name_or_path: str | Path) -> Path:
    """The folder of the edition of that name, or that folder. Raises ``EditionError`` if there is none."""
    folder = editions().get(str(name_or_path)) or Path(name_or_path)
    if (folder / MANIFEST).is_file():
        return folder
    raise EditionError(
        f"没有名为“{name_or_path}”的版本",
        remedy=f"可用的版本：{'、'.join(editions())}；也可以给出版本文件夹的路径",
    )


def load_edition(name_or_path: str | Path) -> Edition:
    """The edition of that name, or the one in that folder.

    Raises ``EditionError`` naming file, line and remedy of every mistake found.
    """
    folder = edition_folder(name_or_path)
    # The key holds every file's time and size, so that an edited edition is read anew.
    stamps = tuple(
        (path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in edition_files(folder)
    )
    return _load(folder.resolve(), stamps)


@lru_cache(maxsize=16)
def _load(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Edition:
    edition, problems = read_edition(folder)
    if len(problems) == 1:
        raise problems[0]
    if problems or edition is None:
        raise EditionError("；\n".join(map(str, problems)), parts=problems)
    return edition
