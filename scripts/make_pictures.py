"""Makes README's pictures from real output: python scripts/make_pictures.py (needs LibreOffice, pdftoppm, Xvfb, scrot)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
sys.path.insert(0, str(ROOT / "tests"))

from juesuan import check, refresh  # noqa: E402
from rounds import changed, drafted  # noqa: E402 - the tests' helpers make the second year's figures
from staff import Desk  # noqa: E402


def picture(document: Path, page: int, name: str, *, top: int = 0, height: int = 620) -> None:
    """One page of a document, cut to the part that shows something."""
    folder = document.parent
    pdf = folder / f"{document.stem}.pdf"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(document),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
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


def screen(document: Path, name: str) -> None:
    """The window of a word processor with the document: comments stand in its margin (Xvfb, scrot)."""
    shown = os.environ | {"DISPLAY": ":77"}
    server = subprocess.Popen(["Xvfb", ":77", "-screen", "0", "1500x1000x24"], stderr=subprocess.DEVNULL)
    profile = f"-env:UserInstallation={(document.parent / 'screen').as_uri()}"
    office = subprocess.Popen(
        ["soffice", profile, "--norestore", "--nologo", "--view", str(document)], env=shown
    )
    try:
        time.sleep(25)
        area = "225,300,1000,420"
        subprocess.run(["scrot", "-o", "-a", area, str(IMAGES / name)], check=True, env=shown)
    finally:
        office.terminate()
        office.wait()
        server.terminate()
        server.wait()


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
        slipped, annotated = folder / "slipped.docx", folder / "annotated.docx"
        desk = Desk.open((empty / "草稿.docx").read_bytes(), 1)
        for paragraph in desk.document.paragraphs:
            for run in paragraph.runs:
                if paragraph.text.startswith("2022年度收入") and run.text == "万元，下降":
                    run.text = "万元，增长"
        slipped.write_bytes(desk.save())
        check(slipped, example / "2022.xlsx", example / "2021.xlsx", annotate=annotated)
        screen(annotated, "annotated.png")


if __name__ == "__main__":
    main()
