"""Forms with files are taken apart in memory, by rules that no browser breaks, and never lie on a disk."""

import tempfile
import time
from pathlib import Path

import pytest
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException

from marac.web.multipart import read_parts
from marac.web.request_limits import MULTIPART_PART_LIMIT
from marac.web.uploads import UPLOAD_PAGES
from tests.cast import Cast
from tests.web.conftest import Browser
from tests.web.test_uploads import sending

PAGES = [*UPLOAD_PAGES]
NAMED = 'Content-Disposition: form-data; name="a"'
FILE = 'Content-Disposition: form-data; name="a"; filename="{}"\r\nContent-Type: text/plain'


def body(*parts: tuple[str, bytes], boundary: str = "b", end: str = "--") -> bytes:
    pieces = [f"--{boundary}\r\n{heading}\r\n\r\n".encode() + content + b"\r\n" for heading, content in parts]
    return b"".join(pieces) + f"--{boundary}{end}\r\n".encode()


BACKSLASHES = "\\" * 500_000
WHOLE = body((NAMED, b"words"))
BAD: dict[str, tuple[bytes, str]] = {
    "U22 a thousand and one parts": (body(*[(NAMED, b"")] * 1_001), "b"),
    "U22 one part too many": (body(*[(NAMED, b"")] * (MULTIPART_PART_LIMIT + 1)), "b"),
    "U23 a heading of a megabyte": (body((f"{NAMED}\r\nX: {'x' * 1024 * 1024}", b"")), "b"),
    "U24 a part without a name": (body(("Content-Disposition: form-data", b"")), "b"),
    "U24 a part without a heading": (b"--b\r\nwords\r\n--b--\r\n", "b"),
    "U25 letters nobody knows": (body((f"{NAMED}\r\nContent-Type: text/plain; charset=klingon", b"x")), "b"),
    "U25 seven bits": (body((f"{NAMED}\r\nContent-Type: text/plain; charset=utf-7", b"+ADw-")), "b"),
    "U26 no boundary": (WHOLE, ""),
    "U26 a boundary of ten thousand letters": (body((NAMED, b"x"), boundary="b" * 10_000), "b" * 10_000),
    "U26 a boundary with a line end": (WHOLE, "b\r\n"),
    "U26 another boundary": (WHOLE, "c"),
    "U27 cut off in a part": (WHOLE[:-12], "b"),
    "U27 cut off at the end": (WHOLE[:-4], "b"),
    "U27 nothing": (b"", "b"),
    "U30 a heading made to be slow": (body((f"Content-Disposition: form-data; {'a=' * 250_000}", b"x")), "b"),
    "U30 a name made to be slow": (body((f'Content-Disposition: form-data; name="{BACKSLASHES}', b"x")), "b"),
    "something behind the end": (WHOLE + b"words", "b"),
    "something before the parts": (b"words\r\n" + WHOLE, "b"),
    "two dispositions": (body((f"{NAMED}\r\n{NAMED}", b"x")), "b"),
}


@pytest.mark.parametrize("what", sorted(BAD))
def test_what_no_browser_sends_is_not_read(what: str) -> None:
    with pytest.raises(ClientException) as refused:
        read_parts(*BAD[what])

    assert refused.value.status_code == 400


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\xc3"])
def test_a_field_that_is_no_text_is_not_read(content: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        read_parts(body((NAMED, content)), "b")


@pytest.mark.parametrize("disposition", ["form-data; " + "a=" * 500_000, 'form-data; name="' + "\\" * 500_000])
def test_a_heading_made_to_be_slow_is_refused_at_once(disposition: str) -> None:
    """Of the kind of CVE-2026-28356."""
    begun = time.monotonic()

    with pytest.raises(ClientException):
        read_parts(body((f"Content-Disposition: {disposition}", b"x")), "b")

    assert time.monotonic() - begun < 1


def test_fields_and_files_come_in_the_order_sent() -> None:
    parts = read_parts(body((NAMED, b"one"), (NAMED, "zwei ü".encode()), (FILE.format("x.csv"), b"\r\n--c\r\n")), "b")

    first, second, file = parts["a"]
    assert (first, second) == ("one", "zwei ü")
    assert isinstance(file, UploadFile)
    assert (file.filename, file.file.read()) == ("x.csv", b"\r\n--c\r\n")
    file.file.close()


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd", "../../etc/passwd"),
        ("a\0.xlsx", "a\0.xlsx"),
        ("CON", "CON"),
        ("a%22b%0D%0A.txt", 'a"b\r\n.txt'),
        ("\u202egpj.exe", "\u202egpj.exe"),
        ("x" * 5_000, "x" * 5_000),
    ],
)
def test_a_name_of_a_file_arrives_as_a_label_and_is_no_path(sent: str, name: str) -> None:
    [file] = read_parts(body((FILE.format(sent), b"x")), "b")["a"]

    assert isinstance(file, UploadFile)
    assert file.filename == name
    assert not file.rolled_to_disk
    file.file.close()


def test_a_file_without_a_name_is_a_field_without_words() -> None:
    assert read_parts(body((FILE.format(""), b"")), "b") == {"a": [""]}


@pytest.mark.anyio
async def test_an_upload_is_read_where_there_is_no_room_for_temporary_files(
    browser: Browser, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "full"))
    bryn = await browser(cast.bryn)

    answer = await sending(bryn, ("large.json", b"x" * 5 * 1024 * 1024))

    assert answer.status_code == 200
    assert "Send files of 1 MB at most" in answer.text
