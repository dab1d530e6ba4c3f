"""A million records fit into memory: packed people come back as they were, and tokens find the rows that share them."""

import pytest

from marac.commands.benchmarks.generated_people import Row, generate_rows
from marac.records.buckets import Buckets, bucketed
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


def test_every_pair_that_shares_a_token_comes_up_few_twice_and_none_within_a_case(
    rows: list[Row], store: Store
) -> None:
    people = [prepare(person_from_row(row._asdict())) for row in rows]
    kept, asked = [stored_tokens(person) for person in people], [asked_tokens(person) for person in people]
    expected = {
        (a, b)
        for a in range(NUMBER)
        for b in range(a + 1, NUMBER)
        if rows[a].case_id != rows[b].case_id and (asked[a] & kept[b] or asked[b] & kept[a])
    }

    buckets = Buckets(NUMBER, map(bucketed, store.index.parts))
    found = [
        (min(row, other), max(row, other))
        for block in range(len(buckets))
        for row, others in buckets.partners(block)
        for other in others
        if rows[row].case_id != rows[other].case_id
    ]

    assert set(found) == expected
    assert len(found) <= len(expected) * 1.1


def an_index(rows: list[TokenTexts]) -> TokenIndex:
    index = TokenIndex()
    for number, tokens in enumerate(rows):
        index.add(in_parts(entries_of(tokens, number)))
    return index


def test_an_index_finds_rows_until_the_limit() -> None:
    index = an_index([TokenTexts({"Hfamily", "Z19850327"}, set())] * 150 + [TokenTexts({"Z19850327"}, {"Hfamily"})])

    index.seal()

    assert index.rows("Hfamily") == list(range(100)), "of a telephone number a hundred rows, and nobody who only asks"
    assert index.rows("Z19850327") == [], "a date that more people share than may says nothing"
    assert index.rows("Hother") == []


def test_rows_that_share_a_token_come_up_once_and_not_those_that_only_ask_with_each_other() -> None:
    index = an_index([TokenTexts({"Ksound"}, set()), TokenTexts(set(), {"Ksound"}), TokenTexts(set(), {"Ksound"})])
    index.add(in_parts(entries_of(TokenTexts({"Ksound"}, set()), 3)))

    buckets = Buckets(4, map(bucketed, index.parts))

    assert dict(buckets.partners(0)) == {0: [3], 1: [0, 3], 2: [0, 3]}


def test_a_weaker_pair_that_would_make_two_people_of_a_case_one_is_left_out() -> None:
    cases = {"a1": "c1", "a2": "c1", "b1": "c2", "x1": "c3"}
    store = store_of(({"record_id": record, "case_id": case} for record, case in cases.items()), nobody)
    pairs = Pairs()
    pairs.add([Pair(0, 2, 20.0), Pair(2, 3, 12.0), Pair(1, 3, 9.0), Pair(1, 2, 1.0)])

    assert list(settled(store, pairs)) == [Pair(0, 2, 20.0), Pair(2, 3, 12.0)]
