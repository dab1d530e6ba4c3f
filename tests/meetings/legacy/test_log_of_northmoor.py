"""The old log of Northmoor against its truth: every record, from the workbook and from the CSV, and what follows."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import pytest

from meetings.legacy.sheet_cells import cells_of_file
from meetings.legacy.sheet_report import Report, read_sheets
from meetings.legacy.sheet_words import plain_words
from meetings.rules.repeats import Referral, RepeatClock, repeat_verdict

PRACTICE = files("marac").joinpath("practice", "northmoor")
WORKBOOK, CSV = "marac-log-2023-2024.xlsx", "marac-log-2023-2024.csv"
COLUMNS = {"victim": "victim_born", "perpetrators": "perpetrators_born", "children": "children"}
MARCH_2025 = date(2025, 3, 1)


@cache
def told(name: str) -> Any:
    return json.loads(PRACTICE.joinpath(name).read_bytes())


@cache
def read(name: str) -> Report:
    """The CSV has no sheet of agencies: what the workbook says of them is said to it by a person."""
    agencies = {plain_words(agency["slug"]): agency["slug"] for agency in told("area.json")["agencies"]}
    if name == CSV:
        agencies |= {words: slug for table in read(WORKBOOK).tables for words, slug in table.aliases.items()}
    with as_file(PRACTICE.joinpath("legacy", name)) as file:
        cells = json.loads(cells_of_file(file))
    return read_sheets(cells["sheets"], agencies=agencies, today=MARCH_2025)


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told("truth.json")["legacy"]["rows"]
    return found


def places_in(document: Mapping[str, Any]) -> list[str]:
    several = [f"{kind}/{n}" for kind in ("perpetrators", "children") for n in range(len(document[kind]))]
    return sorted(["victim", *several])


@pytest.mark.parametrize(("name", "place"), [(WORKBOOK, "row"), (CSV, "csv_record")])
def test_every_record_is_read_as_it_truly_is(name: str, place: str) -> None:
    read_as = {each["sender_reference"]: each for each in read(name).documents}

    assert len(rows()) == len(read_as) == 182
    for true in rows():
        row = read_as[true["case"]]
        assert (row["referred_on"], row["heard_on"]) == (true["referred_on"], true["heard_on"])
        assert row["referring_agency"] == true["agency"]
        assert places_in(row) == sorted(true["persons"])
        assert (row["repeat_claim"] == "yes") is true["repeat_as_written"]
        assert (row["outcome"] == "heard") is true.get("counts_as_heard", True)
        assert row["source"]["row"] == true[place]


@pytest.mark.parametrize("name", [WORKBOOK, CSV])
def test_births_are_read_as_they_truly_are_but_where_the_report_says_that_they_could_be_read_otherwise(
    name: str,
) -> None:
    people = told("truth.json")["people"]
    read_as = {each["sender_reference"]: each for each in read(name).documents}
    doubted = {(row.reference, cell.column.value) for row in read(name).rows for cell in row.cells if cell.why}
    wrong = []
    for true in rows():
        row = read_as[true["case"]]
        for part, person in true["persons"].items():
            kind, _, n = part.partition("/")
            born = (row[kind][int(n)] if n else row[kind])["born_on"]
            known = people.get(person, {}).get("born_on")
            if born["precision"] == "exact" and known and born["value"] != known:
                wrong.append(
                    (true["case"], {"victim": "victim_born", "perpetrators": "perpetrators_born"}.get(kind, kind))
                )

    assert [each for each in wrong if each not in doubted] == []
    assert ("NM/24/078", "victim_born") in wrong


def test_no_lost_letter_of_the_csv_is_taken_for_a_letter() -> None:
    [row] = [each for each in read(CSV).documents if each["sender_reference"] == "NM/24/074"]

    [perpetrator] = row["perpetrators"]
    assert perpetrator["family_name"] == "Winiewski"
    assert perpetrator["spelling_doubt"]
    assert "?" not in json.dumps([row["victim"], row["perpetrators"], row["children"]])


def test_workbook_and_csv_agree_but_for_the_letters_that_were_lost() -> None:
    first, second = ({each["sender_reference"]: each for each in read(name).documents} for name in (WORKBOOK, CSV))

    differing = {
        reference
        for reference, row in first.items()
        for part in ("victim", "perpetrators", "children", "referred_on", "heard_on")
        if row[part] != second[reference][part]
    }

    assert differing == {"NM/24/074"}


def test_every_cell_of_every_record_is_in_the_report() -> None:
    report = read(WORKBOOK)
    with as_file(PRACTICE.joinpath("legacy", WORKBOOK)) as file:
        sheets = json.loads(cells_of_file(file))["sheets"]
    rows_of = {(sheet["title"].strip(), n): row for sheet in sheets for n, row in enumerate(sheet["rows"], 1)}

    for row in report.rows:
        written = [cell for cell in rows_of[row.sheet, row.row] if cell not in (None, "")]
        assert len([cell for cell in row.cells if cell.written]) == len(written)


def known(persons: Mapping[str, str], **told_of: Any) -> Referral:
    perpetrators = tuple(person for part, person in sorted(persons.items()) if part.startswith("perpetrators/"))
    return Referral(victim=persons["victim"], perpetrators=perpetrators, **told_of)


def from_log(name: str) -> dict[str, Referral]:
    """Who is who is the truth's answer; all else is what was read."""
    persons = {true["case"]: true["persons"] for true in rows()}
    return {
        each["sender_reference"]: known(
            persons[each["sender_reference"]],
            ref=each["sender_reference"],
            received_at=datetime.combine(date.fromisoformat(each["referred_on"]), datetime.min.time(), UTC),
            referred_on=date.fromisoformat(each["referred_on"]),
            status=each["outcome"],
            heard_on=date.fromisoformat(each["heard_on"]) if each["outcome"] == "heard" else None,
        )
        for each in read(name).documents
    }


@pytest.mark.parametrize("name", [WORKBOOK, CSV])
def test_computed_repeats_of_the_log_are_right_where_eight_marks_by_hand_are_not(name: str) -> None:
    referrals = from_log(name)
    claims = {each["sender_reference"]: each["repeat_claim"] == "yes" for each in read(name).documents}
    told_wrong = []
    for true in rows():
        this = referrals[true["case"]]
        verdicts = {clock: repeat_verdict(this, referrals.values(), clock=clock) for clock in RepeatClock}
        assert verdicts[RepeatClock.LAST_REFERRAL].is_repeat is true["repeat_last_referral"]
        assert verdicts[RepeatClock.LAST_HEARD].is_repeat is true["repeat_last_heard"]
        if claims[true["case"]] != verdicts[RepeatClock.LAST_REFERRAL].is_repeat:
            told_wrong.append(true["case"])

    assert told_wrong == [true["case"] for true in rows() if true["hand_error"]]
    assert len(told_wrong) == 8


def test_eleven_referrals_of_2025_are_repeats_by_the_log() -> None:
    truth, log = told("truth.json"), from_log(WORKBOOK)
    counted = Counter[bool]()
    for reference, true in truth["referrals"].items():
        if "repeat_with_legacy" not in true:
            continue
        document = told(true["file"])
        persons = {
            part.removeprefix(f"{reference}/"): person
            for part, person in truth["persons"].items()
            if part.startswith(f"{reference}/")
        }
        referred_on = date.fromisoformat(document["referred_on"])
        this = known(
            persons,
            ref=reference,
            received_at=datetime.combine(referred_on, datetime.max.time(), UTC),
            referred_on=referred_on,
            incident_on=date.fromisoformat(document["incident_on"]) if document["incident_on"] else None,
            identified_on=date.fromisoformat(document["identified_on"]) if document["identified_on"] else None,
        )
        for clock in RepeatClock:
            expected = true["repeat_with_legacy"][clock.value]
            verdict = repeat_verdict(this, log.values(), clock=clock)
            assert verdict.is_repeat is expected["verdict"]
            assert (str(verdict.anchor_on), str(verdict.ends_on)) == (expected["anchor_on"], expected["ends_on"])
            counted[clock is RepeatClock.LAST_REFERRAL] += 1

    assert counted[True] == 11
