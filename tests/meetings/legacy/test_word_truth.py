"""The Word forms of the practice area against what is true of them: every answer, and every line in the report."""

from functools import cache
from typing import Any

import pytest

from marac.files.refusals import FileRefused
from meetings.forms.findings import inside
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1
from meetings.legacy.word_file import read_word
from meetings.legacy.word_form import FormReading, Told
from meetings.legacy.word_lot import LotFile, read_lot
from meetings.legacy.word_reading import Sure
from tests.meetings.legacy.word_forms import FORMS, TODAY, agencies, known, line_of, paper, people, truth

READABLE = sorted(name for name, told in truth().items() if told["readable"])
ROUTES = {
    "professional_judgement": "routes.professional_judgement.applies",
    "visible_high_risk": "routes.visible_high_risk.applies",
    "escalation": "routes.escalation.applies",
    "repeat": "routes.repeat.applies",
}
ANSWERS = {"victim_aware": "victim_aware.answer", "consent": "consent.answer", "other_marac": "other_marac.answer"}
BLANK_FIELDS = {
    "notsafe": "not_safe_to_talk_to",
    "paddr": "perpetrators.address",
    "pdob": "perpetrators.born",
    "date": "referred_on",
    "vphone": "victim.phone",
    "info": "victim.contact_notes",
}


@cache
def readings() -> dict[str, FormReading]:
    """All together, as a coordinator drops the folder."""
    files = tuple(LotFile(name, f"{n:02}" * 32, paper(name)) for n, name in enumerate(READABLE))
    read = read_lot(files, known())
    return {file.name: read[file.reference] for file in files}


@pytest.mark.parametrize("name", READABLE)
def test_a_form_is_read_as_its_writer_meant_it(name: str) -> None:
    expect, document = truth()[name]["expect"], readings()[name].document

    assert document["referring_agency"] == expect["referring_agency"]
    assert inside(document, "victim.born_on") == {"value": expect["victim_born_on"], "precision": "exact"}
    assert len(document["children"]) == expect["children"]  # type: ignore[arg-type]
    for code, path in ANSWERS.items():
        assert inside(document, path) == expect[code], code


@pytest.mark.parametrize("name", READABLE)
def test_boxes_are_read_and_a_blank_pair_is_not_a_no(name: str) -> None:
    expect, reading = truth()[name]["expect"], readings()[name]

    for route, path in ROUTES.items():
        answer = None if reading.answers.not_given.get(path) else inside(reading.document, path)
        assert answer is {"yes": True, "no": False, None: None}[expect[route]], route
    said = inside(reading.document, "victim.phones.0.safe_to_call")
    assert (None if said == "not_known" else said) == expect["phone_safe_to_call"]


@pytest.mark.parametrize("name", READABLE)
def test_names_stand_in_the_report_as_they_were_written(name: str) -> None:
    expect, reading = truth()[name]["expect"], readings()[name]

    assert line_of(reading, "victim.name").text == expect["victim_name_as_written"]
    assert line_of(reading, "perpetrators.name").text == expect["perpetrator_names_as_written"]


@pytest.mark.parametrize("name", READABLE)
def test_every_person_of_a_form_has_the_birth_date_that_is_theirs(name: str) -> None:
    document, blank = readings()[name].document, truth()[name]["expect"]["blank_fields"]

    for path, person in truth()[name]["persons"].items():
        if person not in people():
            continue
        born = inside(document, f"{path.replace('/', '.')}.born_on")
        is_blank = path.startswith("perpetrators") and ("pdob" in blank or name.startswith("A&E"))
        true = people()[person]["born_on"]
        assert born == ({"value": None, "precision": "unknown"} if is_blank else {"value": true, "precision": "exact"})


def test_children_in_a_second_table_are_children_too() -> None:
    children = readings()["marac form.docx"].document["children"]

    told = [(inside(child, "given_names"), inside(child, "born_on.value")) for child in children]  # type: ignore[union-attr]

    assert told == [
        ("Tegan", "2010-05-15"),
        ("Rhodri", "2012-08-02"),
        ("Nia", "2014-12-19"),
        ("Mabli", "2017-03-30"),
        ("Ieuan", "2021-10-11"),
    ]
    assert inside(children, "4.relationships_to_perpetrators") == [{"perpetrator": 0, "relationship": "child"}]
    assert [inside(child, "school") for child in children] == ["High school", "High school", None, None, None]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", READABLE)
def test_what_is_blank_on_paper_is_listed_as_blank(name: str) -> None:
    reading = readings()[name]

    for field in truth()[name]["expect"]["blank_fields"]:
        assert line_of(reading, BLANK_FIELDS[field]).read.sure is Sure.BLANK, field


@pytest.mark.parametrize("name", READABLE)
def test_nothing_is_in_the_referral_that_no_line_of_the_report_gave(name: str) -> None:
    reading = readings()[name]
    listed = {path for line in reading.lines for path in line.read.values}

    untold = [path for path in _filled(reading.answers.values) if not any(path.startswith(known) for known in listed)]

    assert untold == ["sender_reference", "form", "version"]


@pytest.mark.parametrize("name", READABLE)
def test_every_text_of_a_form_stands_in_a_line_of_the_report(name: str) -> None:
    from_file = {block.text for block in paper(name).blocks if hasattr(block, "text")}
    from_file |= {
        cell.text for block in paper(name).blocks if hasattr(block, "rows") for row in block.rows for cell in row
    }

    told = "\n".join(f"{line.label}\n{line.text}" for line in readings()[name].lines)

    heads = {"Child's name", "Date of birth", "To person at risk", "To person causing harm", "Lives at"}
    assert all(text in told for text in from_file - heads - {"School or nursery"})


@pytest.mark.parametrize("name", [name for name in READABLE if not name.startswith("HOUSING")])
def test_a_form_passes_the_check_of_every_referral(name: str) -> None:
    checked = MARAC_REFERRAL_V1.check(readings()[name].document, received_on=TODAY, agencies=agencies().values())

    assert checked.messages == {}
    assert checked.document is not None
    assert inside(checked.document, "referred_on") == truth()[name]["expect"]["referred_on"]
    assert "incident_on" in {gap.path for gap in checked.gaps}


def test_a_form_without_its_date_waits_for_a_person() -> None:
    reading = readings()["HOUSING referral TH.docx"]

    checked = MARAC_REFERRAL_V1.check(reading.document, received_on=TODAY, agencies=agencies().values())

    assert list(checked.messages) == ["referred_on"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("scan0007.docx", "Ask the sender for the whole file: the end of this one is missing."),
        (
            "Referral LOCKED.docx",
            "Ask the sender for a copy without a password, by a secure route: this file is locked.",
        ),
    ],
)
def test_a_broken_form_is_refused_in_one_sentence(name: str, sentence: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_word(FORMS / name)

    assert str(refused.value) == sentence


def test_a_lot_of_copies_tells_how_its_dates_are_written() -> None:
    alone = read_lot((LotFile("a", "0" * 64, paper("Referral AK.docx")),), known())
    together = readings()["Referral AK.docx"]

    [reading] = alone.values()
    doubt = line_of(reading, "victim.born").read
    assert (doubt.sure, doubt.why) == (Sure.PERSON, "It can be 8 May 1989 or 5 August 1989. Say which.")
    assert doubt.values == {}
    assert line_of(together, "victim.born").read.why == "Day first, as other forms with these labels must be."


def test_a_person_may_say_how_a_form_writes_its_dates() -> None:
    told = Told(is_day_first=False)

    [reading] = read_lot((LotFile("a", "0" * 64, paper("Referral AK.docx"), told=told),), known()).values()

    assert inside(reading.document, "victim.born_on.value") == "1989-08-05"
    assert line_of(reading, "victim.born").read.why == "Month first, as a person said."


def _filled(value: Any, path: str = "") -> list[str]:
    if isinstance(value, dict):
        return [found for name, held in value.items() for found in _filled(held, f"{path}.{name}".lstrip("."))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [found for n, held in enumerate(value) for found in _filled(held, f"{path}.{n}")]
    return [path]
