"""Every page's links to other files of the project lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """A moved or renamed page is found by this before a reader finds it."""
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    local = [unquote(link) for link in links if not re.match(r"[a-z]+:", link)]
    assert [] == [link for link in local if not (page.parent / link).exists()]


def test_every_decision_is_listed_once() -> None:
    """The list of decisions and the folder are the same, numbered without a gap."""
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^\| \[\d+\]\(([^)]+)\)", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    pages = sorted(path.name for path in folder.glob("0*.md"))
    assert pages == listed
    assert [f"{number:04}" for number in range(1, len(pages) + 1)] == [name[:4] for name in pages]
