"""A copy on paper and a file, by keyboard: printed with its mark, taken out, and brought back as what it was."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from meetings.forms.canonical import canonical_json
from meetings.tables.documents import Document
from tests.journeys.visitor import Visitor

SAME = "The same: it was sent before with the same words. Nothing was written."


def print_it(visitor: Visitor, at: str, typed: Iterable[str], *, by: str, number: int = 1) -> None:
    """Marked, counted, and with everything that was written."""
    visitor.go_to("Print this", tag="a")
    with visitor.page.expect_navigation():
        visitor.press("Enter")
    visitor.page.emulate_media(media="print")
    sheet = visitor.page.locator("body").inner_text()
    assert visitor.path == f"{at}/print"
    assert f"copy {number} of this record" in sheet and by in sheet
    assert [text for text in typed if text not in sheet] == []
    assert visitor.page.pdf(format="A4").startswith(b"%PDF")
    visitor.page.emulate_media(media="screen")


def take_it_out(visitor: Visitor, path: Path) -> dict[str, Any]:
    visitor.go_to("Take out as a file", tag="a")
    with visitor.page.expect_download() as handed_out:
        visitor.press("Enter")
    handed_out.value.save_as(path)
    document: dict[str, Any] = json.loads(path.read_bytes())
    assert handed_out.value.suggested_filename.startswith(f"{document['form']}-")
    assert canonical_json(document) == path.read_bytes()
    return document


def bring_it_back(visitor: Visitor, path: Path) -> None:
    """A browser's own window picks the file; the rest is keys."""

    async def number() -> int:
        return int(await Document.count())

    before = visitor.running.do(number)
    visitor.open("/intake/files")
    visitor.page.set_input_files("input[type=file]", path)
    visitor.push("Send the files")
    assert SAME in visitor.text
    assert visitor.running.do(number) == before
