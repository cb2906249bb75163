"""Where the work is done: processes of this machine, or a Dask cluster. An executor that exists, never ours."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from juesuan.errors import InputError

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
Start = Callable[[], AbstractContextManager[Executor]]
_MOST_ON_WINDOWS = 61  # the system waits for no more handles at once
_AHEAD = 4  # tasks handed out for every worker, so that none ever waits


def processes(jobs: int | None = None) -> tuple[Start, int]:
    """A pool of ``jobs`` processes (as many as the machine has cores), and how many tasks to hand it."""
    count = max(1, min(jobs or os.cpu_count() or 1, _MOST_ON_WINDOWS))
    return lambda: ProcessPoolExecutor(count, initializer=_settle), count * _AHEAD


def _settle() -> None:
    """A worker leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(gone: Callable[[], None]) -> None:
    gone()
    os._exit(1)


def cluster(address: str) -> tuple[Start, int]:
    """The Dask cluster at that address, and how many tasks to hand it. Its workers see the same folders.

    Raises ``InputError``: Dask is not installed, or nothing answers there.
    """
    try:
        from distributed import Client
    except ImportError:
        raise InputError("没有安装 Dask", remedy='请先运行：pip install "juesuan[cluster]"') from None
    try:
        with Client(address, timeout=5, set_as_default=False) as client:
            threads = sum(client.nthreads().values())
    except (OSError, ValueError) as error:
        raise InputError(
            f"{address}：连不上这个集群", remedy="请核对地址，例如 tcp://主机:8786，并确认它在运行"
        ) from error

    @contextmanager
    def start() -> Iterator[Executor]:
        with Client(address, set_as_default=False) as client, client.get_executor(pure=False) as executor:
            try:
                yield executor
            except CancelledError:
                raise InputError(
                    f"{address}：与集群的连接断了", remedy="恢复后再运行同一条命令，会接着做"
                ) from None

    return start, max(1, threads) * _AHEAD


def results(
    call: Callable[[_Task], _Result], tasks: Iterable[_Task], start: Start, width: int
) -> Iterator[tuple[_Task, _Result | BaseException]]:
    """Every task with its result, as they come; ``width`` at most are under way, whatever their number.

    A task that raises gives its exception. One that takes its process down with it is found out: all that
    were under way are tried again, one at a time, and the others are done.
    """
    left = iter(tasks)
    alone: deque[_Task] = deque()
    while True:
        under_way: dict[Future[_Result], _Task] = {}
        try:
            with start() as executor:
                try:
                    yield from _drained(executor, call, left, alone, under_way, width)
                except BaseException:
                    for future in under_way:
                        future.cancel()
                    raise
            return
        except BrokenExecutor as error:
            if len(under_way) == 1:
                yield under_way.popitem()[1], error
            alone.extend(under_way.values())


def _drained(
    executor: Executor,
    call: Callable[[_Task], _Result],
    left: Iterator[_Task],
    alone: deque[_Task],
    under_way: dict[Future[_Result], _Task],
    width: int,
) -> Iterator[tuple[_Task, _Result | BaseException]]:
    while True:
        room = 1 if alone else width
        while len(under_way) < room:
            task = alone.popleft() if alone else next(left, None)
            if task is None:
                break
            try:
                future = executor.submit(call, task)
            except BrokenExecutor:
                alone.append(task)
                raise
            under_way[future] = task
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                raise error
            yield under_way.pop(future), error if error else future.result()
