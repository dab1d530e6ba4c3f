"""A browser without eyes for tests: it reads each page strictly and fills forms by what their labels say."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from httpx import AsyncClient, Response
from litestar.testing import AsyncTestClient

from marac.web.site import Site
from tests.page_tree import tree_of
from tests.web.strict import LARGEST_PAGE, Element, faults_of, text_of

ADDRESS = "https://desk.test"
Typed = Mapping[str, str | list[str]]


class BadPage(AssertionError):
    """The page breaks a rule that holds for all pages."""


@dataclass(frozen=True)
class Form:
    """One form of a page: where it goes, what it holds already, and its buttons as (words, name, value)."""

    action: str
    fields: dict[str, list[str]]
    labels: dict[str, str]
    buttons: list[tuple[str, str, str]]
    autosave: str


@dataclass(frozen=True)
class Table:
    """One table: its caption, its heads, and each row as the texts of its cells."""

    caption: str
    heads: list[str]
    rows: list[list[str]]


class Page:
    """A page as a person meets it. Making one reads it strictly: BadPage says all that is wrong."""

    def __init__(self, response: Response) -> None:
        self.response = response
        self.status = response.status_code
        self.path = response.request.url.path
        self.tree, broken = tree_of(response)
        faults = faults_of(self.tree, address=str(response.url), headers=dict(response.headers))
        size = [f"the page weighs {len(response.content)} bytes"] if len(response.content) > LARGEST_PAGE else []
        if broken or faults or size:
            raise BadPage(f"{self.path}: " + "; ".join([*broken, *faults, *size]))

    @property
    def title(self) -> str:
        return text_of(self.tree.find(".//title"))

    @property
    def heading(self) -> str:
        return text_of(self.tree.find(".//h1"))

    @property
    def text(self) -> str:
        """What stands in the main part of the page."""
        return text_of(self.tree.find(".//main"))

    @property
    def links(self) -> dict[str, str]:
        """Words to address, of the main part and the navigation."""
        return {text_of(link): link.get("href") for link in self.tree.xpath("//a[@href]")}

    @property
    def messages(self) -> dict[str, str]:
        """The error summary: the field, as its id names it (`family-name`), to the message."""
        links = self.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a")
        return {link.get("href").removeprefix("#field-"): text_of(link) for link in links}

    @property
    def outcome(self) -> str:
        """What the page says of the act before it."""
        found = self.tree.xpath("//*[@id='outcome']//p")
        return text_of(found[0]) if found else ""

    @property
    def tags(self) -> list[str]:
        return [text_of(tag) for tag in self.tree.xpath("//*[contains(@class, 'govuk-tag')]")]

    @property
    def tables(self) -> list[Table]:
        return [_table(table) for table in self.tree.xpath("//table")]

    @property
    def forms(self) -> list[Form]:
        return [form_in(form) for form in self.tree.xpath("//form")]

    def form(self, button: str) -> Form:
        """The form with this button. Fails if there is none."""
        found = [form for form in self.forms if button in [words for words, _, _ in form.buttons]]
        assert found, f"{self.path} has no button “{button}”: {[b[0] for form in self.forms for b in form.buttons]}"
        return found[0]


class Reader:
    """One browser: keeps its cookies, follows redirects, reads every page strictly."""

    def __init__(self, client: AsyncClient) -> None:
        self.client = client

    async def get(self, path: str) -> Page:
        return Page(await self.client.get(path, follow_redirects=True))

    async def press(self, page: Page, button: str, typed: Typed | None = None) -> Page:
        """Fill the form of this button and press it. Only fields that the form has can be typed into."""
        form = page.form(button)
        unknown = set(typed or {}) - set(form.fields)
        assert not unknown, f"the form has no fields {sorted(unknown)}, only {sorted(form.fields)}"
        sent: dict[str, Any] = {**form.fields, **(typed or {})}
        _, name, value = next(found for found in form.buttons if found[0] == button)
        if name:
            sent[name] = value
        return Page(await self.client.post(form.action, data=sent, headers=SAME_SITE, follow_redirects=True))

    async def follow(self, page: Page, words: str) -> Page:
        """Go where this link leads."""
        assert words in page.links, f"{page.path} has no link “{words}”: {sorted(page.links)}"
        return await self.get(page.links[words].partition("#")[0])


# What a browser says of a form on our own page; with no-referrer its Origin is null.
SAME_SITE = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}


@asynccontextmanager
async def reading(site: Site) -> AsyncIterator[Reader]:
    """A reader of this site."""
    async with AsyncTestClient(site, base_url=ADDRESS, raise_server_exceptions=False) as client:
        yield Reader(client)


def _table(table: Element) -> Table:
    return Table(
        caption=text_of(table.find("caption")),
        heads=[text_of(head) for head in table.xpath(".//thead//th")],
        rows=[[text_of(cell) for cell in row.xpath("./th | ./td")] for row in table.xpath(".//tbody/tr")],
    )


def form_in(form: Element) -> Form:
    fields: dict[str, list[str]] = {}
    for name, value in _values(form):
        fields.setdefault(name, []).extend([] if value is None else [value])
    ids = {element.get("id"): element.get("name") for element in form.xpath(".//*[@id and @name]")}
    return Form(
        action=form.get("action"),
        fields=fields,
        labels={text_of(label): ids[label.get("for")] for label in form.xpath(".//label") if label.get("for") in ids},
        buttons=[
            (text_of(button), button.get("name", ""), button.get("value", "")) for button in form.xpath(".//button")
        ],
        autosave=form.get("data-autosave", ""),
    )


def _values(form: Element) -> Iterator[tuple[str, str | None]]:
    """The fields a browser would send, and those it would leave out with no value."""
    inside = form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]")
    outside = form.xpath("//input[@form=$id]", id=form.get("id")) if form.get("id") else []
    for field in [*inside, *outside]:
        name, kind = field.get("name"), field.get("type", "text")
        if field.tag == "textarea":
            yield name, field.text or ""
        elif field.tag == "select":
            chosen = field.xpath(".//option[@selected]/@value") or field.xpath(".//option/@value")[:1]
            yield name, chosen[0]
        elif kind in ("radio", "checkbox"):
            yield name, field.get("value") if field.get("checked") is not None else None
        elif kind != "file":
            yield name, field.get("value", "")
