"""What the user sees: results and findings as plain text, or one JSON document for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from juesuan.cli.json_text import as_json
from juesuan.findings import Finding, Severity

_SEVERITIES = {"error": "错误", "warning": "注意", "info": "说明"}
_LISTED = 40


class Terminal:
    """Where a command prints: people's text to stdout, to stderr when stdout is for a program."""

    def __init__(self, *, as_json: bool = False, quiet: bool = False, result_only: bool = False) -> None:
        self.as_json, self.quiet = as_json, quiet
        self.aside = as_json or result_only  # stdout is kept for the result

    def say(self, text: str = "") -> None:
        """A line for people; nothing when quiet."""
        if not self.quiet:
            _print(text, sys.stderr if self.aside else sys.stdout)

    def result(self, text: str) -> None:
        """The result itself, on stdout, unless it is in the JSON document."""
        if not self.as_json:
            _print(text, sys.stdout)

    def warn(self, text: str) -> None:
        """A line for people on stderr, quiet or not."""
        _print(text, sys.stderr)

    def findings(self, findings: Iterable[Finding]) -> None:
        """The findings for people, errors first; a long list is cut and its length told."""
        self.lines((finding.severity, str(finding)) for finding in findings)

    def lines(self, told: Iterable[tuple[Severity, str]]) -> None:
        """What findings say, errors first; a long list is cut and its length told."""
        ordered = sorted(told, key=lambda each: list(_SEVERITIES).index(each[0]))
        for severity, text in ordered[:_LISTED]:
            if severity == "error":
                self.warn(f"【{_SEVERITIES[severity]}】{text}")
            else:
                self.say(f"【{_SEVERITIES[severity]}】{text}")
        if len(ordered) > _LISTED:
            self.say(f"……共{len(ordered)}条，其余{len(ordered) - _LISTED}条未列出；加 --json 可得到全部")

    def document(self, schema: str, findings: Iterable[Finding], more: Mapping[str, Any]) -> None:
        """The one JSON document of ``--json``."""
        if self.as_json:
            data = {"schema": schema, "findings": [finding.as_json() for finding in findings], **more}
            with _readers_may_leave(sys.stdout):
                sys.stdout.flush()
                sys.stdout.buffer.write(as_json(data))
                sys.stdout.flush()


def _print(text: str, stream: TextIO) -> None:
    with _readers_may_leave(stream):
        print(text, file=stream, flush=True)


@contextmanager
def _readers_may_leave(stream: TextIO) -> Iterator[None]:
    """Whoever reads what is printed may stop (``| head``), or his disk be full: the files are written all the same."""
    try:
        yield
    except OSError as error:
        with suppress(OSError, ValueError):  # a stream that is no file
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError) and stream is not sys.stderr:
            _print(f"注意：结果没能全部显示出来（{error.strerror}）", sys.stderr)
