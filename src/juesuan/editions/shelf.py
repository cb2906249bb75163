"""Where editions lie: those that come with juesuan, the user's own, and folders by their path."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from juesuan.editions.reading import edition_digest, edition_files, read_edition
from juesuan.errors import EditionError
from juesuan.phrasebook import MANIFEST, Edition
from juesuan.resources import data_dir, user_dir


def editions() -> dict[str, Path]:
    """The editions that come with juesuan: name → folder."""
    return _shelf(data_dir("phrasebook"))


def own_editions() -> dict[str, Path]:
    """The editions that the user added: name → folder."""
    return _shelf(user_dir("phrasebook"))


def own_folder(name: str) -> Path:
    """Where the user's own edition of that name belongs."""
    return user_dir("phrasebook") / name


def _shelf(folder: Path) -> dict[str, Path]:
    try:
        found = sorted(each for each in folder.iterdir() if (each / MANIFEST).is_file())
    except OSError:  # nobody has added any, or the folder is not ours to read
        return {}
    return {each.name: each for each in found}


def by_name(name: str) -> list[Path]:
    """The folders on the two shelves that have this name; a path is no name."""
    return [folder for shelf in (editions(), own_editions()) if (folder := shelf.get(name))]


def found(name_or_path: str | Path) -> list[Path]:
    """Every folder that the user can have meant: of that name on a shelf, or at that path."""
    here = Path(name_or_path)
    return [*by_name(str(name_or_path)), *([here] if (here / MANIFEST).is_file() else [])]


def edition_folder(name_or_path: str | Path) -> Path:
    """The folder of the edition of that name, or that folder.

    Raises ``EditionError`` if there is none, or if there are two of that name whose contents differ.
    """
    folders = found(name_or_path)
    if not folders:
        raise EditionError(
            f"没有名为“{name_or_path}”的版本",
            remedy=f"可用的版本：{'、'.join(editions() | own_editions())}；也可以给出版本文件夹的路径",
        )
    if len(folders) > 1 and len({edition_digest(each) for each in folders}) > 1:
        raise EditionError(
            f"名为“{name_or_path}”的版本不止一个，内容不同：{'；'.join(map(_where, folders))}",
            remedy="请写出要用的那个文件夹的路径，或给自己的版本另起一个名字",
            code="edition-another",
        )
    return folders[0]


def _where(folder: Path) -> str:
    origin = "随程序来的" if is_shipped(folder) else "自己的"
    return f"{origin} {folder.resolve()}"


def is_shipped(folder: Path) -> bool:
    """Whether it is the folder of an edition that comes with juesuan."""
    return folder.resolve().parent == data_dir("phrasebook").resolve()


def shelf_digest(asked: str | None) -> str:
    """Changes with the content of the edition asked for and of every one that the user added."""
    folders = [*([edition_folder(asked)] if asked else []), *own_editions().values()]
    return " ".join(f"{folder.name}={edition_digest(folder)}" for folder in folders)


def load_edition(name_or_path: str | Path) -> Edition:
    """The edition of that name, or the one in that folder.

    Raises ``EditionError`` naming file, line and remedy of every mistake found.
    """
    return load_folder(edition_folder(name_or_path))


def load_folder(folder: Path) -> Edition:
    """The edition in that folder. Raises ``EditionError``."""
    # The key holds every file's time and size, so that an edited edition is read anew.
    stamps = tuple(
        (path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in edition_files(folder)
    )
    return _load(folder.resolve(), stamps)


@lru_cache(maxsize=16)
def _load(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> Edition:
    edition, problems = read_edition(folder, shipped=is_shipped(folder))
    if len(problems) == 1:
        raise problems[0]
    if problems or edition is None:
        raise EditionError("；\n".join(map(str, problems)), parts=problems)
    return edition
