"""What others see of two referrals that are one: the senders, the readers of an agenda, and alerts elsewhere."""

import pytest

from marac.audit.events import Event
from marac.errors import NotFound, Refused
from meetings.agenda import read_agenda
from meetings.intake import take_in
from meetings.reconciliation import settle_pair
from meetings.referral_reading import read_referral
from meetings.sent import list_sent, read_sent, take_back
from meetings.tables.documents import Case
from meetings.tables.meeting import Meeting
from tests.cast import Cast
from tests.documents import a_referral, address, ellen, frank, ivy
from tests.fakes import FixedClock
from tests.sent_twice import join, mention, sent_twice

pytestmark = pytest.mark.anyio


async def test_both_forms_stay_with_their_senders_and_neither_learns_of_the_other(
    cast: Cast, clock: FixedClock
) -> None:
    first, again = await sent_twice(cast, clock)
    rosa = await cast.rosa.act()
    [mine] = await list_sent(rosa)
    own = await read_sent(rosa, mine.document_ref)

    await join(cast, again)

    [line] = await list_sent(await cast.rosa.act())
    [theirs] = await list_sent(await cast.bryn.act())
    assert own.answers is not None
    assert (line.state, line.may_take_back, line.decided_at) == ("Accepted", False, clock.now())
    assert theirs.state == "Listed"
    with pytest.raises(NotFound):
        await read_sent(await cast.rosa.act(), theirs.document_ref)
    with pytest.raises(Refused, match="Ask the coordinator"):
        await take_back(await cast.rosa.act(), line.document_ref, reason="")
    for ref, sender in ((first, "northmoor-police"), (again, "northmoor-education")):
        shown = await read_referral(await cast.amina.act(), ref)
        case = await Case.objects(Case.opened_by).get(Case.ref == ref)
        assert case is not None
        permit = (await cast.amina.act()).permit(Event.DOCUMENT_READ, "document", case.opened_by.id, case=str(case.id))
        opened = await cast.desk.vault.open_record(permit, case.opened_by)
        assert opened["body"]["referring_agency"] == sender
        assert shown.victim.name == "Ellen Quarmby"


async def test_the_line_on_the_agenda_names_both_senders_and_whom_only_the_second_names(
    cast: Cast, clock: FixedClock
) -> None:
    nora = {
        **ivy(),
        "given_names": "Nora",
        "relationships_to_perpetrators": [{"perpetrator": 0, "relationship": "child"}],
    }
    _, again = await sent_twice(cast, clock, children=[nora])
    meeting = await Meeting.objects().order_by(Meeting.held_on).first()
    assert meeting is not None

    await join(cast, again)

    [line] = (await read_agenda(await cast.amina.act(), meeting.ref)).items
    assert line.referred_by == "Northmoor Constabulary, and again by Northmoor Schools Safeguarding Team"
    assert [child.full_name for child in line.children] == ["Ivy Ostrey", "Nora Ostrey"]
    asked = {answer.agency for answer in line.asked}
    assert "Northmoor Schools Safeguarding Team" in asked


async def test_an_alert_that_only_the_second_referral_raises_stands_on_the_case(cast: Cast, clock: FixedClock) -> None:
    told = a_referral(
        sender_reference="NMP-26-00009",
        victim={**ellen(), "given_names": "Nina"},
        perpetrators=[frank(addresses=[address("7 Heron Mews")])],
        children=[],
    )
    third = str((await take_in(await cast.bryn.act(), told)).case_ref)
    hiding = {**address("7 Heron Mews", kind="temporary"), "from_on": "2026-08-31"}
    first, again = await sent_twice(cast, clock, victim=ellen(addresses=[hiding]), children=[])
    amina = await cast.amina.act()
    await settle_pair(amina, await mention(third, "perpetrator"), await mention(first, "perpetrator"), kind="same")
    before = {each.alert.code for each in (await read_referral(amina, first)).alerts}

    await join(cast, again)

    alerts = (await read_referral(await cast.amina.act(), first)).alerts
    [clash] = [each for each in alerts if each.alert.code == "safety_clash"]
    [serial] = [each for each in alerts if each.alert.code == "serial_perpetrator"]
    back = (await read_referral(await cast.amina.act(), third)).alerts
    assert "safety_clash" not in before
    assert clash.case_ref == third
    assert [other.ref for other in serial.others] == [third]
    assert [each.case_ref for each in back if each.alert.code == "safety_clash"] == [first]
    assert (await read_referral(await cast.amina.act(), again)).alerts == ()
