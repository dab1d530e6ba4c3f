"""The one way in: every document is taken in once, or its sender is told why not."""

import asyncio
import json
from typing import Any

import pytest

from marac.audit.tables import Leaf
from meetings.arrivals import Result
from meetings.decisions import Acceptance, accept_referral
from meetings.intake import take_in
from meetings.schedule import load_calendar
from meetings.tables.documents import Case, Document, Exclusion
from meetings.tables.meeting import Meeting
from meetings.tables.people import Mention, MentionValue
from meetings.tables.research import Ask, Research, ResearchLine
from tests.cast import Cast
from tests.documents import NAMES, a_line, a_referral, a_return

pytestmark = pytest.mark.anyio


async def in_a_listed_case(cast: Cast) -> tuple[str, str]:
    """Ellen's case is on the meeting of 16 September; its reference and its number."""
    amina = await cast.amina.act()
    await load_calendar(amina, cast.loaded[0].meetings)
    taken = await take_in(await cast.bryn.act(), a_referral())
    meeting = await Meeting.objects().where(Meeting.area == amina.area.id).order_by(Meeting.held_on).first()
    assert meeting is not None
    return str(taken.case_ref), await accept_referral(amina, str(taken.case_ref), Acceptance(meeting.ref))


async def test_a_referral_becomes_a_case_with_its_people_and_a_first_event(cast: Cast) -> None:
    taken = await take_in(await cast.bryn.act(), a_referral())

    assert taken.result is Result.RECEIVED
    case = await Case.objects().get(Case.ref == str(taken.case_ref))
    assert case is not None
    assert case.status == "received"
    assert case.case_number is None
    roles = await Mention.select(Mention.outside_id, Mention.role).order_by(Mention.id)
    assert [(row["outside_id"], row["role"]) for row in roles] == [
        ("NMP-26-00001/victim", "victim"),
        ("NMP-26-00001/perpetrators/0", "perpetrator"),
        ("NMP-26-00001/children/0", "child"),
    ]
    leaf = await Leaf.objects().where(Leaf.event == "document:receive").first()
    assert leaf is not None
    assert "NMP-26-00001" not in leaf.keys


async def test_nothing_of_a_referral_stands_in_clear(cast: Cast) -> None:
    await take_in(await cast.bryn.act(), a_referral())

    for table in (Document, Mention, Case):
        for row in await table.select():
            stored = "".join(bytes(v).decode("latin1") if isinstance(v, bytes) else str(v) for v in row.values())
            assert not [name for name in NAMES if name in stored]


async def test_the_same_document_again_writes_nothing(cast: Cast) -> None:
    bryn = await cast.bryn.act()
    first = await take_in(bryn, a_referral())
    leaves = await Leaf.count()

    again = await take_in(bryn, json.dumps(a_referral(), indent=4).encode())

    assert (again.result, again.document_ref) == (Result.SAME, first.document_ref)
    assert await Leaf.count() == leaves
    assert await Document.count() == 1


async def test_other_content_under_one_reference_is_kept_once_and_said_each_time(cast: Cast) -> None:
    bryn = await cast.bryn.act()
    await take_in(bryn, a_referral())
    other = a_referral(incident_on="2026-08-29")

    results = [(await take_in(bryn, other)).result for _ in range(2)]

    assert results == [Result.CONFLICT, Result.CONFLICT]
    assert sorted(row["result"] for row in await Document.select(Document.result)) == ["conflict", "received"]
    assert await Case.count() == 1


async def test_a_hundred_at_once_of_one_document_become_one(cast: Cast) -> None:
    bryn = await cast.bryn.act()

    taken = await asyncio.gather(*(take_in(bryn, a_referral()) for _ in range(100)))

    assert sorted(each.result.value for each in taken) == ["received", *["same"] * 99]
    assert len({each.document_ref for each in taken}) == 1
    assert (await Document.count(), await Case.count(), await Mention.count()) == (1, 1, 3)


@pytest.mark.parametrize(
    ("sent", "path"),
    [
        (b"\xff\xfe{}", "document"),
        (b"[" * 100_000, "document"),
        (b'{"form": "marac-referral", "form": "x"}', "document"),
        (b"[]", "document"),
        (b'{"form": "shopping-list", "version": 1}', "form"),
        (json.dumps(a_referral(version=9)).encode(), "version"),
        (json.dumps(a_referral(referred_on="2026-09-03")).encode(), "referred_on"),
        (json.dumps(a_referral(referring_agency="nobody")).encode(), "referring_agency"),
        (json.dumps(a_referral(risk_level="high")).encode(), "risk_level"),
        (json.dumps(a_referral(perpetrators=[])).encode(), "perpetrators"),
        (json.dumps(a_referral(sender_reference="\ud800")).encode(), "sender_reference"),
        (b'{"form": "mappa-referral", "version": 1, "sender_reference": ""}', "sender_reference"),
    ],
)
async def test_what_cannot_be_taken_in_is_refused_with_the_field_and_leaves_nothing(
    cast: Cast, sent: bytes, path: str
) -> None:
    taken = await take_in(await cast.bryn.act(), sent)

    assert taken.result is Result.REJECTED
    assert path in taken.messages
    assert "nobody" not in "".join(taken.messages.values())
    assert await Document.count() == 0
    assert await Leaf.exists().where(Leaf.event == "document:reject")


async def test_an_officer_sends_for_the_own_agency_alone(cast: Cast) -> None:
    taken = await take_in(await cast.nadia.act(), a_referral())

    assert taken.result is Result.REJECTED
    assert list(taken.messages) == ["referring_agency"]


async def test_gaps_are_named_to_the_sender_and_counted(cast: Cast) -> None:
    unasked = a_referral(dash=None)

    taken = await take_in(await cast.bryn.act(), unasked)

    assert taken.result is Result.RECEIVED
    assert taken.told()
    document = await Document.objects().first()
    assert document is not None
    assert document.number_of_gaps == len(taken.gaps) > 0


async def test_a_return_answers_its_ask_and_keeps_its_lines_with_the_agency(cast: Cast) -> None:
    _, case_number = await in_a_listed_case(cast)
    lines = [a_line("Two missed appointments."), a_line("A rumour.", share="hold")]
    kept = [{"text": "From a relative.", "reason": "Would point at the source."}]

    taken = await take_in(await cast.nadia.act(), a_return(case_number, lines=lines, kept_back=kept))

    assert taken.result is Result.RECEIVED
    research = await Research.objects().first()
    assert research is not None
    ask = await Ask.objects().get(Ask.id == research.ask)
    assert ask is not None
    assert ask.state == "submitted"
    shares = await ResearchLine.select(ResearchLine.share, ResearchLine.shared_at).order_by(ResearchLine.n)
    assert [(row["share"], row["shared_at"]) for row in shares] == [
        ("share", None),
        ("hold", None),
        ("kept_back", None),
    ]


async def test_corrections_of_a_return_become_proposed_values_and_no_mention(cast: Cast) -> None:
    _, case_number = await in_a_listed_case(cast)
    corrected: dict[str, Any] = {
        "role": "perpetrator",
        "index": 0,
        "name_as_listed": "As listed",
        "accurate": "no",
        "corrections": {
            "given_names": "Frank",
            "family_name": "Ostry",
            "born_on": None,
            "aliases": [],
            "addresses": [],
            "identifiers": {},
            "note": None,
        },
    }

    taken = await take_in(await cast.nadia.act(), a_return(case_number, persons=[corrected]))

    assert taken.result is Result.RECEIVED, taken.messages
    assert await Mention.count() == 3
    value = await MentionValue.objects().first()
    assert value is not None
    assert (value.kind, value.state) == ("name", "proposed")
    mention = await Mention.objects().get(Mention.id == value.mention)
    assert mention is not None
    assert mention.role == "perpetrator"


async def test_a_return_that_names_no_case_is_kept_and_never_dropped(cast: Cast) -> None:
    nadia = await cast.nadia.act()

    results = [(await take_in(nadia, a_return("NM-26-9999"))).result for _ in range(2)]

    assert results == [Result.NOT_PLACED, Result.NOT_PLACED]
    assert await Document.count() == 1


async def test_an_agency_shut_out_of_a_case_names_no_case_we_know(cast: Cast) -> None:
    case_ref, case_number = await in_a_listed_case(cast)
    case = await Case.objects().get(Case.ref == case_ref)
    assert case is not None
    nadia = await cast.nadia.act()
    await Exclusion.insert(
        Exclusion(area=case.area, case=case.id, agency=nadia.agency_id, kind="staff", from_at=nadia.at)
    )

    barred = await take_in(nadia, a_return(case_number))
    unknown = await take_in(nadia, a_return("NM-26-9999", sender_reference="MGP-RES-2"))

    assert (barred.result, barred.messages, barred.gaps) == (unknown.result, unknown.messages, unknown.gaps)
    assert barred.result is Result.NOT_PLACED


async def test_a_mappa_form_is_kept_sealed_until_its_forum_is_served(cast: Cast) -> None:
    form = {
        "form": "mappa-referral",
        "version": 1,
        "sender_reference": "MPA-1",
        "completing_agency": "northmoor-police",
        "offender": {"family_name": "Ostrey"},
    }

    taken = await take_in(await cast.bryn.act(), form)

    assert taken.result is Result.NOT_PLACED
    document = await Document.objects().first()
    assert document is not None
    assert b"Ostrey" not in bytes(document.body or b"")
