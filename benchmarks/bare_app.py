"""A bare Typer app of two commands: what ``-h`` costs at least."""

from __future__ import annotations

import typer

app = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]})


@app.command()
def draft(current: str, prior: str) -> None:
    """Write the draft."""


@app.command()
def refresh(document: str, current: str) -> None:
    """Refresh the draft."""


if __name__ == "__main__":
    app()
