"""The user's own editions: added to the user's shelf, taken from it again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from juesuan.authoring import check_edition
from juesuan.editions import edition_digest, edition_files, editions, own_editions, own_folder
from juesuan.errors import EditionError, OutputError
from juesuan.findings import Finding
from juesuan.phrasebook import MANIFEST
from juesuan.places import FilePlace


@dataclass(frozen=True)
class Addition:
    """An edition on its way to the user's shelf.

    ``findings`` is what is wrong with it; with an error among them nothing is to be added. ``files`` is
    what to write into ``folder``, ``stale`` what of an earlier one of that name has to go.
    """

    name: str
    folder: Path
    findings: tuple[Finding, ...]
    files: dict[Path, bytes]
    stale: tuple[Path, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it may be added."""
        return not any(finding.severity == "error" for finding in self.findings)


def addition(folder: Path, *, overwrite: bool = False) -> Addition:
    """The edition in ``folder``, to be found by the folder's name from then on.

    Raises ``EditionError`` where there is none or where a shipped one of that name has another content,
    ``OutputError`` where the user added another one of that name, unless ``overwrite``.
    """
    if not (folder / MANIFEST).is_file():
        raise EditionError(
            f"这个文件夹里没有 {MANIFEST}，不是一个版本",
            place=FilePlace(str(folder)),
            remedy="请给出版本的文件夹；新的版本用 juesuan phrasebook new 复制一个出来",
        )
    name, digest = folder.resolve().name, edition_digest(folder)
    target = own_folder(name)
    shipped = editions().get(name)
    if shipped and edition_digest(shipped) != digest:
        raise EditionError(
            f"随程序来的版本里有一个也叫“{name}”，内容不同",
            remedy="请给文件夹另起一个名字再添加",
            code="edition-another",
        )
    earlier = own_editions().get(name)
    if earlier and not overwrite and edition_digest(earlier) != digest:
        raise OutputError(
            f"已经添加过一个名为“{name}”的版本，内容不同",
            place=FilePlace(str(earlier)),
            remedy="要换成现在这个，请加 --overwrite；两个都要，请给文件夹另起一个名字",
        )
    files = {target / path.name: path.read_bytes() for path in edition_files(folder)}
    stale = tuple(path for path in edition_files(earlier) if path not in files) if earlier else ()
    return Addition(name, target, check_edition(folder), files, stale)


def removal(name: str) -> tuple[Path, ...]:
    """The files of the user's own edition of that name. Raises ``EditionError`` where there is none."""
    own = own_editions()
    if name not in own:
        known = f"自己添加的版本：{'、'.join(own)}" if own else "还没有自己添加的版本"
        what = "随程序来的版本不能删去" if name in editions() else f"没有自己添加过名为“{name}”的版本"
        raise EditionError(what, remedy=known)
    return tuple(edition_files(own[name]))
