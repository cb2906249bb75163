"""Which edition a draft is refreshed and judged with: the one it was written in, unless another is given.

An edition is what its name and its content say. A draft is looked for by these alone, never by a path
that stands in it: it may have come by mail.
"""

from __future__ import annotations

from juesuan.editions.reading import edition_digest
from juesuan.editions.shelf import by_name, found, is_shipped, load_edition, load_folder
from juesuan.errors import EditionError
from juesuan.narrative import EditionIdentity
from juesuan.phrasebook import Edition


def edition_of(recorded: EditionIdentity) -> Edition:
    """The edition that a draft was written in.

    That of the same name and content, wherever it lies. One that came with juesuan may have been amended
    since: then the amended one. Raises ``EditionError`` where there is none of that name, or where a
    user's own edition and the one found only share their name.
    """
    folders = by_name(recorded.name)
    if not folders:
        title = f"（{recorded.title}）" if recorded.title else ""
        raise EditionError(
            f"没有名为“{recorded.name}”的版本{title}，这份文稿是用它写的",
            remedy="请把这个版本的文件夹放到这台电脑上，用 juesuan phrasebook add 文件夹 添加；"
            "也可以用 --edition 给出文件夹的路径",
        )
    same = [folder for folder in folders if edition_digest(folder) == recorded.digest]
    amended = [folder for folder in folders if recorded.shipped and is_shipped(folder)]
    if chosen := [*same, *amended]:
        return load_folder(chosen[0])
    raise _another(recorded, load_folder(folders[0]))


def chosen_edition(asked: str, recorded: EditionIdentity | None = None) -> Edition:
    """The edition that the user asked for, by name or by path, for a draft written in ``recorded``.

    A path is taken at its word, and so is another name. Raises ``EditionError`` where there is no such
    edition, where two of that name differ, and where the name alone would put one that came with juesuan
    in the place of the user's own that the draft was written in.
    """
    if recorded is None or asked != recorded.name:
        return load_edition(asked)
    same = [folder for folder in found(asked) if edition_digest(folder) == recorded.digest]
    edition = load_folder(same[0]) if same else load_edition(asked)
    if edition.shipped and not (recorded.shipped or same):
        raise _another(recorded, edition)
    return edition


def _another(recorded: EditionIdentity, present: Edition) -> EditionError:
    told, there = _described(recorded), _described(present.identity)
    return EditionError(
        f"这份文稿是用{told}写的，现在找到的是{there}：名字相同，内容不同",
        remedy="请用 --edition 给出写这份文稿时所用版本的文件夹；"
        f"确实要换成找到的这个，请写 --edition {present.folder}",
        code="edition-another",
    )


def _described(edition: EditionIdentity) -> str:
    origin = "随程序来的版本" if edition.shipped else "自己的版本"
    title = f"{edition.title}，" if edition.title else ""
    return f"{origin}“{edition.name}”（{title}内容代号 {edition.digest[:8]}）"
