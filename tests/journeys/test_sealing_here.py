"""A referral sealed in the sender's browser on a page of the service: no word typed there leaves it readable."""

import base64
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from playwright.sync_api import Browser

from meetings.arrivals import REFERRAL
from meetings.drafts import list_drafts, start_draft
from meetings.forms.completing import to_document
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.forms.page_answers import PageAnswers
from tests.fakes import TUESDAY, FixedClock
from tests.journeys import referring
from tests.journeys.chromium import axe_violations, sideways
from tests.journeys.sealing_offline import SEAL_ROOT_KEY, WITHOUT_X25519, publish_keys
from tests.journeys.test_offline_form import TYPED, taken_in
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.journeys.wiretap import wiretap
from tests.running import Running, running

REFERENCE = "NMP-26-00077"
TYPED_HERE = {"afraid_of": "Her husband", "reason": "Abuse at home on 30 August.", "dash.name": "B Price"}
SCHOOL = "Aldermoor Primary"


def carried_over() -> dict[str, object]:
    """A draft in which somebody had come as far as the last questions, on the plain pages."""
    held = deepcopy(TYPED) | {"sender_reference": REFERENCE, "children": []}
    for path in TYPED_HERE:
        group, _, name = path.rpartition(".")
        del (held[group] if group else held)[name]
    return held


def begin(service: Running) -> str:
    async def start() -> str:
        act = await service.cast.bryn.act()
        with act.at_work():
            return await start_draft(act, REFERRAL, known=carried_over())

    return service.do(start)


def drafts_left(service: Running) -> int:
    async def count() -> int:
        act = await service.cast.bryn.act()
        with act.at_work():
            return len(await list_drafts(act))

    return service.do(count)


def as_it_may_travel(word: str) -> set[bytes]:
    """Every plain way in which a browser writes a text into a request."""
    plain = word.encode()
    coded = {base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)}
    return {plain, quote(word).encode(), quote_plus(word).encode(), plain.hex().encode(), *coded} - {b""}


def fill_in_the_rest(bryn: Visitor) -> None:
    bryn.go_to("Add child", tag="button")
    bryn.press("Enter")
    first, *rest = referring.CHILD.items()
    here = bryn.stop()
    assert here is not None
    assert here.name == first[0]
    bryn.page.keyboard.type(first[1])
    bryn.answer(dict(rest))
    bryn.answer(TYPED_HERE)


def come_to_the_page(bryn: Visitor, draft: str) -> list[str]:
    """Over the task list; returns what the browser complains of from now on."""
    complaints: list[str] = []
    bryn.page.on("console", lambda message: complaints.append(message.text))
    bryn.page.on("pageerror", lambda error: complaints.append(str(error)))
    bryn.open(f"/drafts/{draft}")
    bryn.enter("Seal this form in your browser")
    bryn.page.locator("#sheet").wait_for()
    assert "Sealed here before it leaves" in bryn.text
    return complaints


def seal_and_send(bryn: Visitor) -> None:
    assert axe_violations(bryn.page) == []
    assert sideways(bryn.page) == 0
    bryn.go_to("Seal and send", tag="button")
    bryn.press("Enter")
    bryn.page.locator("#done").wait_for()
    assert bryn.page.locator("#sheet").count() == 0
    bryn.look()


def holds_nothing_readable(heard: bytes) -> None:
    """Of all that left the browser while the form was filled in and sent."""
    for word in (*TYPED_HERE.values(), SCHOOL, "Quarmby", "Ostrey"):
        assert not [way for way in as_it_may_travel(word) if way in heard]


@pytest.mark.long
@pytest.mark.parametrize(
    ("width", "hides_x25519"),
    [pytest.param(1280, False, id="wide"), pytest.param(320, True, id="narrow, without X25519")],
)
def test_no_word_typed_on_the_page_that_seals_leaves_the_browser_in_clear(
    browser: Browser, tmp_path: Path, width: int, hides_x25519: bool
) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY), seal_root_key=SEAL_ROOT_KEY) as service:
        publish_keys(service)
        draft = begin(service)
        with wiretap(service.address) as tap:
            heard_at = replace(service, address=tap.address)
            with Desks(browser, heard_at, Manner(width=width)) as desks:
                bryn = desks.sit_down(service.cast.bryn)
                if hides_x25519:
                    bryn.page.add_init_script(f"({WITHOUT_X25519})()")
                complaints = come_to_the_page(bryn, draft)
                tap.forget()
                fill_in_the_rest(bryn)
                seal_and_send(bryn)
                assert b"POST /drafts/" in tap.heard
                assert b"MARAC\1" + (b"\2" if hides_x25519 else b"\1") in tap.heard
                holds_nothing_readable(bytes(tap.heard))
                assert complaints == []

        service.run_jobs()
        expected = to_document(MARAC_REFERRAL_V1, PageAnswers({**TYPED, "sender_reference": REFERENCE}))
        assert taken_in(service) == expected
        assert drafts_left(service) == 0


@pytest.mark.long
def test_without_scripts_the_plain_way_is_offered_and_nothing_can_be_typed(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY), seal_root_key=SEAL_ROOT_KEY) as service:
        publish_keys(service)
        draft = begin(service)
        with Desks(browser, service, Manner(scripts=False)) as desks:
            bryn = desks.sit_down(service.cast.bryn)
            bryn.open(f"/drafts/{draft}/seal")

            assert "Sealing needs the script of this page." in bryn.text
            assert bryn.page.locator("main input:visible, main textarea:visible").count() == 0
            bryn.enter("Fill it in the plain way instead")
            assert bryn.path == f"/drafts/{draft}"
