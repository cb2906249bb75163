"""Publish: a clean copy for publication, refused while something is still open."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from juesuan.app.documents import read_document
from juesuan.app.tables import against_text
from juesuan.errors import DocumentError, Place
from juesuan.files import write_all
from juesuan.narrative import Finding
from juesuan.review import review

ACCEPTABLE = "slot-unconfirmed"


@dataclass(frozen=True)
class Published:
    """The clean copy, and what was overridden to write it."""

    output: Path
    forced: tuple[Finding, ...]
    accepted: tuple[Finding, ...]


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


def publish(
    document: str | Path,
    *,
    output: str | Path,
    accept_suggestions: bool = False,
    force: bool = False,
    overwrite: bool = False,
) -> Published:
    """Write a copy without controls, comments, marks, snapshot and personal data to ``output``.

    Raises ``NotReady`` while tracked changes are unresolved or the check finds errors, unless ``force``.
    ``accept_suggestions`` confirms every suggestion that nobody has confirmed.
    """
    from juesuan.word import has_revisions, read_bytes
    from juesuan.word import publish as clean

    path = Path(document)
    original = read_document(path)
    draft = read_bytes(original, path.name)
    base = draft.snapshot.base if draft.snapshot else None
    said = [remark.finding for remark in review(draft, base)]
    said += against_text(path, base) if base else ()
    findings = [each for each in said if each.severity == "error"]
    accepted = tuple(each for each in findings if accept_suggestions and each.code == ACCEPTABLE)
    open_ = [each for each in findings if each not in accepted]
    if has_revisions(original):
        open_.insert(
            0,
            Finding(
                "revisions-unresolved",
                "error",
                "文稿里还有没有接受或拒绝的修订。请在 Word 或 WPS 的“审阅”里全部处理后再公开",
                Place(path.name),
            ),
        )
    if open_ and not force:
        raise NotReady(tuple(open_), Place(path.name))
    write_all({Path(output): clean(original)}, overwrite=overwrite, inputs=[path])
    return Published(Path(output), tuple(open_), accepted)
