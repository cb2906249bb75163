"""Publish: the last gate. A clean copy, refused while something in it is still open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.app.documents import Opened, open_draft
from juesuan.app.examining import examine
from juesuan.app.result import Result
from juesuan.app.sources import Sources
from juesuan.errors import DocumentError
from juesuan.findings import Finding
from juesuan.narrative import Narrative
from juesuan.places import FilePlace, Place
from juesuan.reading import Files
from juesuan.settling import ALL, idle, keys_of, may_be_settled, named, refuse_unknown

if TYPE_CHECKING:
    from juesuan.word.publication import Parts

ACCEPTABLE = "slot-unconfirmed"

_LEFT = {
    "picture": "图片的名称或说明“{}”会随公开稿公开",
    "table": "表格的标题或说明“{}”会随公开稿公开",
    "bookmark": "书签“{}”会随公开稿公开",
    "style": "自定义样式的名称“{}”会随公开稿公开",
    "embedded": "公开稿里嵌有另一份文件（{}），别人可以打开",
}


@dataclass(frozen=True, kw_only=True)
class Published(Result):
    """The clean copy (``outputs["published"]``); ``findings`` is everything there was to say of it."""

    forced: tuple[Finding, ...]
    """What stood against publication and was overridden by ``force``."""
    accepted: tuple[Finding, ...]
    """The unconfirmed suggestions that ``accept_suggestions`` confirmed."""
    settled: tuple[Finding, ...]
    """What ``settle`` settled for this publication."""


class NotReady(DocumentError):
    """The document cannot be published yet; ``findings`` says why, and what else there is to look at."""

    code = "not-ready"

    def __init__(self, against: Sequence[Finding], findings: Iterable[Finding], place: Place) -> None:
        super().__init__(
            f"还有{len(against)}处没有解决，没有写出公开稿",
            place=place,
            remedy="请逐处改好；确认要照现在的样子公开，请加 --force",
        )
        self.findings = (*against, *findings)


def publish(
    document: Path,
    sources: Sources | None = None,
    *,
    edition: str | None = None,
    accept_suggestions: bool = False,
    drop_comments: bool = False,
    strict: bool = False,
    settle: Collection[str] = (),
    force: bool = False,
) -> Published:
    """Make a copy with nothing but its words: no controls, comments, marks, record or personal data.

    Everything that ``check`` looks at is looked at, against the figures of ``sources``, else against those
    of the document's own record. Raises ``NotReady`` while something stands against it (errors, reasons
    that the figures have outrun, held statements, tracked changes, people's open comments), unless
    ``force``. ``edition`` (a name or a path) is used in place of the document's own;
    ``accept_suggestions`` confirms every suggestion that nobody has confirmed,
    ``drop_comments`` drops people's comments knowingly, ``strict`` takes out names of pictures, bookmarks
    and styles and embedded files too, which otherwise are listed. ``settle`` are the keys of outrun reasons,
    held statements and paragraphs taken out that somebody has looked at (``all``: all of them), never of errors.
    """
    from juesuan.word.publication import Parts
    from juesuan.word.publication import publish as clean

    files = Files()
    opened = open_draft(document, files.read)
    found = examine(opened, sources, files, edition)
    parts = Parts(opened.data)
    told = [*_not_read(opened, sources), *found.told, *_comments(opened, dropped=drop_comments)]
    told += _revisions(parts, document.name)
    gate = _Gate.of(told, settle, accept_suggestions=accept_suggestions)
    refuse_unknown(settle, keys_of(filter(may_be_settled, told)), _base(opened), found.narrative)
    others = (*gate.others, *idle(settle, {*keys_of(gate.settled), ALL}))
    place = FilePlace(document.name)
    if gate.against and not force:
        raise NotReady(gate.against, others, place)
    copy = clean(parts, strict=strict)
    left = [
        Finding(
            "trace-left", "info", _LEFT[each.kind].format(each.name), "不想公开的，请加 --strict", place=place
        )
        for each in copy.left
    ]
    return Published(
        findings=(*gate.against, *others, *left),
        outputs={"published": copy.data},
        read=found.read,
        forced=gate.against,
        accepted=gate.accepted,
        settled=gate.settled,
    )


@dataclass(frozen=True)
class _Gate:
    """What there is to say of a document, by what becomes of it.

    ``against`` stands against publication; ``accepted`` are suggestions that somebody confirms wholesale,
    ``settled`` what somebody has looked at (it is among the ``others`` too: every warning is told).
    """

    against: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    settled: tuple[Finding, ...]
    others: tuple[Finding, ...]

    @classmethod
    def of(cls, told: Sequence[Finding], settle: Collection[str], *, accept_suggestions: bool) -> _Gate:
        """Each finding by what becomes of it."""

        def fate(finding: Finding) -> str:
            if accept_suggestions and finding.code == ACCEPTABLE:
                return "accepted"
            if may_be_settled(finding) and named(finding, settle):
                return "settled"
            return "against" if _stands_against(finding) else "told"

        fates = [(fate(each), each) for each in told]
        return cls(
            tuple(each for said, each in fates if said == "against"),
            tuple(each for said, each in fates if said == "accepted"),
            tuple(each for said, each in fates if said == "settled"),
            tuple(each for said, each in fates if said in ("settled", "told")),
        )


def _stands_against(finding: Finding) -> bool:
    return finding.severity == "error" or may_be_settled(finding)


def _base(opened: Opened) -> Narrative | None:
    return opened.draft.snapshot.base if opened.draft.snapshot else None


def _not_read(opened: Opened, sources: Sources | None) -> list[Finding]:
    """What a gate that was given no figures has not looked at."""
    if sources is not None:
        return []
    compared = "只与文稿自己的记录比对" if opened.draft.snapshot else "只看了文字本身"
    text = f"没有给出决算表：{compared}，没有再读任何一张表"
    return [Finding("figures-not-read", "info", text, "要按决算表核对，请在文稿后面写上本年和上年的决算表")]


def _comments(opened: Opened, *, dropped: bool) -> list[Finding]:
    """The comments of people that nobody has resolved; dropped ones are told all the same."""
    remedy = "请在 Word 或 WPS 里处理（标为已解决或删除）；不用处理的，加 --drop-comments"
    told = []
    for each in opened.draft.people:
        if each.resolved:
            continue
        place = FilePlace(opened.name) if each.paragraph is None else opened.draft.place(each.paragraph)
        whose = f"{each.author or '没有署名的人'}的批注"
        if dropped:
            text = f"{whose}没有处理，已按 --drop-comments 删去：“{each.text}”"
            told.append(Finding("comment-dropped", "info", text, place=place, found=each.text))
        else:
            text = f"{whose}还没有处理：“{each.text}”"
            told.append(Finding("comment-open", "error", text, remedy, place=place, found=each.text))
    return told


def _revisions(parts: Parts, name: str) -> list[Finding]:
    from juesuan.word.publication import has_revisions

    if not has_revisions(parts):
        return []
    text, remedy = "文稿里还有没有接受或拒绝的修订", "请在 Word 或 WPS 的“审阅”里全部处理后再公开"
    return [Finding("revisions-unresolved", "error", text, remedy, place=FilePlace(name))]
