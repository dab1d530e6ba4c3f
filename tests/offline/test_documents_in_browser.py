"""The offline form writes the same exchange document from the same answers as the pages of the service."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from meetings.forms import registry
from meetings.forms.completing import to_document
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.forms.page_answers import PageAnswers
from meetings.offline.plan import offline_plan
from tests.documents import a_referral, a_return, ellen, ivy

SCRIPT = Path(__file__).parent / "documents.mjs"
HEAD: dict[str, Any] = {"form": "marac-referral", "version": 1, "referring_agency": "northmoor-police"}
ANSWERS: list[dict[str, Any]] = [
    HEAD,
    a_referral(),
    a_referral(children=[], dash=None),
    {**HEAD, "consent": {"answer": "yes", "sharing_without_consent": {"worker": "B Price"}}},
    {**HEAD, "consent": {"answer": "no", "sharing_without_consent": {"worker": "B Price"}}},
    {**HEAD, "victim": {"given_names": "Ellen", "aliases": [{"family_name": "Quarmby"}]}, "perpetrators": [{}]},
    {**HEAD, "routes": {"transfer": {"applies": False, "from_area": "Elsewhere"}, "repeat": {"applies": True}}},
    a_referral(victim=ellen(phones=[]), children=[ivy(relationships_to_perpetrators=[{"perpetrator": 0}])]),
]


def in_browser(told: list[list[Any]]) -> list[Any]:
    done = subprocess.run(
        ["node", str(SCRIPT)], input=json.dumps(told), capture_output=True, check=True, text=True, timeout=60
    )
    return list(json.loads(done.stdout))


def test_a_referral_is_written_as_the_service_writes_it() -> None:
    parts = offline_plan(MARAC_REFERRAL_V1)["parts"]

    written = in_browser([[parts, answers] for answers in ANSWERS])

    assert written == [to_document(MARAC_REFERRAL_V1, PageAnswers(answers)) for answers in ANSWERS]


def test_every_form_is_written_as_the_service_writes_it_when_nothing_is_answered() -> None:
    written = in_browser([[offline_plan(form)["parts"], {}] for form in registry.FORMS])

    assert written == [to_document(form, PageAnswers({})) for form in registry.FORMS]


@pytest.mark.parametrize("accurate", ["yes", "no"])
def test_a_return_asks_for_corrections_only_where_something_is_wrong(accurate: str) -> None:
    form = registry.newest("marac-research")
    person = {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": accurate}
    answers = a_return("NM-1", persons=[{**person, "corrections": {"given_names": "Nell"}}])

    [written] = in_browser([[offline_plan(form)["parts"], answers]])

    assert written == to_document(form, PageAnswers(answers))
