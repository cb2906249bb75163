"""How large the record of a draft is: properties, characters and JSON, by items and with nine tables.

    python benchmarks/record_sizes.py [--items 12 140 300 1400]

Figures are made up (``tests/made_up.py``), the narrative is the usual edition's with every reason filled in,
the tables are those of the department as printed, every cell as text.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import random
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
sys.path.append(str(Path(__file__).parents[1] / "tests"))

from benchmarks.departments import write_department
from benchmarks.departments_figures import both_years

from juesuan.app.inputs import load
from juesuan.app.sources import Sources
from juesuan.compose import compose
from juesuan.drafts import Snapshot
from juesuan.narrative import Column, Narrative, Slot, Table, TableRow
from juesuan.record import pack
from juesuan.record.parts import as_data
from printed_tables import PrintedTable, printed

WORDS = "本年新增信息化运维压减会议差旅费人员调整项目按进度支付上年一次性安排不再发生设备购置增加委托业务减少"


def narrative(folder: Path, items: int, seed: int = 0) -> Narrative:
    """A made-up department's narrative, each reason answered in about twenty characters of its own."""
    write_department(folder, seed, items=items)
    inputs = load(Sources(folder / "2022.xlsx", (folder / "2021.xlsx",), folder / "补充资料.xlsx"))
    asked, _ = compose(inputs.comparison, inputs.edition, {}, inputs.choices)
    rng = random.Random(seed)
    reasons = {slot.key: "".join(rng.choices(WORDS, k=rng.randint(12, 30))) for _, slot in asked.slots()}
    return compose(inputs.comparison, inputs.edition, reasons, inputs.choices)[0]


def tables(items: int, seed: int = 0) -> tuple[Table, ...]:
    """The department's nine tables as printed, every cell as text."""
    now, _ = both_years(seed, year=2022, items=items)
    return tuple(_block(table) for table in printed(now).values())


def _block(table: PrintedTable) -> Table:
    rows = [
        ["" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row]
        for row in table.rows
    ]
    keys = [f"{at}.{''.join(row[:3])}" for at, row in enumerate(rows)]
    columns = tuple(Column(str(at), f"{table.number}.{at}") for at in range(table.width))
    return Table(
        table.number,
        table.title,
        columns,
        tuple(TableRow(key, tuple(row)) for key, row in zip(keys, rows, strict=True)),
    )


def snapshot(folder: Path, items: int, *, with_tables: bool) -> Snapshot:
    """What a draft of so many items remembers: which change each reason was written for, too."""
    made = narrative(folder, items)
    if with_tables:
        made = replace(made, blocks=(*tables(items), *made.blocks))
    return Snapshot(
        made, {slot.key: slot.about for _, slot in made.slots() if isinstance(slot, Slot) and slot.about}
    )


def hashed(snapshot: Snapshot) -> Snapshot:
    """The same with every cell of the tables as a hash of six characters."""
    blocks = [
        replace(block, rows=tuple(replace(row, cells=tuple(map(_hash, row.cells))) for row in block.rows))
        if isinstance(block, Table)
        else block
        for block in snapshot.base.blocks
    ]
    return replace(snapshot, base=replace(snapshot.base, blocks=tuple(blocks)))


def _hash(cell: str) -> str:
    return base64.b64encode(hashlib.sha256(cell.encode()).digest())[:6].decode() if cell else ""


def measured(snapshot: Snapshot) -> str:
    """Properties, characters in them, and bytes of JSON."""
    properties, raw = pack(snapshot), json.dumps(as_data(snapshot), ensure_ascii=False, separators=(",", ":"))
    return f"{len(properties)} | {sum(map(len, properties.values())):,} | {len(raw.encode()):,}"


def main() -> None:
    """Print one line of the page's table for each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, nargs="+", default=[12, 140, 300, 1400])
    print("| 项 | 表 | 属性 | 字符 | JSON 字节 |\n|---|---|---|---|---|")
    for items in parser.parse_args().items:
        with tempfile.TemporaryDirectory() as folder:
            bare, full = (snapshot(Path(folder), items, with_tables=each) for each in (False, True))
        print(f"| {items} | 无 | {measured(bare)} |")
        print(f"| {items} | 九张，照文字 | {measured(full)} |")
        print(f"| {items} | 九张，作散列 | {measured(hashed(full))} |", flush=True)


if __name__ == "__main__":
    main()
