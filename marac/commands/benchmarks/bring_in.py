"""`marac bench bring-in`: an old log of many rows, from the file to the moment when all of it is on, with each part."""

import asyncio
import csv
import io
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import as_file, files
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from agencies.acts import Act
from marac.commands.area import load_whole
from marac.commands.benchmarks.generated_people import Row, generate_rows
from marac.commands.benchmarks.measuring import machine
from marac.commands.demo import SLUG
from marac.commands.doorway import act_in_area
from marac.commands.progress import end_of_progress, progress_on_terminal
from marac.files.child import parse_apart
from marac.settings import read_settings
from meetings.bring_in.checking import check_sheets, keep_check, sheets_of
from meetings.bring_in.confirming import confirm
from meetings.bring_in.working import WHOLE, go_on
from meetings.tables.bring_in import BringIn
from tasks.opening import open_service

NUMBER_OF_ROWS = 10_000
PEOPLE_A_ROW = 4
HEADINGS = (
    "Ref", "MARAC date", "Date ref rec'd", "Ref agency", "Victim", "V DOB", "Address", "Perp(s)", "Perp DOB", "Rel",
    "Children (names / dob)", "R? Y/N",
)  # fmt: skip
AGENCIES = ("northmoor-police", "wayside-idva", "northmoor-children", "ravenbeck-homes")


def measure_bring_in(*, database: str = "", rows: int = NUMBER_OF_ROWS) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="marac-bench-") as folder:
        seconds, written, longest, ours = asyncio.run(_measured(Path(folder), database, rows))
    return {
        "benchmark": "bring-in",
        "machine": machine(),
        "rows": written,
        "seconds": {part: round(each, 1) for part, each in seconds.items()},
        "seconds_in_all": round(sum(seconds.values()), 1),
        "processor_seconds": round(ours, 1),
        "rows_per_second": round(written / sum(seconds.values()), 1),
        "longest_batch_milliseconds": round(longest * 1000),
    }


async def _measured(data: Path, database: str, number: int) -> tuple[dict[str, float], int, float, float]:
    log = data / "log.csv"
    _write_log(log, number)
    settings = read_settings({"MARAC_DATABASE_URL": database} if database else {}, data=data)
    async with open_service(settings, by_owner=True) as service:
        with as_file(files("marac").joinpath("practice", SLUG)) as folder:
            await load_whole(service, (folder / "area.json").read_bytes(), True)
        act = await act_in_area(service, SLUG)
        with act.at_work():
            return await _brought_in(act, log)


async def _brought_in(act: Act, log: Path) -> tuple[dict[str, float], int, float, float]:
    seconds: dict[str, float] = {}
    processor = time.process_time()
    began = time.perf_counter()
    sheets = sheets_of(await asyncio.to_thread(parse_apart, "sheet-cells", log))
    seconds["cells read apart"] = time.perf_counter() - began
    began = time.perf_counter()
    check = await check_sheets(act, sheets, {})
    seconds["rows understood"] = time.perf_counter() - began
    began = time.perf_counter()
    row = await confirm(act, await keep_check(act, check), check.report.sha256)
    seconds["report kept and confirmed"] = time.perf_counter() - began
    began = time.perf_counter()
    longest = await _written(act, row)
    seconds["records written and on"] = time.perf_counter() - began
    return seconds, row.done, longest, time.process_time() - processor


async def _written(act: Act, row: BringIn) -> float:
    """Also the longest time between two batches, which no transaction is longer than."""
    progress, last, longest = progress_on_terminal("records"), time.perf_counter(), 0.0

    def tell(number: int) -> None:
        nonlocal last, longest
        now = time.perf_counter()
        if number > row_start:
            longest = max(longest, now - last)
        last = now
        progress(number)

    row_start = 0
    while row.state == "staging":
        last = time.perf_counter()
        await go_on(act, row, seconds=WHOLE, tell=tell)
    end_of_progress()
    return longest


def _write_log(file: Path, number: int) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows(islice(_lines(number), number))
    file.write_text(text.getvalue(), encoding="utf-8")


def _lines(number: int) -> Iterator[list[str]]:
    people = generate_rows(number * PEOPLE_A_ROW, seed=number)
    n = 0
    for _, case in groupby(people, key=lambda row: row.case_id):
        persons = list(case)
        victims = [each for each in persons if each.role == "victim"]
        perpetrators = [each for each in persons if each.role == "perpetrator"]
        if victims and perpetrators:
            n += 1
            yield _line(n, victims[0], perpetrators, [each for each in persons if each.role == "child"])


def _line(n: int, victim: Row, perpetrators: list[Row], children: list[Row]) -> list[str]:
    return [
        f"BM/{n % 90:02}/{n:05}", "12/06/2024", "03/06/2024", AGENCIES[n % len(AGENCIES)], _name(victim),
        victim.dob, ", ".join(part for part in (victim.address, victim.town, victim.postcode) if part),
        "; ".join(_name(each) for each in perpetrators), " / ".join(each.dob or "?" for each in perpetrators),
        "partner", "; ".join(f"{_name(each)} ({each.dob})" for each in children), "N",
    ]  # fmt: skip


def _name(row: Row) -> str:
    return f"{row.first_name} {row.last_name}"
