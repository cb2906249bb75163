"""The sentences of each edition, case by case, as written in tests/phrases: title, input, expected text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from juesuan.editions import load_edition
from specimens import composed

TESTS = Path(__file__).resolve().parent


def cases() -> Iterator[object]:
    """Every case of every file: a title, then input and expected text between lines of one full stop."""
    for path in sorted((TESTS / "phrases").glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        stops = [at for at, line in enumerate(lines) if line == "."]
        assert len(stops) % 3 == 0, f"{path.name}：每个例子要有三行单独的“.”"
        for first, second, third in zip(stops[::3], stops[1::3], stops[2::3], strict=True):
            title = lines[first - 1].lstrip("# ")
            given, expected = lines[first + 1 : second], lines[second + 1 : third]
            yield pytest.param(
                path.stem, "\n".join(given), "\n".join(expected), id=f"{path.stem}:{first}:{title}"
            )


@pytest.mark.parametrize(("edition", "given", "expected"), list(cases()))
def test_case_reads_as_written(edition: str, given: str, expected: str) -> None:
    """The edition's sentence for this case is, word for word, what the fixture says."""
    folder = TESTS / "editions" / edition
    narrative, _ = composed(yaml.safe_load(given), load_edition(folder if folder.is_dir() else edition))
    assert expected == narrative.text
