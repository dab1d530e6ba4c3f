"""A million records fit into memory: packed people come back as they were, and tokens find the rows that share them."""

import pytest

from marac.commands.benchmarks.generated_people import Row, generate_rows
from marac.records.buckets import FEW_PARTNERS, Buckets, bucketed
from marac.records.filling import store_of
from marac.records.index import TokenIndex, entries_of, in_parts
from marac.records.packing import pack, unpack
from marac.records.pairs import Pair, Pairs
from marac.records.people import person_from_row
from marac.records.settling import settled
from marac.records.store import Store
from meetings.people.prepared import prepare
from meetings.people.tokens import TokenTexts, asked_tokens, stored_tokens

NUMBER = 300
LATER = 1000
"""The turn of rows that lack nothing begins here."""


def nobody(_: int) -> None:
    """Watches no progress."""


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(generate_rows(NUMBER))


@pytest.fixture(scope="module")
def store(rows: list[Row]) -> Store:
    return store_of((row._asdict() for row in rows), nobody)


def test_a_packed_person_comes_back_whole(rows: list[Row]) -> None:
    for row in rows:
        prepared = prepare(person_from_row(row._asdict()))

        assert unpack(pack(prepared)) == prepared


def test_records_keep_their_ids_and_cases(rows: list[Row], store: Store) -> None:
    assert [store.record_id(place) for place in range(NUMBER)] == [row.record_id for row in rows]
    assert [[rows[place].case_id for place in case] for case in store.rows_by_case().values()] == [
        [case_id] * number for case_id, number in _cases(rows).items()
    ]


def _cases(rows: list[Row]) -> dict[str, int]:
    return {row.case_id: sum(other.case_id == row.case_id for other in rows) for row in rows}


def test_every_pair_that_shares_a_token_comes_up_once_and_none_within_a_case(rows: list[Row], store: Store) -> None:
    """But for those who share little, where others share more."""
    shared = _shared_types(rows)
    turns = store.turns()
    buckets = Buckets(NUMBER, [bucketed(part, turns) for part in store.index.parts])
    found = [
        (min(row, other), max(row, other))
        for block in range(len(buckets))
        for row, others in buckets.partners(block)
        for other in others
        if rows[row].case_id != rows[other].case_id
    ]

    assert len(found) == len(set(found))
    assert set(found) <= shared.keys()
    assert {"".join(sorted(shared[pair])) for pair in shared.keys() - found} <= {"A", "I", "IW", "O", "W", "Y", "Z"}


def _shared_types(rows: list[Row]) -> dict[tuple[int, int], set[str]]:
    """Of every pair of two cases, the types of what one asks for and the other is kept under."""
    people = [prepare(person_from_row(row._asdict())) for row in rows]
    kept, asked = [stored_tokens(person) for person in people], [asked_tokens(person) for person in people]
    pairs = ((a, b) for a in range(NUMBER) for b in range(a + 1, NUMBER) if rows[a].case_id != rows[b].case_id)
    types = {(a, b): {token.type for token in (asked[a] & kept[b]) | (asked[b] & kept[a])} for a, b in pairs}
    return {pair: found for pair, found in types.items() if found}


def an_index(rows: list[TokenTexts]) -> TokenIndex:
    index = TokenIndex()
    for number, tokens in enumerate(rows):
        index.add(in_parts(entries_of(tokens, number)))
    return index


def kept(*tokens: str) -> TokenTexts:
    return TokenTexts(set(tokens), set(), True)


def asking(*tokens: str) -> TokenTexts:
    return TokenTexts(set(), set(tokens), False)


def test_an_index_finds_rows_until_the_limit() -> None:
    index = an_index([kept("Hfamily", "Z19850327")] * 150 + [TokenTexts({"Z19850327"}, {"Hfamily"}, False)])

    index.seal()

    assert index.rows("Hfamily") == list(range(100)), "of a telephone number a hundred rows, and nobody who only asks"
    assert index.rows("Z19850327") == [], "a date that more people share than may says nothing"
    assert index.rows("Hother") == []


def test_rows_that_share_a_token_come_up_once_beside_the_one_that_lacks_something() -> None:
    """Those that only ask do not come up with each other."""
    index = an_index([asking("Ksound"), kept("Ksound"), asking("Ksound"), kept("Ksound")])
    turns = [LATER, 1, LATER + 2, 3]

    buckets = Buckets(4, [bucketed(part, turns) for part in index.parts])

    assert {row: sorted(others) for row, others in buckets.partners(0)} == {1: [0, 2, 3], 3: [0, 2]}


def test_who_shares_little_is_left_out_where_enough_others_share_more() -> None:
    """The first row has a house of twenty, and is known by name in six rows."""
    of_the_house = [kept("Whouse")] * 20
    index = an_index([kept("Whouse", "Dname"), *of_the_house, *([kept("Dname")] * 6)])

    buckets = Buckets(27, [bucketed(part, range(27)) for part in index.parts])

    assert sorted(dict(buckets.partners(0))[0]) == list(range(21, 27))
    assert len(dict(buckets.partners(0))[1]) == FEW_PARTNERS


def test_a_weaker_pair_that_would_make_two_people_of_a_case_one_is_left_out() -> None:
    cases = {"a1": "c1", "a2": "c1", "b1": "c2", "x1": "c3"}
    store = store_of(({"record_id": record, "case_id": case} for record, case in cases.items()), nobody)
    pairs = Pairs()
    pairs.add([Pair(0, 2, 20.0), Pair(2, 3, 12.0), Pair(1, 3, 9.0), Pair(1, 2, 1.0)])

    assert list(settled(store, pairs)) == [Pair(0, 2, 20.0), Pair(2, 3, 12.0)]
