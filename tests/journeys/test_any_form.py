"""Every form on a case by keyboard in real Chromium: filled in, signed, printed, taken out, taken in again equal."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from meetings.arrivals import Result
from meetings.case_forms.reading import export_form
from meetings.forms.canonical import canonical_json
from meetings.forms.form import Form
from meetings.forms.registry import FORMS_ON_CASE
from meetings.intake import take_in
from tests.fakes import TUESDAY, FixedClock
from tests.journeys.any_form import Filler
from tests.journeys.copying import bring_it_back, print_it, take_it_out
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.meeting_of_the_cast import CaseListed, a_case, a_meeting, issued
from tests.running import Running, running

BY_DAY = "marac-soag"
EACH = [
    pytest.param(form, id=form.id, marks=() if form.id == BY_DAY else (pytest.mark.long,)) for form in FORMS_ON_CASE
]


@pytest.mark.parametrize("form", EACH)
def test_any_form_goes_in_out_and_in_again_by_keyboard(browser: Browser, tmp_path: Path, form: Form) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY)) as service:
        case = the_case(service)
        with Desks(browser, service, Manner()) as desks:
            amina = desks.sit_down(service.cast.amina)
            typed = write_and_sign(amina, case, form)
            at = amina.path
            print_it(amina, at, typed, by="Amina Shah")
            amina.open(at)
            document = take_it_out(amina, tmp_path / "form.json")
            bring_it_back(amina, tmp_path / "form.json")
        assert again_under_another_reference(service, case, document) == document


def the_case(service: Running) -> CaseListed:
    async def listed() -> CaseListed:
        meeting = await a_meeting(service.cast)
        case = await a_case(service.cast, meeting)
        await issued(service.cast, meeting)
        return case

    return service.do(listed)


def write_and_sign(amina: Visitor, case: CaseListed, form: Form) -> set[str]:
    """From the case to the kept form; returns every text that was written."""
    amina.open(f"/cases/{case.ref}")
    amina.enter("Forms")
    if amina.page.locator("select[name=form]").count():
        amina.select(form.title, name="form")
    else:
        amina.choose(name="form", value=form.id)
    amina.push("Begin")
    filler = Filler(amina, form)
    filler.fill_in()
    assert "Must be answered (0)" in amina.text, amina.text
    amina.tick("I sign this form")
    amina.push("Sign and send")
    assert "It stands on the case" in amina.text and amina.heading == form.title
    return filler.typed


def again_under_another_reference(service: Running, case: CaseListed, document: dict[str, Any]) -> dict[str, Any]:
    """Taken in anew it comes out the same, apart from the reference of its sender."""

    async def there_and_back() -> dict[str, Any]:
        act = await service.cast.amina.act()
        taken = await take_in(act, canonical_json({**document, "sender_reference": "ONCE-MORE"}))
        assert (taken.result, taken.case_ref) == (Result.RECEIVED, case.ref), taken.messages
        file = await export_form(act, case.ref, str(taken.document_ref))
        found: dict[str, Any] = json.loads(file.body)
        return {**found, "sender_reference": document["sender_reference"]}

    return service.do(there_and_back)
