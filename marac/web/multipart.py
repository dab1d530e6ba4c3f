"""Forms with files, taken apart in memory: what is uploaded never lies on a disk in clear.

Litestar's own reader writes each file above a megabyte into the folder for temporary files.
"""

import re
from collections.abc import Iterator
from typing import Any

from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException
from litestar.types import Empty

from marac.web.request_limits import MULTIPART_PART_LIMIT

_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")
_LONGEST_HEADING = 8 * 1024
_NAMED = re.compile(r"[;\s](filename|name)=(?:\"([^\"\r\n]*)\"|([^\s;\"]+))", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.-]{1,40})", re.IGNORECASE)
_NEVER_TO_DISK = 0
Parts = dict[str, list[str | UploadFile]]


class DeskRequest(Request[Any, Any, Any]):
    """A request whose uploads stay in memory, as far as its route lets it be large."""

    async def form(self) -> FormMultiDict:
        kind, options = self.content_type
        if self._connection_state.form is Empty and kind == RequestEncodingType.MULTI_PART:
            parts: Any = read_parts(await self.body(), options.get("boundary", ""))
            self._connection_state.form = parts
        return await super().form()


def read_parts(body: bytes, boundary: str) -> Parts:
    """The fields by name, in the order sent. Raises ClientException for what no browser would send."""
    if not _BOUNDARY.fullmatch(boundary):
        raise ClientException("boundary")
    read = [_read(*piece) for piece in _pieces(body, b"\r\n--" + boundary.encode("ascii"))]
    fields: Parts = {}
    # Only when every part is found sound: an upload that nobody takes would stay open.
    for name, filename, content in read:
        field = content if isinstance(content, str) else _upload(filename, content)
        fields.setdefault(name, []).append(field)
    return fields


def _pieces(body: bytes, delimiter: bytes) -> Iterator[tuple[str, bytes]]:
    """Heading and content of each part, up to the closing line; whatever is cut off is none."""
    before, *pieces = (b"\r\n" + body).split(delimiter, MULTIPART_PART_LIMIT + 2)
    if before or not pieces or len(pieces) > MULTIPART_PART_LIMIT + 1:
        raise ClientException("parts")
    closing = pieces.pop()
    if not closing.startswith(b"--") or closing[2:].strip():
        raise ClientException("end")
    for piece in pieces:
        at = piece.find(b"\r\n\r\n", 0, _LONGEST_HEADING)
        if not piece.startswith(b"\r\n") or at < 0:
            raise ClientException("heading")
        yield piece[2:at].decode("utf-8"), piece[at + 4 :]


def _read(heading: str, content: bytes) -> tuple[str, str, str | bytes]:
    name, filename = _names_of(heading)
    return name, filename, content if filename else _text(heading, content)


def _names_of(heading: str) -> tuple[str, str]:
    """The name of the field, and of the file if it is one. Browsers write quotes and line ends as escapes."""
    lines = [line for line in heading.split("\r\n") if line.lower().startswith("content-disposition:")]
    if len(lines) != 1 or "form-data" not in lines[0].lower():
        raise ClientException("disposition")
    found = {match[1].lower(): match[2] or match[3] or "" for match in _NAMED.finditer(lines[0])}
    if not found.get("name"):
        raise ClientException("name")
    return _unescaped(found["name"]), _unescaped(found.get("filename", ""))


def _unescaped(name: str) -> str:
    return name.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")


def _upload(filename: str, content: bytes) -> UploadFile:
    return UploadFile(
        content_type="application/octet-stream",
        filename=filename,
        file_data=content,
        max_spool_size=_NEVER_TO_DISK,
    )


def _text(heading: str, content: bytes) -> str:
    charset = _CHARSET.search(heading)
    if charset and charset[1].lower() not in ("utf-8", "us-ascii"):
        raise ClientException("charset")
    return content.decode("utf-8")
