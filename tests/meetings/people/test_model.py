"""Model files: sound ones are read, others are refused in a sentence."""

import json
from pathlib import Path
from typing import Any

from pytest import fixture, mark, raises

from marac.errors import Refused
from meetings.people.model import DEFAULT, FOLDER, default_model, find_model, load_model, model_text

SHIPPED = sorted(FOLDER.glob("*.json"))


@fixture
def written() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((FOLDER / f"{DEFAULT}.json").read_text(encoding="utf-8"))
    return document


def keep(folder: Path, written: object, name: str = "ours") -> Path:
    path = folder / f"{name}.json"
    path.write_text(written if isinstance(written, str) else json.dumps(written), encoding="utf-8")
    return path


@mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_model_that_ships_is_sound_and_bears_the_name_of_its_file(path: Path) -> None:
    model = load_model(path)

    assert model.name == path.stem
    assert model.name.endswith(model.made_on.isoformat())
    assert "train inside each deployment" in model.origin


def test_a_model_written_again_says_the_same() -> None:
    text = model_text(default_model())

    assert text == (FOLDER / f"{DEFAULT}.json").read_text(encoding="utf-8")


def test_a_model_trained_here_is_found_beside_those_that_ship(tmp_path: Path, written: dict[str, Any]) -> None:
    keep(tmp_path, written | {"name": "northmoor-2027-01-05"}, "northmoor-2027-01-05")

    assert find_model("northmoor-2027-01-05", folder=tmp_path).name == "northmoor-2027-01-05"
    assert find_model(DEFAULT, folder=tmp_path) == default_model()
    with raises(Refused) as refused:
        find_model("northmoor-2028-01-05", folder=tmp_path)

    assert "is not on this machine" in str(refused.value)


@mark.parametrize("name", ["../model", "", "a/b", "C:x"])
def test_no_name_of_a_model_leads_out_of_its_folder(tmp_path: Path, written: dict[str, Any], name: str) -> None:
    keep(tmp_path, written, "model")
    (tmp_path / "models").mkdir()

    with raises(Refused) as refused:
        find_model(name, folder=tmp_path / "models")

    assert "is not on this machine" in str(refused.value)


@mark.parametrize(
    ("wrong", "sentence"),
    [
        ("{", "is not JSON text"),
        ("[]", "is not a matching model"),
        ({"format": "other"}, "is not a matching model"),
        ({"format": "marac-matching-model-1"}, "a part is missing"),
    ],
)
def test_a_file_that_is_no_model_is_refused_in_a_sentence(tmp_path: Path, wrong: object, sentence: str) -> None:
    with raises(Refused) as refused:
        load_model(keep(tmp_path, wrong))

    assert sentence in str(refused.value)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with raises(Refused) as refused:
        load_model(tmp_path / "ours.json")

    assert "There is no model file ours.json." in str(refused.value)


@mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("same", 0, "shares of pairs"),
        ("household", 1.5, "shares of pairs"),
        ("company", [0.5, 0, 0.5], "shares in company"),
        ("trained_on", "many", "a part is missing or has the wrong shape"),
        ("made_on", "in June", "a part is missing or has the wrong shape"),
        ("tables", {}, "forename has 0 levels"),
        ("tables", 7, "a part is missing or has the wrong shape"),
    ],
)
def test_a_model_with_a_wrong_part_is_refused(
    tmp_path: Path, written: dict[str, Any], part: str, value: object, sentence: str
) -> None:
    with raises(Refused) as refused:
        load_model(keep(tmp_path, written | {part: value}))

    assert sentence in str(refused.value)


@mark.parametrize(
    ("row", "sentence"),
    [
        ([0.5, 0.5, 0.0], "sex has a chance"),
        ([0.5, 0.5, -0.1], "sex has a chance"),
        ([0.5, 0.5, float("nan")], "sex has a chance"),
        ([0.9, 0.9, 0.9], "do not add up"),
        ([0.5, 0.5], "a part is missing or has the wrong shape"),
    ],
)
def test_a_model_with_a_wrong_chance_is_refused(
    tmp_path: Path, written: dict[str, Any], row: list[float], sentence: str
) -> None:
    written["tables"]["sex"] = [row, [0.5, 0.5, 0.5]]

    with raises(Refused) as refused:
        load_model(keep(tmp_path, written))

    assert sentence in str(refused.value)
