"""The tables of names, and where each group is from."""

import re
from collections import Counter

from meetings.people.name_words import PLACEHOLDERS, TITLES
from meetings.people.variants import KINDS, groups, read_table, standings


def test_every_group_names_its_source_and_its_kind() -> None:
    assert [group for group in groups() if len(group.source.split()) < 4] == []
    assert {group.kind for group in groups()} == set(KINDS)


def test_every_name_in_a_table_is_a_plain_word() -> None:
    words = [word for group in groups() for word in (group.name, *group.others)]

    assert [word for word in words if not re.fullmatch("[a-z]{2,20}", word)] == []
    assert sorted(set(words) & (TITLES | PLACEHOLDERS)) == []


def test_no_group_holds_a_name_twice_or_one_alone() -> None:
    assert [group for group in groups() if not group.others] == []
    assert [group for group in groups() if len({group.name, *group.others}) <= len(group.others)] == []


def test_no_name_stands_for_everybody() -> None:
    crowded = {word for word, stands in standings().items() if len(stands.spellings) > 8 or len(stands.nicknames) > 20}

    assert crowded == set()


def test_each_people_of_the_country_has_its_table() -> None:
    size = Counter(group.table for group in groups())

    assert set(size) == {
        "arabic_somali",
        "chinese_vietnamese",
        "english",
        "irish_gaelic_welsh",
        "polish_romanian_slavic",
        "south_asian",
        "turkish_persian_kurdish_afghan",
        "west_african",
    }
    assert min(size.values()) > 100


def test_a_table_is_read_line_by_line() -> None:
    [group] = read_table("english", "# nicknames | heard in Northmoor\n\nellen: nell nelly\n")

    assert group == ("nicknames", "heard in Northmoor", "ellen", ("nell", "nelly"), "english")
