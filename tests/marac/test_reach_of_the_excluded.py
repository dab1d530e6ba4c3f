"""Row-level security for exclusions: whoever is shut out of a case reaches no row of it, even with every check gone."""

import json
from collections.abc import Sequence
from uuid import UUID

import pytest

import meetings.access
from agencies.acts import Act
from agencies.directory import open_entry
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.database import OurEngine, OutOfReach, beyond_exclusions, within_area
from marac.errors import NotFound
from marac.ids import uuid7
from meetings.access import find_case
from meetings.arrivals import Result
from meetings.case_access import exclude
from meetings.circulation import issue_agenda
from meetings.intake import take_in
from meetings.sent import list_sent, read_sent
from meetings.tables.documents import Case, Exclusion, NamedReader
from tests.cast import Cast
from tests.catalogue import count, tables_with
from tests.documents import a_referral
from tests.meeting_day import Listed

pytestmark = [pytest.mark.anyio, pytest.mark.postgres]
FILLED = {"case_document", "case_event", "mention", "agenda_item", "ask", "document"}
ANYBODYS_BIRTH_DATE = {"value": "1980-02-03", "precision": "exact"}


@pytest.fixture
async def shut_out(cast: Cast, listed: Listed) -> Act:
    """Bryn, who sent it, is shut out of Ellen's case."""
    await exclude(await cast.amina.act(), listed.case_ref, kind="conflict", officer=cast.bryn.officer_id)
    return await cast.bryn.act()


@pytest.fixture
def every_check_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service itself lets everybody see everything."""
    everything = Case.ref != ""
    monkeypatch.setattr(meetings.access, "visible", lambda act, case_id: everything)
    monkeypatch.setattr(meetings.access, "not_barred", lambda act, case_id: everything)


@pytest.mark.usefixtures("every_check_gone")
async def test_whoever_is_shut_out_of_a_case_reaches_no_row_of_it_though_every_check_is_gone(
    database: OurEngine, shut_out: Act, listed: Listed
) -> None:
    case = await Case.objects().get(Case.ref == listed.case_ref)
    assert case is not None
    tables = [table for table in await tables_with(database, "case") if table != "exclusion"]

    with shut_out.at_work():
        with pytest.raises(NotFound):
            await find_case(shut_out, listed.case_ref)
        seen = await rows_of(database, tables, case.id)
        assert not await Case.exists().where(Case.id == case.id)
        assert await count(database, "data_key", f"id = '{case.dk}'") == 0
        with pytest.raises(OutOfReach):
            await NamedReader.insert(
                NamedReader(id=uuid7(), area=case.area, case=case.id, officer=shut_out.officer_id, from_at=shut_out.at)
            )
        with beyond_exclusions():
            there = await rows_of(database, tables, case.id)

    assert seen == set()
    assert there >= FILLED
    with within_area(shut_out.area.id):
        assert (await find_case(shut_out, listed.case_ref)).id == case.id


async def rows_of(engine: OurEngine, tables: Sequence[str], case: UUID) -> set[str]:
    return {table for table in tables if await count(engine, table, f"\"case\" = '{case}'")}


async def test_an_agency_that_is_shut_out_reaches_no_row_until_that_is_ended(cast: Cast, listed: Listed) -> None:
    amina, bryn = await cast.amina.act(), await cast.bryn.act()
    await exclude(amina, listed.case_ref, kind="staff", agency=bryn.agency_id)
    with bryn.at_work():
        assert not await Case.exists().where(Case.ref == listed.case_ref)

    await Exclusion.update({Exclusion.to_at: amina.at}).where(Exclusion.agency == bryn.agency_id)

    with bryn.at_work():
        assert await Case.exists().where(Case.ref == listed.case_ref)


async def test_whoever_sends_a_referral_about_a_colleague_notices_nothing(cast: Cast) -> None:
    bryn = await cast.bryn.act()
    him = await open_entry(bryn, cast.bryn.officer_id)
    named = {"given_names": him.given_names, "family_name": him.family_name, "born_on": ANYBODYS_BIRTH_DATE}
    document = a_referral(victim={**a_referral()["victim"], **named})

    with bryn.at_work():
        results = [(await take_in(bryn, document)).result for _ in range(2)]
        [line] = await list_sent(bryn)
        opened = await read_sent(bryn, line.document_ref)
        assert await Case.count() == 0

    assert results == [Result.RECEIVED, Result.SAME]
    assert (line.state, opened.line) == ("Received", line)
    assert await Case.exists().where(Case.restricted == "staff")


async def test_an_agenda_sent_by_a_coordinator_who_is_shut_out_of_a_case_has_that_case_for_everybody_else(
    cast: Cast, listed: Listed
) -> None:
    amina = await cast.amina.act()
    await exclude(amina, listed.case_ref, kind="conflict", officer=cast.amina.officer_id)

    with amina.at_work():
        await issue_agenda(amina, listed.meeting_ref)

    leaf = await Leaf.select(Leaf.keys).where(Leaf.event == Event.AGENDA_ISSUED.value).first()
    assert leaf is not None
    assert json.loads(leaf["keys"])["number_of_cases"] == 1
