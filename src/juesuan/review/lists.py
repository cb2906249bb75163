"""Enumerations in a document against the edition's: items put in, and items that staff took out."""

from __future__ import annotations

from juesuan.findings import Severity
from juesuan.matching.listed import item_key
from juesuan.review.model import Material, Remark


def list_differs(material: Material, wanted: str, found: str, span: tuple[int, int, int]) -> Remark | None:
    """The remark on an enumeration that reads ``found`` instead of ``wanted``; ``span`` is where it stands.

    To leave out an item without an amount is staff's right: what a refresh has seen is settled.
    """
    ours, theirs = wanted.split("、"), found.split("、")
    missing = [name for name in ours if name not in theirs]
    extra = [name for name in theirs if name not in ours]
    if not missing and not extra:
        return None
    key = material.keys.get(span[0], "")
    severity, remedy = _judged(material, key, missing, extra)
    parts = [f"少了{'、'.join(missing)}"] if missing else []
    parts += [f"多了{'、'.join(extra)}"] if extra else []
    code, text = "list-differs", f"列出的科目与决算数据不一致：{'；'.join(parts)}"
    if severity == "info":
        code, text = "items-left-out", f"人工没有列出没有金额的项目：{'、'.join(missing)}"
    return material.remark(
        code, severity, text, *span, remedy=remedy, found="、".join(extra), expected="、".join(missing)
    )


def _judged(material: Material, key: str, missing: list[str], extra: list[str]) -> tuple[Severity, str]:
    """Severity and remedy: an error where the figures decide it, or where nobody can have taken it out."""
    snapshot, amounted = material.draft.snapshot, material.amounted
    if extra or any(name in (amounted or ()) for name in missing) or (snapshot is None and amounted is None):
        return "error", "请改正"
    if snapshot and all(item_key(key, name) in snapshot.removed for name in missing):
        return "info", ""
    settled = f"，用 juesuan refresh 更新一次，或公开时加 --settle {key}" if snapshot else "不必处理"
    return "warning", f"误删的请补上；没有金额、确实不列的{settled}"
