"""Writes the pages of docs/ that are made from the program itself: python scripts/write_reference.py."""

from pathlib import Path

from juesuan.reference import pages

if __name__ == "__main__":
    docs = Path(__file__).resolve().parents[1] / "docs"
    for name, text in pages().items():
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text(text, "utf-8")
