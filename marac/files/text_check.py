"""Whether a file is plain text: words and tables, and neither a page, a letter with attachments nor a program."""

import codecs
import re

from marac.files.refusals import FileRefused, Why

_SPACES = frozenset("\t\r\n\f")
# What other programs would not read as text: pages, drawings, formatted text, print files and programs.
_OTHER_KINDS = re.compile(r"\s*(?:<[!?a-z]|\{\\rtf|%!ps|#!|%pdf)", re.IGNORECASE)
_PAGE = re.compile(r"<(?:script|html|svg|iframe|object|embed)\b", re.IGNORECASE)
_LETTER = re.compile(r"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_OF_A_LETTER = re.compile(r"^(?:received|return-path|mime-version|message-id):", re.IGNORECASE | re.MULTILINE)
# A cell that calls another program when a spreadsheet opens it.
_CALL = re.compile(r"""(?:^|[,;\t\r\n"'])\s*[=+@-][^\r\n|]{0,200}\|[^\r\n!]{0,500}!""")


def is_text(content: bytes) -> bool:
    text = read_text(content)
    if text is None or not all(char.isprintable() or char in _SPACES for char in set(text)):
        return False
    return not _OTHER_KINDS.match(text) and not _PAGE.search(text) and not _is_letter(text)


def check_text(content: bytes) -> None:
    text = read_text(content) or ""
    if "|" in text and "!" in text and _CALL.search(text):
        raise FileRefused(Why.REACHES_OUT)


def read_text(content: bytes) -> str | None:
    """As UTF-8, as UTF-16 where it says so, or as Windows wrote it; None where it is none of these."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_letter(text: str) -> bool:
    """An e-mail as a file may carry whatever was attached to it."""
    head = text[:4000].replace("\r\n", "\n")
    lines = _LETTER.match(head)
    return lines is not None and _OF_A_LETTER.search(lines[0]) is not None
