"""一条命令备好环境并运行：python run.py demo（用例子走一遍）、python run.py test（运行测试）。

Makes .venv beside this file, installs juesuan there with the pinned versions of constraints.txt, and
runs. Needs only Python 3.11 or newer; the second time it starts at once. Other words are passed on:
``python run.py draft 2022.xlsx 2021.xlsx -o 草稿.docx``, ``python run.py test -k merge``.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOG = "安装记录.txt"  # in the environment
EXTRAS = ("", "test", "dev")  # each holds all that stand before it


def main(words: list[str]) -> int:
    """Prepare the environment and run what was asked for."""
    if sys.version_info < (3, 11):
        say(f"需要 Python 3.11 或更新的版本，现在是 {sys.version.split()[0]}。请安装新版本后再试")
        return 2
    words = words or ["demo"]
    testing = words[0] == "test"
    python = prepare("test" if testing else "")
    if python is None:
        return 2
    command = ["-m", "pytest", *words[1:]] if testing else ["-m", "juesuan", *words]
    return subprocess.call([python, *command], cwd=ROOT if testing else None)


def prepare(extra: str) -> Path | None:
    """The Python of the environment, installed into unless that was done with the same project files."""
    python = python_of(VENV)
    digest = project_digest()
    done = [stamp(each) for each in EXTRAS[EXTRAS.index(extra) :]]
    if python.exists() and any(each.exists() and each.read_text() == digest for each in done):
        return python
    say("正在准备运行环境（只有第一次需要几分钟）……")
    if not make_environment(VENV):
        say("无法建立运行环境。Debian、Ubuntu 请先运行：sudo apt install python3-venv")
        return None
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    if not install(python, target):
        return None
    stamp(extra).write_text(digest)
    return python


def install(python: Path, target: str) -> bool:
    """Install the project with its pinned dependencies; what pip says, in English, goes to the log."""
    log = VENV / LOG
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check"]
    with log.open("wb") as said:
        command = [*pip, "-c", ROOT / "constraints.txt", "-e", target]
        failed = subprocess.call(command, stdout=said, stderr=subprocess.STDOUT)
    if failed:
        say(
            "安装没有成功，多半是连不上网络。请检查网络后再试一次；单位内网有软件源的，"
            f"请先把它的地址设为环境变量 PIP_INDEX_URL。详细情况（英文）记在 {log}"
        )
    return not failed


def project_digest() -> str:
    """Changes when there is something to install anew: other dependencies, another place of the project."""
    names = ("pyproject.toml", "constraints.txt")
    return hashlib.sha256(
        b"".join([bytes(ROOT), *((ROOT / name).read_bytes() for name in names)])
    ).hexdigest()


def stamp(extra: str) -> Path:
    """The file that says for which project files this was installed."""
    return VENV / f"juesuan-{extra or 'run'}.stamp"


def python_of(folder: Path) -> Path:
    """The Python of a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_environment(folder: Path) -> bool:
    """Make a virtual environment with pip, in one of the ways that this Python may have."""
    python = python_of(folder)
    pip = [python, "-m", "pip"]
    bare = [sys.executable, "-m", "venv", "--clear", folder]
    ways = (
        [[*pip, "--version"]],  # it is there already
        [bare],
        # Debian without python3-venv has no ensurepip, but perhaps virtualenv or the system's pip.
        [[sys.executable, "-m", "virtualenv", "--clear", folder]],
        [[*bare, "--without-pip"], [sys.executable, "-m", "pip", "--python", python, "install", "pip"]],
    )
    return any(all(works(step) for step in way) and works([*pip, "--version"]) for way in ways)


def works(command: list[str | Path]) -> bool:
    """Whether a command is there and ends well; what it says is not shown."""
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def say(text: str) -> None:
    """A line for people, on whatever console they have."""
    encoding = sys.stderr.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
