"""Tokens: written and removed with what they are made from, looked up in one statement, and checked at night."""

import json
from io import StringIO
from uuid import UUID

import pytest

from agencies.acts import Desk
from agencies.seats import service_act
from marac.audit.events import Event
from marac.audit.tables import Leaf
from marac.database import count_queries, is_sqlite, transaction
from marac.database.breakage import StatementBroken
from marac.errors import MaracError
from marac.jobs import Job, Runner, later
from meetings.people.sharing import FEW
from meetings.people.tokens import TOKEN_TYPES
from meetings.people.tokens import Token as PlainToken
from meetings.people_known import person_known, person_written
from meetings.reindexing import begin_index, end_index, index_again, renew_index
from meetings.tables.matching import Suggestion, Token
from meetings.tables.people import Mention, MentionValue
from meetings.token_check import FIRST, check_tokens
from meetings.tokens import _indexed, find_candidates, looking_up, remove_tokens, replace_tokens
from tasks.registry import handlers_for
from tests.cast import Cast
from tests.documents import ellen
from tests.looking import finish_jobs, mentions, refer

pytestmark = pytest.mark.anyio


async def stored() -> set[tuple[UUID, str, int, int]]:
    rows = await Token.select(Token.mention, Token.type, Token.version, Token.bits64)
    return {(row["mention"], row["type"], row["version"], row["bits64"]) for row in rows}


async def test_everybody_who_arrives_has_tokens_and_a_filing_that_failed_left_none(cast: Cast) -> None:
    victim = (await mentions(await refer(cast, "NMP-26-00001")))["victim"]
    act = await service_act(cast.desk, cast.amina.area.id)
    other = person_written(ellen() | {"given_names": "Morwenna"}, written_on=act.today, role="victim")
    kept = await stored()

    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await replace_tokens(act, victim, other)
            raise ZeroDivisionError

    everybody = {row["id"] for row in await Mention.select(Mention.id)}
    assert {mention for mention, *_ in kept} == everybody
    assert {kind for _, kind, *_ in kept} <= set(TOKEN_TYPES)
    assert await stored() == kept


async def test_no_mention_goes_before_its_tokens(cast: Cast) -> None:
    victim = (await mentions(await refer(cast, "NMP-26-00001")))["victim"]

    with pytest.raises((MaracError, StatementBroken, RuntimeError)):
        await Mention.delete().where(Mention.id == victim)
    async with transaction():
        await remove_tokens([victim])

    assert await Mention.exists().where(Mention.id == victim)
    assert victim not in {mention for mention, *_ in await stored()}


async def test_many_tokens_are_looked_up_in_one_statement_beside_the_one_for_the_keys(cast: Cast) -> None:
    victim = (await mentions(await refer(cast, "NMP-26-00001")))["victim"]
    act = await service_act(cast.desk, cast.amina.area.id)
    asked = [{PlainToken("A", f"{n}") for n in range(20)}, {PlainToken("D", f"{n}") for n in range(20)}]

    with count_queries() as counted:
        assert await find_candidates(act, asked) == [[], []]

    assert counted.number == 2
    assert victim


async def test_a_look_up_reads_the_index_alone(cast: Cast) -> None:
    await refer(cast, "NMP-26-00001")
    act = await service_act(cast.desk, cast.amina.area.id)
    asked = await _indexed(act, [{PlainToken("A", "1"), PlainToken("D", "2")}])
    statement, values = looking_up(act.area.id, asked)
    explain = "EXPLAIN QUERY PLAN " if is_sqlite() else "EXPLAIN "

    async with transaction():
        if not is_sqlite():
            await Token.raw("SET LOCAL enable_seqscan = off")
            await Token.raw("SET LOCAL enable_bitmapscan = off")
        plan = " ".join(str(row) for row in await Token.raw(explain + statement, *values))

    assert ("USING COVERING INDEX token_area_type" if is_sqlite() else "Index Only Scan") in plan
    assert "Seq Scan" not in plan


async def test_a_bucket_is_cut_at_its_limit_the_newest_first(cast: Cast) -> None:
    act = await service_act(cast.desk, cast.amina.area.id)
    kind = next(name for name, told in TOKEN_TYPES.items() if not told.is_loose)
    for n in range(3):
        await refer(cast, f"NMP-26-0000{n}")
    everybody = sorted(row["id"] for row in await Mention.select(Mention.id))
    [(_, version, bits)] = await act.vault.index_tokens(act.area.id, [(kind, "common")])
    await Token.insert(
        *(Token(area=act.area.id, type=kind, version=version, bits64=bits, mention=each) for each in everybody)
    )

    [found] = await find_candidates(act, [[PlainToken(kind, "common")]], but=[everybody[-1]], most=2)

    assert found == [everybody[-2], everybody[-3]]


async def test_two_index_keys_live_side_by_side_and_nobody_is_missed_between_them(cast: Cast) -> None:
    before = await mentions(await refer(cast, "NMP-26-00001"))
    act = await service_act(cast.desk, cast.amina.area.id)
    await begin_index(act)
    between = await mentions(await refer(cast, "NMP-26-00002"))
    with pytest.raises(MaracError):
        await end_index(act, 1)
    while await index_again(act, page=2):
        pass
    await end_index(act, 1)
    after = await mentions(await refer(cast, "NMP-26-00007"))

    await finish_jobs(cast.desk)

    assert {version for _, _, version, _ in await stored()} == {2}
    found = {frozenset(row.values()) for row in await Suggestion.select(Suggestion.mention, Suggestion.other)}
    assert {frozenset({one["victim"], other["victim"]}) for one, other in ((before, between), (before, after))} <= found
    assert (await check_tokens(act)).differing == []


@pytest.mark.parametrize("is_begun", [False, True])
async def test_an_index_is_renewed_in_one_go_or_from_where_it_was_broken_off(cast: Cast, is_begun: bool) -> None:
    await refer(cast, "NMP-26-00001")
    act = await service_act(cast.desk, cast.amina.area.id)
    if is_begun:
        await begin_index(act)
        await index_again(act, page=1)
    heard = list[int]()

    number = await renew_index(act, heard.append)

    assert heard[-1] == number > 0
    assert {version for _, _, version, _ in await stored()} == {2}
    assert await act.vault.index_versions(act.area.id) == [2]
    assert (await check_tokens(act)).differing == []


async def test_a_renewal_broken_off_at_its_very_end_takes_away_what_was_left_and_makes_no_third_key(
    cast: Cast,
) -> None:
    await refer(cast, "NMP-26-00001")
    act = await service_act(cast.desk, cast.amina.area.id)
    await renew_index(act, lambda _: None)
    left = [Token(area=act.area.id, type="Z", version=1, bits64=7, mention=mention) for mention, *_ in await stored()]
    await Token.insert(*left[:1])

    assert await renew_index(act, lambda _: None) == 0

    assert {version for _, _, version, _ in await stored()} == {2}
    assert await act.vault.index_versions(act.area.id) == [2]


async def test_what_is_known_now_replaces_the_tokens_of_what_was_known_before(cast: Cast) -> None:
    victim = (await mentions(await refer(cast, "NMP-26-00001")))["victim"]
    act = await service_act(cast.desk, cast.amina.area.id)
    was = {token for token in await stored() if token[0] == victim}
    mention = await Mention.objects().get(Mention.id == victim)
    assert mention is not None
    value = MentionValue(
        area=act.area.id, mention=victim, kind="name", n=0, said_on=act.today, state="proposed", dk=mention.dk
    )
    async with transaction():
        await act.vault.seal(value, {MentionValue.value: {"given_names": "Morwenna", "family_name": "Tregidgo"}})
        await MentionValue.insert(value)
        await act.record(Event.FACTOR_BEGUN, "mention", victim)

    proposed = await person_known(act, victim)
    disputed = await person_known(act, victim, settled={value.id: "disputed"})
    async with transaction():
        await replace_tokens(act, victim, proposed)
    more = {token for token in await stored() if token[0] == victim}
    async with transaction():
        await replace_tokens(act, victim, disputed)

    assert was < more
    assert {token for token in await stored() if token[0] == victim} == was


async def test_the_nightly_check_tells_of_tokens_that_are_not_what_they_should_be(cast: Cast, desk: Desk) -> None:
    told = await mentions(await refer(cast, "NMP-26-00001"))
    act = await service_act(desk, cast.amina.area.id)
    sound = await check_tokens(act, page=2)
    one = await Token.objects().where(Token.mention == told["victim"]).first()
    assert one is not None
    await Token.update({Token.bits64: one.bits64 ^ 1}).where(Token.id == one.id)
    await remove_tokens([told["child"]])

    first = await check_tokens(act, after=FIRST, pages=1, page=2)
    rest = await check_tokens(act, after=first.last, pages=1, page=2)

    assert (sound.differing, sound.is_end) == ([], True)
    assert (first.is_end, rest.is_end) == (False, True)
    assert {*first.differing, *rest.differing} == {told["victim"], told["child"]}


async def test_the_nightly_check_goes_through_every_area_and_leaves_a_leaf_in_each(
    cast: Cast, desk: Desk, log_lines: StringIO
) -> None:
    told = await mentions(await refer(cast, "NMP-26-00001"))
    await remove_tokens([told["child"]])
    async with transaction():
        await later(Job.CHECK_AT_NIGHT, area=None, dedupe="night", due=desk.clock.now())

    await Runner(handlers_for(desk), desk.clock, owner="night").run_until_idle()

    leaves = await Leaf.select(Leaf.area, Leaf.keys).where(Leaf.event == Event.INDEX_CHECKED.value)
    found = {leaf["area"]: json.loads(leaf["keys"])["differing"] for leaf in leaves}
    assert found[cast.amina.area.id] == 1
    assert found[cast.cerys.area.id] == 0
    assert "tokens-differ" in log_lines.getvalue()
    assert str(told["child"]) not in log_lines.getvalue()


async def test_who_shares_only_a_house_or_a_birthday_is_left_out_where_many_others_share_more(cast: Cast) -> None:
    act = await service_act(cast.desk, cast.amina.area.id)
    for n in range(1, FEW // 3 + 3):
        await refer(cast, f"NMP-26-{n:05}")
    everybody = sorted(row["id"] for row in await Mention.select(Mention.id))
    [(_, version, house), (_, _, names)] = await act.vault.index_tokens(act.area.id, [("W", "house"), ("D", "names")])
    in_one_house, of_one_name = everybody[FEW:], everybody[:FEW]
    told = [("W", house, each) for each in in_one_house] + [("D", names, each) for each in of_one_name]
    await Token.insert(
        *(Token(area=act.area.id, type=kind, version=version, bits64=bits, mention=each) for kind, bits, each in told)
    )

    [of_both] = await find_candidates(act, [[PlainToken("W", "house"), PlainToken("D", "names")]])
    [of_house] = await find_candidates(act, [[PlainToken("W", "house")]])

    assert sorted(of_both) == of_one_name
    assert sorted(of_house) == in_one_house != []
