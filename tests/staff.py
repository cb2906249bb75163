"""What staff do to a draft, done to the .docx itself; and a small narrative whose figures can change."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml

from juesuan.drafts import control_tag
from juesuan.narrative import EditionIdentity, Figure, Narrative, Paragraph, Slot, Text, WrittenFor

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRIED: Counter[str] = Counter()
PROMPT = "【请填写原因】"
NAMES = ("行政运行", "事业运行", "住房公积金", "退休经费", "技术改造支出", "其他支出")


@dataclass(frozen=True)
class Item:
    """An account with this year's and last year's amount, in 分 of 万元."""

    code: str
    name: str
    current: int
    prior: int

    @property
    def words(self) -> tuple[str, str, str]:
        change = self.current - self.prior
        percent = f"{abs(change) * 100 / self.prior:.2f}%" if self.prior else "100.00%"
        return ("增加" if change >= 0 else "减少"), f"{abs(change) / 100:.2f}", percent


def narrative(items: tuple[Item, ...], year: int = 2022) -> Narrative:
    """A heading, a total and a numbered paragraph for each item, in the manner of the real ones."""
    total = sum(item.current for item in items)
    paragraphs = [
        Paragraph("title", "title", (Text(f"第三部分{year}年度部门决算情况说明"),)),
        Paragraph("head", "heading_1", (Text("三、一般公共预算财政拨款支出决算情况说明"),)),
        Paragraph(
            "total",
            "body",
            (
                Text(f"{year}年度一般公共预算拨款支出"),
                Figure("total.current", f"{total / 100:.2f}"),
                Text("万元。主要是："),
                Slot(
                    "total_change",
                    "reason",
                    "合计",
                    PROMPT,
                    about=WrittenFor("increase", f"{total / 100:.2f}"),
                ),
                Text("。"),
            ),
        ),
    ]
    for number, item in enumerate(items, 1):
        direction, difference, percent = item.words
        key = f"items.{item.code}"
        spans: list[Any] = [
            Text(f"（{number}）{item.code}-{item.name}支出"),
            Figure(f"{key}.current", f"{item.current / 100:.2f}"),
        ]
        if item.current == item.prior:
            spans.append(Text("万元，与上年决算数持平。"))
        else:
            growth = "增长" if direction == "增加" else "下降"
            spans += [
                Text(f"万元，较上年决算数{direction}"),
                Figure(f"{key}.difference", difference),
                Text(f"万元，{growth}"),
                Figure(f"{key}.percent", percent),
                Text("。主要原因是"),
                Slot(key, "reason", f"{item.code}：{direction}{difference}万元的主要原因", PROMPT),
                Text("。"),
            ]
        paragraphs.append(Paragraph(key, "body", tuple(spans)))
    return Narrative("某某局", year, EditionIdentity("e", "h"), tuple(paragraphs))


@dataclass
class Desk:
    """A draft on somebody's desk: what was typed, and what of it must be found again."""

    document: Any
    random: random.Random
    typed: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    count: int = 0

    @classmethod
    def open(cls, data: bytes, seed: int) -> Desk:
        return cls(docx.Document(BytesIO(data)), random.Random(seed))

    def save(self) -> bytes:
        buffer = BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def standing(self) -> list[str]:
        """What was typed and still stands there in one piece at the end."""
        shown = ["".join(node.text or "" for node in each.iter(f"{W}t")) for each in self.paragraphs()]
        return [words for words in self.typed if any(words in text for text in shown)]

    def fresh_words(self) -> str:
        """Words that stand nowhere else, so that their loss is seen."""
        self.count += 1
        return "甲乙丙丁戊己庚辛"[self.count % 8] + "".join(
            self.random.choices("春夏秋冬东南西北山水花鸟", k=5)
        )

    def paragraphs(self) -> list[Any]:
        return [
            each for each in self.document.element.body.iter(f"{W}p") if any(True for _ in each.iter(f"{W}t"))
        ]

    def texts(self, paragraph: Any, *, in_slots: bool = False) -> list[Any]:
        return [
            node
            for node in paragraph.iter(f"{W}t")
            if in_slots or not any(up.tag == f"{W}sdt" for up in node.iterancestors())
        ]

    def fill(self, key: str, words: str) -> None:
        """Type over a slot's prompt and take its highlight off."""
        for holder in self.document.element.body.iter(f"{W}sdt"):
            tag = holder.find(f"{W}sdtPr/{W}tag")
            if tag is not None and tag.get(f"{W}val") == control_tag(key):
                runs = list(holder.iter(f"{W}r"))
                runs[0].find(f"{W}t").text = words
                for mark in list(holder.iter(f"{W}highlight")):
                    mark.getparent().remove(mark)
                for extra in runs[1:]:
                    extra.getparent().remove(extra)
                self.typed.append(words)
                return
        raise AssertionError(f"no slot {key}")

    def fill_some(self) -> None:
        holders = [each.find(f"{W}sdtPr/{W}tag") for each in self.document.element.body.iter(f"{W}sdt")]
        tags = [each.get(f"{W}val") for each in holders if each is not None]
        if tags:
            self.fill(self.random.choice(tags).removeprefix("juesuan:"), self.fresh_words())

    def type_into_prompt(self) -> None:
        """Click into a prompt's middle and type."""
        nodes = [node for node in self.document.element.body.iter(f"{W}t") if node.text == PROMPT]
        if nodes:
            node, words = self.random.choice(nodes), self.fresh_words()
            at = self.random.randint(1, len(PROMPT) - 1)
            node.text = PROMPT[:at] + words + PROMPT[at:]
            self.typed.append(words)

    def type_somewhere(self) -> None:
        """Type words anywhere outside figures and slots."""
        nodes = [node for each in self.paragraphs() for node in self.texts(each) if not _is_figure(node)]
        if nodes:
            node, words = self.random.choice(nodes), self.fresh_words()
            at = self.random.randint(0, len(node.text or ""))
            node.text = (node.text or "")[:at] + words + (node.text or "")[at:]
            self.typed.append(words)

    def reword(self) -> None:
        """Replace a few characters of a sentence."""
        nodes = [node for each in self.paragraphs() for node in self.texts(each) if not _is_figure(node)]
        nodes = [node for node in nodes if len(node.text or "") > 4]
        if nodes:
            node, words = self.random.choice(nodes), self.fresh_words()
            at = self.random.randint(0, len(node.text) - 3)
            node.text = node.text[:at] + words + node.text[at + self.random.randint(1, 3) :]
            self.typed.append(words)

    def add_paragraph(self) -> None:
        """Write a paragraph of one's own."""
        words = f"{self.fresh_words()}，{self.fresh_words()}。"
        new = parse_xml(
            f'<w:p {NS}><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
        )
        self.random.choice(self.paragraphs()).addnext(new)
        self.typed.append(words)
        self.own.append(words)

    def delete_paragraph(self) -> None:
        """Delete a generated paragraph that nobody typed into."""
        free = [each for each in self.paragraphs()[3:] if not self._holds_typed(each)]
        if free:
            chosen = self.random.choice(free)
            chosen.getparent().remove(chosen)

    def lose_tags(self) -> None:
        """LibreOffice drops tags and ids."""
        for properties in self.document.element.body.iter(f"{W}sdtPr"):
            for name in ("tag", "id"):
                element = properties.find(f"{W}{name}")
                if element is not None:
                    properties.remove(element)

    def lose_bookmarks(self) -> None:
        for name in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(self.document.element.body.iter(f"{W}{name}")):
                mark.getparent().remove(mark)

    def lose_controls(self) -> None:
        """Pasted as text: the words stay, the controls are gone."""
        for holder in list(self.document.element.body.iter(f"{W}sdt")):
            for child in list(holder.find(f"{W}sdtContent")):
                holder.addprevious(child)
            holder.getparent().remove(holder)

    def split_runs(self) -> None:
        """Editors cut runs anywhere."""
        for run in list(self.document.element.body.iter(f"{W}r")):
            node = run.find(f"{W}t")
            if node is not None and node.text and len(node.text) > 2 and self.random.random() < 0.4:
                at = self.random.randint(1, len(node.text) - 1)
                twin = copy.deepcopy(run)
                twin.find(f"{W}t").text, node.text = node.text[at:], node.text[:at]
                run.addnext(twin)

    def _holds_typed(self, paragraph: Any) -> bool:
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        return any(words in text for words in self.typed)


def _is_figure(node: Any) -> bool:
    style = node.getparent().find(f"{W}rPr/{W}rStyle")
    return style is not None


DEEDS: tuple[Callable[[Desk], None], ...] = (
    Desk.fill_some,
    Desk.type_into_prompt,
    Desk.type_somewhere,
    Desk.reword,
    Desk.add_paragraph,
    Desk.delete_paragraph,
    Desk.split_runs,
)
LOSSES: tuple[Callable[[Desk], None], ...] = (Desk.lose_tags, Desk.lose_bookmarks)
