"""Random figures × every kind of edit, in the paragraphs of both editions, judged by the text alone."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from figures_at_random import EDITIONS
from juesuan.narrative import SLOT, Figure, Paragraph, Slot
from juesuan.statements.merging import Merged, merge
from juesuan.statements.sides import Staff
from staff_edits import ORDINARY, REWRITINGS, TURNING, UNSAFE, Edit
from statement_rounds import Round, rounds, shown, skeleton
from trials import seeds

SEEDS = seeds(50)
_UP, _DOWN = ("增加", "增长", "上升"), ("减少", "下降", "降低")
_SAID = re.compile(f"({'|'.join(_UP + _DOWN)})[了约同比 ]*([\\d.,]+%?)")


@dataclass
class Count:
    """What became of the figures that were due."""

    due: int = 0
    fresh: int = 0
    turning_due: int = 0
    turning_fresh: int = 0
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"same direction: {self.fresh} of {self.due} due figures fresh"
            f" ({self.fresh / max(self.due, 1):.2%}); turning: {self.turning_fresh} of {self.turning_due}"
            f" ({self.turning_fresh / max(self.turning_due, 1):.2%}); wrong {len(self.wrong)},"
            f" stale in silence {len(self.silent)}; kinds {len(self.kinds)}"
        )


def tried(
    edit: Edit, round_: Round, rng: random.Random, count: Count, times: int, *, alone: bool = False
) -> None:
    """Make an edit in some paragraphs of a round and count what the refresh makes of them."""
    able = [
        (was, now)
        for was, now in round_.pairs()
        if edit.places(was.literal) and was.text != now.text and (not alone or _comparisons(was) == 1)
    ]
    for was, now in rng.sample(able, min(times, len(able))):
        made = edit.made(was.literal, rng)
        assert made
        staff = shown(put(was.literal, made), was)
        merged = merge(was, staff, now, round_.lexer, round_.names)
        count.kinds[edit.name] += 1
        if skeleton(was) == skeleton(now):
            judge_same(edit, was, now, made, staff, merged, count)
        else:
            judge_turned(edit, was, now, staff, merged, count)


def judge_same(
    edit: Edit,
    was: Paragraph,
    now: Paragraph,
    made: tuple[int, int, str],
    staff: Staff,
    merged: Merged,
    count: Count,
) -> None:
    """Every word stays, and each figure's place holds the old figure or the new one."""
    pattern, expected = figure_places(was, now, made)
    match = re.fullmatch(pattern, merged.text, re.DOTALL)
    said = f"{edit.name}: {staff.text} → {merged.text}"
    if not match:
        count.wrong.append(said)
        return
    for got, (old, new) in zip(match.groups(), expected, strict=True):
        if old == new:
            continue
        count.due += 1
        got = plain(got)
        if got == new:
            count.fresh += 1
        elif got != old:
            count.wrong.append(said)
        else:
            count.late[edit.name] += 1
            if not any(new in held.sentence for held in merged.held):
                count.silent.append(said)


def plain(figure: str) -> str:
    """A figure in one width."""
    narrow = {ord(wide): each for each, wide in WIDE.items()}
    return figure.translate(narrow).replace(",", "")


def figure_places(
    was: Paragraph, now: Paragraph, made: tuple[int, int, str]
) -> tuple[str, list[tuple[str, str]]]:
    """A pattern of the staff's text with a group for each figure, and what each was and is now."""
    fresh = iter([span.text for span in now.spans if isinstance(span, Figure)])
    slots = iter([re.escape(span.shown) for span in was.spans if isinstance(span, Slot)])
    text = put(was.literal, made)
    pattern, expected, at, done = "", [], 0, 0
    for span in was.spans:
        length = 1 if isinstance(span, Slot) else len(span.text)
        if isinstance(span, Figure):
            place = _place(at, at + length, span.text, made)
            expected.append((span.text, next(fresh)))
            pattern += re.escape(text[done : place[0]]) + r"([\d.,%０-９．％]+)"
            done = place[1]
        at += length
    pattern += re.escape(text[done:])
    return re.sub(SLOT, lambda _: next(slots), pattern), expected


def _place(low: int, high: int, figure: str, made: tuple[int, int, str]) -> tuple[int, int]:
    """Where a figure of the generated paragraph stands in the edited one."""
    start, end, new = made
    if high <= start:
        return low, high
    if low >= end:
        moved = len(new) - (end - start)
        return low + moved, high + moved
    wide = "".join(f"[{re.escape(each)}{WIDE.get(each, '')}],?" for each in figure)
    match = re.search(wide, new)
    assert match, (figure, made)
    return start + match.start(), start + match.start() + len(match[0].rstrip(","))


WIDE = dict(zip("0123456789.%", "０１２３４５６７８９．％", strict=True))


def judge_turned(
    edit: Edit, was: Paragraph, now: Paragraph, staff: Staff, merged: Merged, count: Count
) -> None:
    """The same edit of the fresh text is right; else each statement that turned is as it was or as it is now."""
    said = f"{edit.name}: {staff.text} → {merged.text}"
    wanted = {shown(put(now.literal, place), now).text for place in edit.places(now.literal)} | {now.text}
    mine = {(_family(a), plain(b)) for a, b in _SAID.findall(merged.text)}
    allowed = {(_family(a), plain(b)) for p in (was, now) for a, b in _SAID.findall(p.text)}
    allowed |= {(_family(a), plain(b)) for a, b in _SAID.findall(edit.new)}
    if mine - allowed:
        count.wrong.append(said)
    before = {each.key: each for each in was.statements if each.kind == "comparison"}
    for each in now.statements:
        if each.kind != "comparison" or each.key not in before:
            continue
        old = was.literal[before[each.key].start : before[each.key].end]
        new = now.literal[each.start : each.end]
        if re.sub(r"[\d.]+", "#", old) == re.sub(r"[\d.]+", "#", new):
            continue
        count.turning_due += 1
        numbers, olds = re.findall(r"\d+\.\d\d%?", new), re.findall(r"\d+\.\d\d%?", old)
        there = re.findall(r"\d+\.\d\d%?", plain(merged.text))
        level = not numbers and re.search("持平|一致", merged.text) and not set(olds) & set(there)
        if merged.text in wanted or (numbers and set(numbers) <= set(there)) or level:
            count.turning_fresh += 1
        else:
            count.late[f"{edit.name} (turning)"] += 1
            if not any(new in held.sentence for held in merged.held) and not merged.deleted:
                count.silent.append(said)


def put(literal: str, place: tuple[int, int, str]) -> str:
    return literal[: place[0]] + place[2] + literal[place[1] :]


def _family(word: str) -> str:
    return "up" if word in _UP else "down"


def _comparisons(paragraph: Paragraph) -> int:
    return sum(each.kind == "comparison" for each in paragraph.statements)


def counted(edits: Sequence[Edit], times: int = 3, *, alone: bool = False) -> Count:
    """All of these edits in both editions; ``alone``: in paragraphs with one comparison."""
    count = Count()
    for edition in EDITIONS:
        for seed in SEEDS:
            round_ = rounds(edition, seed)
            rng = random.Random(seed)
            for edit in edits:
                tried(edit, round_, rng, count, times, alone=alone)
    return count


def test_ordinary_edits_are_refreshed(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the figures due in edited paragraphs at least 98% are fresh, 90% where the direction turns; none is wrong."""
    count = counted(ORDINARY)
    with capsys.disabled():
        print(f"\nordinary edits: {count}")
        print("  held:", dict(count.late.most_common(12)))
    assert [] == count.wrong[:3]
    assert [] == count.silent[:3]
    assert len(count.kinds) >= 80
    assert count.fresh >= 0.98 * count.due
    assert count.turning_fresh >= 0.90 * count.turning_due


def test_unsafe_edits_are_never_refreshed_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    """After an edit that changes what a figure means, the statement stands as typed and a comment says so."""
    touched, kinds, refreshed = 0, Counter[str](), []
    for edition in EDITIONS:
        for seed in SEEDS:
            round_ = rounds(edition, seed)
            rng = random.Random(seed)
            for edit in UNSAFE:
                for was, staff, merged, place in unsafe_trials(edit, round_, rng):
                    touched += 1
                    kinds[edit.name] += 1
                    if _around(staff.text, place) not in merged.text or not merged.held:
                        refreshed.append(f"{edit.name}: {staff.text} → {merged.text} {was.key}")
    with capsys.disabled():
        print(f"\nunsafe edits: {touched} of {len(kinds)} kinds, {len(refreshed)} refreshed without a word")
    assert [] == refreshed[:5]
    assert len(kinds) >= 25


def unsafe_trials(
    edit: Edit, round_: Round, rng: random.Random
) -> Iterator[tuple[Paragraph, Staff, Merged, tuple[int, int]]]:
    """Unsafe edits of statements whose figures change, in a few paragraphs."""
    pairs = list(round_.pairs())
    for was, now in rng.sample(pairs, len(pairs))[:12]:
        places = edit.places(was.literal)
        if not places or SLOT in was.literal[: places[0][0]]:
            continue
        start, end, new = places[0]
        figure = _next_figure(was, start, end)
        fresh = {span.key: span.text for span in now.spans if isinstance(span, Figure)}
        level = next((each for each in was.statements if each.start <= start < each.end), None)
        if (
            level
            and level.kind == "comparison"
            and not re.search(r"\d\.\d", was.literal[level.start : level.end])
        ):
            twin = next(each for each in now.statements if each.key == level.key)
            same = was.literal[level.start : level.end] == now.literal[twin.start : twin.end]
        else:
            same = figure is None or fresh.get(figure.key, "") == figure.text
        if same:
            continue
        staff = shown(put(was.literal, (start, end, new)), was)
        yield was, staff, merge(was, staff, now, round_.lexer, round_.names), (start, start + len(new))


def _next_figure(paragraph: Paragraph, start: int, end: int) -> Figure | None:
    """The figure that an edit touches, or the next one in its clause, else the last before it."""
    at, last = 0, None
    for span in paragraph.spans:
        length = 1 if isinstance(span, Slot) else len(span.text)
        if isinstance(span, Figure):
            if at + length > start:
                between = paragraph.literal[end:at] if at > end else ""
                return span if not re.search("[，。；]", between) or last is None else last
            last = span
        at += length
    return last


def _around(text: str, place: tuple[int, int]) -> str:
    """The clause around an edit, as typed."""
    start = max(text.rfind(stop, 0, place[0]) for stop in "，。；：（、") + 1
    ends = [at for stop in "，。；、" if (at := text.find(stop, place[1])) >= 0]
    return text[start : min(ends, default=len(text))]


def test_a_direction_typed_behind_is_held_only_where_it_turns() -> None:
    """增长75.23%，降幅较大: refreshed while it still falls, held when it turns."""
    count = counted(TURNING, alone=True)
    assert [] == count.wrong[:3]
    assert [] == count.silent[:3]
    assert count.fresh >= 0.98 * count.due
    assert count.turning_fresh == 0
    assert count.turning_due > 9


def test_rewritten_sentences_are_not_altered(capsys: pytest.CaptureFixture[str]) -> None:
    """What somebody wrote instead of a generated sentence stands as typed, whatever the figures do."""
    altered, runs = [], 0
    for edition in EDITIONS:
        for seed in SEEDS:
            round_ = rounds(edition, seed)
            rng = random.Random(seed)
            pairs = [
                (was, now)
                for was, now in round_.pairs()
                if any(s.kind == "comparison" for s in was.statements)
            ]
            for sentence in REWRITINGS:
                for was, now in rng.sample(pairs, 4):
                    staff = rewritten(sentence, was, rng)
                    merged = merge(was, staff, now, round_.lexer, round_.names)
                    runs += 1
                    if merged.text != staff.text or (was.text != now.text and not merged.held):
                        altered.append(f"{was.text}\n{staff.text}\n{merged.text}\n{now.text}")
    with capsys.disabled():
        print(f"\nrewritten sentences: {runs} runs of {len(REWRITINGS)} sentences, {len(altered)} altered")
    assert [] == altered[:3]


def rewritten(sentence: str, paragraph: Paragraph, rng: random.Random) -> Staff:
    """The paragraph with its sentence replaced by somebody's own, sometimes the ordinal or the reason kept."""
    texts = [span.text for span in paragraph.spans if isinstance(span, Figure)]
    amounts = [text for text in texts if not text.endswith("%")] or ["1.00"]
    percents = [text for text in texts if text.endswith("%")] or ["1.00%"]
    new = sentence.format(a=amounts[0], b=rng.choice(amounts[1:] or ["2.00"]), d=amounts[-1], p=percents[-1])
    literal = paragraph.literal
    ordinal = re.match(r"（.）|\d、", literal)
    head = ordinal[0] if ordinal and rng.random() < 0.5 else ""
    slots = [span for span in paragraph.spans if isinstance(span, Slot)]
    if slots and rng.random() < 0.5:
        at = literal.index(SLOT)
        lead = literal.rfind("。", 0, at) + 1
        if lead and literal.count(SLOT) == 1 and literal.endswith(SLOT + "。"):
            return shown(head + new + literal[lead:], paragraph)
    return Staff(head + new)


def test_clauses_moved_about_keep_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """Clauses swapped, moved, doubled, deleted: no number stands behind another's label."""
    wrong, runs = [], 0
    for edition in EDITIONS:
        for seed in SEEDS:
            round_ = rounds(edition, seed, 0.0)
            rng = random.Random(seed)
            for was, now in round_.pairs():
                if skeleton(was) != skeleton(now):
                    continue
                for deed in ("swap", "neighbours", "move", "double", "delete", "delete two"):
                    literal = shuffled(was.literal, deed, rng)
                    if literal is None:
                        continue
                    staff = shown(literal, was) if literal.count(SLOT) == was.literal.count(SLOT) else None
                    if staff is None:
                        continue
                    merged = merge(was, staff, now, round_.lexer, round_.names)
                    runs += 1
                    if not labels(merged.text) <= labels(was.text) | labels(now.text) | labels(staff.text):
                        wrong.append(f"{deed}: {staff.text} → {merged.text}")
    with capsys.disabled():
        print(f"\nclauses moved: {runs} runs, {len(wrong)} with a number behind a wrong label")
    assert [] == wrong[:3]


def shuffled(literal: str, deed: str, rng: random.Random) -> str | None:
    """The paragraph with clauses about figures moved about."""
    parts = re.split(r"(?<=[，；。、：])", literal)
    able = [
        at
        for at, part in enumerate(parts)
        if re.search(r"\d(万|%|辆|个|人|批|台)", part) and SLOT not in part
    ]
    if len(able) < 2:
        return None
    one, other = sorted(rng.sample(able, 2))
    if deed == "neighbours":
        other = one + 1 if one + 1 in able else other
    if deed in ("swap", "neighbours"):
        first, second = parts[one], parts[other]
        parts[one], parts[other] = second[:-1] + first[-1], first[:-1] + second[-1]
    elif deed == "move":
        parts.insert(other, parts.pop(one))
    elif deed == "double":
        parts.insert(other, parts[one])
    elif deed == "delete":
        del parts[one]
    else:
        del parts[other], parts[one]
    return "".join(parts)


def labels(text: str) -> set[tuple[str, str]]:
    """Every number with the words before it in its clause."""
    found = set()
    text = re.sub(r"^（.）|^\d+[、.]", "", text)
    for clause in re.split(r"[，；。：（）]|(?<=\D)、", text):
        for match in re.finditer(r"\d+(?:\.\d+)?%?", clause):
            found.add((re.sub(r"[\d.%、]", "", clause[: match.start()]), match[0]))
    return found
