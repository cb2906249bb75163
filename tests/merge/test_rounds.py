"""What a refresh must not lose on the second round: words in comments, notes that still hold, people's comments."""

from __future__ import annotations

import random
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml

from juesuan.drafts import Draft
from juesuan.merge import merge
from juesuan.merge.waiting import until_accepted
from juesuan.narrative import Narrative, Slot, Span, WrittenFor
from juesuan.word import open_document, read_bytes, read_draft, revise, write
from resolving import marked_as_resolved
from staff import NS, Desk, Item, W, narrative

FIRST, SECOND = Item("2010101", "行政运行", 10000, 9000), Item("2010102", "其他支出", 5000, 4000)
REASON = "新增专项业务，按合同支付"


def explained(items: tuple[Item, ...]) -> Narrative:
    """The narrative, each item's reason bound to the change that it explains."""
    changes = {f"items.{each.code}": each for each in items}
    made = narrative(items)

    def bound(span: Span) -> Span:
        item = changes.get(span.key) if isinstance(span, Slot) else None
        if item is None or not isinstance(span, Slot):
            return span
        _, difference, percent = item.words
        case = "increase" if item.current > item.prior else "decrease"
        amounts = (f"{amount / 100:.2f}" for amount in (item.current, item.prior))
        return replace(span, about=WrittenFor(case, *amounts, difference, percent))

    return made.with_paragraphs(
        replace(each, spans=tuple(map(bound, each.spans))) for each in made.paragraphs
    )


def drafted(*items: Item) -> bytes:
    return write(explained(items))


def filled(*items: Item, reason: str = REASON) -> bytes:
    """The draft with the second item's reason typed in."""
    desk = Desk.open(drafted(*items), 1)
    desk.fill(f"items.{SECOND.code}", reason)
    return desk.save()


def refreshed(data: bytes, *items: Item, tracked: bool = False) -> bytes:
    """The document with other figures."""
    document = open_document(data)
    draft = read_draft(document)
    revision = merge(draft.snapshot, draft, explained(items))
    spent = draft.spent
    if tracked:
        revision, spent = until_accepted(revision, draft)
    return revise(document, revision, spent=spent, track_changes=tracked)


def comments(data: bytes) -> list[str]:
    return [each.text for each in read_bytes(data).comments]


def text(data: bytes) -> str:
    return "\n".join(each.text for each in read_bytes(data).paragraphs)


def saved(document: docx.document.Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("rounds", [1, 2, 5])
def test_words_of_a_slot_that_is_gone_stay_in_a_comment(rounds: int) -> None:
    """Through any number of refreshes, and with other figures in between; one comment, not several."""
    data = filled(FIRST, SECOND)
    for number in range(rounds):
        data = refreshed(data, Item("2010101", "行政运行", 10000 + number * 100, 9000))
    assert 1 == sum(REASON in each for each in comments(data))
    assert REASON not in text(data)


def test_other_words_of_the_same_slot_do_not_push_the_first_out() -> None:
    """A slot went with its words, came back, was filled otherwise and went again: both comments stand."""
    gone = refreshed(filled(FIRST, SECOND), FIRST)
    back = Desk.open(refreshed(gone, FIRST, SECOND, tracked=True), 1)
    document = docx.Document(BytesIO(accepted(back.save())))
    for node in document.element.body.iter(f"{W}t"):
        node.text = (node.text or "").replace(REASON, "人员调入")
    data = refreshed(saved(document), FIRST)
    for words in (REASON, "人员调入"):
        assert 1 == sum(words in each for each in comments(data))


def test_they_come_back_with_their_item() -> None:
    """The words stand in the text again, and no comment repeats them."""
    data = refreshed(refreshed(refreshed(filled(FIRST, SECOND), FIRST), FIRST), FIRST, SECOND)
    assert REASON in text(data)
    assert not any(REASON in each for each in comments(data))


def test_words_that_come_back_tracked_survive_a_rejection() -> None:
    """Their comment stays until they stand in the text for good; then it goes, and nothing is doubled."""
    gone = refreshed(filled(FIRST, SECOND), FIRST)
    waiting = refreshed(gone, FIRST, SECOND, tracked=True)
    refused = rejected(waiting)
    assert REASON not in text(refused)
    assert 1 == sum(REASON in each for each in comments(refused))
    for data in (refreshed(refused, FIRST, SECOND), refreshed(refused, FIRST)):
        assert 1 == text(data).count(REASON) + sum(REASON in each for each in comments(data))
    settled = refreshed(accepted(waiting), FIRST, SECOND)
    assert REASON in text(settled)
    assert not any(REASON in each for each in comments(settled))


def test_the_same_is_said_once_of_joined_paragraphs() -> None:
    """Two items that staff joined into one paragraph and typed into both vanish: one comment for the place."""
    third = Item("2010103", "住房公积金", 3000, 2000)
    document = docx.Document(BytesIO(drafted(FIRST, SECOND, third)))
    first, second = document.paragraphs[-2:]
    first.add_run("另有说明。")
    for child in list(second._p)[1:]:
        first._p.append(child)
    second._p.getparent().remove(second._p)
    said = comments(refreshed(saved(document), FIRST))
    assert 1 == sum("不再需要这一段" in each for each in said)


def test_a_comment_survives_the_rejected_move_of_its_paragraph() -> None:
    """A person's comment has one place, which neither a tracked insertion nor a deletion holds."""
    document = docx.Document(BytesIO(drafted(FIRST, SECOND)))
    commented = next(each for each in document.paragraphs if "其他支出" in each.text)
    document.add_comment(commented.runs[0], "请核对", author="张三")
    moved = refreshed(saved(document), SECOND, FIRST, tracked=True)
    for data in (moved, rejected(moved), accepted(moved)):
        body = docx.Document(BytesIO(data)).element.body
        marks = list(body.iter(f"{W}commentReference"))
        assert 1 == len(marks)
        assert not any(up.tag in (f"{W}ins", f"{W}del") for up in marks[0].iterancestors())


def test_who_deletes_the_comment_deletes_the_words() -> None:
    """A person decided; nothing brings them back."""
    data = refreshed(filled(FIRST, SECOND), FIRST)
    document = docx.Document(BytesIO(data))
    for comment in list(document.comments):
        comment._comment_elm.getparent().remove(comment._comment_elm)
    data = refreshed(saved(document), FIRST)
    assert not any(REASON in each for each in comments(data))


def test_the_comment_moves_when_its_paragraph_goes() -> None:
    """It stood on the paragraph before; when that vanishes too it stands on the one before that."""
    third = Item("2010103", "事业运行", 3000, 2000)
    desk = Desk.open(drafted(FIRST, SECOND, third), 1)
    desk.fill(f"items.{third.code}", REASON)
    data = refreshed(refreshed(desk.save(), FIRST, SECOND), FIRST)
    assert 1 == sum(REASON in each for each in comments(data))


@pytest.mark.parametrize("rounds", [1, 2, 4])
def test_a_kept_paragraph_keeps_its_note(rounds: int) -> None:
    """Its item is gone, staff had changed it: it stays, and is told every time until they decide."""
    desk = Desk.open(drafted(FIRST, SECOND), 1)
    next(each for each in desk.document.paragraphs if "其他支出" in each.text).add_run("本项为一次性支出。")
    data = desk.save()
    for _ in range(rounds):
        data = refreshed(data, FIRST)
    assert "本项为一次性支出。" in text(data)
    assert 1 == sum("不再需要这一段" in each for each in comments(data))
    settled = refreshed(marked_as_resolved(data, "不再需要这一段"), FIRST)
    assert not any("不再需要这一段" in each for each in comments(settled))
    assert "本项为一次性支出。" in text(settled)


def test_a_kept_paragraph_is_refreshed_when_its_item_returns() -> None:
    """It stands there once, with the new figures and staff's words."""
    desk = Desk.open(drafted(FIRST, SECOND), 1)
    next(each for each in desk.document.paragraphs if "其他支出" in each.text).add_run("本项为一次性支出。")
    gone = refreshed(refreshed(desk.save(), FIRST), FIRST)
    back = text(refreshed(gone, FIRST, Item("2010102", "其他支出", 6000, 4000)))
    assert 1 == back.count("其他支出")
    assert "60.00" in back
    assert "本项为一次性支出。" in back


def joined(data: bytes) -> bytes:
    """The document after somebody pressed Delete at the end of 行政运行."""
    document = docx.Document(BytesIO(data))
    first, second = (
        next(each for each in document.paragraphs if name in each.text) for name in ("行政运行", "其他支出")
    )
    for element in list(second._p):
        if not element.tag.endswith("}pPr"):
            first._p.append(element)
    second._p.getparent().remove(second._p)
    return saved(document)


@pytest.mark.parametrize("rounds", [1, 3])
def test_joined_paragraphs_keep_their_note(rounds: int) -> None:
    """They are not refreshed, so what they should say is told every time."""
    data = joined(drafted(FIRST, SECOND))
    for _ in range(rounds):
        data = refreshed(data, Item("2010101", "行政运行", 12000, 9000), SECOND)
    assert 1 == sum("由几段合成" in each and "120.00" in each for each in comments(data))


def test_joined_paragraphs_are_settled_until_the_figures_change_again() -> None:
    """Who resolves the comment has put them right, or leaves them; other figures ask anew."""
    risen = Item("2010101", "行政运行", 12000, 9000)
    told = refreshed(joined(drafted(FIRST, SECOND)), risen, SECOND)
    settled = refreshed(marked_as_resolved(told, "由几段合成"), risen, SECOND)
    again = refreshed(settled, risen, SECOND)
    assert [] == [each for each in (*comments(settled), *comments(again)) if "由几段合成" in each]
    more = refreshed(again, Item("2010101", "行政运行", 13000, 9000), SECOND)
    assert 1 == sum("由几段合成" in each and "130.00" in each for each in comments(more))


@pytest.mark.parametrize("author", ["juesuan", "王科长"])
def test_a_person_s_comment_stays_whoever_they_are(author: str) -> None:
    """Somebody may be called juesuan, too."""
    document = docx.Document(BytesIO(drafted(FIRST, SECOND)))
    document.add_comment(document.paragraphs[2].runs, "请再核一下", author)
    data = saved(document)
    for amount in (11000, 12000):
        data = refreshed(data, Item("2010101", "行政运行", amount, 9000), SECOND)
    assert "请再核一下" in comments(data)


def test_what_is_typed_into_our_comment_stays() -> None:
    """It is a person's comment from then on; what still holds is told beside it."""
    data = refreshed(filled(FIRST, SECOND), FIRST)
    document = docx.Document(BytesIO(data))
    (comment,) = [each for each in document.comments if REASON in each.text]
    comment.paragraphs[-1].add_run("——已请示，留到明年")
    data = refreshed(refreshed(saved(document), FIRST), FIRST)
    assert any("——已请示，留到明年" in each for each in comments(data))


def outrun_note(data: bytes) -> list[str]:
    return [each for each in comments(data) if "写原因时是" in each]


RISEN, FALLEN = SECOND, Item("2010102", "其他支出", 3000, 4000)


def test_resolving_our_comment_settles_it() -> None:
    """A reason that the figures turned was looked at; until they change again nothing is told."""
    data = refreshed(filled(FIRST, RISEN), FIRST, FALLEN)
    assert outrun_note(data)
    settled = refreshed(marked_as_resolved(data, "写原因时是"), FIRST, FALLEN)
    assert [] == outrun_note(settled)
    assert [] == outrun_note(refreshed(settled, FIRST, FALLEN))
    assert outrun_note(refreshed(settled, FIRST, Item("2010102", "其他支出", 9000, 4000)))


def test_a_deleted_comment_comes_back_and_says_so() -> None:
    """Deleting settles nothing."""
    data = refreshed(filled(FIRST, RISEN), FIRST, FALLEN)
    document = docx.Document(BytesIO(data))
    for comment in list(document.comments):
        comment._comment_elm.getparent().remove(comment._comment_elm)
    (told,) = outrun_note(refreshed(saved(document), FIRST, FALLEN))
    assert "上次的批注已被删去" in told


def test_a_rejected_removal_whose_item_returns_stands_there_once() -> None:
    """The tracked removal was rejected, then the figures call for the paragraph again."""
    tracked = refreshed(filled(FIRST, SECOND), FIRST, tracked=True)
    data = refreshed(rejected(tracked), FIRST, SECOND)
    assert 1 == text(data).count("其他支出")
    assert 1 == text(data).count(REASON)


ROSE = Item("2010101", "行政运行", 12000, 9000)


@pytest.mark.parametrize("again", [False, True], ids=["plain", "tracked"])
def test_a_rejected_refresh_is_made_again(again: bool) -> None:
    """All changes rejected, then the same refresh once more: the figures are there, not a word lost."""
    data = rejected(refreshed(filled(FIRST, SECOND), ROSE, SECOND, tracked=True))
    assert "120.00" not in text(data)
    back = refreshed(data, ROSE, SECOND, tracked=again)
    assert "120.00" in text(back)
    assert REASON in text(back)
    assert "100.00万元" not in text(back)


def test_figures_of_a_rejected_refresh_are_never_stale_in_silence() -> None:
    """Two tracked refreshes were waiting when somebody rejected them; other figures come."""
    data = refreshed(filled(FIRST, SECOND), ROSE, SECOND, tracked=True)
    data = rejected(refreshed(data, ROSE, Item("2010102", "其他支出", 7000, 4000), tracked=True))
    back = refreshed(data, Item("2010101", "行政运行", 13000, 9000), Item("2010102", "其他支出", 7000, 4000))
    for amount in ("130.00", "70.00"):
        assert amount in text(back) or any(amount in each for each in comments(back))


def typed_back(data: bytes, new: str, old: str) -> bytes:
    """The document after somebody typed an old number over a new one."""
    document = docx.Document(BytesIO(data))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text == new:
                run.text = old
    return saved(document)


def test_a_single_number_that_is_old_again_is_held() -> None:
    """It may be typed: it stays, with a comment, until somebody resolves that."""
    total = refreshed(filled(FIRST, SECOND), ROSE, SECOND)
    data = typed_back(total, "170.00", "150.00")
    for _ in range(2):
        data = refreshed(data, ROSE, SECOND)
        assert "支出150.00万元" in text(data)
        assert 1 == sum("170.00" in each for each in comments(data))
    data = refreshed(marked_as_resolved(data, "170.00"), ROSE, SECOND)
    assert "支出150.00万元" in text(data)
    assert not any("170.00" in each for each in comments(data))
    assert not any("170.00" in each for each in comments(refreshed(data, ROSE, SECOND)))


def rejected(data: bytes) -> bytes:
    """The document after 拒绝所有修订."""
    return _decided(data, "ins", "del")


def accepted(data: bytes) -> bytes:
    """The document after 接受所有修订."""
    return _decided(data, "del", "ins")


def _decided(data: bytes, going: str, staying: str) -> bytes:
    """One kind of change goes with its words; what else stands in a paragraph that goes joins the next one."""
    document = docx.Document(BytesIO(data))
    body = document.element.body
    for mark in [each for each in body.iter(f"{W}{going}") if each.getparent().tag != f"{W}rPr"]:
        mark.getparent().remove(mark)
    for paragraph in list(body.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{going}") is not None:
            following = paragraph.getnext()
            for child in (
                [each for each in paragraph if each.tag != f"{W}pPr"] if following.tag == f"{W}p" else []
            ):
                following.append(child)
            paragraph.getparent().remove(paragraph)
    for mark in list(body.iter(f"{W}{staying}")):
        for child in list(mark):
            mark.addprevious(child)
        mark.getparent().remove(mark)
    for node in body.iter(f"{W}delText"):
        node.tag = f"{W}t"
    return saved(document)


def test_ten_rounds_with_items_that_go_and_return_lose_nothing() -> None:
    """Every reason that was typed stands in the text or in a comment of the last document."""
    lost = []
    for seed in range(12):
        lost += _chain(random.Random(seed))
    assert [] == lost


def _chain(chance: random.Random) -> list[str]:
    items = [
        Item(f"20101{number:02d}", name, 5000 + number, 4000)
        for number, name in enumerate(("行政运行", "事业运行", "住房公积金", "退休经费"))
    ]
    data, typed, standing = drafted(*items), [], items
    for round_ in range(10):
        desk = Desk.open(data, chance.randrange(10**6))
        for item in chance.sample(standing, min(1, len(standing))):
            words = f"原因{chance.randrange(10**6)}之{round_}"
            if _empty(read_bytes(data), item):
                desk.fill(f"items.{item.code}", words)
                typed.append(words)
        data = desk.save()
        standing = [item for item in items if chance.random() < 0.7] or items[:1]
        standing = [
            Item(each.code, each.name, each.current + chance.randrange(900), each.prior) for each in standing
        ]
        data = refreshed(data, *standing)
    there = text(data) + "\n".join(comments(data))
    return [words for words in typed if words not in there]


def _empty(draft: Draft, item: Item) -> bool:
    """Whether nobody has filled the item's slot in."""
    return any(item.code in each.text and "【请填写原因】" in each.text for each in draft.paragraphs)


THIRD = Item("2010103", "事业运行", 3000, 2000)


def emptied_and_joined(data: bytes, name: str, *, into: str) -> bytes:
    """As LibreOffice leaves it: the words of one paragraph are gone, its bookmark stands in another one."""
    document = docx.Document(BytesIO(data))
    gone, stays = (
        next(each._p for each in document.paragraphs if words in each.text) for words in (name, into)
    )
    kept = [each for each in gone if each.tag.endswith(("}bookmarkStart", "}bookmarkEnd"))]
    for mark in kept:
        stays.append(mark)
    gone.getparent().remove(gone)
    return saved(document)


@pytest.mark.parametrize(
    ("gone", "into"), [("其他支出", "行政运行"), ("其他支出", "事业运行"), ("行政运行", "其他支出")]
)
def test_an_emptied_paragraph_does_not_stop_its_neighbour(gone: str, into: str) -> None:
    """Its words were deleted before the lines were joined: the neighbour is refreshed, round after round."""
    data = emptied_and_joined(filled(FIRST, SECOND, THIRD), gone, into=into)
    for amount in (7000, 8000):
        more = (replace(each, current=each.current + amount) for each in (FIRST, SECOND, THIRD))
        data = refreshed(data, *more)
    shown = text(data)
    assert gone not in shown
    for item in {FIRST, SECOND, THIRD}:
        if item.name != gone:
            assert f"{item.name}支出{(item.current + 8000) / 100:.2f}万元" in shown
    assert not any("由几段合成" in each for each in comments(data))


def test_an_emptied_line_stays_empty() -> None:
    """The words were deleted and the line left: they do not come back, and nothing is noted there."""
    document = docx.Document(BytesIO(filled(FIRST, SECOND)))
    (paragraph,) = (each._p for each in document.paragraphs if "其他支出" in each.text)
    for each in list(paragraph):
        if each.tag.endswith(("}r", "}sdt")):
            paragraph.remove(each)
    data = refreshed(saved(document), FIRST, FALLEN)
    assert "其他支出" not in text(data)
    assert [] == comments(data)


def test_a_deletion_that_is_undone_is_refreshed_again() -> None:
    """Deleted with tracking on, refreshed, then the deletion was rejected: the old numbers do not stay."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    document = docx.Document(BytesIO(filled(FIRST, SECOND)))
    (paragraph,) = (each._p for each in document.paragraphs if "其他支出" in each.text)
    for run in list(paragraph.iter(f"{w}r")):
        deleted = parse_xml(f'<w:del {NS} w:id="{900 + len(run.getparent())}" w:author="王科长"/>')
        run.addprevious(deleted)
        deleted.append(run)
        for node in run.iter(f"{w}t"):
            node.tag = f"{w}delText"
    risen = Item("2010102", "其他支出", 6000, 4000)
    gone = refreshed(saved(document), FIRST, risen)
    assert "其他支出" not in text(gone)
    back = text(refreshed(rejected(gone), FIRST, risen))
    assert 1 == back.count("支出60.00万元，较上年决算数增加20.00万元")
    assert 1 == back.count(REASON)
