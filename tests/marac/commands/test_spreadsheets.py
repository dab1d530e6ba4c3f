"""`marac duplicates`, `match` and `train-model`: who may be who in spreadsheets, told in files that others read."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from marac.cli import main
from marac.commands.benchmarks.generated_people import write_rows
from meetings.people.model import load_model

HEADER = "record_id,first_name,last_name,dob,sex,address,postcode,phone,case_id"
ELLEN = "a1,Ellen,Quarmby,1985-03-27,F,2 Mill Lane,ZZ1 4QP,07700 900123,c1"
FRANK = "a2,Frank,Ostrey,1980-11-02,M,2 Mill Lane,ZZ1 4QP,07700 900124,c1"
ELLEN_AGAIN = "b1,ELLEN,QUARMBY,1985-03-27,F,2 Mill Lane,ZZ14QP,+44 7700 900123,c2"
IVY = "b2,Ivy,Ostrey,2016-05-09,F,2 Mill Lane,ZZ1 4QP,,c2"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def spreadsheet(path: Path, *lines: str) -> Path:
    path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    return path


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_woman_in_two_cases_is_a_strong_duplicate_and_her_family_is_not(tmp_path: Path) -> None:
    records, out = spreadsheet(tmp_path / "records.csv", ELLEN, FRANK, ELLEN_AGAIN, IVY), tmp_path / "out.csv"

    done = run("duplicates", records, out)

    assert (done.exit_code, done.stderr, done.stdout) == (0, "", "")
    [pair] = table(out)
    assert (pair["id_l"], pair["id_r"], pair["band"]) == ("a1", "b1", "strong")
    assert float(pair["score"]) >= 8


def test_two_rows_of_one_case_are_two_people_however_alike(tmp_path: Path) -> None:
    records = spreadsheet(tmp_path / "records.csv", ELLEN, ELLEN.replace("a1", "a9"))

    run("duplicates", records, tmp_path / "out.csv")

    assert table(tmp_path / "out.csv") == []


def test_one_row_is_not_two_people_of_another_case(tmp_path: Path) -> None:
    twice = ELLEN_AGAIN.replace("b1", "b9").replace("07700 900123", "")
    records = spreadsheet(tmp_path / "records.csv", ELLEN, ELLEN_AGAIN, twice)

    run("duplicates", records, tmp_path / "out.csv")

    assert [(pair["id_l"], pair["id_r"]) for pair in table(tmp_path / "out.csv")] == [("a1", "b1")]


def test_an_incoming_woman_is_found_first_among_the_stored(tmp_path: Path) -> None:
    store = spreadsheet(tmp_path / "store.csv", FRANK, ELLEN)
    queries, out = spreadsheet(tmp_path / "queries.csv", ELLEN_AGAIN, IVY), tmp_path / "out.csv"

    done = run("match", store, queries, out)

    assert done.exit_code == 0
    assert [(answer["query_id"], answer["record_id"], answer["band"]) for answer in table(out)][:1] == [
        ("b1", "a1", "strong")
    ]
    assert not [answer for answer in table(out) if answer["query_id"] == "b2" and answer["band"] == "strong"]


@pytest.mark.parametrize("command", ["duplicates", "match"])
def test_a_file_without_record_ids_is_refused_in_one_line_and_nothing_is_written(tmp_path: Path, command: str) -> None:
    (tmp_path / "people.csv").write_text("name,dob\nEllen,1985-03-27\n")
    files = [tmp_path / "people.csv"] * (2 if command == "match" else 1)

    done = run(command, *files, tmp_path / "out.csv")

    assert done.exit_code == 1
    assert done.stderr == (
        "people.csv has no column record_id. Name the columns in its first line, record_id among them.\n"
    )
    assert not (tmp_path / "out.csv").exists()


def test_bad_rows_are_told_and_all_others_are_matched(tmp_path: Path) -> None:
    records = spreadsheet(tmp_path / "records.csv", ELLEN, ",No,Id,,,,,,", "c9,,,31/02/2020,,,,,", ELLEN_AGAIN)

    done = run("duplicates", records, tmp_path / "out.csv")

    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "records.csv, line 3: The row has no record_id; it is left out.",
        "records.csv, line 4: The cell dob holds no date; it counts as empty.",
    ]
    assert len(table(tmp_path / "out.csv")) == 1


def test_a_file_with_a_header_alone_gives_a_header_alone(tmp_path: Path) -> None:
    run("duplicates", spreadsheet(tmp_path / "records.csv"), tmp_path / "out.csv")

    assert (tmp_path / "out.csv").read_text().split() == ["id_l,id_r,score,band"]


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = run("duplicates", spreadsheet(tmp_path / "records.csv", ELLEN), tmp_path / "no" / "out.csv")

    assert (done.exit_code, done.stderr) == (1, "out.csv cannot be written.\n")


def test_placeholders_and_strange_names_match_nobody(tmp_path: Path) -> None:
    strange = [
        "",
        "E",
        "Q" * 300,
        "Unknown",
        "Baby",
        "Unborn",
        "Mr",
        "🙂",
        "عائشة",
        "\u202eEllen",
        "E\u0301" * 50,
        "Ostrey Frank",
    ]
    lines = [f"s{n},{name},,1900-01-01,,,,,k{n}" for n, name in enumerate(strange)]

    done = run(
        "duplicates",
        spreadsheet(tmp_path / "records.csv", *lines, *(lines[0].replace("s0,", "t0,"),)),
        tmp_path / "out.csv",
    )

    assert done.exit_code == 0
    assert table(tmp_path / "out.csv") == []


def test_too_few_records_teach_no_model(tmp_path: Path) -> None:
    done = run("train-model", spreadsheet(tmp_path / "records.csv", ELLEN, ELLEN_AGAIN), tmp_path / "model.json")

    assert done.exit_code == 1
    assert done.stderr.startswith("There are too few records to learn from.")
    assert not (tmp_path / "model.json").exists()


def test_a_model_that_stands_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text("{}")

    done = run("train-model", spreadsheet(tmp_path / "records.csv", ELLEN), tmp_path / "model.json")

    assert done.exit_code == 1
    assert "Models are added, never overwritten" in done.stderr
    assert (tmp_path / "model.json").read_text() == "{}"


@pytest.mark.long
def test_a_deployment_trains_a_model_of_its_own_and_matches_with_it(tmp_path: Path) -> None:
    records, model = tmp_path / "records.csv", tmp_path / "northmoor-2026.json"
    write_rows(records, 3000)

    done = run("train-model", records, model)

    assert done.exit_code == 0
    assert load_model(model).trained_on == 3000
    assert run("duplicates", records, tmp_path / "out.csv", "--model", model).exit_code == 0
    assert len(table(tmp_path / "out.csv")) > 1000
