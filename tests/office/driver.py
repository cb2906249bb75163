"""Edits a document in a real LibreOffice Writer, as a person would. Runs under the system's python3-uno.

    python3 driver.py PROFILE_DIR SCRIPT.json

The script is a list of steps, each a list: a name and its arguments. Typing goes through the
dispatcher (``.uno:InsertText``), so that change tracking and content controls see what they see when
somebody types.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

FILTERS = {".docx": "MS Word 2007 XML", ".odt": "writer8", ".doc": "MS Word 97", ".rtf": "Rich Text Format"}


def prop(name, value):
    """A UNO property."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Office:
    """One soffice process with a profile of its own, reached through a named pipe."""

    def __init__(self, profile: Path) -> None:
        pipe = "juesuan" + profile.name.replace("-", "").replace("_", "")
        self.process = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={profile.as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
                "--headless",
                "--norestore",
                "--nologo",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.25)
        else:
            raise SystemExit("soffice did not answer")
        manager = self.context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self.dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)

    def close(self) -> None:
        """End the process."""
        with contextlib.suppress(Exception):
            self.desktop.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Writer:
    """One open document and its view cursor."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.document = None

    def open(self, path: str) -> None:
        """Open a document."""
        self.document = self.office.desktop.loadComponentFromURL(
            Path(path).resolve().as_uri(), "_blank", 0, (prop("Hidden", False),)
        )
        self.controller = self.document.getCurrentController()
        self.cursor = self.controller.getViewCursor()

    def save(self, path: str) -> None:
        """Save under that name, in the format of its ending."""
        target = Path(path).resolve()
        self.document.storeToURL(target.as_uri(), (prop("FilterName", FILTERS[target.suffix]),))

    def shut(self) -> None:
        """Close the document."""
        self.document.close(True)

    def dispatch(self, command: str, **arguments) -> None:
        """A command as the menu would give it."""
        values = tuple(prop(name, value) for name, value in arguments.items())
        self.office.dispatcher.executeDispatch(self.controller.Frame, command, "", 0, values)

    def type(self, text: str) -> None:
        """Type at the cursor, over what is selected."""
        self.dispatch(".uno:InsertText", Text=text)

    def _found(self, text: str, nth: int):
        search = self.document.createSearchDescriptor()
        search.SearchString = text
        found = self.document.findAll(search)
        if found.Count < nth:
            raise SystemExit(f"not found: {text}")
        return found.getByIndex(nth - 1)

    def select(self, text: str, nth: int = 1) -> None:
        """Select the nth occurrence of the words."""
        self.controller.select(self._found(text, nth))
        self.cursor = self.controller.getViewCursor()

    def before(self, text: str, nth: int = 1) -> None:
        """Put the cursor before the words."""
        self.cursor.gotoRange(self._found(text, nth).getStart(), False)

    def after(self, text: str, nth: int = 1) -> None:
        """Put the cursor after the words."""
        self.cursor.gotoRange(self._found(text, nth).getEnd(), False)

    def inside(self, text: str, offset: int, nth: int = 1) -> None:
        """Put the cursor ``offset`` characters into the words."""
        self.before(text, nth)
        self.cursor.goRight(offset, False)

    def paragraph_start(self, text: str, nth: int = 1) -> None:
        """Put the cursor at the start of the paragraph with the words."""
        self.before(text, nth)
        self.dispatch(".uno:GoToStartOfPara")

    def paragraph_end(self, text: str, nth: int = 1) -> None:
        """Put the cursor at the end of the paragraph with the words."""
        self.before(text, nth)
        self.dispatch(".uno:GoToEndOfPara")

    def split(self) -> None:
        """Press Enter."""
        self.dispatch(".uno:InsertPara")

    def delete(self) -> None:
        """Press Delete."""
        self.dispatch(".uno:Delete")

    def select_paragraph(self, text: str, nth: int = 1) -> None:
        """Select the whole paragraph with the words, its end mark included."""
        self.paragraph_start(text, nth)
        self.dispatch(".uno:EndOfParaSel")
        self.cursor.goRight(1, True)

    def copy(self) -> None:
        """Copy the selection."""
        self.dispatch(".uno:Copy")

    def paste(self) -> None:
        """Paste."""
        self.dispatch(".uno:Paste")

    def paste_unformatted(self) -> None:
        """Paste as plain text."""
        self.dispatch(".uno:PasteUnformatted")

    def tell_paragraphs(self, path: str) -> None:
        """Write the body's paragraphs, as Writer shows them, to a JSON file; tables are no paragraphs."""
        blocks = self.document.Text.createEnumeration()
        shown = []
        while blocks.hasMoreElements():
            block = blocks.nextElement()
            if block.supportsService("com.sun.star.text.Paragraph"):
                shown.append(block.getString())
        Path(path).write_text(json.dumps(shown), "utf-8")

    def resolve(self, words: str) -> None:
        """Mark the comments with these words as resolved, as their menu does; there must be one."""
        fields = self.document.getTextFields().createEnumeration()
        found = False
        while fields.hasMoreElements():
            field = fields.nextElement()
            if field.supportsService("com.sun.star.text.textfield.Annotation") and words in field.Content:
                field.Resolved = found = True
        if not found:
            raise SystemExit(f"no comment: {words}")

    def track(self, on: bool) -> None:
        """Switch change tracking on or off."""
        self.document.RecordChanges = on


def main() -> None:
    """Run the script's steps in order."""
    office = Office(Path(sys.argv[1]))
    try:
        writer = Writer(office)
        for name, *arguments in json.loads(Path(sys.argv[2]).read_text("utf-8")):
            getattr(writer, name)(*arguments)
    finally:
        office.close()


if __name__ == "__main__":
    main()
