"""How labels, names, dates, boxes and numbers of a Word form are read, and what is left to a person."""

from datetime import date

import pytest

from meetings.forms.findings import inside
from meetings.legacy.word_dates import read_birth, read_event
from meetings.legacy.word_form import ADDED, LEFT_OUT, TWICE, Change, Told, read_form
from meetings.legacy.word_marks import read_mark
from meetings.legacy.word_names import name_of, people_of
from meetings.legacy.word_reading import Known, Sure
from tests.meetings.legacy.word_forms import known, line_of, made_of, read

UNSETTLED = Known(date(2025, 11, 21))
VICTIM = ["Name of the person at risk", "Ellen Quarmby"]
HARM = ["Name of the person(s) causing harm", "Frank Ostrey"]


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        ("14/03/1991", "1991-03-14", "exact"),
        ("14.3.91", "1991-03-14", "exact"),
        ("6/6/79", "1979-06-06", "exact"),
        ("03-03-1985", "1985-03-03", "exact"),
        ("1991-03-14", "1991-03-14", "exact"),
        ("3/14/1991", "1991-03-14", "exact"),
        ("14th March 1991", "1991-03-14", "exact"),
        ("Thursday 14 Mar 1991", "1991-03-14", "exact"),
        ("8 May 89", "1989-05-08", "exact"),
        ("May 1989", "1989-05", "month"),
        ("5/1989", "1989-05", "month"),
        ("1989", "1989", "year"),
        ("aged 35", "35", "estimated_age"),
        ("35 yrs", "35", "estimated_age"),
    ],
)
def test_a_birth_date_that_can_mean_one_thing_is_read(written: str, value: str, precision: str) -> None:
    read_as = read_birth(written, UNSETTLED)

    assert (read_as.value, read_as.precision, read_as.doubt) == (value, precision, "")


@pytest.mark.parametrize(
    "written",
    [
        "08-05-1989",
        "3/4/85",
        "5/5/22",
        "31/02/1990",
        "0/5/1990",
        "c 1989",
        "14/03/2031",
        "35",
        "1850",
        "unclear",
        "13/13/1990",
    ],
)
def test_a_birth_date_that_can_mean_two_things_or_none_is_left_to_a_person(written: str) -> None:
    read_as = read_birth(written, UNSETTLED)

    assert read_as.value == ""
    assert read_as.doubt


def test_the_year_of_a_referral_is_one_since_maracs_began() -> None:
    assert read_event("16/12/24", UNSETTLED).value == "2024-12-16"
    assert read_event("16/12/98", UNSETTLED).value == ""


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("☒ Yes   ☐ No", "yes"),
        ("☐ Yes   ☒ No", "no"),
        ("☐ Yes   ☐ No", ""),
        ("[x] Yes  [ ] No", "yes"),
        ("[ ] Yes  [ ] No", ""),
        ("Y / N   (Y)", "yes"),
        ("Y/N (n)", "no"),
        ("Y / N", ""),
        ("Yes / No", ""),
        ("yes", "yes"),
        ("n/k", "not_known"),
        ("", ""),
    ],
)
def test_marks_are_read_as_they_were_made(written: str, answer: str) -> None:
    assert (read_mark(written).answer, read_mark(written).doubt) == (answer, "")


@pytest.mark.parametrize("written", ["☒ Yes   ☒ No", "Y / N (maybe)", "☒ Sometimes ☐ No", "Yes, but not at night"])
def test_a_mark_that_is_neither_is_left_to_a_person(written: str) -> None:
    assert read_mark(written).answer == ""
    assert read_mark(written).doubt


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("Ellen Quarmby", "Ellen", "Quarmby"),
        ("QUARMBY Ellen", "Ellen", "QUARMBY"),
        ("Quarmby, Ellen Jane", "Ellen Jane", "Quarmby"),
        ("Mrs Ellen Quarmby", "Ellen", "Quarmby"),
        ("Maria van der Berg", "Maria", "van der Berg"),
        ("Ellen Quarmby (spelling?)", "Ellen", "Quarmby"),
        ("Ellen Quarmby AKA Nell", "Ellen", "Quarmby"),
    ],
)
def test_a_name_is_parted_by_a_rule_that_is_told(written: str, given: str, family: str) -> None:
    named = name_of(written)

    assert (named.name.given, named.name.family) == (given, family)
    assert named.name.rule


def test_other_names_and_doubts_stand_beside_the_name() -> None:
    assert [(name.given, name.family, kind) for name, kind in name_of("Ellen Quarmby née Hall").others] == [
        ("", "Hall", "previous")
    ]
    assert [(name.given, kind) for name, kind in name_of("Ellen Quarmby (aka Nell)").others] == [("Nell", "alias")]
    assert name_of("Ellen Quarmby (spelling?)").is_spelling_doubted
    assert name_of("Ellen Quarmby (sister of Jo)").left == "sister of Jo"
    assert people_of("Frank Ostrey & Karl Ostrey") == ("Frank Ostrey", "Karl Ostrey")


def test_one_birth_date_for_two_people_is_nobodys() -> None:
    form = read(
        ["Name of the person(s) causing harm", "Frank Ostrey and Karl Ostrey"], ["Date(s) of birth", "14/03/1991"]
    )

    line = line_of(form, "perpetrators.born")

    assert (line.read.sure, line.read.why) == (Sure.PERSON, "One answer for 2 people. Say for whom it is.")
    assert [inside(form.document, f"perpetrators.{n}.born_on.precision") for n in (0, 1)] == ["unknown", "unknown"]


def test_a_form_whose_columns_are_swapped_is_read_and_says_so() -> None:
    form = read(["Ellen Quarmby", "Name of the person at risk"], ["14/03/1991", "Their date of birth"])

    assert inside(form.document, "victim.family_name") == "Quarmby"
    assert line_of(form, "victim.born").read.why == "Its label stands after it."


def test_labels_are_known_however_they_are_set() -> None:
    form = read(["NAME OF THE PERSON AT RISK:", "Ellen Quarmby"], ["Date of  Birth.", "14/03/1991"], [*HARM])

    assert inside(form.document, "victim.born_on.value") == "1991-03-14"


def test_an_address_belongs_to_the_person_in_whose_part_it_stands() -> None:
    form = read(VICTIM, ["Where they live", "1 Mill Lane, Wenbeck, ZZ1 1AA"], HARM, ["Where they live", "2 Mill Lane"])

    assert inside(form.document, "victim.addresses.0.lines") == ["1 Mill Lane"]
    assert inside(form.document, "victim.addresses.0.confidential") is True
    assert inside(form.document, "perpetrators.0.addresses.0.lines") == ["2 Mill Lane"]


def test_a_label_that_nobody_knows_is_listed_and_not_placed() -> None:
    form = read(VICTIM, ["Shoe size", "7"])

    [line] = [line for line in form.lines if line.label == "Shoe size"]

    assert (line.text, line.read.sure, line.target) == ("7", Sure.NOT_PLACED, None)


def test_an_address_without_a_person_before_it_is_not_placed() -> None:
    form = read(["Where they live", "1 Mill Lane, Wenbeck, ZZ1 1AA"])

    assert [line.read.sure for line in form.lines] == [Sure.NOT_PLACED]


def test_two_different_answers_to_one_question_are_both_shown_and_neither_is_taken() -> None:
    form = read(VICTIM, ["Date of this request", "16/12/2024"], ["Date of referral", "17/12/2024"])

    lines = [line for line in form.lines if line.target and line.target.code == "referred_on"]

    assert [line.read.why for line in lines] == [TWICE, TWICE]
    assert "referred_on" not in form.document


def test_whether_a_number_is_safe_says_nothing_without_a_number() -> None:
    form = read(VICTIM, ["Their phone", ""], ["OK to ring this number?", "☒ Yes ☐ No"])

    assert line_of(form, "victim.safe_to_call").read.sure is Sure.PERSON
    assert form.document["victim"]["phones"] == []  # type: ignore[index, call-overload]


def test_a_month_of_an_earlier_meeting_is_kept_in_the_words_written() -> None:
    form = read(["Repeat", "☒ Yes ☐ No"], ["If so, earlier date or case number", "March 2024"])

    assert inside(form.document, "routes.repeat") == {
        "applies": True, "previous_on": None, "previous_case_number": "March 2024",
    }  # fmt: skip
    assert line_of(form, "repeat.earlier").read.sure is Sure.RULE


def test_an_agency_of_another_name_is_left_to_a_person() -> None:
    form = read(["Agency making the request", "The Police"])

    assert line_of(form, "agency").read.sure is Sure.PERSON
    assert "referring_agency" not in form.document


def test_what_a_person_says_of_a_line_replaces_what_was_read_and_both_are_kept() -> None:
    told = Told({"t1r2c2": Change("victim.born", "8 May 1989"), "t1r3c2": Change(LEFT_OUT, "")})

    form = read(VICTIM, ["Their date of birth", "08-05-1989"], ["Their phone", "07700 900142"], told=told)

    line = line_of(form, "victim.born")
    assert (line.text, line.said, line.read.sure) == ("08-05-1989", "8 May 1989", Sure.SAID)
    assert inside(form.document, "victim.born_on.value") == "1989-05-08"
    assert inside(form.document, "victim.phones") == []


def test_a_person_may_add_what_no_line_says() -> None:
    form = read(VICTIM, told=Told({f"{ADDED}-1": Change("referred_on", "4/12/2024")}))

    assert form.document["referred_on"] == "2024-12-04"
    assert line_of(form, "referred_on").place == "Added by a person"


def test_a_ticked_equality_box_is_a_yes_and_an_open_one_is_not_known() -> None:
    form = read(VICTIM, ["Equality information, if known", "☒ Disabled   ☐ LGBT+   Gender: F"])

    diversity = inside(form.document, "victim.diversity")
    assert isinstance(diversity, dict)
    assert (diversity["disabled"], diversity["lgbt"], inside(form.document, "victim.gender")) == (
        "yes",
        "not_known",
        "F",
    )


def test_running_text_after_a_label_is_its_answer() -> None:
    form = read_form(
        made_of("Reason for referral", "She was pushed.", "He took the telephone.", [VICTIM], "Date: 16/12/2024"),
        known(),
        reference="WORD-TEST",
    )

    assert form.document["reason"] == "She was pushed.\nHe took the telephone."
    assert form.document["referred_on"] == "2024-12-16"


def test_whether_an_address_is_confidential_is_read_and_may_be_said_by_a_person() -> None:
    lives = ["Where they live", "34 Linden Grove, Stonebeck, ZZ3 1EU"]
    marked = read(VICTIM, lives, ["Is the address confidential?", "☐ Yes ☒ No"], HARM)
    plain = read(VICTIM, lives, HARM)
    said = read(VICTIM, lives, HARM, told=Told({f"{ADDED}-1": Change("victim.address_held", "no")}))
    nowhere = read(VICTIM, HARM, told=Told({f"{ADDED}-1": Change("victim.address_held", "no")}))

    told = [inside(one.document, "victim.addresses.0.confidential") for one in (marked, plain, said)]

    assert told == [False, True, False]
    assert line_of(nowhere, "victim.address_held").read.why == "No address stands beside this answer."
