"""Who of these may it be: best first, with what the others of a case say about it."""

from typing import Any

from meetings.people.explaining import waterfall
from meetings.people.finding import Candidate, Found, find, find_together
from meetings.people.model import default_model
from meetings.people.scoring import Band, score
from tests.meetings.people.pairs import prepared

AREA = 5_000
COUNTY = 200_000
MODEL = default_model()

VICTIM = {
    "name": "Kerry|Outhwaite",
    "born": "1996-03-21",
    "home": "Room 9, Mill Hostel|Alderby|QQ5 5EE",
    "sex": "female",
}
DEAN = {"name": "Dean|", "also": ["Deano|"], "born": "~1990", "sex": "male"}
DEAN_IN_FULL = {"name": "Dean Lee|Pattinson", "born": "1990-08-30", "phone": "07700 900851", "sex": "male"}
STRANGER = {"name": "Dean|Hollis", "born": "1991-01-17", "sex": "male"}
MIA = {"name": "Mia|Fairweather", "born": "2018-11-30", "home": "70 Tarn Close|Alderby|QQ6 6EE", "sex": "female"}
TIA = {"name": "Tia|Fairweather", "born": "2018-11-30", "home": "70 Tarn Close|Alderby|QQ6 6EE", "sex": "female"}
DARREN = {"name": "Darren|Stott", "born": "1993-05-27", "home": "33 Keel Row|Alderby|QQ4 1UF", "sex": "male"}
DARRYL = DARREN | {"name": "Darryl|Stott"}
DAZ = DARREN | {"name": "Daz|Stott"}


def known(key: str, record: dict[str, Any], case: str | None = None) -> Candidate:
    return Candidate(key, case, prepared(record))


def keys(found: list[Found], *bands: Band) -> list[object]:
    return [each.key for each in found if not bands or each.score.band in bands]


def test_the_best_comes_first_and_strangers_do_not_come_at_all() -> None:
    candidates = [
        known("stranger", {"name": "Alec|Bright", "born": "1950-02-02"}),
        known("namesake", VICTIM | {"born": "1971-10-10", "home": "1 Far Lane|Barnley|QQ9 1AA"}),
        known("herself", VICTIM),
    ]

    found = find(MODEL, prepared(VICTIM), candidates, store_size=AREA)

    assert keys(found)[0] == "herself"
    assert "stranger" not in keys(found)
    assert keys(found, Band.STRONG) == ["herself"]


def test_a_man_known_by_his_first_name_is_found_in_the_company_of_the_same_victim() -> None:
    before = [
        known("victim", VICTIM, "first case"),
        known("dean", DEAN, "first case"),
        known("other", STRANGER, "else"),
    ]
    asked = [prepared(VICTIM), prepared(DEAN_IN_FULL)]

    victim, dean = find_together(MODEL, asked, [before, before], store_size=COUNTY)

    assert keys(victim, Band.STRONG) == ["victim"]
    assert "dean" in keys(dean, Band.POSSIBLE)
    assert dean[0].key == "dean"


def test_without_her_he_is_one_of_many_deans() -> None:
    found = find(MODEL, prepared(DEAN_IN_FULL), [known("dean", DEAN, "first case")], store_size=COUNTY)

    assert keys(found, Band.STRONG, Band.POSSIBLE) == []


def test_the_company_of_a_case_says_nothing_where_there_are_no_cases() -> None:
    records = [known("victim", VICTIM), known("dean", DEAN)]

    _, dean = find_together(MODEL, [prepared(VICTIM), prepared(DEAN_IN_FULL)], [records, records], store_size=COUNTY)

    assert keys(dean, Band.STRONG, Band.POSSIBLE) == []


def test_each_twin_is_found_as_herself_and_not_as_the_other() -> None:
    before = [known("mia", MIA, "first case"), known("tia", TIA, "first case")]

    mia, tia = find_together(MODEL, [prepared(MIA), prepared(TIA)], [before, before], store_size=AREA)

    assert keys(mia, Band.STRONG, Band.POSSIBLE) == ["mia"]
    assert keys(tia, Band.STRONG, Band.POSSIBLE) == ["tia"]


def test_a_familiar_name_that_fits_both_twins_is_strongly_neither() -> None:
    twins = [known("darren", DARREN, "one case"), known("darryl", DARRYL, "another case")]

    found = find(MODEL, prepared(DAZ), twins, store_size=AREA)

    assert sorted(map(str, keys(found, Band.POSSIBLE))) == ["darren", "darryl"]
    assert keys(found, Band.STRONG) == []
    for each in found:
        assert each.levels.rival
        assert score(MODEL, each.levels._replace(rival=0), store_size=AREA).band == Band.STRONG
        *_, last = waterfall(MODEL, each.levels, store_size=AREA)
        assert last.words == "Another record fits as well, and the two are not one person: choose by reading both"


def test_two_mentions_of_one_person_are_no_rivals() -> None:
    mentions = [known("first", DARREN, "one case"), known("second", DARREN, "another case")]

    found = find(MODEL, prepared(DARREN), mentions, store_size=AREA)

    assert keys(found, Band.STRONG) == ["first", "second"]


def test_two_people_of_one_case_are_not_both_strongly_the_same() -> None:
    """A document that names one person twice is read by somebody before anything is linked."""
    twice = [known("first", DARREN, "one case"), known("second", DARREN, "one case")]

    found = find(MODEL, prepared(DARREN), twice, store_size=AREA)

    assert keys(found, Band.STRONG) == []
    assert len(keys(found, Band.POSSIBLE)) == 2


def test_nobody_known_finds_nobody() -> None:
    assert find(MODEL, prepared(VICTIM), [], store_size=0) == []
    assert find_together(MODEL, [], [], store_size=0) == []
