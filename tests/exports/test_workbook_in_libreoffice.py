"""The same workbook opened by a program of others: its figures are ours, and a name never runs."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exports.agenda import agenda_docx
from exports.minutes import minutes_docx
from exports.workbook import workbook_xlsx
from meetings.papers.workbook_paper import DIVERSITY, counted_in, quarters_of, rolling_quarters, sums_of
from tests.exports.cast_papers import an_agenda, some_minutes
from tests.exports.cast_workbook import a_workbook
from tests.exports.reading import pdf_lines

pytestmark = pytest.mark.long


def converted(content: bytes, folder: Path, *, suffix: str, to: str) -> Path:
    """The file as LibreOffice makes it, with a profile of its own."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is needed: install libreoffice-calc and libreoffice-writer")
        pytest.skip("no LibreOffice")
    given = folder / f"given.{suffix}"
    given.write_bytes(content)
    made = folder / "made"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", to, "--outdir", str(made), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return made / f"given.{to}"


def figures_of(file: Path, sheet: str) -> dict[str, dict[str, Any]]:
    """By first cell of the row, then by head; a second block of a sheet stands under its own heads."""
    read: dict[str, dict[str, Any]] = {}
    heads: list[str] = []
    for row in load_workbook(file, data_only=True)[sheet].iter_rows(min_row=4, values_only=True):
        if row[0] in {"Quarter", "Twelve months to"}:
            heads = [str(head) for head in row if head]
        elif row[0] and len(heads) > 1 and row[1] is not None:
            read[f"{heads[0]} {row[0]}"] = dict(zip(heads, row, strict=False))
    return read


def test_libreoffice_reckons_the_same_summary_as_we_do(tmp_path: Path) -> None:
    paper = a_workbook()

    made = figures_of(converted(workbook_xlsx(paper), tmp_path, suffix="xlsx", to="xlsx"), "Summary")

    quarters = quarters_of(paper.rows)
    periods: dict[str, tuple[str, ...]] = {f"Quarter {quarter}": (quarter,) for quarter in quarters}
    periods |= {"Twelve months to 2025-Q4": rolling_quarters(quarters, "2025-Q4")}
    assert set(made) == set(periods)
    for period, within in periods.items():
        sums = sums_of(paper.rows, within)
        assert made[period]["Meetings"] == sums.meetings
        assert made[period]["Cases discussed"] == sums.cases
        assert made[period]["Repeat cases"] == sums.repeats
        assert made[period]["Children"] == sums.children
        assert made[period]["Police referrals"] == sums.police
        assert made[period]["Repeat rate"] == pytest.approx(sums.repeat_rate)
        assert made[period]["Partner share"] == pytest.approx(sums.partner_rate)
    year = made["Twelve months to 2025-Q4"]
    assert year["Cases per 10,000 adult females"] == pytest.approx(33.333, abs=0.001)
    assert (year["Idvas needed"], year["Administrators needed"], year["Quarters with meetings"]) == (4, 1, 4)


def test_libreoffice_reckons_the_same_diversity_as_we_do(tmp_path: Path) -> None:
    paper = a_workbook()

    made = figures_of(converted(workbook_xlsx(paper), tmp_path, suffix="xlsx", to="xlsx"), "Diversity")

    year = made["Twelve months to 2025-Q4"]
    quarters = quarters_of(paper.rows)
    for measure, words in DIVERSITY.items():
        counted = counted_in(paper.rows, quarters, measure)
        for part in ("count", "known", "not recorded"):
            ours = getattr(counted, part.replace(" ", "_"))
            assert year[f"{words}: {part}"] == ("data not held" if ours is None else ours)
        if counted.count is not None and counted.known:
            assert year[f"{words}: share of known"] == pytest.approx(counted.count / counted.known)
            assert year[f"{words}: share of cases"] == pytest.approx(counted.count / 400)


def test_every_row_of_the_return_adds_up_in_libreoffice(tmp_path: Path) -> None:
    file = converted(workbook_xlsx(a_workbook()), tmp_path, suffix="xlsx", to="xlsx")

    rows = load_workbook(file, data_only=True)["Meetings"].iter_rows(min_row=5, max_row=9, values_only=True)
    assert [row[42] for row in rows] == [0, 0, 0, 0, 0]


def test_a_formula_typed_as_a_name_is_shown_and_not_run(tmp_path: Path) -> None:
    name = '=HYPERLINK("https://example.org";"here")&1+1'
    paper = replace(
        a_workbook(), area_name=name, rows=tuple(replace(row, marac_name=name) for row in a_workbook().rows)
    )

    file = converted(workbook_xlsx(paper), tmp_path, suffix="xlsx", to="xlsx")

    assert load_workbook(file, data_only=True)["Meetings"]["A5"].value == name


@pytest.mark.parametrize("which", ["agenda", "minutes"])
def test_libreoffice_opens_the_word_papers(which: str, tmp_path: Path) -> None:
    content = agenda_docx(an_agenda()) if which == "agenda" else minutes_docx(some_minutes(3))

    file = converted(content, tmp_path, suffix="docx", to="pdf")

    text = "\n".join(pdf_lines(file.read_bytes()))
    assert "For Bryn Price, Northmoor Constabulary Domestic Abuse Unit" in text
    assert "Quarmby" in text
    assert text.count("OFFICIAL-SENSITIVE · PRACTICE") >= 4
