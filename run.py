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
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main(words: list[str]) -> int:
    """Prepare the environment and run what was asked for."""
    if sys.version_info < (3, 11):
        print(
            f"需要 Python 3.11 或更新的版本，现在是 {sys.version.split()[0]}。请安装新版本后再试",
            file=sys.stderr,
        )
        return 2
    words = words or ["demo"]
    testing = words[0] == "test"
    if not prepare("test" if testing else ""):
        return 2
    command = ["-m", "pytest", *words[1:]] if testing else ["-m", "juesuan", *words]
    return subprocess.call([PYTHON, *command], cwd=ROOT if testing else None)


def prepare(extra: str) -> bool:
    """Make the environment and install, unless that was done with the same project files."""
    stamp = VENV / f"juesuan-{extra or 'run'}.stamp"
    digest = hashlib.sha256(
        b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    ).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == digest:
        return True
    print("正在准备运行环境（只有第一次需要几分钟）……", file=sys.stderr, flush=True)
    pip = make_environment()
    if pip is None:
        print("无法建立运行环境。Debian、Ubuntu 请先运行：sudo apt install python3-venv", file=sys.stderr)
        return False
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    quiet = ["--quiet", "--disable-pip-version-check"]
    install = [*pip, "install", *quiet, "-c", str(ROOT / "constraints.txt"), "-e", target]
    if subprocess.call(install):
        print("安装没有成功。请检查网络后再试一次", file=sys.stderr)
        return False
    stamp.write_text(digest)
    return True


def make_environment() -> list[str] | None:
    """A virtual environment, and how to call pip for it; ``None`` where this Python cannot make one."""
    own_pip = [str(PYTHON), "-m", "pip"]
    if PYTHON.exists() and works(own_pip):
        return own_pip
    if works([sys.executable, "-m", "venv", "--clear", str(VENV)]) and works(own_pip):
        return own_pip
    # Debian without python3-venv: no ensurepip, but perhaps the system's pip or virtualenv.
    if works([sys.executable, "-m", "virtualenv", str(VENV)]) and works(own_pip):
        return own_pip
    outer_pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if works([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)]) and works(outer_pip):
        return outer_pip
    return None


def works(command: list[str]) -> bool:
    """Whether a command ends well; what it says is not shown. A bare pip is asked for its version."""
    ask = [*command, "--version"] if "pip" in command and "install" not in command else command
    return subprocess.call(ask, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
