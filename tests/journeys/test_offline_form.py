"""A referral filled in and sealed with the network cut, sent when there is one again, and read by the coordinator."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from meetings.forms.completing import to_document
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.forms.page_answers import PageAnswers
from meetings.sent import list_sent, read_sent
from tests.documents import NAMES
from tests.fakes import TUESDAY, FixedClock
from tests.journeys import referring
from tests.journeys.referring import day
from tests.journeys.sealing_offline import SEAL_ROOT_KEY, OfflineDesk, offline_desk, publish_keys
from tests.journeys.visitor import Desks, Manner, Visitor
from tests.running import Running, running

BORN = {"precision": "exact"}
# What is typed below, as an exchange document holds it; its blanks are written by the form's own declaration.
TYPED: dict[str, Any] = {
    "form": "marac-referral",
    "version": 1,
    "referring_agency": "northmoor-police",
    "contact_names": ["B Price"],
    "telephone": "01632 960100",
    "referred_on": "2026-09-01",
    "victim": {
        "given_names": "Ellen",
        "family_name": "Quarmby",
        "spelling_doubt": False,
        "born_on": {"value": "1985-03-27", **BORN},
        "sex_recorded": "female",
        "phones": [{"number": "07700 900142", "safe_to_call": "yes"}],
        "safe_contact": {
            "times": "Weekdays 10am to 2pm",
            "leave_message": "no",
            "safe_to_write": "no",
            "safe_to_visit": "not_known",
        },
    },
    "perpetrators": [
        {
            "given_names": "Frank",
            "family_name": "Ostrey",
            "spelling_doubt": False,
            "born_on": {"value": "1982-06-05", **BORN},
            "sex_recorded": "male",
        }
    ],
    "children": [
        {
            "given_names": "Ivy",
            "family_name": "Ostrey",
            "spelling_doubt": False,
            "born_on": {"value": "10", "precision": "estimated_age"},
            "relationship_to_victim": "child",
            "relationships_to_perpetrators": [{"perpetrator": 0, "relationship": "child"}],
            "school": "Aldermoor Primary",
        }
    ],
    "incident_on": "2026-08-30",
    "identified_on": "2026-08-31",
    "afraid_of": "Her husband",
    "reason": "Abuse at home on 30 August.",
    "other_marac": {"answer": "no"},
    "dash": {
        "done_on": "2026-08-31",
        "done_by": "B Price",
        "answered_by": "victim",
        "asked_in_private": "yes",
        "answers": {str(n): "yes" if n <= 16 else "no" for n in range(1, 25)},
        "children_at_risk": "no",
        "name": "B Price",
    },
    "victim_aware": {"answer": "yes"},
    "consent": {"answer": "yes", "sharing_without_consent": None},
    "routes": {"visible_high_risk": {"applies": True}},
}


def fill(desk: OfflineDesk) -> None:
    """Every question from the top to the bottom, as the pages of the service are answered."""
    desk.fill(referring.CONTACT, {"telephone": "01632 960100"}, day("referred_on", "1 9 2026"), referring.VICTIM)
    desk.add("Add telephone", referring.SAFE_CONTACT)
    desk.fill(referring.PERPETRATOR)
    desk.add("Add child", referring.CHILD)
    desk.fill(referring.INCIDENT, referring.WHY_NOW, referring.CHECKLIST, *referring.PARTS)
    desk.fill(referring.PROFESSIONAL, referring.AWARENESS, referring.ROUTES)


def fetch(bryn: Visitor, folder: Path) -> Path:
    """The file from its page, with the SHA-256 that the page shows for it."""
    bryn.open("/offline-form")
    bryn.go_to("Download Referral", tag="a")
    with bryn.page.expect_download() as handed_out:
        bryn.press("Enter")
    file = folder / handed_out.value.suggested_filename
    handed_out.value.save_as(file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert " ".join(re.findall(".{8}", digest)) in bryn.text
    return file


def send(bryn: Visitor, sealed: Path, service: Running) -> None:
    bryn.open("/intake/files")
    bryn.go_to(name="files")
    bryn.page.set_input_files("input[name=files]", [sealed])
    bryn.push("Send the files")
    assert "Received sealed." in bryn.text
    service.run_jobs()
    bryn.open("/intake/sealed")
    assert "Opened and taken in" in bryn.text


def taken_in(service: Running) -> dict[str, Any]:
    """The one referral that Bryn sent, as it is kept."""

    async def read() -> dict[str, Any]:
        act = await service.cast.bryn.act()
        with act.at_work():
            [line] = await list_sent(act)
            return (await read_sent(act, line.document_ref)).answers or {}

    return service.do(read)


@pytest.mark.long
@pytest.mark.parametrize(
    ("width", "hides_x25519"),
    [
        pytest.param(1280, False, id="wide"),
        pytest.param(320, True, id="narrow, without X25519", marks=pytest.mark.long),
    ],
)
def test_a_referral_is_sealed_without_network_and_read_in_the_inbox(
    browser: Browser, tmp_path: Path, width: int, hides_x25519: bool
) -> None:
    with running(tmp_path / "data", FixedClock(TUESDAY), seal_root_key=SEAL_ROOT_KEY) as service:
        publish_keys(service)
        with Desks(browser, service, Manner(width=width)) as desks:
            bryn = desks.sit_down(service.cast.bryn)
            file = fetch(bryn, tmp_path)
            with offline_desk(browser, service.clock.now(), width=width, hides_x25519=hides_x25519) as desk:
                desk.open(file)
                fill(desk)
                desk.is_sound()
                sealed = desk.seal(tmp_path)
                desk.is_sound()
                assert not [name for name in NAMES if name in desk.page.content()]
                assert desk.page.locator("input, textarea, select").count() == 0
                reference = desk.page.locator("#reference").inner_text()
                desk.reached_nothing(file)

            assert sealed.read_bytes()[:7] == b"MARAC\1" + (b"\2" if hides_x25519 else b"\1")
            send(bryn, sealed, service)

            expected = to_document(MARAC_REFERRAL_V1, PageAnswers({**TYPED, "sender_reference": reference}))
            assert taken_in(service) == expected
            amina = desks.sit_down(service.cast.amina)
            amina.open("/inbox")
            assert "1 new referral" in amina.text
