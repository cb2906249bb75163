"""The command ``juesuan``: exit 0 done, 1 findings, 2 cannot be done, 3 internal error."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from juesuan.cli.help import HelpAsked, Misuse, complaint
from juesuan.errors import JuesuanError
from juesuan.files import system_error

if TYPE_CHECKING:
    from juesuan.findings import Finding

CTRL_C = 130
"""What newer typers return for an interrupted command; none of ours does."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command; no exception leaves, and no traceback reaches the user."""
    for stream in (sys.stdout, sys.stderr):
        # A GBK console cannot show every character; better one ? than no message.
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    # A command makes many objects that all stay; looking for cycles after every 700 takes a tenth of its time.
    gc.set_threshold(10_000)
    from juesuan.cli.application import app

    command = typer.main.get_command(app)
    try:
        result = command.main(list(arguments), prog_name="juesuan", standalone_mode=False)
    except typer.Exit as error:
        return error.exit_code
    except JuesuanError as error:
        return _refuse(error, arguments)
    except HelpAsked as error:
        print(error, file=sys.stderr)
        return 2
    except Misuse as error:
        return _fail("usage", str(error), arguments)
    except typer.TyperException as error:  # a command's own look at its options
        return _fail("usage", complaint(error), arguments)
    except (KeyboardInterrupt, typer.Abort):
        result = CTRL_C
    except Exception as error:
        if isinstance(error, OSError) and isinstance(
            error.filename, str
        ):  # of a file that nobody had looked at before
            return _refuse(system_error(error), arguments)
        return _internal(error, arguments)
    if result == CTRL_C:
        return _fail("interrupted", "已中断，没有写出任何文件", arguments)
    return result if isinstance(result, int) else 0


def _refuse(error: JuesuanError, arguments: Sequence[str]) -> int:
    from juesuan.cli.telling import tell_settling
    from juesuan.cli.terminal import Terminal
    from juesuan.findings import Finding

    findings, terminal = getattr(error, "findings", ()), Terminal(as_json="--json" in arguments)
    terminal.findings(findings)
    tell_settling(terminal, findings)
    print(f"不能完成：{error}", file=sys.stderr)
    _document([Finding.of(error), *map(Finding.of, error.parts), *findings], arguments)
    return error.exit_code


def _fail(code: str, message: str, arguments: Sequence[str]) -> int:
    from juesuan.findings import Finding

    print(f"不能完成：{message}", file=sys.stderr)
    _document([Finding(code, "error", message)], arguments)
    return 2


def _document(findings: Sequence[Finding], arguments: Sequence[str]) -> None:
    """The document of what could not be done, where a program asked for one."""
    from juesuan.cli.terminal import Terminal

    Terminal(as_json="--json" in arguments).document("juesuan.error/2", findings, {})


def _internal(error: Exception, arguments: Sequence[str]) -> int:
    """An error of ours: the details go to a file that can be sent in; the user gets one line."""
    import tempfile
    import traceback

    from juesuan import __version__
    from juesuan.findings import Finding

    head = f"juesuan {__version__}\nPython {sys.version}\n命令：{' '.join(arguments)}\n\n"
    details = head + "".join(traceback.format_exception(error))
    told = "详细情况没能写下来"
    # mkstemp: a name that nobody can guess, made only where there is none, and for this user alone.
    with contextlib.suppress(OSError, ValueError):
        handle, path = tempfile.mkstemp(".txt", "juesuan-诊断-")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(details)
        told = f"详细情况已写入 {path}，请把它发给维护者"
    print(f"程序内部出错，没有写出任何文件。{told}", file=sys.stderr)
    _document([Finding("internal", "error", "程序内部出错，没有写出任何文件", told)], arguments)
    return 3
