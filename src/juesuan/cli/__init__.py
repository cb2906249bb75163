"""The command ``juesuan``: exit 0 done, 1 findings, 2 cannot be done, 3 internal error."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence

import typer

from juesuan.cli.help import complaint
from juesuan.errors import JuesuanError

USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]  # typer gives no name to it


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
    except typer.Abort:
        return _fail("已中断，没有写出任何文件", arguments)
    except JuesuanError as error:
        return _refuse(error, arguments)
    except USAGE_ERROR as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # no command: the help page itself is the answer
            print(error, file=sys.stderr)
            return 2
        return _fail(complaint(error), arguments)
    except KeyboardInterrupt:
        return _fail("已中断，没有写出任何文件", arguments)
    except Exception as error:
        return _internal(error, arguments)
    return result if isinstance(result, int) else 0


def _refuse(error: JuesuanError, arguments: Sequence[str]) -> int:
    from juesuan.cli.terminal import Terminal

    findings = getattr(error, "findings", ())
    terminal = Terminal(as_json="--json" in arguments)
    terminal.findings(findings)
    _fail(str(error), arguments, error, findings)
    return error.exit_code


def _fail(
    message: str, arguments: Sequence[str], error: JuesuanError | None = None, findings: Sequence[object] = ()
) -> int:
    print(f"不能完成：{message}", file=sys.stderr)
    if "--json" in arguments:
        from juesuan.cli.terminal import Terminal
        from juesuan.findings import Finding

        found = Finding.of(error) if error else Finding("usage", "error", message)
        listed = [each for each in findings if isinstance(each, Finding)]
        Terminal(as_json=True).document("juesuan.error/2", [found, *listed], {})
    return 2


def _internal(error: Exception, arguments: Sequence[str]) -> int:
    """An error of ours: the details go to a file that can be sent in; the user gets one line."""
    import tempfile
    import traceback

    from juesuan import __version__

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
    return 3
