"""Values that came after a document: who said them, what became of them, and that a change of mind stays on record."""

from typing import Any
from uuid import UUID

import pytest

from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.errors import NotFound
from meetings.case_access import exclude
from meetings.case_reading import read_case
from meetings.evidence import open_evidence_and_cards
from meetings.intake import take_in
from meetings.referral_reading import read_referral
from meetings.settings_in_force import settings_on
from meetings.tables.documents import Case
from meetings.tables.matching import Token
from meetings.tables.people import Mention, MentionValue, ValueDecision
from meetings.value_deciding import accept_value, add_value, decide_value, dispute_value
from meetings.values import ValueLine, accepted_values, values_of
from tests.cast import Cast
from tests.documents import a_return
from tests.fakes import FixedClock
from tests.people_of_the_cast import referred_again

pytestmark = pytest.mark.anyio
CORRECTIONS: dict[str, Any] = {
    "given_names": "Elen",
    "family_name": "Quarmby",
    "aliases": [],
    "born_on": {"value": "1985-03-26", "precision": "exact"},
    "addresses": [],
    "identifiers": {},
    "note": None,
}


@pytest.fixture
async def victim(cast: Cast, clock: FixedClock) -> UUID:
    """Ellen, corrected by her GPs."""
    await referred_again(cast, clock)
    [case] = await Case.select(Case.case_number).where(Case.case_number.is_not_null())
    person = {"role": "victim", "index": 0, "name_as_listed": "As listed", "accurate": "no"}
    told = a_return(case["case_number"], persons=[{**person, "corrections": CORRECTIONS}])
    await take_in(await cast.nadia.act(), told)
    row = await Mention.select(Mention.id).where(Mention.role == "victim").order_by(Mention.id).first()
    assert row is not None
    return UUID(str(row["id"]))


async def lines(cast: Cast, mention: UUID) -> tuple[ValueLine, ...]:
    amina = await cast.amina.act()
    permit = amina.permit(Event.MENTION_READ, "mention", mention)
    return (await values_of(amina, [mention], permit=permit))[mention]


async def value_of_kind(kind: str) -> UUID:
    [row] = await MentionValue.select(MentionValue.id).where(MentionValue.kind == kind)
    return UUID(str(row["id"]))


async def tokens(mention: UUID) -> set[tuple[Any, ...]]:
    rows = await Token.select(Token.type, Token.version, Token.bits64).where(Token.mention == mention)
    return {(row["type"], row["version"], row["bits64"]) for row in rows}


async def test_what_a_return_corrects_is_proposed_with_its_source(cast: Cast, victim: UUID) -> None:
    name, born = await lines(cast, victim)

    assert (name.kind, name.value, name.state) == (
        "name",
        {"given_names": "Elen", "family_name": "Quarmby"},
        "proposed",
    )
    assert (born.kind, born.source, str(born.said_on)) == ("born_on", "Moorland GP Federation", "2026-09-01")
    assert name.decided is None
    assert len(name.document_ref) == 10


async def test_an_accepted_value_is_part_of_what_the_mention_says(cast: Cast, victim: UUID) -> None:
    amina = await cast.amina.act()
    before = await accepted_values(amina, [victim], permit=amina.permit(Event.MENTION_READ, "mention", victim))

    await accept_value(amina, await value_of_kind("name"), reason="On her passport.")

    permit = amina.permit(Event.MENTION_READ, "mention", victim)
    found = await accepted_values(amina, [victim], permit=permit)
    assert before == {}
    assert found == {victim: (("name", {"given_names": "Elen", "family_name": "Quarmby"}),)}
    name, _ = await lines(cast, victim)
    assert name.decided is not None
    assert (name.decided.by, name.decided.reason) == ("Amina Shah", "On her passport.")
    assert await Leaf.count().where(Leaf.event == Event.VALUE_DECIDED.value) == 1


async def test_a_change_of_mind_is_another_row_and_nobody_is_found_by_what_is_disputed(
    cast: Cast, victim: UUID
) -> None:
    amina, born = await cast.amina.act(), await value_of_kind("born_on")
    await accept_value(amina, born)
    found_by = await tokens(victim)

    await dispute_value(amina, born, reason="A slip of the pen.")
    without = await tokens(victim)
    await accept_value(amina, born)

    assert without < found_by
    assert await tokens(victim) == found_by
    states = await ValueDecision.select(ValueDecision.state).order_by(ValueDecision.id)
    assert [row["state"] for row in states] == ["accepted", "disputed", "accepted"]


async def test_deciding_the_same_again_writes_nothing(cast: Cast, victim: UUID) -> None:
    amina, name = await cast.amina.act(), await value_of_kind("name")

    await decide_value(amina, name, state="accepted")
    await decide_value(amina, name, state="accepted")

    assert await ValueDecision.count() == 1


async def test_an_officer_adds_what_they_know(cast: Cast, victim: UUID) -> None:
    amina = await cast.amina.act()

    await add_value(
        amina, victim, kind="alias", value={"given_names": "Nell", "family_name": "Quarmby"}, said_on=amina.today
    )

    added = (await lines(cast, victim))[-1]
    assert (added.kind, added.state, added.source, added.document_ref) == ("alias", "accepted", "Amina Shah", "")


async def test_nobody_else_decides_and_who_is_shut_out_meets_no_value(cast: Cast, victim: UUID) -> None:
    name = await value_of_kind("name")
    [case] = await Case.select(Case.ref).where(Case.case_number.is_not_null())
    await exclude(await cast.amina.act(), case["ref"], kind="conflict", officer=cast.lena.officer_id)

    for person in (cast.bryn, cast.lena):
        with pytest.raises(NotFound):
            await accept_value(await person.act(), name)

    assert await ValueDecision.count() == 0


async def test_what_was_accepted_stands_beside_what_was_written_on_referral_case_and_agenda(
    cast: Cast, victim: UUID
) -> None:
    amina = await cast.amina.act()
    [case] = await Case.objects().where(Case.case_number.is_not_null())
    before = await read_referral(amina, case.ref)

    for kind in ("name", "born_on"):
        await accept_value(amina, await value_of_kind(kind))

    permit = amina.permit(Event.AGENDA_READ, "meeting", None, version=0)
    _, cards = await open_evidence_and_cards(amina, [case], permit, rules=await settings_on(amina, amina.today))
    [card] = [card for mention, card in cards[case.id] if mention.id == victim]
    for paper in (await read_referral(amina, case.ref), await read_case(amina, case.ref)):
        assert (paper.victim.name, paper.victim.other_names) == ("Ellen Quarmby", ("Elen Quarmby",))
        assert paper.victim.born == "27 March 1985; accepted since: 26 March 1985"
    assert before.victim.other_names == ()
    assert [alias["given_names"] for alias in card["aliases"]] == ["Elen"]
