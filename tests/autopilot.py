"""Fills any form of any page as somebody might who tries everything: every field written in, every choice made."""

from collections.abc import Callable, Iterator

from tests.web.strict import Element

WRITTEN = ("text", "search", "tel", "email", "number", "password", "url")
FRAME = ("csrf", "once")
Pairs = list[tuple[str, str]]


def filled(form: Element, write: Callable[[str], str]) -> Pairs:
    """What the browser sends when all fields hold what `write` gives for their names."""
    pairs: Pairs = []
    for field in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        pairs += _value_of(field, write, pairs)
    return pairs


def buttons_of(form: Element) -> Iterator[Pairs]:
    """What each button of the form adds."""
    for button in form.xpath(".//button"):
        yield [(button.get("name"), button.get("value", ""))] if button.get("name") else []


def _value_of(field: Element, write: Callable[[str], str], before: Pairs) -> Pairs:
    name, kind = field.get("name"), field.get("type", "text")
    if field.tag == "textarea" or (field.tag == "input" and kind in WRITTEN):
        return [(name, write(name))]
    if field.tag == "select":
        return [(name, field.xpath(".//option/@value")[-1])]
    if kind == "hidden":
        return [(name, field.get("value", ""))]
    if kind == "checkbox":
        return [(name, field.get("value", "on"))]
    is_first = name not in [known for known, _ in before]
    return [(name, field.get("value", ""))] if kind == "radio" and is_first else []
