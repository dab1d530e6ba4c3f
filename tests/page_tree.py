"""A page as a tree of elements, and where its text breaks the standard of HTML."""

import re
from urllib.parse import urlsplit

import html5lib
from httpx import Response
from lxml.html import HTMLParser, document_fromstring

from tests.web.strict import Element

REFERENCE = re.compile(r"/[0-9a-hjkmnp-tv-z]{10}(?=/|$)")
_read_strictly: set[tuple[str, int, bool]] = set()


def kind_of(path: str) -> str:
    """An address without its references: `/cases/*/looks`."""
    return REFERENCE.sub("/*", urlsplit(path).path)


def tree_of(response: Response) -> tuple[Element, list[str]]:
    """The page's tree and what is wrong with its text.

    The reader that tells what is wrong needs a tenth of a second, so it reads the first page of each kind and outcome.
    """
    kind = (kind_of(response.request.url.path), response.status_code, b"error-summary" in response.content)
    if kind in _read_strictly:
        return document_fromstring(response.content, parser=HTMLParser(encoding="utf-8")), []
    _read_strictly.add(kind)
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree: Element = parser.parse(response.content, transport_encoding="utf-8").getroot()
    return tree, [str(error[1]) for error in parser.errors]
