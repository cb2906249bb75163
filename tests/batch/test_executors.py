"""Whatever the executor, every task gets its result, and none stops the others."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor

import pytest

from juesuan.batch.executors import cluster, processes, results
from juesuan.errors import InputError


def doubled(number: int) -> int:
    """Twice the number; 13 raises, 7 takes the process with it."""
    if number == 13:
        raise ValueError(number)
    if number == 7:
        os._exit(1)
    return 2 * number


def test_every_task_has_its_result() -> None:
    """Each task comes back once, with its result or its exception."""
    start, width = processes(2)
    found = dict(results(doubled, [*range(7), 13], start, width))
    assert {number: 2 * number for number in range(7)} == {key: found[key] for key in range(7)}
    assert isinstance(found[13], ValueError)


def test_a_task_that_kills_its_process_is_found_out() -> None:
    """Only the one that did it fails; all others have their results, each once."""
    start, width = processes(2)
    pairs = list(results(doubled, range(20), start, width))
    found = dict(pairs)
    assert sorted(range(20)) == sorted(key for key, _ in pairs)
    assert isinstance(found.pop(7), BrokenExecutor)
    assert isinstance(found.pop(13), ValueError)
    assert {number: 2 * number for number in found} == found


def test_tasks_are_taken_as_they_are_needed() -> None:
    """No more than ``width`` tasks are ever under way: memory does not grow with their number."""
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(100, 200):
            taken += 1
            yield number

    start, width = processes(1)
    for done, _pair in enumerate(results(doubled, tasks(), start, width), 1):
        assert taken <= done + width


ENDLESS = """
import sys, time
sys.path.insert(0, {path!r})
from juesuan.batch.executors import processes, results
if __name__ == "__main__":
    start, width = processes(2)
    for _ in results(time.sleep, [0.01] * 100_000, start, width):
        print("going", flush=True)
"""


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="processes are counted in /proc")  # noqa: PTH112
def test_workers_do_not_outlive_a_killed_parent() -> None:
    """A batch that is killed leaves no processes behind."""
    parent = subprocess.Popen(
        [sys.executable, "-c", ENDLESS.format(path="")], stdout=subprocess.PIPE, start_new_session=True
    )
    assert parent.stdout
    parent.stdout.readline()
    assert len(group(parent.pid)) > 1
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 20
    while group(parent.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert set() == group(parent.pid)


def group(leader: int) -> set[int]:
    """The living processes of a group."""
    found = set()
    for name in os.listdir("/proc"):  # noqa: PTH208
        try:
            if name.isdigit() and os.getpgid(int(name)) == leader:
                found.add(int(name))
        except ProcessLookupError:
            continue
    return found


@pytest.mark.slow
def test_no_cluster_there() -> None:
    """An address where nothing answers is a plain message."""
    pytest.importorskip("distributed")
    with pytest.raises(InputError, match="连不上这个集群"):
        cluster("tcp://127.0.0.1:9")
