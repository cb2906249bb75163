"""What a sentence says against what the figures say: numbers, directions, units, names, punctuation.

Words that staff put otherwise are theirs; only what the figures decide is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from juesuan.findings import Severity
from juesuan.matching.diff import Edit
from juesuan.matching.tokens import Quantity, Token
from juesuan.review.lists import list_differs
from juesuan.review.model import Material, Remark
from juesuan.review.passages import Passage, passages
from juesuan.review.quantities import explained, judge
from juesuan.review.regions import Region, regions


def differences(material: Material) -> Iterator[Remark]:
    """Every passage of the document compared with the fresh one."""
    for passage in passages(material):
        yield from _Comparison(material, passage).remarks()


@dataclass
class _Comparison:
    material: Material
    passage: Passage
    found: list[Remark] = field(default_factory=list)
    explained: set[Edit] = field(default_factory=set)
    """Edits whose every letter a remark accounts for."""

    def remarks(self) -> list[Remark]:
        missing: list[Token] = []
        extra: list[tuple[Token, Edit]] = []
        for edit in self.passage.edits:
            gone, new = self.facts(edit)
            self.pair(edit, gone, new)
            missing += gone
            extra += [(word, edit) for word in new]
        self.unpaired(missing, extra)
        names = regions(self.passage.wanted, self.material.fresh_department, self.material.labels)
        for region in names:
            self.region(region)
        for edit in self.passage.edits:
            self.punctuation(edit)
        self.rewritten()
        return self.found

    def facts(self, edit: Edit) -> tuple[list[Token], list[Token]]:
        """The quantities and directions on both sides of an edit, less those in both."""
        i1, i2, j1, j2 = edit
        gone = [word for word in self.passage.wanted[i1:i2] if word.kind in ("quantity", "direction")]
        new = [word for word in self.passage.there[j1:j2] if word.kind in ("quantity", "direction")]
        if self.reason(edit):
            return gone, []
        for word in list(gone):
            same = next((other for other in new if _same(word, other)), None)
            if same:
                gone.remove(word)
                new.remove(same)
        if not gone and not new and _bare(self.passage, edit):
            self.explained.add(edit)
        return gone, new

    def reason(self, edit: Edit) -> bool:
        """Whether the words belong to a slot: they stand at its edge, or in its place."""
        i1, i2, j1, j2 = edit
        there = self.passage.there
        beside = [there[at] for at in (j1 - 1, j2) if 0 <= at < len(there)]
        inserted = i1 == i2 and any(word.kind == "slot" for word in beside)
        instead = any(word.kind == "slot" for word in self.passage.wanted[i1:i2])
        return inserted or (instead and not any(word.kind == "slot" for word in there[j1:j2]))

    def pair(self, edit: Edit, gone: list[Token], new: list[Token]) -> None:
        """Set each fact of one side against its like on the other; what is left has no partner."""
        for kind in ("direction", "quantity"):
            ours = [word for word in gone if word.kind == kind]
            theirs = [word for word in new if word.kind == kind]
            for wanted, there in zip(ours, theirs, strict=False):
                gone.remove(wanted)
                new.remove(there)
                if kind == "direction" and gone and not new:
                    self.turned(edit, there)
                    gone.clear()
                    return
                self.contradiction(wanted, there)
        if not gone and not new and _bare(self.passage, edit):
            self.explained.add(edit)

    def turned(self, edit: Edit, there: Token) -> None:
        """Another direction, and with it figures that are not there: told as one."""
        words = self.passage.wanted[edit[0] : edit[1]]
        expected = "".join(word.text for word in words if word.kind != "slot").strip("，。；")
        self.explained.add(edit)
        self.add("direction-differs", "error", "增减与决算数据不一致", there, expected)

    def contradiction(self, wanted: Token, there: Token) -> None:
        if wanted.kind == "direction":
            self.add("direction-differs", "error", "增减方向与决算数据不一致", there, wanted.text)
        elif verdict := judge(wanted, there):
            self.add(*verdict, there, wanted.text, explained(wanted))

    def add(
        self, code: str, severity: Severity, what: str, there: Token, expected: str, how: str = ""
    ) -> None:
        message = f"{what}：这里写的是“{there.text}”，应为“{expected}”{how}"
        at = (there.paragraph, there.start, there.end)
        self.found.append(
            self.material.remark(
                code,
                severity,
                message,
                *at,
                remedy="请改正，或核对决算数据",
                found=there.text,
                expected=expected,
            )
        )

    def unpaired(self, missing: list[Token], extra: list[tuple[Token, Edit]]) -> None:
        """Facts that moved are the same facts; others are left out, or come from elsewhere."""
        for word in list(missing):
            moved = next((each for each in extra if _same(word, each[0])), None)
            if moved:
                missing.remove(word)
                extra.remove(moved)
        left_out = [word for word in missing if word.kind == "quantity"]
        for word in left_out:
            at, start, end = self.where(self.passage.wanted.index(word))
            text = f"少了一个数：按决算数据这里应有“{word.text}”{explained(word)}"
            self.found.append(
                self.material.remark(
                    "figure-left-out",
                    "warning",
                    text,
                    at,
                    start,
                    end,
                    remedy="请补上，或确认不写",
                    expected=word.text,
                )
            )
        for word, _ in extra:
            if word.kind == "quantity" and not self.known(word.quantity):
                text = f"“{word.text}”在决算数据里没有对应的数，请核对"
                span = (word.paragraph, word.start, word.end)
                self.found.append(
                    self.material.remark("figure-unknown", "warning", text, *span, found=word.text)
                )

    def known(self, quantity: Quantity) -> bool:
        """Whether the figures give that number anywhere, or it is this year or last year."""
        if quantity.is_year and self.material.fresh:
            return self.material.fresh.year - quantity.value in (0, 1)
        sign = "%" if quantity.unit == "%" else ""
        return quantity.digits.replace(",", "") + sign in self.material.printed

    def where(self, position: int) -> tuple[int, int, int]:
        """A place in the document for a token that is not there: paragraph, start, end."""
        start, end = self.passage.image(position, position + 1, wide=True)
        return self.span(start, end)

    def span(self, start: int, end: int) -> tuple[int, int, int]:
        """Paragraph and offsets of ``there[start:end]``, or of the gap there."""
        there = self.passage.there
        if not there:
            return self.passage.indices[0], 0, 0
        first = there[min(start, len(there) - 1)]
        if end <= start:
            if start < len(there):
                return first.paragraph, first.start, first.start
            return first.paragraph, first.end, first.end
        last = max(
            (word.end for word in there[start:end] if word.paragraph == first.paragraph), default=first.end
        )
        return first.paragraph, first.start, last

    def region(self, region: Region) -> None:
        wide = region.kind == "name"
        if not self.passage.touched(region.start, region.end, wide=wide):
            return
        start, end = self.passage.image(region.start, region.end, wide=wide)
        there = [word for word in self.passage.there[start:end] if word.kind != "slot"]
        found = "".join(word.text for word in there if word.kind != "quantity")
        if found == region.text:
            return
        at = self.span(start, end)
        if region.kind == "list":
            remark = list_differs(self.material, region.text, found, at)
            self.found += [remark] if remark else []
            said = remark is not None
        elif region.kind == "label":
            said = self.label_differs(region, found, at)
        else:
            code = "department-differs" if region.kind == "department" else "name-differs"
            what = "部门名称" if region.kind == "department" else "科目名称"
            text = f"{what}不对：这里写的是“{found}”，应为“{region.text}”"
            self.found.append(
                self.material.remark(
                    code, "error", text, *at, remedy="请改正", found=found, expected=region.text
                )
            )
            said = True
        if said:
            inside = {
                edit for edit in self.passage.edits if region.start <= edit[0] and edit[1] <= region.end
            }
            self.explained |= inside

    def label_differs(self, region: Region, found: str, at: tuple[int, int, int]) -> bool:
        """Another figure's name stands here; a figure's name put otherwise is staff's own wording."""
        if found not in self.material.labels.names or found in region.text or region.text in found:
            return False
        text = f"名称不对：这里写的是“{found}”，这个数是“{region.text}”"
        self.found.append(
            self.material.remark(
                "name-differs", "error", text, *at, remedy="请改正", found=found, expected=region.text
            )
        )
        return True

    def punctuation(self, edit: Edit) -> None:
        """A mark that is gone, or another one at the end of the paragraph."""
        i1, i2, j1, j2 = edit
        wanted, there = self.passage.wanted[i1:i2], self.passage.there[j1:j2]
        if len(wanted) != 1 or wanted[0].kind != "punctuation" or edit in self.explained:
            return
        at_end = i2 == len(self.passage.wanted)
        replaced = len(there) == 1 and there[0].kind == "punctuation"
        if there and not (replaced and at_end):
            return
        found = there[0].text if there else ""
        text = f"标点不对：“{found}”应为“{wanted[0].text}”" if found else f"少了标点“{wanted[0].text}”"
        self.found.append(
            self.material.remark(
                "punctuation",
                "warning",
                text,
                *self.span(j1, j2),
                remedy="请改正",
                found=found,
                expected=wanted[0].text,
            )
        )
        self.explained.add(edit)

    def rewritten(self) -> None:
        """Other words than the edition's, with the same facts: staff's own, and only told."""
        left = [edit for edit in self.passage.edits if edit not in self.explained and not self.reason(edit)]
        if not left:
            return
        start, end = left[0][2], left[-1][3]
        found = "".join(word.text for word in self.passage.there[start:end] if word.kind != "slot")
        expected = "".join(
            word.text for word in self.passage.wanted[left[0][0] : left[-1][1]] if word.kind != "slot"
        )
        text = f"人工改写：模板的说法是“{expected}”" if expected else f"人工加上的文字：“{found}”"
        self.found.append(
            self.material.remark(
                "hand-edited", "info", text, *self.span(start, end), found=found, expected=expected
            )
        )


def _same(wanted: Token, there: Token) -> bool:
    """The same fact: the same number, or a word of the same trend."""
    if wanted.kind != there.kind:
        return False
    return wanted.trend == there.trend if wanted.kind == "direction" else wanted.text == there.text


def _bare(passage: Passage, edit: Edit) -> bool:
    """Whether an edit holds nothing but quantities and directions."""
    i1, i2, j1, j2 = edit
    words: Sequence[Token] = [*passage.wanted[i1:i2], *passage.there[j1:j2]]
    return all(word.kind in ("quantity", "direction") for word in words)
