"""The user's own editions: added to the user's shelf by name, listed with where they are, removed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juesuan.cli import run
from juesuan.editions import edition_folder, load_edition, own_editions
from juesuan.errors import EditionError


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A sound edition of a department's own."""
    return Path(shutil.copytree(edition_folder("fujian-2022"), tmp_path / "我们的-2022"))


def reworded(edition: Path) -> Path:
    """The edition with another sentence."""
    path = edition / "00_title.yaml"
    path.write_text(path.read_text("utf-8").replace("情况说明", "情况的说明"), "utf-8")
    return edition


def test_added_and_used_by_name(ours: Path, own_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From then on the folder's name is enough, wherever one is and whatever becomes of the folder."""
    assert 0 == run(["phrasebook", "add", str(ours)])
    digest = load_edition(ours).digest
    shutil.rmtree(ours)
    assert digest == load_edition("我们的-2022").digest
    assert own_data in own_editions()["我们的-2022"].parents
    assert "以后用 --edition 我们的-2022 使用" in capsys.readouterr().out
    with pytest.raises(EditionError, match=r"可用的版本：fujian-2022、shanghai-2024、我们的-2022"):
        load_edition("别的")


def test_listed_with_where_each_is_from(
    ours: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Shipped ones first; one that cannot be read is listed all the same, with what to do."""
    run(["phrasebook", "add", str(ours)])
    broken = own_editions()["我们的-2022"].with_name("坏的-2022")
    shutil.copytree(ours, broken)
    (broken / "edition.yaml").write_text("title: [", "utf-8")
    capsys.readouterr()
    assert 0 == run(["phrasebook", "list"])
    said = capsys.readouterr().out
    assert 2 == said.count("随程序来的：")
    assert f"自己添加的：{own_editions()['我们的-2022']}" in said
    assert "坏的-2022  （读不出来，用 juesuan phrasebook check 坏的-2022 查看原因）" in said
    assert said.index("shanghai-2024") < said.index("坏的-2022") < said.index("我们的-2022")


def test_an_edition_with_mistakes_is_not_added(
    ours: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All mistakes are told at once, as phrasebook check tells them; the shelf stays as it was."""
    path = ours / "02_fiscal.yaml"
    path.write_text(path.read_text("utf-8").replace("fiscal.income }}", "fiscal.incom }}"), "utf-8")
    assert 1 == run(["phrasebook", "add", str(ours)])
    said = capsys.readouterr()
    assert "02_fiscal.yaml 第" in said.err
    assert "没有添加" in said.out
    assert {} == own_editions()


def test_another_of_the_same_name_is_replaced_only_on_purpose(
    ours: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same content again is no matter; another one needs --overwrite, and leaves nothing of the old."""
    assert [0, 0] == [run(["phrasebook", "add", str(ours)]) for _ in range(2)]
    (ours / "09_other_matters.yaml").rename(ours / "10_other_matters.yaml")
    manifest = ours / "edition.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("09_other", "10_other"), "utf-8")
    assert 2 == run(["phrasebook", "add", str(ours)])
    assert "已经添加过一个名为“我们的-2022”的版本，内容不同" in capsys.readouterr().err
    assert 0 == run(["phrasebook", "add", str(reworded(ours)), "--overwrite"])
    assert load_edition(ours).digest == load_edition("我们的-2022").digest


def test_no_own_edition_takes_a_shipped_one_s_name(
    tmp_path: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another content under a shipped name is refused, also with --overwrite."""
    own = reworded(Path(shutil.copytree(edition_folder("fujian-2022"), tmp_path / "fujian-2022")))
    assert 2 == run(["phrasebook", "add", str(own), "--overwrite"])
    assert (
        "随程序来的版本里有一个也叫“fujian-2022”，内容不同。请给文件夹另起一个名字再添加"
        in capsys.readouterr().err
    )
    assert {} == own_editions()


def test_a_folder_that_is_no_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing there, or something else: said plainly, and how to begin."""
    assert [2, 2] == [run(["phrasebook", "add", str(path)]) for path in (tmp_path, tmp_path / "没有")]
    assert 2 == capsys.readouterr().err.count("没有 edition.yaml，不是一个版本。请给出版本的文件夹")


def test_removed(ours: Path, own_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its own files go; what somebody else keeps in the folder stays. A shipped one cannot go."""
    run(["phrasebook", "add", str(ours)])
    note = own_editions()["我们的-2022"] / "说明.txt"
    note.write_text("留着", "utf-8")
    assert 0 == run(["phrasebook", "remove", "我们的-2022"])
    assert ({}, [note]) == (own_editions(), list(note.parent.iterdir()))
    assert [2, 2] == [run(["phrasebook", "remove", name]) for name in ("我们的-2022", "fujian-2022")]
    said = capsys.readouterr().err
    assert "没有自己添加过名为“我们的-2022”的版本。还没有自己添加的版本" in said
    assert "随程序来的版本不能删去" in said
