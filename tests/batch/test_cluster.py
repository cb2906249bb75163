"""The same call on a Dask cluster writes the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bureaus import bureau, spoil
from juesuan.batch import Batch, run_batch
from juesuan.batch.outcomes import Row
from juesuan.batch.tasks import Options

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


def rows(batch: Batch) -> list[Row]:
    """The rows without what the clock says."""
    from dataclasses import replace

    return [replace(row, seconds=0.0) for row in batch.rows()]


def written(folder: Path) -> dict[str, bytes]:
    """Every draft by department."""
    return {path.parent.name: path.read_bytes() for path in folder.glob("*/草稿.docx")}


def test_a_cluster_writes_the_same(tmp_path: Path, example: Path) -> None:
    """Two workers of a local cluster give the drafts and rows that two processes give."""
    folder = bureau(tmp_path / "bureau", example, "甲局", "乙局", "丙局", "丁局")
    spoil(folder / "乙局", "truncated")
    here = run_batch(folder, Options("draft"), output=tmp_path / "here", jobs=2)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path / "dask")
    ) as cluster:
        there = run_batch(
            folder, Options("draft"), output=tmp_path / "there", scheduler=cluster.scheduler_address
        )
    assert {"甲局", "丙局", "丁局"} == written(tmp_path / "here").keys()
    assert written(tmp_path / "here") == written(tmp_path / "there")
    assert rows(here) == rows(there)
