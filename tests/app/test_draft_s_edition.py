"""The edition of a draft that came back: known by name and content, never by a path that stands in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

import juesuan
from juesuan.cli import run
from juesuan.editions import edition_digest, edition_folder, editions
from juesuan.errors import EditionError
from juesuan.word import read_bytes
from records import DRAFTS, put, with_record
from rounds import changed
from workbooks import build_document, licheng

OLD, NEW = "万元，支出总计", "万元，支出合计总额"


def texts(path: Path) -> list[str]:
    """The paragraphs of a document."""
    return [paragraph.text for paragraph in read_bytes(path.read_bytes(), path.name).paragraphs]


def edition(folder: Path, old: str = "", new: str = "") -> Path:
    """A copy of the usual edition in ``folder``, with some words exchanged."""
    shutil.copytree(edition_folder("fujian-2022"), folder)
    for path in folder.glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(text.replace(old, new) if old else text, "utf-8")
    return folder


def drafted(example: Path, target: Path, edition: Path | str | None = None) -> Path:
    """The example's draft in an edition."""
    juesuan.draft(
        example / "2022.xlsx",
        example / "2021.xlsx",
        supplement=example / "补充资料.xlsx",
        output=target,
        edition=str(edition) if edition else None,
    )
    return target


def refreshed(draft: Path, example: Path, edition: Path | str | None = None) -> tuple[list[str], list[str]]:
    """The codes told and the paragraphs after a refresh with the same figures."""
    target = draft.with_name(f"{draft.stem}-新.docx")
    result = juesuan.refresh(
        draft,
        example / "2022.xlsx",
        example / "2021.xlsx",
        output=target,
        overwrite=True,
        edition=str(edition) if edition else None,
    )
    return [each.code for each in result.findings], texts(target)


def added(folder: Path, own_data: Path) -> Path:
    """The edition on the user's own shelf."""
    target = own_data / "juesuan" / "phrasebook" / folder.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(folder, target)
    return target


def test_an_own_edition_is_found_on_the_user_s_shelf(example: Path, tmp_path: Path, own_data: Path) -> None:
    """Drafted with a path, added afterwards: refresh and check find it by its name, wherever it lay before."""
    own = edition(tmp_path / "我们的", OLD, NEW)
    draft = drafted(example, tmp_path / "草稿.docx", own)
    added(own, own_data)
    shutil.rmtree(own)
    codes, shown = refreshed(draft, example)
    assert "edition-changed" not in codes
    assert texts(draft) == shown
    assert any(NEW in text for text in shown)
    checked = juesuan.check(draft, example / "2022.xlsx", example / "2021.xlsx")
    assert not [each for each in checked.findings if each.code in ("sentence-differs", "edition-changed")]


def test_an_edition_that_is_not_there_is_asked_for_by_name(example: Path, tmp_path: Path) -> None:
    """The message names the edition with its title, and both ways to give it."""
    own = edition(tmp_path / "我们的", OLD, NEW)
    draft = drafted(example, tmp_path / "草稿.docx", own)
    with pytest.raises(
        EditionError,
        match=r"没有名为“我们的”的版本（.+），这份文稿是用它写的.*phrasebook add 文件夹.*--edition",
    ):
        refreshed(draft, example)
    codes, shown = refreshed(draft, example, own)
    assert (True, texts(draft)) == ("edition-changed" not in codes, shown)


def test_an_own_edition_never_becomes_the_shipped_one_of_its_name(example: Path, tmp_path: Path) -> None:
    """Refused with both named, whether the name was given or not; its folder is taken at its word."""
    own = edition(tmp_path / "fujian-2022", OLD, NEW)
    draft = drafted(example, tmp_path / "草稿.docx", own)
    for asked in (None, "fujian-2022"):
        with pytest.raises(
            EditionError,
            match=r"自己的版本“fujian-2022”（.+）写的.*随程序来的版本“fujian-2022”（.+名字相同，内容不同",
        ) as told:
            refreshed(draft, example, asked)
        assert "edition-another" == told.value.code
    assert texts(draft) == refreshed(draft, example, own)[1]
    assert any(OLD in text for text in refreshed(draft, example, editions()["fujian-2022"])[1])


def test_a_copy_of_a_shipped_edition_is_that_edition(example: Path, tmp_path: Path) -> None:
    """Same name and same content: where the folder lay makes no difference."""
    draft = drafted(example, tmp_path / "草稿.docx", edition(tmp_path / "fujian-2022"))
    codes, shown = refreshed(draft, example)
    assert ("edition-changed" not in codes, texts(draft)) == (True, shown)


def test_an_own_edition_that_was_amended_is_another_unless_given(
    example: Path, tmp_path: Path, own_data: Path
) -> None:
    """By itself the name is not enough; asked for by name or path it is used and the change is told."""
    own = edition(tmp_path / "我们的", OLD, NEW)
    draft = drafted(example, tmp_path / "草稿.docx", own)
    there = added(edition(tmp_path / "改" / "我们的", OLD, "万元，支出总额"), own_data)
    with pytest.raises(EditionError, match="名字相同，内容不同"):
        refreshed(draft, example)
    for asked in ("我们的", there):
        codes, shown = refreshed(draft, example, asked)
        assert ["edition-changed", "edition-sentence"] == [
            each for each in codes if each.startswith("edition-")
        ]
        assert any("万元，支出总额" in text for text in shown)


def test_two_editions_of_one_name_are_not_guessed_between(
    example: Path, tmp_path: Path, own_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder beside us with the name of a shipped edition and other words: a path must be written."""
    own = edition(tmp_path / "fujian-2022", OLD, NEW)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EditionError, match=r"不止一个，内容不同：随程序来的 .+；自己的 .+文件夹的路径"):
        drafted(example, tmp_path / "a.docx", "fujian-2022")
    draft = drafted(example, tmp_path / "b.docx", "./fujian-2022")
    assert any(NEW in text for text in texts(draft))
    assert any(NEW in text for text in refreshed(draft, example, "fujian-2022")[1])  # the draft says which
    added(own, own_data)
    assert any(NEW in text for text in refreshed(draft, example)[1])


@pytest.mark.parametrize("path", ["{}", "{}/", "../{}", "file://{}", "\\\\server\\share\\mine"])
def test_a_path_in_a_draft_opens_nothing(example: Path, tmp_path: Path, path: str) -> None:
    """A record that names a folder, in today's format: there is no edition of such a name."""
    own = edition(tmp_path / "mine", OLD, NEW)
    draft = drafted(example, tmp_path / "草稿.docx")
    forged = tmp_path / "邮件.docx"
    forged.write_bytes(
        with_record(draft.read_bytes(), lambda record: put(record, ("edition", "name"), path.format(own)))
    )
    with pytest.raises(EditionError, match="没有名为"):
        refreshed(forged, example)


@pytest.mark.parametrize("path", ["fujian-2022", "{}", "{}/", "\\\\server\\share\\fujian-2022"])
def test_a_path_in_a_draft_of_0_1_is_but_a_name(example: Path, tmp_path: Path, path: str) -> None:
    """0.1 noted a name and a digest: the shipped content goes on, another one of that name is refused."""
    own = edition(tmp_path / "fujian-2022", OLD, NEW)
    forged, name = tmp_path / "邮件.docx", ("narrative", "edition")
    old = (DRAFTS / "fujian.docx").read_bytes()
    forged.write_bytes(with_record(old, lambda record: put(record, name, path.format(own))))
    codes, shown = refreshed(forged, example)
    assert ("edition-another" not in codes, texts(DRAFTS / "fujian.docx")) == (True, shown)
    digest = ("narrative", "edition_hash")
    forged.write_bytes(
        with_record(forged.read_bytes(), lambda record: put(record, digest, edition_digest(own)))
    )
    with pytest.raises(EditionError, match=r"自己的版本“fujian-2022”.+随程序来的版本“fujian-2022”"):
        refreshed(forged, example)


def test_the_usual_edition_needs_no_path(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no edition is asked for, a folder of that name beside us is not looked at."""
    edition(tmp_path / "fujian-2022", OLD, NEW)
    monkeypatch.chdir(tmp_path)
    assert any(OLD in text for text in texts(drafted(example, tmp_path / "草稿.docx")))


def test_a_shipped_edition_that_was_amended_goes_on_and_says_so(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update of juesuan with other sentences: before and after are told, also where figures changed."""
    draft = drafted(example, tmp_path / "草稿.docx")
    shelf = tmp_path / "phrasebook"
    edition(shelf / "fujian-2022", OLD, NEW)
    monkeypatch.setattr("juesuan.editions.shelf.data_dir", lambda name: shelf)
    figures = changed(example / "2022.xlsx", tmp_path / "2022.xlsx", {"2011301": 190.00})
    target = tmp_path / "新稿.docx"
    result = juesuan.refresh(draft, figures, example / "2021.xlsx", output=target, force=True)
    told = [each for each in result.findings if each.code.startswith("edition-")]
    assert ["edition-changed", "edition-sentence"] == [each.code for each in told]
    assert "句子的版本有改动" in told[0].message
    assert (True, True) == (OLD in told[1].found, NEW in told[1].expected)
    assert f"原为“{told[1].found}”｜现为“{told[1].expected}”" in told[1].message
    assert any(NEW in text for text in texts(target))
    checked = juesuan.check(draft, example / "2022.xlsx", example / "2021.xlsx")
    assert "edition-sentence" in [each.code for each in checked.findings]


def test_a_whole_document_of_an_own_edition(example: Path, tmp_path: Path) -> None:
    """With the tables of 第二部分 in it: checked, refreshed and published with the edition's folder."""
    own = edition(tmp_path / "我们的", OLD, NEW)
    template = build_document(tmp_path / "整份.docx", licheng(2022))
    document = docx.Document(str(template))
    document.add_paragraph("【第三部分】")
    document.save(str(template))
    figures = (example / "2022.xlsx", example / "2021.xlsx")
    whole, second = tmp_path / "全文.docx", tmp_path / "第2稿.docx"
    juesuan.draft(
        *figures,
        supplement=example / "补充资料.xlsx",
        reasons=[example / "原因.yaml"],
        template=template,
        output=whole,
        edition=str(own),
    )
    juesuan.refresh(whole, *figures, output=second, edition=str(own))
    assert juesuan.check(second, *figures, edition=str(own)).clean
    assert juesuan.check(second, edition=str(own)).clean
    assert 0 == run(["check", str(second), "--edition", str(own), "-q"])
    with pytest.raises(EditionError, match=r"没有名为“我们的”的版本.*phrasebook add"):
        juesuan.publish(second)
    public = tmp_path / "公开稿.docx"
    assert 0 == run(["publish", str(second), "-o", str(public), "--edition", str(own), "-q"])
    assert any(NEW in text for text in texts(public))
