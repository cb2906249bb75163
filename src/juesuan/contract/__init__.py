"""What every ``--json`` document and every line of 汇总.jsonl holds: the contract with programs.

The JSON Schemas in docs/json/ and docs/JSON.md are made of these models; the tests hold the real output
of every command against them. A field may be added within a version. One that goes, or changes its type
or meaning, makes a new version of the document (``juesuan.check/2``).
"""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.contract.documents import (
    Batch,
    Check,
    Demo,
    Draft,
    Error,
    Inspect,
    New,
    PhrasebookAdd,
    PhrasebookCheck,
    PhrasebookList,
    PhrasebookNames,
    PhrasebookNew,
    PhrasebookPreview,
    PhrasebookRemove,
    Publish,
    Reasons,
    Refresh,
    Verify,
)
from juesuan.contract.parts import Model
from juesuan.contract.rows import Row

DOCUMENTS: Mapping[str, type[Model]] = {
    "juesuan.error/2": Error,
    "juesuan.draft/2": Draft,
    "juesuan.refresh/2": Refresh,
    "juesuan.check/2": Check,
    "juesuan.reasons/2": Reasons,
    "juesuan.publish/2": Publish,
    "juesuan.inspect/2": Inspect,
    "juesuan.verify/2": Verify,
    "juesuan.new/2": New,
    "juesuan.demo/2": Demo,
    "juesuan.batch/2": Batch,
    "juesuan.row/2": Row,
    "juesuan.phrasebook-list/2": PhrasebookList,
    "juesuan.phrasebook-check/2": PhrasebookCheck,
    "juesuan.phrasebook-names/2": PhrasebookNames,
    "juesuan.phrasebook-preview/2": PhrasebookPreview,
    "juesuan.phrasebook-new/2": PhrasebookNew,
    "juesuan.phrasebook-add/2": PhrasebookAdd,
    "juesuan.phrasebook-remove/2": PhrasebookRemove,
}
"""Every document by the name and version that its ``schema`` says."""

__all__ = ["DOCUMENTS", "Model"]
