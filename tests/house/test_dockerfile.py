"""The image: its steps, carried out one by one without an engine. No engine has built it here."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.dockerfile import NOT_HERE, Fresh, steps
from tests.house.sources import text_of


def words_of(name: str) -> list[str]:
    return [step.words for step in steps() if step.name == name]


def test_the_image_pins_the_same_uv_as_the_set_up() -> None:
    [pinned] = re.findall(r"uv==([\d.]+)", text_of("Dockerfile"))

    assert f"UV_VERSION={pinned}\n" in text_of("scripts/environment.sh")


def test_the_image_builds_its_assets_in_a_stage_of_their_own() -> None:
    stages = [words.split(" AS ") for words in words_of("FROM")]

    assert [stage[1:] for stage in stages] == [["assets"], ["build"], []]
    assert "COPY --from=assets" in text_of("Dockerfile")


def test_the_service_in_the_image_is_not_root() -> None:
    *_, last = words_of("USER")

    assert int(last) > 0
    assert f"--uid {last}" in text_of("Dockerfile")


def test_everything_the_image_copies_is_let_in() -> None:
    let_in = {line.removeprefix("!") for line in text_of(".dockerignore").splitlines() if line.startswith("!")}
    copied = [words.split()[:-1] for words in words_of("COPY") if "--from" not in words]

    assert {source for sources in copied for source in sources} == let_in


@pytest.mark.long
def test_the_steps_of_the_image_end_in_a_service_that_starts(tmp_path: Path) -> None:
    fresh = Fresh(tmp_path)

    for step in steps():
        fresh.carry_out(step)

    marac = tmp_path / "opt/marac/bin/marac"
    answer = subprocess.run([marac, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "serve" in answer.stdout
    [package] = (tmp_path / "opt/marac").glob("lib/python3*/site-packages/marac")
    assert (package / "web/static/built/manifest.json").is_file()
    assert (package.parent / "exports/fonts/Arimo-Regular.ttf").is_file()
    assert list((package / "web/templates").rglob("*.html"))
    assert list((package / "practice/northmoor").rglob("*.json"))
    assert fresh.left_out == [words for words in words_of("RUN") if words.startswith(NOT_HERE)]
