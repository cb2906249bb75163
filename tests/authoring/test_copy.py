"""Starting a new edition from another."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.authoring import check_edition, new_edition
from juesuan.editions import edition_folder
from juesuan.errors import OutputError


def written(target: Path) -> Path:
    """A copy of the Fujian edition in that folder."""
    target.mkdir()
    for path, content in new_edition(target, "fujian-2022").items():
        path.write_bytes(content)
    return target


def test_copy_asks_for_its_place_and_is_otherwise_sound(tmp_path: Path) -> None:
    """Only the head of the manifest has to be filled in."""
    found = check_edition(written(tmp_path / "qinghe-2022"))
    expected = [f"{field} 还没有填写" for field in ("title", "place", "source")]
    assert expected == [finding.message for finding in found]
    manifest = (tmp_path / "qinghe-2022" / "edition.yaml").read_text(encoding="utf-8")
    assert manifest.startswith("# 新版本“qinghe-2022”，由“fujian-2022”复制而来")


def test_copy_has_every_file_of_its_source(tmp_path: Path) -> None:
    """Sections, slots and the supplement's form come along unchanged."""
    source, target = edition_folder("fujian-2022"), written(tmp_path / "new")
    names = sorted(path.name for path in source.glob("*.yaml"))
    assert names == sorted(path.name for path in target.iterdir())
    for name in set(names) - {"edition.yaml"}:
        assert (source / name).read_bytes() == (target / name).read_bytes()


def test_edition_is_never_copied_over_another(tmp_path: Path) -> None:
    """A folder that holds an edition is refused."""
    target = written(tmp_path / "new")
    with pytest.raises(OutputError, match="已有一个版本"):
        new_edition(target, "fujian-2022")
