"""Publish: a clean copy for publication, refused while something is still open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from juesuan.app.documents import open_draft
from juesuan.app.result import Result
from juesuan.app.tables import against_text
from juesuan.errors import DocumentError
from juesuan.findings import Finding
from juesuan.places import FilePlace, Place
from juesuan.reading import Files
from juesuan.review import review

ACCEPTABLE = "slot-unconfirmed"


@dataclass(frozen=True, kw_only=True)
class Published(Result):
    """The clean copy (``outputs["published"]``); ``findings`` is what was overridden to make it."""

    accepted: tuple[Finding, ...]
    """The unconfirmed suggestions that ``accept_suggestions`` confirmed."""


class NotReady(DocumentError):
    """The document cannot be published yet; ``findings`` says why."""

    code = "not-ready"

    def __init__(self, findings: tuple[Finding, ...], place: Place) -> None:
        super().__init__(
            f"还有{len(findings)}处没有解决，没有写出公开稿",
            place=place,
            remedy="请逐处改好；确认要照现在的样子公开，请加 --force",
        )
        self.findings = findings


def publish(document: Path, *, accept_suggestions: bool = False, force: bool = False) -> Published:
    """Make a copy without controls, comments, marks, snapshot and personal data.

    Raises ``NotReady`` while tracked changes are unresolved or the check finds errors, unless ``force``.
    ``accept_suggestions`` confirms every suggestion that nobody has confirmed.
    """
    from juesuan.word import Parts, has_revisions
    from juesuan.word import publish as clean

    opened = open_draft(document, Files().read)
    draft = opened.draft
    base = draft.snapshot.base if draft.snapshot else None
    said = [remark.finding for remark in review(draft, base)]
    said += against_text(opened, base) if base else ()
    findings = [each for each in said if each.severity == "error"]
    accepted = tuple(each for each in findings if accept_suggestions and each.code == ACCEPTABLE)
    open_ = [each for each in findings if each not in accepted]
    parts = Parts(opened.data)
    if has_revisions(parts):
        open_.insert(
            0,
            Finding(
                "revisions-unresolved",
                "error",
                "文稿里还有没有接受或拒绝的修订",
                "请在 Word 或 WPS 的“审阅”里全部处理后再公开",
                place=FilePlace(document.name),
            ),
        )
    if open_ and not force:
        raise NotReady(tuple(open_), FilePlace(document.name))
    return Published(
        findings=tuple(open_),
        outputs={"published": clean(parts).data},
        read=(document,),
        accepted=accepted,
    )
