"""One department: writing, drafting, refreshing, growing; cold starts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import corrections
import floor
import rival
import rival_figures
import rival_sheets
from juesuan import check, draft, publish, refresh
from juesuan.app.inputs import Inputs, load
from juesuan.app.sources import Sources
from juesuan.compose import compose
from juesuan.word import write
from processes import runner
from timing import Row, interleaved

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "licheng-2022"


@dataclass(frozen=True)
class Department:
    """A department's folder, and where its drafts are to go."""

    folder: Path
    work: Path

    @property
    def year(self) -> int:
        return rival.current_year(self.folder)

    @property
    def current(self) -> Path:
        return self.folder / f"{self.year}.xlsx"

    @property
    def prior(self) -> Path:
        return self.folder / f"{self.year - 1}.xlsx"

    @property
    def supplement(self) -> Path:
        return self.folder / "补充资料.xlsx"

    def load(self) -> Inputs:
        return load(Sources(self.current, (self.prior,), self.supplement))

    def draft(self) -> bytes:
        """Our whole draft, written to a file."""
        target = self.work / "ours.docx"
        draft(self.current, self.prior, supplement=self.supplement, output=target, overwrite=True)
        return target.read_bytes()

    def rival(self, template: Path, environment: rival.Environment, reader: rival_sheets.Reader) -> bytes:
        """The rival's."""
        target = self.work / "rival.docx"
        rival.draft(self.folder, template, target, environment, reader)
        return target.read_bytes()


def agree(department: Department, template: Path) -> None:
    """All say the same, paragraph by paragraph, or the comparison is worth nothing."""
    ours = rival.paragraphs(department.draft())
    for reader in (rival_sheets.read_only, rival_sheets.calamine):
        others = rival.paragraphs(department.rival(template, rival.environment(), reader))
        assert ours == others, [pair for pair in zip(ours, others, strict=False) if pair[0] != pair[1]]


def writing(department: Department, template: Path, rounds: int) -> Iterator[Row]:
    """Narrative → bytes, against the floor; and against docxtpl, for information."""
    inputs = department.load()
    narrative, _ = compose(inputs.comparison, inputs.edition, {}, inputs.choices)
    parts = floor.prepare(write(narrative))
    found = rival_figures.figures(department.current, department.prior, department.supplement)
    values, kept, plain = rival.context(found), rival.environment(), rival.environment(kept=False)
    taken = interleaved(
        rounds,
        ours=lambda: write(narrative),
        floor=lambda: floor.build(parts, snapshot=True),
        given=lambda: floor.build(parts),
        kept=lambda: rival.render(template, values, kept),
        plain=lambda: rival.render(template, values, plain),
    )
    yield Row("写出文稿 / 下限（同样的各部分，含快照）", taken["ours"], taken["floor"], 2)
    yield Row("写出文稿 / 下限（快照的文字现成）", taken["ours"], taken["given"])
    yield Row("写出文稿 / docxtpl（环境保留）", taken["ours"], taken["kept"])
    yield Row("写出文稿 / docxtpl（原样，每次重新编译）", taken["ours"], taken["plain"])


def drafting(department: Department, template: Path, rounds: int) -> Iterator[Row]:
    """Both workbooks → file, against the rivals; refresh, check and publication of an edited draft."""
    edited = corrections.staff_draft(department.folder, department.year, department.work)
    target = department.work / "target.docx"
    years = (department.current, department.prior)
    kept, plain = rival.environment(), rival.environment(kept=False)
    taken = interleaved(
        rounds,
        draft=department.draft,
        refresh=lambda: refresh(edited, *years, output=target, overwrite=True),
        check=lambda: check(edited, *years),
        publish=lambda: publish(edited, output=target, overwrite=True, force=True),
        kept=lambda: department.rival(template, kept, rival_sheets.read_only),
        plain=lambda: department.rival(template, plain, rival_sheets.read_only),
        whole_sheets=lambda: department.rival(template, kept, rival_sheets.whole_sheets),
        calamine=lambda: department.rival(template, kept, rival_sheets.calamine),
    )
    yield Row("整份初稿 / python-calamine + docxtpl（环境保留）", taken["draft"], taken["calamine"])
    yield Row("整份初稿 / openpyxl + docxtpl（环境保留，read_only）", taken["draft"], taken["kept"])
    yield Row("整份初稿 / 同上，环境不保留", taken["draft"], taken["plain"])
    yield Row("整份初稿 / 同上，环境保留，不用 read_only", taken["draft"], taken["whole_sheets"])
    yield Row("整份更新 / 整份初稿", taken["refresh"], taken["draft"], 3)
    yield Row("整份检查 / 整份初稿", taken["check"], taken["draft"], 3)
    yield Row("整份公开稿 / 整份初稿", taken["publish"], taken["draft"], 3)


def cold(department: Department, template: Path, rounds: int) -> Iterator[Row]:
    """Whole processes from a standing start, bytecode compiled."""
    ours = [sys.executable, "-m", "juesuan"]
    figures = [department.current, department.prior, "-s", department.supplement]
    target, other = department.work / "cold.docx", department.work / "cold-rival.docx"
    taken = interleaved(
        rounds,
        draft=runner(*ours, "draft", *figures, "-o", target, "--overwrite"),
        rival=runner(sys.executable, HERE / "cold_rival.py", department.folder, template, other),
        help=runner(*ours, "-h"),
        bare=runner(sys.executable, HERE / "bare_app.py", "-h"),
    )
    yield Row("juesuan draft，冷启动 / 对照脚本", taken["draft"], taken["rival"], 0.9)
    yield Row("juesuan -h / 两个命令的空 Typer 程序", taken["help"], taken["bare"], 1.3)
