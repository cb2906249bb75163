"""Writes docs/命令.md, the command reference, from the commands' own help: python scripts/write_reference.py."""

from pathlib import Path

from juesuan.cli.reference import reference

if __name__ == "__main__":
    (Path(__file__).resolve().parents[1] / "docs" / "命令.md").write_text(reference(), "utf-8")
