"""The old log of Northmoor brought in whole: invisible until it is on, once, and taken back as one act."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from agencies.acts import Act
from agencies.directory import open_entries
from agencies.seats import service_act
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.errors import Conflict, NotFound, Refused
from marac.ids import uuid7
from marac.vault.tables import DataKey
from meetings.bring_in.checking import check_sheets, find_bring_in, keep_check, open_check, open_confirmed, say_agencies
from meetings.bring_in.confirming import confirm, undo
from meetings.bring_in.lapsing import let_reports_lapse
from meetings.bring_in.listing import list_brought_in
from meetings.bring_in.working import go_on
from meetings.bring_in.writing import Writer
from meetings.case_reading import list_cases
from meetings.known_referrals import known_in_area
from meetings.mentions_seen import seen_after
from meetings.reconciliation import BY_HAND, settle_pair
from meetings.referral_reading import read_referral
from meetings.store_size import store_size
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case, CaseEvent, Document
from meetings.tables.matching import PeopleSearch, Token
from meetings.tables.people import Mention, MentionValue
from tests.cast import Cast
from tests.fakes import FixedClock
from tests.old_logs import a_log, a_row

pytestmark = pytest.mark.anyio
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)


async def checked(act: Act, rows: Sequence[list[Any]]) -> BringIn:
    slug = "northmoor-police"
    return await find_bring_in(act, await keep_check(act, await check_sheets(act, a_log(rows), {"police": slug})))


async def brought_in(act: Act, rows: Sequence[list[Any]]) -> BringIn:
    row = await checked(act, rows)
    row = await confirm(act, row.ref, row.sha256)
    while await go_on(act, row):
        pass
    return row


async def test_what_was_confirmed_is_there_and_people_are_looked_for(cast: Cast) -> None:
    amina = await cast.amina.act()

    row = await brought_in(amina, [a_row(1), a_row(2, victim="Holt, Nora")])

    assert row.state == "on"
    cases = await Case.objects().order_by(Case.case_number)
    assert [(case.case_number, case.status, str(case.heard_on)) for case in cases] == [
        ("NM-23-001", "heard", "2023-02-08"),
        ("NM-23-002", "heard", "2023-02-08"),
    ]
    outside = await Mention.select(Mention.outside_id).order_by(Mention.outside_id)
    assert [each["outside_id"] for each in outside][:3] == [
        "NM/23/001/children/0", "NM/23/001/perpetrators/0", "NM/23/001/victim",
    ]  # fmt: skip
    assert await PeopleSearch.count() == 2


async def test_nobody_sees_anything_before_all_of_it_is_on(cast: Cast) -> None:
    amina = await cast.amina.act()
    row = await checked(amina, [a_row(n) for n in range(1, 31)])
    row = await confirm(amina, row.ref, row.sha256)

    await go_on(amina, row, seconds=0)

    assert (row.state, row.done) == ("staging", 20)
    assert await Case.count() == 20
    assert await Token.count() > 20
    assert await list_cases(amina, "all") == ()
    assert await known_in_area(amina) == {}
    assert await seen_after(amina, FIRST, 100, until=LAST) == []
    assert await store_size(amina) == 0


async def test_what_broke_off_goes_on_where_it_was(cast: Cast) -> None:
    amina = await cast.amina.act()
    row = await checked(amina, [a_row(n) for n in range(1, 31)])
    row = await confirm(amina, row.ref, row.sha256)
    await go_on(amina, row, seconds=0)

    again = await find_bring_in(amina, row.ref)
    while await go_on(amina, again):
        pass

    assert (again.state, again.done) == ("on", 30)
    assert await Case.count() == 30
    assert len(await known_in_area(amina)) == 30


async def test_of_two_that_write_at_once_one_gives_up(cast: Cast) -> None:
    amina = await cast.amina.act()
    row = await checked(amina, [a_row(n) for n in range(1, 31)])
    row = await confirm(amina, row.ref, row.sha256)
    other = await find_bring_in(amina, row.ref)
    documents = await open_confirmed(amina, other)
    late = await Writer.start(amina, other)
    await go_on(amina, row, seconds=0)

    with pytest.raises(Conflict):
        await late.write(documents[:20])

    assert await Case.count() == 20


async def test_another_hash_is_refused_and_nothing_is_written(cast: Cast) -> None:
    amina = await cast.amina.act()
    row = await checked(amina, [a_row(1)])

    with pytest.raises(Refused, match="Look at the report again"):
        await confirm(amina, row.ref, "0" * 64)

    assert await Case.count() == 0


async def test_a_report_that_nobody_confirms_in_time_is_destroyed_and_the_list_says_so(
    cast: Cast, clock: FixedClock
) -> None:
    amina = await cast.amina.act()
    waiting, used = await checked(amina, [a_row(1)]), await brought_in(amina, [a_row(2)])
    clock.move(timedelta(days=14, minutes=1))
    late = await cast.amina.act()
    young = await checked(late, [a_row(3)])

    service = await service_act(cast.desk, cast.amina.area.id)
    assert (await let_reports_lapse(service), await let_reports_lapse(service)) == (1, 0)

    states = {line.ref: line.state_words for line in await list_brought_in(late)}
    assert states == {
        waiting.ref: "Not confirmed in time: nothing of it is kept",
        used.ref: "Brought in",
        young.ref: "Waits to be confirmed",
    }
    with pytest.raises(NotFound):
        await open_check(late, await find_bring_in(late, waiting.ref))
    with pytest.raises(Refused, match="confirmed or taken back already"):
        await confirm(late, waiting.ref, waiting.sha256)
    assert await DataKey.count().where((DataKey.id == waiting.dk) & DataKey.wrapped.is_not_null()) == 0
    assert await Leaf.count().where(Leaf.event == Event.BRING_IN_LAPSED.value) == 1


async def test_an_agency_that_is_renamed_meanwhile_makes_another_report(cast: Cast) -> None:
    amina = await cast.amina.act()
    row = await checked(amina, [a_row(1)])
    await say_agencies(amina, row.ref, {"police": "wayside-idva"})

    with pytest.raises(Refused, match="Look at the report again"):
        await confirm(amina, row.ref, row.sha256)


async def test_all_of_it_is_taken_back_as_one_act_with_every_token(cast: Cast) -> None:
    amina = await cast.amina.act()
    row = await brought_in(amina, [a_row(n) for n in range(1, 31)])
    assert len(await known_in_area(amina)) == 30

    row = await undo(amina, row.ref)

    assert await known_in_area(amina) == {}
    while await go_on(amina, row):
        pass
    assert row.state == "cleared"
    for table in (Case, Document, Mention, Token, PeopleSearch):
        assert await table.count() == 0
    again = await brought_in(amina, [a_row(1)])
    assert again.state == "on"


async def test_what_somebody_used_is_not_taken_back_and_the_use_is_named(cast: Cast) -> None:
    amina = await cast.amina.act()
    row = await brought_in(amina, [a_row(1), a_row(2)])
    victims = await Mention.select(Mention.id).where(Mention.role == "victim").order_by(Mention.id)
    await settle_pair(amina, victims[0]["id"], victims[1]["id"], kind="same", reason="Known.", evidence=BY_HAND)

    with pytest.raises(Refused, match=r"people linked or told apart \(1\)"):
        await undo(amina, row.ref)

    assert len(await known_in_area(amina)) == 2


async def test_nobody_is_linked_any_more_by_a_page_that_was_open_while_all_was_taken_back(cast: Cast) -> None:
    amina = await cast.amina.act()
    row = await brought_in(amina, [a_row(1), a_row(2)])
    victims = await Mention.select(Mention.id).where(Mention.role == "victim").order_by(Mention.id)
    row = await undo(amina, row.ref)

    with pytest.raises(NotFound):
        await settle_pair(amina, victims[0]["id"], victims[1]["id"], kind="same", reason="Known.", evidence=BY_HAND)

    while await go_on(amina, row):
        pass
    assert row.state == "cleared"


async def test_what_was_begun_before_all_was_taken_back_writes_nothing_after(cast: Cast) -> None:
    amina = await cast.amina.act()
    row = await brought_in(amina, [a_row(1)])
    [case] = await Case.select()
    [mention] = await Mention.select().where(Mention.role == "victim")
    row = await undo(amina, row.ref)
    late = CaseEvent(
        id=uuid7(), area=case["area"], case=case["id"], from_status="heard", to_status="closed", at=amina.at,
        business_at=amina.at,
    )  # fmt: skip
    said = MentionValue(
        id=uuid7(), area=case["area"], mention=mention["id"], kind="phone", state="proposed",
        said_on=amina.today,
    )  # fmt: skip

    for write in (CaseEvent.insert(late), MentionValue.insert(said)):
        with pytest.raises(NotFound):
            await write

    while await go_on(amina, row):
        pass
    assert row.state == "cleared"


async def test_what_came_in_before_is_not_brought_in_again(cast: Cast) -> None:
    amina = await cast.amina.act()
    await brought_in(amina, [a_row(1)])

    again = await check_sheets(amina, a_log([a_row(1), a_row(2)]), {"police": "northmoor-police"})

    assert [row.reference for row in again.report.left_for_a_person] == ["NM/23/001"]
    assert len(again.report.documents) == 1


async def test_a_colleague_among_the_people_shuts_the_case(cast: Cast) -> None:
    amina = await cast.amina.act()
    [entry] = (await open_entries(amina, [cast.bryn.officer_id])).values()
    assert entry.born_on is not None
    colleague = a_row(1)
    colleague[7:9] = [f"{entry.given_names} {entry.family_name}", entry.born_on.strftime("%d.%m.%Y")]

    await brought_in(amina, [colleague, a_row(2)])

    cases = await Case.objects().order_by(Case.case_number)
    assert [case.restricted for case in cases] == ["staff", None]


async def test_the_case_of_a_row_opens_with_the_row_as_it_was_written(cast: Cast) -> None:
    amina = await cast.amina.act()
    marked = a_row(1)
    marked[11], marked[16] = "Y", "ring 07700 900142 after 11.1.23"
    await brought_in(amina, [marked])
    case = await Case.objects().first()
    assert case is not None

    paper = await read_referral(amina, case.ref)

    written = {row.label: row.lines for row in paper.blocks[0].rows}
    assert written["R? Y/N"] == ("Y (read as: yes)",)
    assert written["Address"] == ("Held by coordinator",)
    assert written["Notes"] == ("ring (held by coordinator) after 11.1.23",)
    assert paper.origin is not None and paper.origin.is_log
    assert [step.words for step in paper.history] == ["Brought in as heard"]
    assert not paper.reported.verdict.is_repeat
    assert paper.gaps == ()
