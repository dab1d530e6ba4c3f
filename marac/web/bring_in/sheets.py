"""An old log sent as a file: its report, the agencies nobody knows, confirming by the hash, and taking it back."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from agencies.members import agencies_of
from marac.errors import InvalidForm, Refused
from marac.files.child import parse_beside
from marac.files.limits import LARGEST_FILE
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.bring_in.checking import check_sheets, find_log, keep_check, open_check, say_agencies, sheets_of
from meetings.bring_in.confirming import confirm, undo
from meetings.bring_in.lapsing import days_to_confirm
from meetings.bring_in.listing import BringInLine, line_of, list_brought_in
from meetings.legacy.sheet_report import Report, ReportLine, report_as_csv

AnyRequest = Request[Any, Any, Any]
AROUND_FILE = 64 * 1024
# A page stays light; all stand in the list of every cell.
STOPS_SHOWN = 60
LINES_SHOWN = 8
NO_FILE = "Choose a file to read"
TOO_LARGE = "Choose a file of 10 MB at most"
HOW_LONG = "Look again in a moment; nobody sees any of it before all is there."


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was done, or not, with cells of the file, and the first of these cells."""

    why: str
    number: int
    lines: tuple[ReportLine, ...]

    @property
    def more(self) -> int:
        return self.number - len(self.lines)


@get("/bring-in", guards=[may("bring_in.read")])
async def show_bring_ins(act: NamedDependency[Act]) -> Page:
    return await _list_page(act, BLANK)


async def _list_page(act: Act, answers: Answers) -> Page:
    return page(
        "bring-in/list.html",
        heading=Heading.BRING_IN,
        answers=answers,
        lots=await list_brought_in(act),
        days=await days_to_confirm(act),
    )


@post("/bring-in", guards=[may("bring_in.read")], request_max_body_size=LARGEST_FILE + AROUND_FILE)
async def read_log(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    """Nothing of the file is kept but sealed, and no record is made before somebody confirms."""
    try:
        content = await _content(request)
        check = await check_sheets(act, sheets_of(await parse_beside("sheet-cells", content)), {})
    except InvalidForm as refusal:
        return await _list_page(act, BLANK.mended_by(refusal))
    except Refused as refusal:
        return await _list_page(act, BLANK.mended_by(InvalidForm({"log": str(refusal)})))
    return outcome(f"/bring-in/{await keep_check(act, check)}", "Read. Nothing is written yet.")


async def _content(request: AnyRequest) -> bytes:
    file = (await request.form()).get("log")
    if not isinstance(file, UploadFile) or not file.filename:
        raise InvalidForm({"log": NO_FILE})
    content = await file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise InvalidForm({"log": TOO_LARGE})
    return content


@get("/bring-in/{ref:str}", guards=[may("bring_in.read")])
async def show_bring_in(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    row = await find_log(act, ref)
    lot = await line_of(row.to_dict())
    if lot.state != "checked":
        return page("bring-in/state.html", heading=Heading.BRING_IN_STATE, lot=lot, answers=BLANK, wait=HOW_LONG)
    return await _report_page(act, lot, (await open_check(act, row)).report, BLANK)


async def _report_page(act: Act, lot: BringInLine, report: Report, answers: Answers) -> Page:
    every = [line for line in report.lines() if line.is_a_stop]
    # What is asked once for all of them, above, is not asked of each.
    stops = [line for line in every if line.written not in report.unknown_agencies]
    waiting = Counter(line.written for line in every)
    return page(
        "bring-in/report.html",
        heading=Heading.BRING_IN_REPORT,
        lot=lot,
        report=report,
        cells=report.number_of_cells,
        claims=report.claims,
        stops=stops[:STOPS_SHOWN],
        more_stops=max(0, len(stops) - STOPS_SHOWN),
        reasons=reasons_of(report),
        unknown=[(f"agency-{n}", name, waiting[name]) for n, name in enumerate(report.unknown_agencies)],
        agencies=[("", "Choose an agency"), *await _agencies(act)] if report.unknown_agencies else (),
        answers=answers,
    )


async def _agencies(act: Act) -> list[tuple[str, str]]:
    return [(each.slug, each.name) for each in await agencies_of(act.area.id, on=act.today)]


def reasons_of(report: Report) -> list[Reason]:
    """What happened most comes first; of each the first cells are shown, and all stand in the list of every cell."""
    found: dict[str, list[ReportLine]] = defaultdict(list)
    for line in report.lines():
        if not line.is_a_stop:
            found[line.why].append(line)
    reasons = [Reason(why, len(lines), tuple(lines[:LINES_SHOWN])) for why, lines in found.items()]
    return sorted(reasons, key=lambda reason: (not reason.lines[0].is_left, -reason.number))


@get("/bring-in/{ref:str}/cells", guards=[may("bring_in.read")])
async def fetch_cells(act: NamedDependency[Act], ref: FromPath[str]) -> Response[bytes]:
    """Every cell with what was done with it, for a spreadsheet program."""
    check = await open_check(act, await find_log(act, ref))
    return Response(
        report_as_csv(check.report),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="every-cell.csv"'},
    )


@post("/bring-in/{ref:str}/agencies", guards=[may("bring_in.read")])
async def say_what_agencies(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Redirect:
    answers = await read_answers(request)
    report = (await open_check(act, await find_log(act, ref))).report
    said = {
        name: answers.text(f"agency-{n}")
        for n, name in enumerate(report.unknown_agencies)
        if answers.text(f"agency-{n}")
    }
    await say_agencies(act, ref, said)
    return outcome(f"/bring-in/{ref}", "Read again with these agencies. Nothing is written yet.")


@post("/bring-in/{ref:str}/confirm", guards=[may("bring_in.read")])
async def confirm_report(act: NamedDependency[Act], request: AnyRequest, ref: FromPath[str]) -> Redirect:
    answers = await read_answers(request)
    await confirm(act, ref, answers.text("report"))
    return outcome(f"/bring-in/{ref}", "Confirmed. The records are being written.")


@post("/bring-in/{ref:str}/undo", guards=[may("bring_in.read")])
async def undo_bring_in(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await undo(act, (await find_log(act, ref)).ref)
    return outcome(f"/bring-in/{ref}", "Taken back. Nobody sees these records any more.")


SHEET_PAGES = [
    show_bring_ins,
    read_log,
    show_bring_in,
    fetch_cells,
    say_what_agencies,
    confirm_report,
    undo_bring_in,
]
