"""The departments in a folder: which files are whose, told by folder, by file name or by a manifest.

``FOLDER/<部门>/{2022.xlsx,2021.xlsx,补充资料.xlsx,草稿.docx}``, or all files side by side with the
department in their names (``市水利局2022年度决算.xlsx``), or a ``manifest.xlsx`` that names them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from juesuan.errors import InputError
from juesuan.findings import Finding
from juesuan.places import NOWHERE, FilePlace, Place
from juesuan.reading.files import LEFT_OVERS, READABLE, REFUSED
from juesuan.reading.manifest import MANIFESTS, Entry, read_manifest
from juesuan.reading.structured import SUFFIXES as STRUCTURED

Role = Literal["supplement", "reasons", "document", "figures", "undated", "unreadable", ""]

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?:年度|年)?")
_WORDS = (
    "部门|决算|公开|报表|汇总表|表|数据|补充资料|原因|情况说明|说明|草稿|初稿|第?[一二三四12345]稿|修改稿|稿"
)
_AROUND = re.compile(rf"^(?:[\s\-_—（）()]|{_YEAR.pattern})+|(?:[\s\-_—（）()]|{_YEAR.pattern}|{_WORDS})+$")
PAGES = "-审核意见"
"""How the folder of our 审核意见 ends; it is no department."""
LINES = "汇总.jsonl"
"""The rows of a batch, in the folder it wrote; that one is no department either."""
_NAMED: Mapping[tuple[str, ...], Role] = {
    ("补充资料", "supplement"): "supplement",
    ("原因", "reasons"): "reasons",
}
_ILLEGAL = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Department:
    """One department's files. ``name`` is what the folder or the manifest calls it; it names the output.

    ``trouble`` says why nothing can be done with these files, ``notes`` what else there is to say.
    """

    name: str
    current: Path | None = None
    priors: tuple[Path, ...] = ()
    supplement: Path | None = None
    document: Path | None = None
    reasons: tuple[Path, ...] = ()
    edition: str | None = None
    first_year: bool = False
    trouble: Finding | None = None
    notes: tuple[Finding, ...] = ()

    @property
    def groups(self) -> tuple[tuple[Path, ...], ...]:
        """What is used of what the department sent: this year's, last year's, supplement, document, reasons."""
        single = [(path,) if path else () for path in (self.current, self.supplement, self.document)]
        return single[0], self.priors, single[1], single[2], self.reasons

    @property
    def files(self) -> tuple[Path, ...]:
        """Everything that is used of what the department sent."""
        return tuple(path for group in self.groups for path in group)


def find_departments(
    place: Path, *, year: int | None = None, skip: Collection[Path] = ()
) -> tuple[Department, ...]:
    """The departments of a folder (or manifest) in the order of their names.

    ``year`` is this year; without it, for each department the latest that its files' names tell. What lies in ``skip`` (our own
    outputs) is none of theirs. Raises ``InputError``: no such folder, or no department in it.
    """
    if not place.exists():
        raise InputError("找不到这个文件夹", place=FilePlace(str(place)), remedy="请核对文件夹的位置")
    manifest = _manifest(place)
    found = _listed(manifest) if manifest else _gathered(place, year, {each.resolve() for each in skip})
    if not found:
        raise InputError(
            "这里没有任何部门的决算表",
            place=FilePlace(str(place)),
            remedy="请每个部门放一个文件夹（内有 2022.xlsx、2021.xlsx、补充资料.xlsx），或在文件名里写上部门和年度",
        )
    if names := sorted(_twice(found)):
        raise InputError(
            f"有两个部门都叫“{names[0]}”，写出的文件会互相覆盖",
            place=FilePlace(str(manifest or place)),
            remedy="请改用不同的名称",
        )
    return found


def _twice(departments: Sequence[Department]) -> set[str]:
    names = Counter(department.name.casefold() for department in departments)
    return {each.name for each in departments if names[each.name.casefold()] > 1}


def _manifest(place: Path) -> Path | None:
    if place.is_file():
        return place
    return next((place / name for name in MANIFESTS if (place / name).is_file()), None)


# ---- a manifest ----


def _listed(manifest: Path) -> tuple[Department, ...]:
    entries = read_manifest(manifest)
    folder = manifest.parent
    return tuple(_entry(entry, folder) for entry in entries)


def _entry(entry: Entry, folder: Path) -> Department:
    paths = {role: tuple(folder / name for name in names) for role, names in entry.files.items() if names}
    missing = next((path for each in paths.values() for path in each if not path.exists()), None)
    trouble = _trouble(f"清单里写的文件不存在：{missing.name}", place=entry.place) if missing else None
    return Department(
        safe_name(entry.department),
        current=next(iter(paths.get("current", ())), None),
        priors=paths.get("priors", ()),
        supplement=next(iter(paths.get("supplement", ())), None),
        document=next(iter(paths.get("document", ())), None),
        reasons=paths.get("reasons", ()),
        edition=entry.edition,
        first_year=entry.first_year,
        trouble=trouble,
    )


# ---- folders and file names ----


def _gathered(folder: Path, year: int | None, skip: set[Path]) -> tuple[Department, ...]:
    sets: dict[str, list[Path]] = {}
    loose: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.iterdir()):
        if path.name.startswith(LEFT_OVERS) or path.resolve() in skip or _ours(path):
            continue
        if path.is_dir() and not _YEAR.fullmatch(path.name):
            sets[path.name] = [
                each for each in sorted(path.iterdir()) if not each.name.startswith(LEFT_OVERS)
            ]
        elif role(path):
            loose[department_of(path) or folder.resolve().name].append(path)
    for name, paths in loose.items():
        if any(role(path) == "figures" for path in paths):
            sets.setdefault(name, []).extend(paths)
    latest = {name: max(filter(None, map(year_of, paths)), default=0) for name, paths in sets.items()}
    usual = year or _most_common(of for of in latest.values() if of)
    return tuple(
        _sorted_out(safe_name(name), paths, year or _own_year(paths, latest[name], usual), usual)
        for name, paths in sorted(sets.items())
    )


def _most_common(years: Iterable[int]) -> int:
    """The year that most departments sent; of equals the latest."""
    counted = Counter(years)
    return max(counted, key=lambda each: (counted[each], each), default=0)


def _own_year(paths: Sequence[Path], latest: int, usual: int) -> int:
    """This year for a department: its latest, unless only last year's file has come so far."""
    return latest if latest - 1 in map(year_of, paths) else max(latest, usual)


def _ours(path: Path) -> bool:
    """Whether a folder is what a batch wrote, this one or another."""
    return path.name.endswith(PAGES) or (path / LINES).exists()


def role(path: Path) -> Role:
    """What a file or folder is, by its name; empty for one that is none of ours."""
    stem, suffix = path.stem, path.suffix.lower()
    if path.is_dir():
        return "figures" if _YEAR.search(path.name) else ""
    if suffix not in (*READABLE, *STRUCTURED):
        return "unreadable" if suffix in REFUSED and _YEAR.search(stem) else ""
    for words, known in _NAMED.items():
        if suffix != ".docx" and any(word in stem.lower() for word in words):
            return known
    if suffix in STRUCTURED:
        return ""
    if suffix == ".docx" and (not _YEAR.search(stem) or "稿" in stem or "说明" in stem):
        return "document"
    return "figures" if _YEAR.search(stem) else "undated"


def year_of(path: Path) -> int | None:
    """The year that the name of a file of figures tells."""
    told = _YEAR.search(path.name if path.is_dir() else path.stem)
    return int(told[1]) if told and role(path) == "figures" else None


def department_of(path: Path) -> str:
    """The department that a file's name tells: what is left without year and kind."""
    return _AROUND.sub("", path.name if path.is_dir() else path.stem)


def safe_name(name: str) -> str:
    """A department's name as a folder can be called."""
    return _ILLEGAL.sub("_", name).strip(" .") or "_"


def _sorted_out(name: str, paths: Sequence[Path], year: int, usual: int) -> Department:
    by_role: Mapping[str, list[Path]] = defaultdict(list)
    for path in paths:
        by_role[role(path)].append(path)
    now = [path for path in by_role["figures"] if year_of(path) == year]
    then = [path for path in by_role["figures"] if year_of(path) == year - 1]
    documents = by_role["document"]
    if len(now) > 1 and not documents:  # 2022.xlsx beside 2022.docx: the document is what was published
        documents = [path for path in now if path.suffix.lower() == ".docx"]
        now = [path for path in now if path not in documents]
    supplements, notes = _one_form(by_role["supplement"])
    if year != usual:
        said = f"用的是{year}年度的决算表，多数部门是{usual}年度，请核对"
        notes = (*notes, Finding("another-year", "warning", said))
    given = Department(
        name,
        now[0] if now else None,
        tuple(then),
        supplements[0] if supplements else None,
        documents[0] if documents else None,
        tuple(by_role["reasons"]),
        notes=notes,
    )
    kinds = ((now, f"{year}年度的决算表"), (then, f"{year - 1}年度的决算表"), (supplements, "补充资料"))
    for several, what in (*kinds, (documents, "文稿")):
        if len(several) > 1:
            return replace(given, trouble=_several(several, what))
    if not now and not (documents and not by_role["figures"]):
        return replace(given, trouble=_no_figures(year, by_role["undated"], by_role["unreadable"]))
    return given


def _one_form(supplements: Sequence[Path]) -> tuple[list[Path], tuple[Finding, ...]]:
    """The workbook, where the same supplement lies beside it in a form for programs."""
    books = [path for path in supplements if path.suffix.lower() not in STRUCTURED]
    if len(books) != 1 or len(supplements) == 1:
        return list(supplements), ()
    others = "、".join(path.name for path in supplements if path not in books)
    said = f"补充资料不止一份，用的是 {books[0].name}，没有用 {others}"
    return books, (Finding("supplement-twice", "warning", said, place=FilePlace(books[0].name)),)


def _several(paths: Sequence[Path], what: str) -> Finding:
    names = "、".join(path.name for path in paths)
    remedy = "请只留一份；几个单位合并的，请在清单 manifest.xlsx 里写明"
    return _trouble(f"有{len(paths)}份{what}，不知道用哪一份：{names}", remedy)


def _no_figures(year: int, undated: Sequence[Path], unreadable: Sequence[Path]) -> Finding:
    for paths, why, remedy in (
        (undated, "这些文件名里没有年度", "请在文件名里写上年度"),
        (unreadable, "这些文件不是工作簿，读不出数", "请给出决算表的 .xlsx"),
    ):
        if paths:
            names = "、".join(path.name for path in paths)
            return _trouble(f"没有{year}年度的决算表；{why}：{names}", remedy)
    return _trouble(f"没有{year}年度的决算表", "请让这个部门报来，或核对文件名里的年度")


def _trouble(text: str, remedy: str = "", place: Place = NOWHERE) -> Finding:
    return Finding("department-files", "error", text, remedy, place=place)
