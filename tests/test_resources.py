"""Where shipped data lies: in the installed package, else in the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juesuan import resources
from juesuan.errors import InputError


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package's folder in a checkout of its own: checkout/src/juesuan."""
    folder = tmp_path / "src" / "juesuan"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    resources.data_dir.cache_clear()
    yield folder
    resources.data_dir.cache_clear()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("phrasebook", "fujian-2022/edition.yaml"),
        ("word_templates", "official.docx"),
        ("examples", "licheng-2022/2022.xlsx"),
    ],
)
def test_finds_what_ships(name: resources.Data, file: str) -> None:
    """Editions, templates and the example are there."""
    assert (resources.data_dir(name) / file).is_file()


def test_the_package_goes_before_the_checkout(package: Path) -> None:
    """An installed juesuan reads its own data, whatever lies around it."""
    (package.parents[1] / "phrasebook").mkdir()
    assert package.parents[1] / "phrasebook" == resources.data_dir("phrasebook")
    resources.data_dir.cache_clear()
    (package / "phrasebook_data").mkdir()
    assert package / "phrasebook_data" == resources.data_dir("phrasebook")


@pytest.mark.usefixtures("package")
def test_an_incomplete_installation_says_so() -> None:
    """Data that is nowhere is a fault of the installation, with its remedy."""
    with pytest.raises(InputError, match=r"缺少 examples。请重新安装"):
        resources.data_dir("examples")
