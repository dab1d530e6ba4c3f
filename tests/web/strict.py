"""What every page must be, whoever wrote it: the strict reader refuses the ones that are not."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.silence import NAMES

# What a browser may still send over the wire for one page, beside the assets it keeps.
LARGEST_PAGE = 100_000
# Longer than a name could hide in an address; queries hold a page's number and nothing else.
_OUR_LINK = re.compile(r"(/[a-z0-9/-]*)?(\?page=\d+)?(#[a-z0-9-]+)?")
_NAMED_BY_OTHERS = ("aria-labelledby", "aria-describedby", "aria-controls")
_SECURITY = ("content-security-policy", "strict-transport-security", "x-content-type-options", "referrer-policy")

Element = Any  # An lxml element; lxml has no types.


def text_of(element: Element) -> str:
    """The text of an element, with its white space made single. What is hidden from listening is left out."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.get("aria-hidden") == "true":
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""


def faults_of(tree: Element, *, address: str, headers: dict[str, str]) -> list[str]:
    """Everything that is wrong with a page; none for a good one."""
    return [
        *_headings(tree),
        *_ids(tree),
        *_fields(tree),
        *_errors(tree),
        *_scripts(tree),
        *_tables(tree),
        *_links_and_buttons(tree),
        *_forms(tree),
        *_names(tree, address, headers),
        *_headers(headers),
    ]


def _headings(tree: Element) -> Iterator[str]:
    headings = [text_of(heading) for heading in tree.xpath("//h1")]
    title = text_of(tree.find(".//title"))
    if len(headings) != 1:
        yield f"there are {len(headings)} h1"
    elif not title.removeprefix("Error: ").startswith(headings[0]):
        yield "the title does not begin with the h1"
    if tree.get("lang") != "en-GB":
        yield "the page does not say its language"
    levels = [int(heading.tag[1]) for heading in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    before_h1 = levels.index(1) if 1 in levels else 0
    for level, after in zip(levels[before_h1:], levels[before_h1 + 1 :], strict=False):
        if after > level + 1:
            yield f"h{after} follows h{level}"


def _ids(tree: Element) -> Iterator[str]:
    ids = Counter(tree.xpath("//@id"))
    yield from (f"the id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for attribute in _NAMED_BY_OTHERS:
        for element in tree.xpath(f"//*[@{attribute}]"):
            missing = [name for name in element.get(attribute).split() if name not in ids]
            if missing:
                yield f"{attribute} points at {missing}, which is not there"


def _fields(tree: Element) -> Iterator[str]:
    labelled = set(tree.xpath("//label/@for"))
    for field in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        named = field.get("id") in labelled or field.get("aria-label") or field.get("aria-labelledby")
        if not named:
            yield f"the field {field.get('name')} has no label"
    groups: dict[tuple[Any, str], list[Element]] = {}
    for radio in tree.xpath("//input[@type='radio']"):
        form = next(radio.iterancestors("form"), None)
        groups.setdefault((form, radio.get("name")), []).append(radio)
    for (_, name), radios in groups.items():
        if not radios[0].xpath("ancestor::fieldset/legend"):
            yield f"the radios {name} have no legend"


def _errors(tree: Element) -> Iterator[str]:
    summary = tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a/@href")
    has_summary = bool(tree.xpath("//*[contains(@class, 'govuk-error-summary')]"))
    if has_summary != text_of(tree.find(".//title")).startswith("Error: "):
        yield "the title and the error summary disagree"
    ids = {element.get("id"): element for element in tree.xpath("//*[@id]")}
    for link in summary:
        if link[1:] not in ids:
            yield f"the error summary links to {link}, which is not there"
    described = {name for value in tree.xpath("//@aria-describedby") for name in value.split()}
    for message in tree.xpath("//*[contains(@class, 'govuk-error-message')]"):
        name = message.get("id") or ""
        if f"#{name.removesuffix('-error').removesuffix('-group')}" not in summary:
            yield f"the message {name} is not linked from the summary"
        if name not in described:
            yield f"the message {name} is not tied to its field"
        if message.xpath("ancestor::details[not(@open)]"):
            yield f"the message {name} is folded away"


def _scripts(tree: Element) -> Iterator[str]:
    if tree.xpath("//script[not(@src)]"):
        yield "there is an inline script"
    if tree.xpath("//style | //*[@style]"):
        yield "there is an inline style"
    handlers = [name for element in tree.iter() for name in getattr(element, "attrib", {}) if name.startswith("on")]
    if handlers:
        yield f"there are inline handlers {handlers}"


def _tables(tree: Element) -> Iterator[str]:
    for table in tree.xpath("//table"):
        caption = table.find("caption")
        if caption is None or not text_of(caption):
            yield "a table has no caption"
        if table.xpath(".//th[not(@scope)]"):
            yield "a table head has no scope"
        if any(not text_of(head) for head in table.xpath(".//thead//th")):
            yield "a table head is empty"


def _links_and_buttons(tree: Element) -> Iterator[str]:
    targets: dict[str, set[str]] = {}
    for link in tree.xpath("//a[@href]"):
        words, target = text_of(link), link.get("href")
        if not words:
            yield f"the link to {target} has no words"
        if not _OUR_LINK.fullmatch(target):
            yield f"the link {target} is not one of our addresses"
        if link.xpath("ancestor::main"):
            targets.setdefault(words, set()).add(target)
    yield from (f"“{words}” leads to different places" for words, found in targets.items() if len(found) > 1)
    primary = tree.xpath(
        "//main//*[contains(concat(' ', @class, ' '), ' govuk-button ')]"
        "[not(contains(@class, '--secondary') or contains(@class, '--warning'))]"
    )
    if len(primary) > 1:
        yield f"there are {len(primary)} primary buttons"


def _forms(tree: Element) -> Iterator[str]:
    said: dict[str, set[str]] = {}
    for form in tree.xpath("//form"):
        if form.get("method") != "post":
            yield f"the form to {form.get('action')} is not a post"
        hidden = set(form.xpath(".//input[@type='hidden']/@name"))
        if not {"csrf", "once"} <= hidden:
            yield f"the form to {form.get('action')} lacks its token or its key"
        for button in form.xpath(".//button"):
            said.setdefault(text_of(button), set()).add(f"{form.get('action')} {button.get('value')}")
    yield from (f"“{words}” does different things" for words, found in said.items() if len(found) > 1)


def _names(tree: Element, address: str, headers: dict[str, str]) -> Iterator[str]:
    places = {"address": address, "title": text_of(tree.find(".//title")), "headers": str(headers)}
    places["h1"] = " ".join(text_of(heading) for heading in tree.xpath("//h1"))
    for place, words in places.items():
        yield from (f"the {place} names {name}" for name in NAMES if name in words)


def _headers(headers: dict[str, str]) -> Iterator[str]:
    if headers.get("cache-control") != "no-store":
        yield "the page may be kept by a cache"
    yield from (f"the header {name} is missing" for name in _SECURITY if name not in headers)
