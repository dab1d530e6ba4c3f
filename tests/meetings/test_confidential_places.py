"""Confidential addresses of the area, asked about by their keys: however long the text, in one statement."""

import pytest

from marac.database import count_queries
from meetings.confidential_places import is_known_place
from meetings.intake import take_in
from meetings.rules.address_in_text import place_keys
from tests.cast import Cast
from tests.documents import a_referral, address, ellen
from tests.shutting_out import shut_out

pytestmark = pytest.mark.anyio
REFUGE = {**address("7 Heron Mews", kind="refuge", confidential=True), "postcode": "ZZ4 3TQ"}


async def refuge(cast: Cast) -> str:
    told = a_referral(victim=ellen(addresses=[REFUGE]))
    return str((await take_in(await cast.bryn.act(), told)).case_ref)


async def test_a_place_is_found_among_thousands_in_one_statement(cast: Cast) -> None:
    await refuge(cast)
    amina = await cast.amina.act()
    many = {f"{number} long road" for number in range(3000)}

    numbers = []
    found = []
    for places in (set(), {"1 long road"}, many, many | place_keys(REFUGE)):
        with count_queries() as queries:
            found.append(await is_known_place(amina, places))
        numbers.append(queries.number)

    assert found == [False, False, False, True]
    assert numbers[1] == numbers[2] == numbers[3]


async def test_a_place_of_a_case_shut_to_the_reader_is_not_known_to_them(cast: Cast) -> None:
    await shut_out(cast.amina, await refuge(cast))

    known = [await is_known_place(await who.act(), place_keys(REFUGE)) for who in (cast.amina, cast.lena)]

    assert known == [False, True]
