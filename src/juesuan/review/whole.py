"""Another department's name, another year's word, anywhere in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from juesuan.review.model import Material, Remark

_BODY = (
    "人民政府|办事处|委员会|办公室|管委会|居委会|党校|学校|中学|小学|学院|幼儿园|医院|法院|检察院|研究院|图书馆|"
    "博物馆|文化馆|体育馆|档案馆|中心|大队|支队|联合会|总工会|局|厅|委|办|院|所|站|处|队"
)
# No name is longer than thirty letters; without a bound a long text without a mark took the square of its length.
_NAME = re.compile(rf"[\u4e00-\u9fff]{{2,30}}(?:{_BODY})$")
_AFTER_NAME = re.compile(r"\d{4}\s*年度|(?:部门|单位)决算")
_NAMED = re.compile(
    rf"(?:编制|公开)?(?:部门|单位)(?:名称)?[：:]\s*(?P<name>[\u4e00-\u9fff（）()]{{2,30}}(?:{_BODY}))"
)
_OWN = re.compile(r"^.*(?:本|我|该|各|全|及|的|对|由|为)")

_YEAR = re.compile(r"(?<!\d)(?P<year>\d{4})\s*年\s*(?:度|(?=(?:部门|单位)?决算)|(?=12\s*月\s*31\s*日))")
_TITLE = re.compile(r"(?P<year>\d{4})\s*年度?[^，。；]{0,30}决算")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def other_departments(material: Material) -> Iterator[Remark]:
    """Names of departments that stand where only this one's may."""
    ours = re.sub(r"[（(].*?[）)]", "", material.fresh_department)
    if not ours:
        return
    for each in material.draft.paragraphs:
        for start, end in _names(each.text):
            name = _OWN.sub("", each.text[start:end])
            if len(name) < 3 or _ours(name, ours):
                continue
            yield material.remark(
                "other-department",
                "warning",
                f"出现了别的部门：“{name}”，这里应是“{ours}”",
                each.index,
                end - len(name),
                end,
                remedy="请改正",
                found=name,
                expected=ours,
            )


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where a department's name stands: before a year, before 部门决算, after 部门名称."""
    for after in _AFTER_NAME.finditer(text):
        begin = max(after.start() - 40, 0)
        if name := _NAME.search(text[begin : after.start()].rstrip()):
            yield begin + name.start(), begin + name.end()
    for named in _NAMED.finditer(text):
        yield named.span("name")


def _ours(found: str, ours: str) -> bool:
    """Whether it is the department's name, a short form of it, or words that end in it."""
    letters = iter(ours)
    return found.endswith(ours) or all(letter in letters for letter in found)


def other_years(material: Material) -> Iterator[Remark]:
    """Years that are neither this year nor last year; last year in a title of this year's accounts."""
    if material.fresh is None:
        return
    year = material.fresh.year
    allowed = {year, year - 1} | {int(match) for match in re.findall(r"(\d{4})年", material.fresh.text)}
    for each in material.draft.paragraphs:
        words = each.text.translate(_CHINESE_DIGITS)  # a cover may say 二〇二二年度
        for match in _YEAR.finditer(words):
            if int(match["year"]) not in allowed:
                yield _wrong(material, each.index, match, "出现了别的年度")
        title = _TITLE.search(words)
        short = len(words) < 40 and "。" not in words and str(year) not in words
        if title and short and int(title["year"]) == year - 1 and not each.in_table:
            yield _wrong(material, each.index, title, "标题写的是上一年度")


def _wrong(material: Material, index: int, match: re.Match[str], what: str) -> Remark:
    year = str(material.fresh.year) if material.fresh else ""
    start, end = match.span("year")
    found = material.draft.paragraphs[index].text[start:end]
    text = f"{what}：“{found}”，本文说的是{year}年度"
    return material.remark(
        "other-year", "warning", text, index, start, end, remedy="请核对", found=found, expected=year
    )
