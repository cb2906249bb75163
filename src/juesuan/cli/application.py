"""The whole command line: every command registered, in the order in which help lists them."""

from __future__ import annotations

from juesuan.cli import commands, figures, revising  # each registers its commands
from juesuan.cli.arguments import app
from juesuan.cli.batch import batch
from juesuan.cli.help import ChineseGroup
from juesuan.cli.phrasebook import phrasebook

del commands, figures, revising
app.add_typer(batch, name="batch", cls=ChineseGroup)
app.add_typer(phrasebook, name="phrasebook", cls=ChineseGroup)

__all__ = ["app"]
