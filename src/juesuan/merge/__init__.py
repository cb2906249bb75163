"""Refresh as a three-way merge: base (the snapshot), staff (the document), fresh (the new figures).

Whatever staff did not touch becomes fresh; whatever staff typed stays. Where both changed the same
words, staff's stay and a note carries the fresh ones. Base becomes fresh, so that the result can be
refreshed again, any number of times.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from juesuan.drafts import (
    Action,
    Anchor,
    Draft,
    FigureChange,
    InsertParagraph,
    MoveParagraph,
    Note,
    Pending,
    RemoveParagraph,
    Revision,
    Snapshot,
)
from juesuan.errors import DocumentError
from juesuan.findings import Finding
from juesuan.matching.align import align
from juesuan.matching.diff import edits
from juesuan.matching.outrun import MOVED
from juesuan.matching.slots import answered
from juesuan.matching.standing import Standing
from juesuan.matching.tokens import document_tokens, generated_tokens
from juesuan.merge.paragraphs import (
    Merged,
    merge_paragraph,
    retired_note,
    revived,
    slots_of,
    stale_figures,
)
from juesuan.merge.slots import Footing
from juesuan.narrative import Narrative, Slot, WrittenFor


def merge(snapshot: Snapshot | None, draft: Draft, fresh: Narrative, *, moved: Decimal = MOVED) -> Revision:
    """The revision that refreshes a document. Raises ``DocumentError`` where it is not understood.

    ``moved``: by which share of itself (0.5 is half) a change may move before its reason is marked.
    """
    return _Merge(snapshot, draft, fresh, moved).revision()


@dataclass
class _Merge:
    snapshot: Snapshot | None
    draft: Draft
    fresh: Narrative
    moved_by: Decimal = MOVED
    actions: list[Action] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    changes: list[FigureChange] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    written_for: dict[str, WrittenFor] = field(default_factory=dict)
    cites: dict[str, Mapping[str, str]] = field(default_factory=dict)
    outrun: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)

    def revision(self) -> Revision:
        base = self.snapshot.base if self.snapshot else self.fresh
        self.base = {each.key: each for each in base.paragraphs}
        self.now = {each.key: each for each in self.fresh.paragraphs}
        self.found = align(self.draft, base)
        if self.snapshot is None and not self.found.recognised(base):
            raise DocumentError(
                "这份文档里找不到部门决算情况说明的内容，没有写出任何文件",
                remedy="请给出 juesuan 生成的文稿，或由它改成的文件",
            )
        self.findings += self.found.findings
        self.footing = Footing.of(self.snapshot, self.fresh, self.moved_by)
        self.retired = dict(self.snapshot.retired) if self.snapshot else {}
        self.removed = list(self.snapshot.removed) if self.snapshot else []
        self.result = dict(self.now)
        self.standing()
        self.vanished()
        self.deleted_by_staff()
        self.appeared()
        self.moved()
        self.edition()
        return self.finished()

    def finished(self) -> Revision:
        paragraphs = tuple(self.result[each.key] for each in self.fresh.paragraphs)
        alive = {key for each in paragraphs for key in slots_of(each)}
        retired = {key: words for key, words in self.retired.items() if key not in alive}
        snapshot = Snapshot(
            replace(self.fresh, paragraphs=paragraphs),
            self.written_for,
            retired,
            tuple(self.removed),
            tuple(self.pending),
            cites=self.cites,
        )
        return Revision(
            tuple(self.actions),
            tuple(self.notes),
            tuple(self.anchors),
            snapshot,
            tuple(self.changes),
            tuple(self.findings),
            tuple(self.outrun),
            tuple(self.filled),
        )

    def standing(self) -> None:
        """Paragraphs that are in the base, in the document and in the fresh narrative."""
        for key, staff in self.found.standing.items():
            if key not in self.now:
                continue
            sharing = self.found.sharing(staff.index)
            if len(sharing) > 1:
                self.joined(sharing)
            elif self.snapshot is None:
                self.without_record(staff)
            else:
                was, now = self.base[key], self.now[key]
                self.take(key, merge_paragraph(was, staff, now, self.footing))

    def take(self, key: str, merged: Merged) -> None:
        self.result[key] = merged.paragraph
        self.actions += merged.actions
        self.notes += merged.notes
        self.pending += merged.pending
        self.changes += merged.changes
        self.retired |= merged.retired
        self.written_for |= merged.written_for
        self.cites |= merged.cites
        self.outrun += merged.outrun
        self.filled += merged.filled
        self.anchors += merged.anchors

    def without_record(self, staff: Standing) -> None:
        """The snapshot is gone: refresh figures in their old context, keep every other word."""
        key = staff.key
        replaced, differs = stale_figures(staff, self.now[key])
        merged = merge_paragraph(self.now[key], staff, self.now[key], replace(self.footing, snapshot=None))
        merged.actions += replaced
        self.take(key, merged)
        if differs:
            place = self.draft.place(staff.index, key=key)
            text = f"“{staff.text[:20]}…”的文字与现在的数据不一致，没有记录可比，只更新了数字，请核对"
            self.findings.append(
                Finding(
                    "paragraph-unsure",
                    "warning",
                    text,
                    place=place,
                    found=staff.text,
                    expected=self.now[key].text,
                )
            )

    def joined(self, sharing: Sequence[Standing]) -> None:
        """Paragraphs that staff ran together: left as they are, with the fresh words in a note."""
        first = sharing[0]
        if any(anchor.paragraph == first.index for anchor in self.anchors):
            return
        staff = first.parts[0]
        self.anchors.append(Anchor(first.index, first.key))
        for each in sharing:
            was, now = self.base[each.key], self.now.get(each.key)
            if now is None:
                continue
            spans = []
            for span in now.spans:
                words = each.slots.get(getattr(span, "key", ""))
                old = slots_of(was).get(words.key) if words else None
                if words and old and (said := answered(old, words)):
                    span = replace(slots_of(now)[words.key], text=said, state="filled")
                spans.append(span)
            self.result[each.key] = replace(now, spans=tuple(spans))
            if was.text != now.text:
                self.notes.append(
                    Note(
                        first.index,
                        0,
                        len(staff.text),
                        f"这一段由几段合成，没有更新。按现在的数据应为：{now.text}",
                    )
                )
        place = self.draft.place(first.index, key=first.key)
        text = f"“{staff.text[:20]}…”由几段合成，没有更新，请对照批注修改"
        self.findings.append(Finding("paragraphs-joined", "warning", text, place=place))

    def vanished(self) -> None:
        """Paragraphs that the figures no longer call for."""
        for key, staff in self.found.standing.items():
            if key in self.now:
                continue
            was = self.base[key]
            words = [(slots_of(was)[slot], each) for slot, each in staff.slots.items()]
            said = [(slot, text) for slot, each in words if (text := answered(slot, each))]
            self.retired |= {slot.key: text for slot, text in said}
            there = document_tokens(staff.parts, list(staff.slots.values()))
            objects = any(part.objects for part in staff.parts)
            untouched = not objects and not edits(generated_tokens(was), there)
            place = self.draft.place(staff.index, key=key)
            if untouched and len(self.found.sharing(staff.index)) == 1:
                self.actions.append(RemoveParagraph(staff.index))
                at = self.before(staff.index)
                notes = [
                    Note(at, 0, len(self.draft.paragraphs[at].text), retired_note(*each)) for each in said
                ]
                self.notes += notes
                text = f"按现在的数据不再需要这一段，已删去：{staff.text[:30]}…"
                self.findings.append(Finding("paragraph-removed", "info", text, place=place))
            else:
                text = "按现在的数据不再需要这一段；其中有人工修改，已保留，请决定去留"
                self.notes.append(Note(staff.index, 0, len(staff.parts[0].text), text))
                self.findings.append(
                    Finding("paragraph-kept", "warning", f"“{staff.text[:20]}…”：{text}", place=place)
                )

    def before(self, index: int) -> int:
        """A paragraph for the note on one that goes: the nearest before it that stays."""
        going = {each.index for key, each in self.found.standing.items() if key not in self.now}
        kept = [
            at
            for at in range(index - 1, -1, -1)
            if at not in going and not self.draft.paragraphs[at].in_table
        ]
        return kept[0] if kept else min(set(range(len(self.draft.paragraphs))) - going, default=0)

    def deleted_by_staff(self) -> None:
        """Paragraphs of the base that staff took out stay out."""
        for key, was in self.base.items():
            if self.snapshot is None or key in self.found.standing:
                continue
            if key in self.now and key not in self.removed:
                self.removed.append(key)
                text = f"人工删去的一段没有恢复：{self.now[key].text[:40]}…"
                self.findings.append(Finding("paragraph-deleted", "info", text, expected=self.now[key].text))
            for slot in slots_of(was).values():
                if slot.state == "filled":
                    self.retired.setdefault(slot.key, slot.text)
        self.removed = [key for key in self.removed if key in self.now and key not in self.found.standing]

    def appeared(self) -> None:
        """Paragraphs that the figures newly call for, after the nearest one before them."""
        last = -1
        for paragraph in self.fresh.paragraphs:
            key = paragraph.key
            if key in self.found.standing:
                last = self.found.standing[key].parts[-1].index
            elif key not in self.removed and (self.snapshot is not None or paragraph.style == "body"):
                spans = (
                    revived(span, self.snapshot) if isinstance(span, Slot) else span
                    for span in paragraph.spans
                )
                new = replace(paragraph, spans=tuple(spans))
                self.result[key] = new
                if self.snapshot is None:
                    text = f"文稿里没有找到这一段，没有加上：{paragraph.text[:40]}…"
                    self.findings.append(
                        Finding("paragraph-missing", "warning", text, expected=paragraph.text)
                    )
                    continue
                if last < 0:
                    last = self.first()
                self.actions.append(InsertParagraph(last, new))
                text = f"按现在的数据新增了一段：{paragraph.text[:40]}…"
                self.findings.append(Finding("paragraph-added", "info", text))

    def first(self) -> int:
        return min((each.index for each in self.found.standing.values()), default=0) - 1

    def moved(self) -> None:
        """Paragraphs whose order changed with the figures; staff's own order is left alone."""
        if self.snapshot is None:
            return
        base_order = [key for key in self.base if key in self.now and key in self.found.standing]
        fresh_order = [key for key in self.now if key in self.base and key in self.found.standing]
        if base_order == fresh_order:
            return
        for key in _out_of_order(base_order, fresh_order):
            before = fresh_order[: fresh_order.index(key)]
            if before and len(self.found.sharing(self.found.standing[key].index)) == 1:
                after = self.found.standing[before[-1]].parts[-1].index
                self.actions.append(MoveParagraph(self.found.standing[key].index, after))

    def edition(self) -> None:
        """Say that the wording of the edition changed, apart from the figures."""
        if self.snapshot and self.snapshot.base.edition_hash != self.fresh.edition_hash:
            text = "句子的版本有改动，没有人工修改过的句子已换成新的说法"
            self.findings.append(Finding("edition-changed", "info", text))


def _out_of_order(before: list[str], after: list[str]) -> Iterable[str]:
    """The fewest keys to move so that ``before`` becomes ``after``, in the order of ``after``."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    still = {after[block.b + step] for block in matcher.get_matching_blocks() for step in range(block.size)}
    return [key for key in after if key not in still]
