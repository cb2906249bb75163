"""The reasons that files give, brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from juesuan.findings import Finding
from juesuan.narrative import Narrative
from juesuan.reading import Files
from juesuan.reading.reasons import Conflict, merge_reasons, read_reasons


@dataclass(frozen=True)
class Answers:
    """``reasons`` by slot; where files differ none is taken, and ``conflicts`` has them all."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    @property
    def rivals(self) -> Mapping[str, Mapping[str, str]]:
        """The wordings of each slot that was answered differently, each with the files that give it."""
        return {each.key: each.wordings for each in self.conflicts}

    def findings(self, narrative: Narrative) -> tuple[Finding, ...]:
        """What there is to say of slots that were answered differently; they stay open, the rest is filled."""
        labels = {slot.key: slot.label for _, slot in narrative.slots()}
        return tuple(each.finding(labels.get(each.key, each.key), "warning") for each in self.conflicts)


def read_answers(paths: Sequence[Path], files: Files, prompts: frozenset[str]) -> Answers:
    """The reasons of all files; two different answers to one slot are a conflict, never the last one.

    A text that is one of the edition's ``prompts`` is no answer.
    """
    answers = [(path.name, read_reasons(path, files=files)) for path in paths]
    return Answers(*merge_reasons(answers, prompts))
