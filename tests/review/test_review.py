"""Check on a whole document: nothing on a clean one, each slip alone, and real published text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finished import (
    finished,
    fresh,
    holding,
    inputs,
    plain,
    published,
    renumbered,
    typed,
    with_more,
    without,
    written,
)
from juesuan.drafts import Draft
from juesuan.errors import DocumentError
from juesuan.narrative import Figure
from juesuan.places import ParagraphPlace
from juesuan.review import Remark, review
from trials import fewer

DOCUMENTS = {"anchored": finished, "plain": published}


def reviewed(draft: Draft) -> tuple[Remark, ...]:
    return review(draft, fresh(), comparison=inputs().comparison)


def wrong(draft: Draft) -> list[str]:
    """The codes of what makes the check fail."""
    return [each.finding.code for each in reviewed(draft) if each.finding.severity != "info"]


@pytest.mark.parametrize("given_figures", [True, False])
def test_a_finished_draft_is_clean(given_figures: bool) -> None:
    """Not even a remark for information, with the figures or by the draft's own record."""
    assert () == review(finished(), fresh() if given_figures else None)


def test_clean_words_in_a_plain_document_are_clean() -> None:
    """All there is to say is that it was compared by its words."""
    assert ["anchors-lost"] == [each.finding.code for each in reviewed(published())]


SLIPS = {
    "direction flipped": ("较上年决算数减少23.73万元", "较上年决算数增加23.73万元", "direction-differs"),
    "direction of the percentage flipped": ("下降13.59%", "增长13.59%", "direction-differs"),
    "level for a change": ("减少160.00万元，下降76.19%", "持平", "direction-differs"),
    "compared word flipped": (
        "当年决算数小于全年预算数的主要原因是：来访批次少于预期，陪餐人数从严控制。当年决算数小于上年决算数的主要原因是：合并安排调研接待，用餐标准从严掌握。累计",
        "当年决算数大于全年预算数的主要原因是：来访批次少于预期，陪餐人数从严控制。当年决算数小于上年决算数的主要原因是：合并安排调研接待，用餐标准从严掌握。累计",
        "direction-differs",
    ),
    "wrong percentage": ("下降13.59%", "下降13.95%", "percent-differs"),
    "wrong difference": ("减少23.73万元", "减少27.33万元", "amount-differs"),
    "amount ≠ table 05": ("支出80.82万元", "支出80.28万元", "amount-differs"),
    "income total ≠ table 01": ("收入总计3653.52万元，支出总计3653.52万元，与上年决算数相比，各减少", "收入总计3653.25万元，支出总计3653.52万元，与上年决算数相比，各减少", "amount-differs"),
    "basic expenditure ≠ table 03": ("1.基本支出505.27万元", "1.基本支出505.72万元", "amount-differs"),
    "personnel ≠ table 06": ("人员经费461.73万元", "人员经费416.73万元", "amount-differs"),
    "three public expenses ≠ table 07": ("“三公”经费支出0.66万元", "“三公”经费支出0.99万元", "amount-differs"),
    "budget percentage": ("“三公”经费支出0.66万元，完成全年预算的75.86%", "“三公”经费支出0.66万元，完成全年预算的78.56%", "percent-differs"),
    "two figures swapped": ("减少7.00万元，下降63.64%", "减少63.64万元，下降7.00%", "amount-differs", "percent-differs"),
    "two counts swapped": ("分别是0个、1个、0个、0个", "分别是1个、0个、0个、0个", "number-differs", "number-differs"),
    "a figure left out": ("，下降63.64%", "", "figure-left-out"),
    "a figure of its own": ("下降63.64%", "下降63.64%（占0.12%）", "figure-unknown"),
    "empty reason": ("上年一次性安排的疫情防控物资采购不再发生", "", "slot-empty"),
    "XXXX": ("一名事业编制人员年中调出", "XXXX", "placeholder-left"),
    "a blank line": ("一名事业编制人员年中调出", "因____调出", "placeholder-left"),
    "prompt": ("一名事业编制人员年中调出", "【请填写】", "prompt-residue"),
    "prompt elsewhere": ("具体情况如下（", "具体情况【请填写原因】如下（", "prompt-residue"),
    "doubled 。": ("年中调出。", "年中调出。。", "punctuation-doubled"),
    "two marks": ("2.项目支出3148.25万元。", "2.项目支出3148.25万元，。", "punctuation-doubled"),
    "full stop missing": ("2.项目支出3148.25万元。", "2.项目支出3148.25万元", "punctuation"),
    "colon missing": ("。主要是：上年其他", "。主要是上年其他", "punctuation"),
    "；at the end": ("2.项目支出3148.25万元。", "2.项目支出3148.25万元；", "punctuation"),
    "both directions left": ("较上年决算数减少23.73万元", "较上年决算数增加（减少）23.73万元", "alternatives-left"),
    "empty brackets": ("2.项目支出3148.25万元", "2.项目支出（）3148.25万元", "blank-left"),
    "three decimals": ("下降13.59%", "下降13.586%", "number-format"),
    "no decimals": ("下降100.00%", "下降100%", "number-format"),
    "no percent sign": ("下降13.59%", "下降13.59", "percent-sign"),
    "wrong year": ("2022年度机关运行经费", "2021年度机关运行经费", "year-differs"),
    "元 for 万元": ("支出80.82万元", "支出80.82元", "unit-differs"),
    "minus sign": ("减少23.73万元", "减少-23.73万元", "amount-differs"),
    "wrong account name": ("2011302-一般行政管理事务", "2011302-一般行政管理业务", "name-differs"),
    "another account's name": ("2011302-一般行政管理事务", "2011302-行政运行", "name-differs"),
    "wrong code": ("2011302-", "2011303-", "code-differs"),
    "another figure's name": ("3.国有资本经营预算财政拨款收入", "3.政府性基金预算财政拨款收入", "name-differs"),
    "name not in the list": ("维修（护）费、租赁费、", "维修（护）费、会场费、", "list-differs"),
    "procurement parts ≠ total": ("政府采购服务支出59.33万元", "政府采购服务支出53.93万元", "amount-differs"),
    "ordinal": ("（九）2150805-", "（八）2150805-", "numbering"),
    "vehicles": ("共有车辆0辆", "共有车辆3辆", "number-differs"),
    "vacuous reason": ("上级技术改造专项资金年内下达并拨付到企业", "项目变动", "reason-vacuous"),
    "reason going the other way": ("在职人员减少，缴费基数总额下降", "项目支出增加", "reason-contradicts"),
}  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("slip", SLIPS)
def test_each_slip_alone_is_found(slip: str, document: str) -> None:
    """One slip in a finished draft gives its own findings and no other."""
    old, new, *codes = SLIPS[slip]
    draft = DOCUMENTS[document]()
    at = next(each.index for each in draft.paragraphs if old in each.text)
    if (slip, document) == ("wrong code", "plain"):
        codes = ["paragraph-missing", "paragraph-extra"]  # the code is all that says which item it is
    assert codes == wrong(typed(draft, old, new, at=at))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_slip_is_told_where_it_is(document: str) -> None:
    """The remark lies on the wrong words and names both."""
    draft = typed(DOCUMENTS[document](), "支出80.82万元", "支出80.28万元")
    (remark,) = (each for each in reviewed(draft) if each.finding.severity == "error")
    assert remark.paragraph is not None
    assert "80.28万元" == draft.paragraphs[remark.paragraph].text[remark.start : remark.end]
    assert ("80.28万元", "80.82万元") == (remark.finding.found, remark.finding.expected)
    place = remark.finding.place
    assert isinstance(place, ParagraphPlace)
    counted = [each for each in draft.paragraphs if each.text.strip() and not each.in_table]
    assert remark.paragraph == counted[place.paragraph - 1].index
    assert "80.28万元" in place.quote


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_missing_item_paragraph_is_found(document: str) -> None:
    """An item of the figures that nobody writes about; the row of numbers has a gap."""
    assert ["paragraph-missing", "numbering"] == wrong(without(DOCUMENTS[document](), "2111001"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_repeated_paragraph_is_found(document: str) -> None:
    """An item that is written about twice."""
    draft = DOCUMENTS[document]()
    item = holding(draft, "2111001")
    assert ["paragraph-repeated"] == wrong(with_more(draft, item.index, item))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_an_extra_item_paragraph_is_found(document: str) -> None:
    """An item that the figures do not have; two paragraphs have one number now."""
    draft = DOCUMENTS[document]()
    after = holding(draft, "2111001").index
    (extra,) = plain(
        ["（九）2130299-其他林业支出5.00万元，较上年决算数增加1.00万元，增长25.00%。"]
    ).paragraphs
    assert ["paragraph-extra", "numbering"] == wrong(with_more(draft, after, extra))


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("泉州市丰泽区教育局2022年度部门决算公开", "other-department"),
        ("部门名称：泉州市丰泽区教育局", "other-department"),
        ("泉州市鲤城区工业和信息化局2022年度部门决算公开", ""),
        ("鲤城区工信局2022年度工作情况良好。", ""),
        ("根据《预算法》和国务院2018年的规定编制。", ""),
        ("2019年度部门决算", "other-year"),
        ("2021年度部门决算", "other-year"),
        ("二〇二一年度部门决算", "other-year"),
        ("二○一九年度部门决算", "other-year"),
        ("与2021年度相比，办公条件有所改善。", ""),
        ("截至2020年12月31日，本部门在职36人。", "other-year"),
    ],
)
def test_another_department_or_year_is_found_anywhere(words: str, code: str, document: str) -> None:
    """On the cover too, which no figure decides; this department, its short name and last year may stand."""
    draft = DOCUMENTS[document]()
    assert ([code] if code else []) == wrong(with_more(draft, -1, *plain([words]).paragraphs))


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("与上年决算数相比，各减少540.88万元", "两项均比上年减少540.88万元"),
        ("减少7.00万元，下降63.64%", "下降63.64%，减少7.00万元"),
        ("2.项目支出3148.25万元。", "2.项目支出3148.25万元，主要用于惠企政策兑付。"),
        ("较上年决算数减少160.00万元", "较上年决算数降低160.00万元"),
        ("比上年决算数增长27.38%", "比2021年增加9.36万元，增长27.38%"),
    ],
)
def test_staff_s_own_wording_is_only_told(old: str, new: str, document: str) -> None:
    """The same figures in other words are no fault."""
    draft = DOCUMENTS[document]()
    assert [] == wrong(typed(draft, old, new, at=next(p.index for p in draft.paragraphs if old in p.text)))


def test_widths_and_spaces_do_not_count() -> None:
    """Half-width brackets, full-width digits and spaces say the same."""
    words = [each.text.replace("（", "(").replace("）", ")") for each in written().paragraphs]
    words = [text.replace("万元", " 万元").replace("％", "%").replace("0.66", "０.６６") for text in words]
    assert [] == wrong(plain(words))


def test_a_paragraph_broken_in_two_is_one() -> None:
    """What staff only broke apart or ran together says the same."""
    texts = [each.text for each in written().paragraphs]
    at = next(at for at, text in enumerate(texts) if "因公出国（境）费支出" in text)
    head, mark, tail = texts[at].partition("与上年持平。")
    assert [] == wrong(plain([*texts[:at], head + mark, tail, *texts[at + 1 :]]))


def test_a_paragraph_of_staff_s_own_may_be_numbered_in_the_row() -> None:
    """What follows it is renumbered and right."""
    texts = [each.text for each in written().paragraphs]
    at = next(at for at, text in enumerate(texts) if text.startswith("2.政府性基金"))
    moved = [f"{number}.{text[2:]}" for number, text in enumerate(texts[at : at + 7], 3)]
    assert [] == wrong(plain([*texts[:at], "2.其中没有上年结转。", *moved, *texts[at + 7 :]]))


def test_blank_paragraphs_between_do_not_matter() -> None:
    """A document with an empty line after every paragraph, one of them broken apart."""
    texts = [each.text for each in written().paragraphs]
    lines = [line for text in texts for line in (*text.partition("公用支出43")[0::2], "")]
    at = next(at for at, text in enumerate(lines) if text == ".54万元。")
    lines[at] = "公用支出43.54万元。"
    assert [] == wrong(plain(lines))


def test_a_document_of_something_else_is_refused() -> None:
    """Nothing can be said of a text that is not this narrative."""
    with pytest.raises(DocumentError):
        reviewed(plain(["关于召开年度总结会议的通知", "请各科室准时参加。", "联系人：张三"]))


FIGURES = [
    (at, figure.text)
    for at, paragraph in enumerate(written().paragraphs)
    for figure in paragraph.spans
    if isinstance(figure, Figure)
]


@given(data=st.data(), where=st.sampled_from(FIGURES))
def test_any_digit_edited_in_a_figure_is_found(data: st.DataObject, where: tuple[int, str]) -> None:
    """Replace, insert or drop one digit of any figure: it is told, at that paragraph."""
    at, figure = where
    position = data.draw(st.integers(0, len(figure) - 1).filter(lambda each: figure[each].isdigit()))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda each: each != figure[position]))
    edited = data.draw(
        st.sampled_from(
            [
                figure[:position] + digit + figure[position + 1 :],
                figure[:position] + digit + figure[position:],
                figure[:position] + figure[position + 1 :],
            ]
        )
    )
    remarks = reviewed(typed(finished(), figure, edited, at=at))
    assert at in {each.paragraph for each in remarks if each.finding.severity != "info"}


@given(data=st.data(), anchored=st.booleans())
@fewer(3)
def test_any_document_gets_an_answer(data: st.DataObject, anchored: bool) -> None:
    """Whatever was typed, cut or pasted: remarks that lie inside their paragraphs, or a plain refusal."""
    draft = finished() if anchored else published()
    for _ in range(data.draw(st.integers(1, 6))):
        paragraph = draft.paragraphs[data.draw(st.integers(0, len(draft.paragraphs) - 1))]
        low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(paragraph.text))] * 2)))
        new = data.draw(st.text("０1２,.-%％万元增加减少（）(。，年度【请】\u3000 X一、", max_size=8))
        if old := paragraph.text[low:high]:
            draft = typed(draft, old, new, at=paragraph.index)
    draft = renumbered(draft, data.draw(st.permutations(draft.paragraphs)))
    try:
        remarks = reviewed(draft)
    except DocumentError:
        return
    for each in remarks:
        if each.paragraph is not None:
            assert 0 <= each.start <= each.end <= len(draft.paragraphs[each.paragraph].text)
