"""A clean copy for publication: words and layout stay, everything that was for working goes."""

from __future__ import annotations

from dataclasses import dataclass

from juesuan.word.parts import Parts
from juesuan.word.publication.fields import unlink_fields
from juesuan.word.publication.foreign import drop_foreign
from juesuan.word.publication.listed import Trace, drop_traces, traces
from juesuan.word.publication.paths import drop_local_attributes, drop_local_references
from juesuan.word.publication.pictures import clean_pictures
from juesuan.word.publication.properties import drop_sessions, drop_settings
from juesuan.word.publication.relations import drop_relations, drop_unused
from juesuan.word.publication.revisions import tracked_parts
from juesuan.word.publication.words import (
    drop_bookmarks,
    drop_comment_marks,
    drop_figure_style,
    drop_hidden,
    drop_marks,
    drop_unread_notes,
    unwrap_controls,
)

__all__ = ["CleanCopy", "Parts", "Trace", "has_revisions", "publish"]


@dataclass(frozen=True, slots=True)
class CleanCopy:
    """The published file, and what is left in it that only a person can judge."""

    data: bytes
    left: tuple[Trace, ...]


def has_revisions(parts: Parts) -> bool:
    """Whether the document holds tracked changes that nobody has accepted or rejected, in any part."""
    return bool(tracked_parts(parts))


def publish(parts: Parts, *, strict: bool = False) -> CleanCopy:
    """Make the parts of a document clean: no record, controls, comments, marks, hidden words, names of people or paths.

    Names of pictures, bookmarks and styles and embedded workbooks may be meant for the reader: they are
    listed in ``left``; ``strict`` takes them out too.
    """
    drop_relations(parts)
    drop_settings(parts)
    drop_foreign(parts)
    for name in parts.stories():
        story = parts.tree(name)
        drop_comment_marks(story)
        drop_bookmarks(story)
        unwrap_controls(story)
        unlink_fields(story)
        drop_hidden(parts, story)
        drop_marks(story)
    drop_unread_notes(parts)
    drop_figure_style(parts)
    drop_local_references(parts)
    drop_local_attributes(parts)
    drop_sessions(parts)
    if strict:
        drop_traces(parts)
    drop_unused(parts)
    parts.prune()
    clean_pictures(parts)
    return CleanCopy(parts.save(), traces(parts))
