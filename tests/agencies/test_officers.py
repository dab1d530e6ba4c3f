"""People come by invitation, go in one act, and nobody gives power alone or to themselves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agencies.invitations import address_invitation, open_invitation, use_invitation
from agencies.members import members_of
from agencies.officers import NewOfficer, ask_for_role, ask_to_end_role, end_officer, invite_officer
from agencies.proposals import ROLE_END, ROLE_GIVE, decide, waiting_in
from agencies.recovery import colleagues_of, decide_loss, losses_waiting, report_loss
from agencies.roles import Role
from agencies.seats import seats_of
from agencies.sessions import find_session
from agencies.tables import Invitation, Membership, Officer, RecoveryCode
from marac.audit.tables import Leaf
from marac.errors import Conflict, InvalidForm, NotFound, Refused
from marac.jobs import Outbox
from tests.cast import Cast, Person
from tests.fakes import FixedClock

pytestmark = pytest.mark.anyio

ROLES = (ROLE_GIVE, ROLE_END)
STRONG = "wicket ferns loop agate"


def somebody(
    cast: Cast, *, role: Role = Role.REPRESENTATIVE, email: str = "jo.lane@moorland-gps.example.org"
) -> NewOfficer:
    assert cast.nadia.agency_id is not None
    return NewOfficer(
        given_names="Jo",
        family_name="Lane",
        email=email,
        agency_id=cast.nadia.agency_id,
        role=role,
        from_on=date(2026, 9, 1),
    )


async def link_of(cast: Cast, person: Person) -> str:
    """The token of the newest invitation, as its letter would bear it."""
    row = await Invitation.select(Invitation.id).order_by(Invitation.made_at, ascending=False).first()
    assert row is not None
    return (await address_invitation(await person.act(), row["id"])).path.removeprefix("/invitation/")


async def test_an_invited_person_sets_a_password_once_and_has_their_role(cast: Cast) -> None:
    ada = await cast.ada.act()
    waits = await invite_officer(ada, somebody(cast))
    token = await link_of(cast, cast.ada)

    await open_invitation(cast.desk, token, source="office")
    session = await find_session(await use_invitation(cast.desk, token, STRONG, device="Firefox on Linux"))

    assert not waits
    assert session is not None and not session.is_whole
    assert [seat.role for seat in await seats_of(session.officer_id, now=ada.at)] == [Role.REPRESENTATIVE]
    with pytest.raises(Refused):
        await use_invitation(cast.desk, token, STRONG, device="Firefox on Linux")
    with pytest.raises(Refused):
        await open_invitation(cast.desk, token, source="office")


async def test_no_link_stands_in_the_database_or_in_the_job(cast: Cast) -> None:
    await invite_officer(await cast.ada.act(), somebody(cast))

    token = await link_of(cast, cast.ada)

    rows = [*await Invitation.select(), *await Outbox.select()]
    assert token not in str(rows)
    assert "jo.lane" not in str(rows)


@pytest.mark.parametrize(("days", "works"), [(6, True), (8, False)])
async def test_an_unopened_link_lives_seven_days(cast: Cast, clock: FixedClock, days: int, works: bool) -> None:
    await invite_officer(await cast.ada.act(), somebody(cast))
    token = await link_of(cast, cast.ada)
    clock.move(timedelta(days=days))

    if works:
        await open_invitation(cast.desk, token, source="home")
    else:
        with pytest.raises(Refused):
            await open_invitation(cast.desk, token, source="home")


async def test_an_opened_link_lives_ten_minutes(cast: Cast, clock: FixedClock) -> None:
    await invite_officer(await cast.ada.act(), somebody(cast))
    token = await link_of(cast, cast.ada)
    await open_invitation(cast.desk, token, source="home")
    clock.move(timedelta(minutes=11))

    with pytest.raises(Refused):
        await use_invitation(cast.desk, token, STRONG, device="Firefox on Linux")


async def test_a_second_letter_kills_the_link_of_the_first(cast: Cast) -> None:
    await invite_officer(await cast.ada.act(), somebody(cast))
    first = await link_of(cast, cast.ada)
    second = await link_of(cast, cast.ada)

    with pytest.raises(Refused):
        await open_invitation(cast.desk, first, source="home")
    await open_invitation(cast.desk, second, source="home")


async def test_a_password_made_of_ones_own_name_does_not_use_up_the_link(cast: Cast) -> None:
    await invite_officer(await cast.ada.act(), somebody(cast))
    token = await link_of(cast, cast.ada)
    await open_invitation(cast.desk, token, source="home")

    with pytest.raises(InvalidForm):
        await use_invitation(cast.desk, token, "JoLaneNorthmoor2026", device="Firefox on Linux")

    assert await use_invitation(cast.desk, token, STRONG, device="Firefox on Linux")


async def test_a_role_that_gives_power_waits_for_a_second_administrator(cast: Cast) -> None:
    ada, agnes = await cast.ada.act(), await cast.agnes.act()
    waits = await invite_officer(ada, somebody(cast, role=Role.COORDINATOR))
    [waiting] = await waiting_in(ada.area.id, kinds=ROLES)

    assert waits
    assert waiting.officer_id is not None
    assert await seats_of(waiting.officer_id, now=ada.at) == []
    with pytest.raises(Refused):
        await decide(ada, waiting.ref, agrees=True, kinds=ROLES)

    await decide(agnes, waiting.ref, agrees=True, kinds=ROLES)

    assert [seat.role for seat in await seats_of(waiting.officer_id, now=ada.at)] == [Role.COORDINATOR]
    with pytest.raises(Conflict):
        await decide(agnes, waiting.ref, agrees=False, kinds=ROLES)


async def test_an_administrator_asks_for_no_role_of_their_own(cast: Cast) -> None:
    ada = await cast.ada.act()

    with pytest.raises(Refused):
        await ask_for_role(
            ada, cast.ada.officer_id, role=Role.COORDINATOR, agency_id=None, from_on=ada.today, to_on=None
        )
    with pytest.raises(Refused):
        await ask_to_end_role(ada, cast.ada.membership_id)


async def test_a_refused_role_is_never_given_and_the_refusal_is_recorded(cast: Cast) -> None:
    ada, agnes = await cast.ada.act(), await cast.agnes.act()
    ref = await ask_for_role(
        ada, cast.bryn.officer_id, role=Role.CHAIR, agency_id=cast.bryn.agency_id, from_on=ada.today, to_on=None
    )

    await decide(agnes, ref, agrees=False, kinds=ROLES)

    assert {seat.role for seat in await seats_of(cast.bryn.officer_id, now=ada.at)} == {Role.REPRESENTATIVE}
    leaf = await Leaf.select(Leaf.keys).where(Leaf.event == "proposal:decide").first()
    assert leaf is not None and '"verdict":"refused"' in leaf["keys"]


async def test_a_role_ends_the_day_after_two_people_agreed(cast: Cast, clock: FixedClock) -> None:
    ada, agnes = await cast.ada.act(), await cast.agnes.act()
    ref = await ask_to_end_role(ada, cast.bryn.membership_id)

    await decide(agnes, ref, agrees=True, kinds=ROLES)

    assert len(await seats_of(cast.bryn.officer_id, now=ada.at)) == 1
    clock.move(timedelta(days=1))
    assert await seats_of(cast.bryn.officer_id, now=clock.now()) == []


async def test_an_address_another_area_knows_is_answered_like_any_other(cast: Cast) -> None:
    ada = await cast.ada.act()

    new, known = [
        await invite_officer(ada, somebody(cast, email=email))
        for email in ("jo.lane@moorland-gps.example.org", cast.cerys.email)
    ]

    assert new == known
    areas = {seat.area.slug for seat in await seats_of(cast.cerys.officer_id, now=ada.at)}
    assert areas == {"southdale", "northmoor"}
    # She signs in as before: nobody got a link into her account.
    assert not await Invitation.exists().where(Invitation.officer == cast.cerys.officer_id)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_names", " "),
        ("email", "jo lane@x.example"),
        ("email", "a@b.example)c@d.example"),
        ("to_on", date(2026, 8, 1)),
    ],
)
async def test_an_invitation_with_a_mistake_says_which_field_and_writes_nothing(
    cast: Cast, field: str, value: object
) -> None:
    before = await Officer.count()

    with pytest.raises(InvalidForm) as refusal:
        await invite_officer(await cast.ada.act(), replace(somebody(cast), **{field: value}))  # type: ignore[arg-type]

    assert list(refusal.value.messages) == [field]
    assert await Officer.count() == before


async def test_a_leaver_is_out_everywhere_in_one_act(cast: Cast) -> None:
    ada = await cast.ada.act()
    token = await cast.bryn.session_token()
    await report_loss(await cast.kofi.act(), cast.bryn.officer_id)
    [lost] = await losses_waiting(ada.area.id)
    await decide_loss(ada, lost.ref, agrees=True)
    link = await link_of(cast, cast.ada)

    await end_officer(ada, cast.bryn.officer_id)

    assert await find_session(token) is None
    assert await seats_of(cast.bryn.officer_id, now=ada.at) == []
    assert not [line for line in await members_of(ada.area.id, on=ada.today) if line.officer_id == cast.bryn.officer_id]
    with pytest.raises(Refused):
        await open_invitation(cast.desk, link, source="home")


async def test_nobody_ends_their_own_account_or_that_of_a_stranger_to_the_area(cast: Cast) -> None:
    ada = await cast.ada.act()

    with pytest.raises(Refused):
        await end_officer(ada, cast.ada.officer_id)
    with pytest.raises(NotFound):
        await end_officer(ada, cast.cerys.officer_id)

    assert await find_session(await cast.cerys.session_token()) is not None


async def test_who_is_at_home_in_another_area_loses_only_the_roles_here(cast: Cast) -> None:
    ada = await cast.ada.act()
    await invite_officer(ada, somebody(cast, email=cast.cerys.email))

    await end_officer(ada, cast.cerys.officer_id)

    assert [seat.area.slug for seat in await seats_of(cast.cerys.officer_id, now=ada.at)] == ["southdale"]
    row = await Officer.select(Officer.state).where(Officer.id == cast.cerys.officer_id).first()
    assert row == {"state": "active"}


async def test_a_lost_device_takes_two_people_and_a_new_password_and_app(cast: Cast) -> None:
    kofi, ada = await cast.kofi.act(), await cast.ada.act()
    token = await cast.bryn.session_token()
    await report_loss(kofi, cast.bryn.officer_id)
    [lost] = await losses_waiting(ada.area.id)

    assert await find_session(token) is not None
    with pytest.raises(Refused):
        await decide_loss(kofi, lost.ref, agrees=True)
    await decide_loss(ada, lost.ref, agrees=True)

    old = await find_session(token)
    link = await link_of(cast, cast.ada)
    await open_invitation(cast.desk, link, source="home")
    session = await find_session(await use_invitation(cast.desk, link, STRONG, device="Firefox on Linux"))
    row = await Officer.select(Officer.totp_confirmed_at).where(Officer.id == cast.bryn.officer_id).first()
    assert old is not None and old.ended_at is not None
    assert session is not None and not session.is_whole
    assert row == {"totp_confirmed_at": None}
    assert await RecoveryCode.count() == 0


async def test_the_person_concerned_agrees_to_no_report_about_themselves(cast: Cast) -> None:
    await report_loss(await cast.lena.act(), cast.amina.officer_id)
    [lost] = await losses_waiting(cast.amina.area.id)

    for agrees in (True, False):
        with pytest.raises(Refused):
            await decide_loss(await cast.amina.act(), lost.ref, agrees=agrees)


async def test_a_representative_reports_for_colleagues_of_the_own_agency_only(cast: Cast) -> None:
    bryn, lena = await cast.bryn.act(), await cast.lena.act()

    own = {line.officer_id for line in await colleagues_of(bryn)}
    everyone = {line.officer_id for line in await colleagues_of(lena)}

    assert cast.kofi.officer_id in own and cast.nadia.officer_id not in own
    assert cast.nadia.officer_id in everyone and cast.lena.officer_id not in everyone
    with pytest.raises(NotFound):
        await report_loss(bryn, cast.nadia.officer_id)


async def test_a_deputys_act_is_recorded_as_done_for_the_one_they_cover(cast: Cast) -> None:
    await Membership.update({Membership.deputy_for: cast.bryn.officer_id}).where(
        Membership.id == cast.kofi.membership_id
    )

    act = await cast.kofi.act()

    assert (act.officer_id, act.actor.acting_for) == (cast.kofi.officer_id, cast.bryn.officer_id)
