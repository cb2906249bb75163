"""The document that came back: read from disk once, opened once, and what a reader of it sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.drafts import Draft
from juesuan.errors import DocumentError
from juesuan.packages import MAX_FILE
from juesuan.places import FilePlace

if TYPE_CHECKING:
    from juesuan.word import Document


@dataclass(frozen=True)
class Opened:
    """A .docx. ``word`` is for one use of ``word.revise`` or ``word.annotate``, which change it."""

    path: Path
    data: bytes
    word: Document
    draft: Draft

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name


def open_draft(path: Path, read: Callable[[Path], bytes]) -> Opened:
    """The document at ``path``, whose content ``read`` gives. Raises ``DocumentError``."""
    return open_bytes(path, read_document(path, read))


def open_bytes(path: Path, data: bytes) -> Opened:
    """The document with that content; ``path`` is its name. Raises ``DocumentError``."""
    from juesuan.word import open_document, read_draft

    word = open_document(data, path.name)
    return Opened(path, data, word, read_draft(word, path.name))


def read_document(path: Path, read: Callable[[Path], bytes]) -> bytes:
    """The bytes of a .docx, or a plain message why not."""
    try:
        if path.stat().st_size > MAX_FILE:  # asked before it fills the memory
            raise DocumentError(
                "文件太大，不像决算公开的文件",
                place=FilePlace(str(path)),
                remedy="请只留要用的内容，图片请压缩，另存为新的文件",
            )
        return read(path)
    except IsADirectoryError:
        raise DocumentError(
            "这是一个文件夹，不是文稿", place=FilePlace(str(path)), remedy="请给出里面的 .docx 文件"
        ) from None
    except FileNotFoundError:
        raise DocumentError("找不到这个文件", place=FilePlace(str(path)), remedy="请核对文件名") from None
    except PermissionError:
        raise DocumentError(
            "读不了这个文件", place=FilePlace(str(path)), remedy="可能正在 Word 或 WPS 中打开，请关闭后重试"
        ) from None
    except OSError as error:
        raise DocumentError(
            f"读不了这个文件（{error.strerror}）", place=FilePlace(str(path)), remedy="请核对文件"
        ) from error
