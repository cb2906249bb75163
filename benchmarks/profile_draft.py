"""Where the time of one draft goes: warm by function, cold by import, both by room of the house.

python benchmarks/profile_draft.py
"""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import juesuan
from processes import ENVIRONMENT
from single import EXAMPLE, Department
from timing import markdown

HOUSE = Path(juesuan.__file__).parent
ROUNDS, SHOWN = 20, 15


def main() -> None:
    """Print both profiles as Markdown."""
    with tempfile.TemporaryDirectory() as name:
        department = Department(EXAMPLE, Path(name))
        warm = profiled(department.draft)
        print(f"热态一份初稿（{ROUNDS}份的平均；cProfile 使数字偏大，只看比例）\n")
        print(markdown(("部分", "自身 ms", "占比"), list(shares(rooms(warm), ROUNDS / 1000))))
        print()
        print(markdown(("函数", "次数", "自身 ms", "累计 ms"), list(functions(warm))))
        print("\n冷启动一份初稿：导入（-X importtime，自身时间之和）\n")
        print(markdown(("模块", "ms", "占比"), list(shares(imported(department), 1000))))


def profiled(work: Callable[[], object]) -> pstats.Stats:
    """``work`` run warm."""
    work()
    work()
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(ROUNDS):
        work()
    profile.disable()
    return pstats.Stats(profile)


def rooms(stats: pstats.Stats) -> Counter[str]:
    """Seconds by room. A built-in function counts for those who call it; a library for itself."""
    found: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():
        if file == "~" and callers:
            for (caller, _, _), (_, _, part, _) in callers.items():
                found[room(caller)] += part
        else:
            found[room(file)] += own
    return found


def room(file: str) -> str:
    """The room of the house, or the library, that a file belongs to."""
    path = Path(file)
    if path.is_relative_to(HOUSE):
        return f"juesuan/{path.relative_to(HOUSE).parts[0]}"
    parts = path.parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    if file == "~":
        return "内建函数"
    return path.parent.name if path.name == "__init__.py" else path.name


def shares(found: Counter[str], divisor: float) -> Iterator[tuple[str, ...]]:
    """The largest, in milliseconds a draft, with their part of the whole."""
    whole = sum(found.values())
    for name, amount in found.most_common(SHOWN):
        yield name, f"{amount / divisor:.2f}", f"{amount / whole:.0%}"


def functions(stats: pstats.Stats) -> Iterator[tuple[str, ...]]:
    """The functions of ours and of others with the largest costs of their own."""
    largest = sorted(stats.stats.items(), key=lambda item: -item[1][2])[: 2 * SHOWN]
    for (file, line, name), (_, calls, own, whole, _) in largest:
        where = name if file == "~" else f"{room(file)} {Path(file).name}:{line} {name}"
        yield (
            f"`{where}`",
            f"{calls / ROUNDS:,.0f}",
            f"{own / ROUNDS * 1000:.2f}",
            f"{whole / ROUNDS * 1000:.2f}",
        )


def imported(department: Department) -> Counter[str]:
    """Microseconds of import in a process that drafts: our own rooms, and other packages."""
    target = department.work / "cold.docx"
    command = [sys.executable, "-X", "importtime", "-m", "juesuan", "draft", department.current]
    command += [department.prior, "-s", department.supplement, "-o", target, "--overwrite"]
    for _ in range(2):  # the first writes the bytecode that the second finds
        done = subprocess.run(
            [str(each) for each in command], capture_output=True, text=True, check=True, env=ENVIRONMENT
        )
    found: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        own, *_, module = line.removeprefix("import time:").split("|")
        if line.startswith("import time:") and own.strip().isdigit():
            parts = module.strip().split(".")
            found[".".join(parts[:2]) if parts[0] == "juesuan" else parts[0]] += int(own)
    return found


if __name__ == "__main__":
    main()
