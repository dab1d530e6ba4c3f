"""The templates: nothing that a strict content policy would refuse, and nothing that is not escaped."""

import re
from collections.abc import Iterator

from tests.house.sources import ROOT, shown

TEMPLATES = ROOT / "marac/web/templates"


def templates_with(pattern: str) -> Iterator[str]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if re.search(pattern, line):
                yield f"{shown(path)}:{number}"


def test_there_are_templates() -> None:
    assert list(TEMPLATES.rglob("*.html"))


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    assert list(templates_with(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=[\"']|\son\w+=[\"']|javascript:")) == []


def test_no_template_asks_another_site_for_anything() -> None:
    assert list(templates_with(r"(?:src|<link[^>]*href)=[\"'](?:https?:)?//")) == []


def test_every_page_extends_the_one_layout() -> None:
    pages = [path for path in TEMPLATES.rglob("*.html") if not {"layouts", "components"} & set(path.parts)]

    assert [
        shown(path)
        for path in pages
        if not path.name.startswith("_") and '{% extends "layouts/' not in path.read_text()
    ] == []


def test_a_table_that_counts_its_rows_says_what_one_row_is() -> None:
    # These captions read the same for one and for many.
    alike = "not sent yet|ended|entered"

    assert list(templates_with(rf'\btable\((?!"(?:{alike})")(?!.*\bsingular=).*\bcount=(?!none)')) == []


def test_no_template_chooses_between_singular_and_plural_by_itself() -> None:
    assert list(templates_with(r"""["'] if \S+ == 1 else""")) == []
