"""The document that came back: its bytes, or a plain message why not."""

from __future__ import annotations

from pathlib import Path

from juesuan.errors import DocumentError
from juesuan.places import FilePlace


def read_document(path: Path) -> bytes:
    """The bytes of a .docx, or a plain message why not."""
    try:
        return path.read_bytes()
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
