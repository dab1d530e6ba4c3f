"""What is wrong with an answer to bad input; nothing for a good one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import lxml.html
from httpx import Response

from meetings.forms.cleaning import clean
from tests.corpus.bodies import Hostile
from tests.corpus.finding import Target
from tests.corpus.words import MARK, WRITTEN
from tests.web.reader import form_in
from tests.web.strict import Element, text_of

# Secrets are never written into a page again.
NEVER_SHOWN = re.compile("password|code|^files$")
MESSAGES = "//*[contains(@class, 'govuk-error-summary__body')]//li | //*[contains(@class, 'govuk-error-message')]"
TROUBLE = "//main//h1 | //main//p"


@dataclass(frozen=True)
class Answered:
    """One answer, to which hostile body at which address, with the numbers of rows before and after."""

    target: Target
    hostile: Hostile
    response: Response
    before: Mapping[str, int]
    after: Mapping[str, int]

    @property
    def status(self) -> int:
        return self.response.status_code


def faults_of(answered: Answered) -> Iterator[str]:
    text = answered.response.text
    if answered.status not in answered.hostile.expected:
        yield f"answered {answered.status}"
    if answered.status >= 400 and answered.before != answered.after:
        yield f"wrote into {_grown(answered)}, though it refused"
    is_page = answered.response.headers.get("content-type", "").startswith("text/html")
    if (is_page and f"<script>{MARK}" in text) or MARK in str(answered.response.headers):
        yield "the value came back as it was"
    # Where two changed the same answer, both texts are shown to choose from.
    if answered.status >= 400 and answered.status != 409 and MARK in _outside_of_fields(text):
        yield "the value came back outside of the field it was typed into"
    if answered.status == 422 and is_page:
        yield from _of_refusal(answered, lxml.html.fromstring(answered.response.content))
    elif answered.status == 422:
        yield from _of_answer_to_script(answered.response.json())


def _outside_of_fields(text: str) -> str:
    """The page without what its fields hold, which a person may see again and mend."""
    return re.sub(r'<textarea[^>]*>[^<]*</textarea>|value="[^"]*"', "", text)


def _grown(answered: Answered) -> list[str]:
    return [name for name, number in answered.before.items() if answered.after[name] != number]


def _of_answer_to_script(told: Mapping[str, Any]) -> Iterator[str]:
    """A script is told in sentences too; they are for the page it works in."""
    sentences = [said for said in told.values() if isinstance(said, str) and len(said.split()) > 2]
    if not sentences:
        yield "no message says what to do"
    if any(MARK in sentence for sentence in sentences):
        yield "a message repeats the value"


def _of_refusal(answered: Answered, page: Element) -> Iterator[str]:
    """A refusal by field says what to do, repeats nothing, and shows the form as it was filled in."""
    messages = [text_of(each) for each in page.xpath(MESSAGES)] or [text_of(each) for each in page.xpath(TROUBLE)]
    if not any(len(message.split()) > 2 for message in messages):
        yield "no message says what to do"
    if any(MARK in message for message in messages):
        yield "a message repeats the value"
    typed = answered.hostile.typed
    if typed and not answered.target.is_made_up and clean(typed, one_line=False).text == typed:
        yield from _lost(answered, page, typed)


def _lost(answered: Answered, page: Element, typed: str) -> Iterator[str]:
    written = [name for name, value in answered.target.fields if value == WRITTEN and not NEVER_SHOWN.search(name)]
    forms = [form_in(form) for form in page.xpath("//form[@method='post']")]
    shown = {name: values for form in forms for name, values in form.fields.items()}
    lost = [name for name in written if typed.strip() not in [value.strip() for value in shown.get(name, [])]]
    if lost:
        yield f"what was typed into {', '.join(lost)} is lost"
