"""The examples of a page of docs/, run as they stand: ``python`` boxes, and ``text`` boxes with what they print.

    python tests/pages.py docs/接口.md

runs them in the current folder with whichever juesuan is installed.
"""

from __future__ import annotations

import contextlib
import io
import re
import sys
from pathlib import Path

_BOX = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(page: Path) -> list[tuple[str, str]]:
    """What the page says its boxes print, and what they do print; one box goes on where the last one ended."""
    names: dict[str, object] = {"__name__": "page"}
    said: list[tuple[str, str]] = []
    boxes = _BOX.findall(page.read_text("utf-8"))
    for (kind, content), (following, text) in zip(boxes, [*boxes[1:], ("", "")], strict=True):
        if kind == "python":
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(content, page.name, "exec"), names)
            said.append((text if following == "text" else "", printed.getvalue()))
    return said


if __name__ == "__main__":
    different = [each for each in run(Path(sys.argv[1])) if each[0] != each[1]]
    for expected, printed in different:
        sys.stdout.buffer.write(f"{expected}!=\n{printed}\n".encode())
    sys.exit(bool(different))
