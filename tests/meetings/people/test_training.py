"""Learning a model: from pairs that were drawn with chances we know, and from people."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from pytest import approx, fixture, raises

from marac.errors import Refused
from meetings.people.levels import Born, Levels
from meetings.people.model import LEARNT, Model, load_model, model_text
from meetings.people.training import train
from meetings.people.training_pairs import apart_pairs, blind_pairs, near_pairs
from meetings.people.training_start import START
from tests.meetings.people.pairs import prepared

RECORDS = 10_000
SAME, HOUSEHOLD, STRANGERS = 1_200, 1_500, 600
BLIND = 20_000


def drawn(number: int, column: int, rng: Random) -> Iterator[Levels]:
    """Pairs of one kind: every comparison by itself, one in six not known."""
    for _ in range(number):
        levels = Levels()
        for comparison in LEARNT:
            chances = [row[column] for row in START[comparison]]
            level = 0 if rng.random() < 1 / 6 else rng.choices(range(1, len(chances) + 1), chances)[0]
            levels = levels._replace(**{comparison: level})
        yield levels


def learn() -> Model:
    rng = Random(7)
    near = [*drawn(SAME, 0, rng), *drawn(HOUSEHOLD, 1, rng), *drawn(STRANGERS, 2, rng)]
    return train(
        "learnt-2027-01-05",
        blocked=near,
        random=list(drawn(BLIND, 2, rng)),
        number_of_records=RECORDS,
        made_on=date(2027, 1, 5),
        origin="drawn for a test; train inside each deployment",
    )


@fixture(scope="module")
def learnt() -> Model:
    return learn()


def test_the_chances_that_pairs_were_drawn_with_are_found_again(learnt: Model) -> None:
    model = learnt

    all_pairs = RECORDS * (RECORDS - 1) / 2
    assert model.same == approx(SAME / all_pairs, rel=0.1)
    assert HOUSEHOLD / 3 < model.household * all_pairs < HOUSEHOLD * 1.5
    for comparison in ("forename", "surname", "born", "address", "phone"):
        found, drawn_with = model.tables[comparison][0][0], START[comparison][0][0]
        assert found == approx(drawn_with, abs=0.06)


def test_households_are_learnt_apart_from_people(learnt: Model) -> None:
    forename, surname, address = (learnt.tables[name][0] for name in ("forename", "surname", "address"))

    assert forename[1] < 0.1 < forename[0]
    assert surname[1] > 0.4
    assert address[1] > address[0]


def test_birth_dates_far_apart_are_never_learnt_to_be_one_person(learnt: Model) -> None:
    table = learnt.tables["born"]

    assert table[Born.WITHIN_TWO_YEARS - 1][0] == approx(0.006)
    assert table[Born.WITHIN_FIFTEEN_YEARS - 1][0] == approx(0.004)
    assert table[Born.FAR - 1][0] == approx(0.002)


def test_the_same_records_give_the_same_model(learnt: Model) -> None:
    assert model_text(learn()) == model_text(learnt)


def test_a_learnt_model_is_read_again_from_its_file(tmp_path: Path, learnt: Model) -> None:
    path = tmp_path / "learnt-2027-01-05.json"
    path.write_text(model_text(learnt), encoding="utf-8")

    assert load_model(path).trained_on == RECORDS


def test_too_few_records_are_not_learnt_from() -> None:
    rng = Random(1)

    with raises(Refused) as refused:
        train(
            "small-2027-01-05",
            blocked=list(drawn(100, 0, rng)),
            random=list(drawn(100, 2, rng)),
            number_of_records=200,
            made_on=date(2027, 1, 5),
            origin="",
        )

    assert "too few records to learn from" in str(refused.value)


ELLEN = {"name": "Ellen|Quarmby", "born": "1988-06-14", "home": "3 Beck Row|Alderby|QQ1 1AA"}
FRANK = {"name": "Frank|Ostrey", "born": "1985-01-30", "home": "3 Beck Row|Alderby|QQ1 1AA"}
IVY = {"name": "Ivy|Ostrey", "born": "2019-09-09", "home": "77 Hill Top|Barnley|QQ9 9ZZ"}


def test_pairs_of_one_case_are_learnt_as_two_people() -> None:
    people = [prepared(ELLEN), prepared(FRANK), prepared(ELLEN), prepared(IVY)]
    cases = ["one", "one", "two", None]

    near = list(near_pairs(people, cases=cases))
    apart = list(apart_pairs(people, cases=cases))

    assert [pair.born for pair in near].count(Born.SAME) == 1
    assert len(apart) == 1
    assert apart[0].address and apart[0].forename


def test_those_of_one_home_are_near_whatever_their_names() -> None:
    [pair] = near_pairs([prepared(ELLEN), prepared(FRANK), prepared(IVY)])

    assert pair.address == 1


def test_blind_pairs_are_never_of_one_record_and_always_the_same() -> None:
    people = [prepared(ELLEN), prepared(IVY)]

    pairs = list(blind_pairs(people, 10))

    assert len(pairs) == 10
    assert all(pair.born and pair.born != Born.SAME for pair in pairs)
    assert pairs == list(blind_pairs(people, 10))
    assert list(blind_pairs(people[:1], 10)) == []
