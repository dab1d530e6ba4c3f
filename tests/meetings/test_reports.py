"""Reports for machines: every referral is there, under a name that tells it from every other."""

import pytest

from agencies.seats import service_act
from meetings.intake import take_in
from meetings.reports import report_referrals
from tests.cast import Cast
from tests.documents import a_referral

pytestmark = pytest.mark.anyio


async def test_two_senders_that_use_one_reference_each_have_their_referral_in_the_report(cast: Cast) -> None:
    bryn, nadia = await cast.bryn.act(), await cast.nadia.act()
    await take_in(bryn, a_referral())
    await take_in(bryn, a_referral(sender_reference="NMP-26-00077"))
    await take_in(nadia, a_referral(referring_agency="moorland-gps"))
    shared = a_referral()["sender_reference"]

    report = await report_referrals(await service_act(bryn.desk, bryn.area.id))

    assert set(report["referrals"]) == {f"moorland-gps:{shared}", f"northmoor-police:{shared}", "NMP-26-00077"}
