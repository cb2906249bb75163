"""Makes README's pictures from real output: python scripts/make_pictures.py (needs LibreOffice, pdftoppm)."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT / "tests"))

from juesuan.app.check import check  # noqa: E402
from juesuan.app.refresh import refresh  # noqa: E402
from rounds import changed, drafted  # noqa: E402 - the tests' helpers make the second year's figures

DRIVER = ROOT / "tests" / "office" / "driver.py"


def picture(
    document: Path, page: int, name: str, *, comments: bool = False, top: int = 0, height: int = 620
) -> None:
    """One page of a document, cut to the part that shows something."""
    folder = document.parent
    profile, pdf = folder / "profile", folder / f"{document.stem}.pdf"
    if comments:
        steps = folder / "steps.json"
        steps.write_text(json.dumps([["open", str(document)], ["print_with_comments", str(pdf)], ["shut"]]))
        subprocess.run(["/usr/bin/python3", str(DRIVER), str(profile), str(steps)], check=True)
    else:
        command = [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run(
            [*command, "--outdir", str(folder), str(document)], check=True, stdout=subprocess.DEVNULL
        )
    target = IMAGES / name
    page_of = ["-f", str(page), "-l", str(page), "-singlefile"]
    cut = [
        "-scale-to-x",
        "900",
        "-scale-to-y",
        "-1",
        "-x",
        "0",
        "-y",
        str(top),
        "-W",
        "900",
        "-H",
        str(height),
    ]
    subprocess.run(["pdftoppm", "-png", *page_of, *cut, str(pdf), str(target.with_suffix(""))], check=True)


def main() -> None:
    """Draft, refresh with tracked changes, annotate; a page of each."""
    example = ROOT / "examples" / "licheng-2022"
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty = folder / "empty"
        empty.mkdir()
        picture(drafted(example, empty, reasons=False), 1, "draft.png", top=90)
        draft = drafted(example, folder)
        figures = changed(
            example / "2022.xlsx",
            folder / "2022-改.xlsx",
            {"2011301": 190.00, "2080501": 5.35, "2111001": 5.00},
        )
        second = folder / "second.docx"
        refresh(draft, figures, example / "2021.xlsx", output=second, force=True, track_changes=True)
        picture(second, 2, "refreshed.png", top=560, height=600)
        annotated = folder / "annotated.docx"
        check(draft, figures, example / "2021.xlsx", annotate=annotated)
        picture(annotated, 2, "annotated.png", comments=True, top=560, height=600)


if __name__ == "__main__":
    main()
