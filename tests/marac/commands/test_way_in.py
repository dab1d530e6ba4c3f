"""The command line: what other programs are promised, on a data folder of its own."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from marac.cli import main
from tests.area_of_the_cast import northmoor_document
from tests.documents import NAMES, a_referral, a_return


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the practice area of the cast."""
    for name in [name for name in os.environ if name.startswith("MARAC_") and not name.startswith("MARAC_TEST_")]:
        monkeypatch.delenv(name)
    (tmp_path / "area.json").write_bytes(northmoor_document())
    run(tmp_path, "area", "load", str(tmp_path / "area.json"), "--practice")
    return tmp_path


def run(folder: Path, *arguments: str, fails: bool = False) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--data", str(folder / "data")])
    assert (result.exit_code != 0) is fails, result.output
    return result


def document(**also: Any) -> dict[str, Any]:
    """A referral of long ago: the command's clock is the machine's."""
    return a_referral(referred_on="2026-03-02", incident_on="2026-03-01", identified_on="2026-03-01", **also)


def sent(folder: Path, **documents: Any) -> Path:
    inside = folder / "sent"
    inside.mkdir(exist_ok=True)
    for name, told in documents.items():
        (inside / f"{name}.json").write_text(told if isinstance(told, str) else json.dumps(told))
    return inside


def taken(folder: Path, *paths: Path) -> list[dict[str, Any]]:
    told = run(folder, "intake", *map(str, paths), "--area", "northmoor", "--json").stdout
    documents: list[dict[str, Any]] = json.loads(told)["documents"]
    return documents


def test_a_folder_is_taken_in_by_byte_order_of_path_and_a_second_time_it_is_the_same(data: Path) -> None:
    folder = sent(
        data,
        b=document(),
        B=document(sender_reference="NMP-26-00002"),
        a=document(sender_reference="NMP-26-00003", risk_level="high"),
        z="not json",
    )

    first, second = taken(data, folder), taken(data, folder)

    assert [(Path(each["file"]).name, each["result"]) for each in first] == [
        ("B.json", "received"),
        ("a.json", "rejected"),
        ("b.json", "received"),
        ("z.json", "rejected"),
    ]
    assert list(first[1]["messages"]) == ["risk_level"]
    assert first[2]["sender_reference"] == "NMP-26-00001"
    assert [each["result"] for each in second] == ["same", "rejected", "same", "rejected"]


def test_conflicting_text_and_a_return_without_a_case_are_told_each_time(data: Path) -> None:
    folder = sent(data, a=document(), b=document(afraid_of="Nobody"), c=a_return("NM-26-9999"))

    results = [[each["result"] for each in taken(data, folder)] for _ in range(2)]

    assert results == [["received", "conflict", "not_placed"], ["same", "conflict", "not_placed"]]


def test_reports_hold_references_and_no_names(data: Path) -> None:
    taken(data, sent(data, a=document()))

    told = run(data, "report", "referrals", "--area", "northmoor", "--json").stdout
    people = run(data, "report", "identities", "--area", "northmoor", "--json").stdout

    assert json.loads(told)["referrals"]["NMP-26-00001"]["routes"] == ["VHR"]
    assert json.loads(people)["persons"]["NMP-26-00001/children/0"] == "NMP-26-00001/children/0"
    assert not [name for name in NAMES if name in told + people]


def test_what_cannot_be_done_is_said_in_one_line(data: Path) -> None:
    nowhere = run(data, "intake", str(sent(data, a=document())), "--area", "nowhere", fails=True)
    unread = run(data, "practice", "replay", str(data), "--area", "northmoor", fails=True)

    assert nowhere.stdout == unread.stdout == ""
    assert len(nowhere.stderr.splitlines()) == len(unread.stderr.splitlines()) == 1


def test_a_real_area_needs_a_key_from_outside_its_folder(tmp_path: Path, data: Path) -> None:
    refused = run(data, "area", "load", str(data / "area.json"), fails=True)

    assert "MARAC_ROOT_KEY" in refused.stderr


def test_every_command_says_what_it_does() -> None:
    told = CliRunner().invoke(main, ["--help"]).stdout

    for name in ("area", "demo", "intake", "migrate", "practice", "report", "serve", "worker"):
        assert f"  {name} " in told


def test_who_may_be_whom_is_known_when_the_command_returns(data: Path) -> None:
    folder = sent(data, a=document(), b=document(sender_reference="NMP-26-00002"))

    taken(data, folder)
    told = json.loads(run(data, "report", "identities", "--area", "northmoor", "--json").stdout)

    assert sorted(told) == ["later", "persons", "suggestions"]
    shown = {about: {other for other, *_ in lines} for about, lines in told["suggestions"].items()}
    assert shown["NMP-26-00002/victim"] == {"NMP-26-00001/victim"}
    assert all(not about.startswith("NMP-26-00001/") for about in shown)
    assert not [name for name in NAMES if name in json.dumps(told)]


def test_an_area_gets_a_new_index_key_by_one_command(data: Path) -> None:
    taken(data, sent(data, a=document()))

    told = run(data, "keys", "index", "--area", "northmoor").output
    nowhere = run(data, "keys", "index", "--area", "southmoor", fails=True).output

    assert "indexed again under a new key; the old one is destroyed" in told
    assert "There is no area of this short name" in nowhere
    assert not [name for name in NAMES if name in told]
