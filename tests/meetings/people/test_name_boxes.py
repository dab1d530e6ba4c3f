"""Names out of the two boxes of a form."""

import pytest

from meetings.people.name_boxes import names_in


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("Ellen", "Quarmby", ("ellen", "quarmby")),
        ("  ELLEN  ", "quarmby", ("ellen", "quarmby")),
        ("Siobhán", "O’Neill", ("siobhan", "oneill")),
        ("Siobha\u0301n", "O Neill", ("siobhan", "oneill")),
        ("SiobhÃ¡n", "Ó Néill", ("siobhan", "oneill")),
        ("Łukasz", "Wiśniewski", ("lukasz", "wisniewski")),
        ("Ștefan", "Țurcanu", ("stefan", "turcanu")),
        ("Владимир", "Иванов", ("vladimir", "ivanov")),
        ("Ellen 😀", "Quarmby\u202e", ("ellen", "quarmby")),
        ("Frank James", "Ostrey", ("frank james", "ostrey")),
        ("Anne-Marie", "Pryce-Merrick", ("anne marie", "pryce merrick")),
        ("J W", "Blackett", ("j w", "blackett")),
        ("JW", "Blackett", ("j w", "blackett")),
        ("J.W.", "Blackett", ("j w", "blackett")),
        ("MD", "RAHMAN", ("md", "rahman")),
        ("Vincent", "van den Berg", ("vincent", "berg")),
        ("Dafydd", "ap Rhys", ("dafydd", "rhys")),
        ("Maria", "de Souza", ("maria", "souza")),
        ("Ian", "Mac Donald", ("ian", "macdonald")),
        ("Ahmad Khalid Yusuf", "al-Tamimi", ("ahmad khalid yusuf", "tamimi")),
        ("Omar bin", "Khalid", ("omar", "khalid")),
        ("Abdelrahman", "Said", ("abdul rahman", "said")),
        ("Abdul-Rahman", "Said", ("abdul rahman", "said")),
        ("Cabdiraxmaan", "Said", ("abdul rahmaan", "said")),
        ("Abdullah", "Said", ("abdullah", "said")),
        ("Salahuddin", "Said", ("salah uddin", "said")),
        ("Salah ud Din", "Said", ("salah uddin", "said")),
        ("Amanullah", "Khan", ("aman ullah", "khan")),
        ("Tran Van Duc", "", ("tran", "duc")),
        ("Le Quoc", "Bao", ("le quoc", "bao")),
        ("Li", "Weiming", ("li", "weiming")),
        ("Lan", "Do Thi", ("lan", "do")),
        ("Thierry", "Le Roux", ("thierry", "roux")),
        ("Mst Rahima", "Khatun", ("rahima", "khatun")),
        ("Mosammat Rahima", "Akter", ("rahima", "akter")),
        ("Al", "Smith", ("al", "smith")),
        ("Lee", "Child", ("lee", "child")),
    ],
)
def test_a_name_is_read_in_plain_words(given: str, family: str, expected: tuple[str, str]) -> None:
    [parts] = names_in(given, family)

    assert (" ".join(parts.given), " ".join(parts.family)) == expected


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("Frank Ostrey", "", ("frank", "ostrey")),
        ("", "Frank Ostrey", ("frank", "ostrey")),
        ("", "Ostrey, Frank James", ("frank james", "ostrey")),
        ("OSTREY Frank", "", ("frank", "ostrey")),
        ("", "OSTREY Frank", ("frank", "ostrey")),
        ("Mr Ostrey", "", ("", "ostrey")),
        ("Unborn Ostrey", "", ("", "ostrey")),
        ("Dean", "", ("dean", "")),
        ("", "Ostrey", ("", "ostrey")),
    ],
)
def test_everything_may_stand_in_one_box(given: str, family: str, expected: tuple[str, str]) -> None:
    [parts] = names_in(given, family)

    assert (" ".join(parts.given), " ".join(parts.family)) == expected


@pytest.mark.parametrize(
    "box", ["", " ", "NFN", "FNU", "Unknown", "N/K", "not known", "Baby", "Unborn", "Mr", "Baby Boy", "?", "-", "😀"]
)
def test_a_box_that_names_nobody_gives_no_name(box: str) -> None:
    assert names_in(box, "Unknown") == ()
    assert [parts.given for parts in names_in(box, "Ostrey")] == [()]


@pytest.mark.parametrize("given", ["Baby of Ellen", "Unborn child of Ellen", "Twin 1", "Baby girl"])
def test_a_child_without_a_name_is_not_called_after_its_mother(given: str) -> None:
    [parts] = names_in(given, "Ostrey")

    assert (parts.given, parts.family) == ((), ("ostrey",))


def test_names_written_beside_a_name_are_names_too() -> None:
    found = names_in("Robert (Bob)", "Ostrey (née Quarmby)")

    assert [(*parts.given, *parts.family) for parts in found] == [
        ("robert", "ostrey"),
        ("bob", "ostrey"),
        ("robert", "quarmby"),
    ]
    assert [parts.family for parts in names_in("Ellen", "Ostrey aka Quarmby")] == [("ostrey",), ("quarmby",)]


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("Harpreet", "Kaur", ("kaur",)),
        ("Harpreet Kaur", "Dhaliwal", ("dhaliwal",)),
        ("Harpreet", "Kaur Dhaliwal", ("dhaliwal",)),
        ("Harpreet Kaur Dhaliwal", "", ("dhaliwal",)),
    ],
)
def test_kaur_is_a_family_name_only_while_no_other_stands(given: str, family: str, expected: tuple[str, ...]) -> None:
    [parts] = names_in(given, family)

    assert parts.given == ("harpreet",)
    assert parts.family == expected
    assert parts.customary == ("kaur",)


def test_a_name_of_three_hundred_letters_is_read_to_its_end_and_no_further() -> None:
    [parts] = names_in("E" * 300 + " " + "x" * 10_000, "Quarmby " * 300)

    assert len(parts.given[0]) <= 40
    assert len(parts.family) <= 8
