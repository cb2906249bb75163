"""The rival over a whole bureau: a folder of departments, mapped over processes, as one would write it.

python benchmarks/rival_batch.py 各部门文件夹 模板.docx 输出文件夹 2
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import Environment

import rival


@lru_cache(maxsize=1)
def kept() -> Environment:
    """One environment a process."""
    return rival.environment()


def one(folder: Path, template: Path, output: Path) -> None:
    rival.draft(folder, template, output / f"{folder.name}.docx", kept())


def main(folder: Path, template: Path, output: Path, jobs: int) -> None:
    output.mkdir(parents=True, exist_ok=True)
    departments = sorted(path for path in folder.iterdir() if path.is_dir())
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(partial(one, template=template, output=output), departments, chunksize=8))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
