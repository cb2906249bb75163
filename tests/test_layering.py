"""The house's rooms: imports run downward only, modules stay small, files are touched at the edge."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src" / "juesuan"

# The ground that every other room may stand on: numbers, where something is, what is wrong, what to tell.
GROUND = {"amounts", "places", "errors", "findings", "text"}
# Every room with the rooms it may import; a room above the ground may import that, and always itself.
ROOMS: dict[str, set[str]] = {
    "places": set(),
    "errors": {"places"},
    "findings": {"errors", "places"},
    "problems": {"findings"},
    "text": set(),
    "amounts": {"text"},
    "accounts": set(),
    "narrative": {"amounts", "supplement"},
    "numerals": set(),
    "resources": set(),
    "files": set(),
    "prompts": set(),
    "continuation": set(),
    "packages": set(),
    "yaml_syntax": set(),
    "located_yaml": {"yaml_syntax"},
    "supplement": {"accounts"},
    "quantities": {"accounts"},
    "facts": {"accounts"},
    "names": {"quantities"},
    "drafts": {"narrative"},
    "settling": {"drafts", "narrative"},
    "record": {"accounts", "amounts", "drafts", "narrative", "supplement", "juesuan"},
    "comparison": {"accounts", "facts", "names", "quantities", "supplement"},
    "identities": {"accounts", "facts", "quantities", "supplement"},
    "phrasebook": {"located_yaml", "narrative", "quantities", "supplement"},
    "editions": {"located_yaml", "narrative", "phrasebook", "quantities", "resources", "supplement"},
    "syntax": set(),
    "mistakes": {"places", "syntax"},
    "sandbox": set(),
    "sentences": {
        "mistakes",
        "sandbox",
        "syntax",
        "names",
        "narrative",
        "numerals",
        "phrasebook",
        "quantities",
    },
    "compose": {
        "syntax",
        "comparison",
        "names",
        "narrative",
        "phrasebook",
        "prompts",
        "quantities",
        "sentences",
    },
    "authoring": {
        "compose",
        "mistakes",
        "sandbox",
        "syntax",
        "accounts",
        "comparison",
        "editions",
        "facts",
        "located_yaml",
        "phrasebook",
        "quantities",
        "sentences",
        "supplement",
    },
    "reading": {"accounts", "continuation", "packages", "supplement"},
    "sheets": {
        "continuation",
        "matching",
        "accounts",
        "comparison",
        "drafts",
        "facts",
        "identities",
        "narrative",
        "packages",
        "supplement",
    },
    "word": {"drafts", "narrative", "record", "packages", "resources", "juesuan"},
    "matching": {"drafts", "narrative", "numerals", "prompts"},
    "vocabulary": {"located_yaml", "resources"},
    "statements": {"narrative", "vocabulary"},
    "merge": {"statements", "vocabulary", "drafts", "matching", "narrative"},
    "review": {"comparison", "drafts", "facts", "matching", "narrative", "prompts", "quantities", "settling"},
    "app": {
        "continuation",
        "accounts",
        "authoring",
        "comparison",
        "compose",
        "drafts",
        "editions",
        "files",
        "identities",
        "matching",
        "merge",
        "narrative",
        "packages",
        "phrasebook",
        "quantities",
        "reading",
        "record",
        "resources",
        "review",
        "settling",
        "sheets",
        "supplement",
        "word",
    },
    "interface": {"accounts", "app", "files", "identities", "reading"},
    "batch": {
        "accounts",
        "app",
        "editions",
        "files",
        "narrative",
        "reading",
        "review",
        "sheets",
        "word",
        "juesuan",
    },
    "contract": set(),
    "reference": {"cli", "contract", "problems"},
    "cli": {"accounts", "app", "authoring", "batch", "files", "juesuan", "settling"},
}
# Rooms that may open, read or write files. The rest is pure.
EDGES = {
    "vocabulary",
    "reading",
    "editions",
    "located_yaml",
    "authoring",
    "word",
    "files",
    "resources",
    "app",
    "batch",
    "cli",
}
TOUCHES = {
    "read_bytes",
    "read_text",
    "write_bytes",
    "write_text",
    "open",
    "unlink",
    "mkdir",
    "iterdir",
    "glob",
}
MODULES = sorted(
    path for path in SRC.rglob("*.py") if path.parent != SRC or path.stem not in ("__init__", "__main__")
)


def room(path: Path) -> str:
    """The room a module belongs to: its package, or itself."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms a module imports, inside functions too. All imports are absolute."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for package, _, rest in (name.partition(".") for name in names):
            if package == "juesuan":
                below = rest.split(".")[0]
                found.add(below if below in ROOMS else "juesuan")
    return found


def test_every_room_is_on_the_plan() -> None:
    """A new room is entered here, with what it may import."""
    assert set() == {room(path) for path in MODULES} - set(ROOMS)


def test_the_plan_has_no_circle() -> None:
    """The rooms can be put in one order in which every import runs downward."""
    placed: set[str] = {"juesuan"}
    waiting = dict(ROOMS)
    while waiting:
        ready = [name for name, below in waiting.items() if below <= placed]
        assert ready, f"circle among {sorted(waiting)}"
        for name in ready:
            placed.add(name)
            del waiting[name]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_imports_run_downward(path: Path) -> None:
    """A module imports only what its room may."""
    here = room(path)
    allowed = ROOMS[here] | {here} | (set() if here in GROUND else GROUND)
    assert set() == imported(path) - allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_only_the_edges_touch_files(path: Path) -> None:
    """The pure rooms neither read nor write."""
    if room(path) in EDGES:
        return
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }
    assert set() == called & TOUCHES


def test_no_use_case_borrows_of_another() -> None:
    """What two of them share has a module of its own; only the demo and its kit, which show them, call others."""
    use_cases = {"check", "draft", "inspect", "new", "phrasebook", "publish", "reasons", "refresh", "verify"}
    borrowed = {
        (path.stem, node.module.rpartition(".")[2])
        for path in (SRC / "app").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("juesuan.app.")
    }
    shown = {("demo", "draft"), ("kit", "draft"), ("kit", "refresh")}
    assert shown == {(user, used) for user, used in borrowed if used in use_cases}


def test_only_shells_write() -> None:
    """Use cases hand over bytes; the command line, a batch and the package's face put them on disk."""
    writers = {room(path) for path in MODULES if "write_all" in path.read_text("utf-8")}
    assert {"batch", "cli", "files", "interface"} == writers - {"app"}
    assert [] == [
        path for path in (SRC / "app").glob("*.py") if "import write_all" in path.read_text("utf-8")
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_modules_stay_small(path: Path) -> None:
    """A module beyond 400 lines hides a missing idea."""
    assert len(path.read_text("utf-8").splitlines()) <= 400
