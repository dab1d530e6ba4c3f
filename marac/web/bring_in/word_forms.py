"""Old Word forms: sent, shown side by side with what they would bring, mended by a person, confirmed or thrown away."""

from dataclasses import replace
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from marac.counts import show_count
from marac.errors import InvalidForm, NotFound
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.bring_in.word_papers import DATE_ORDERS, TARGET_CHOICES, form_paper, line_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, outcome, page
from meetings.bring_in.lapsing import days_to_confirm
from meetings.bring_in.word_forms import (
    LotPaper,
    check_forms,
    confirm_forms,
    list_lots,
    read_lot_paper,
    say_dates,
    say_of_line,
    throw_away,
    undo_forms,
)
from meetings.bring_in.word_handing import NOT_THEIRS, hand_on, senders_of
from meetings.bring_in.word_reading import LARGEST_FORM, MOST_FORMS, SentFile
from meetings.legacy.word_form import ADDED, Change, Line
from meetings.legacy.word_report import STATES, FileReport, to_csv

AnyRequest = Request[Any, Any, Any]
MOST_AT_ONCE = 10 * 1024 * 1024
# A multipart body has its own lines around each file.
AROUND_FILES = 64 * 1024
HERE = "/bring-in/forms"
MAY = may("bring_in.forms")


@get(HERE, guards=[MAY])
async def show_lots(act: NamedDependency[Act]) -> Page:
    return await _start_page(act, BLANK)


@post(HERE, guards=[MAY], request_max_body_size=MOST_AT_ONCE + AROUND_FILES)
async def send_forms(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    form = await request.form()
    files = [value for value in form.getall("files", []) if isinstance(value, UploadFile) and value.filename]
    try:
        ref = await check_forms(act, [await _sent(file) for file in files[: MOST_FORMS + 1]])
    except InvalidForm as refusal:
        return await _start_page(act, BLANK.mended_by(refusal))
    return outcome(f"{HERE}/{ref}", "The forms were read. Nothing is written yet.")


async def _sent(file: UploadFile) -> SentFile:
    return SentFile(file.filename, await file.read(LARGEST_FORM + 1))


async def _start_page(act: Act, answers: Answers) -> Page:
    return page(
        "bring-in-forms/start.html",
        heading=Heading.BRING_IN_FORMS,
        answers=answers,
        lots=await list_lots(act),
        most=MOST_FORMS,
        days=await days_to_confirm(act),
    )


@get(f"{HERE}/{{ref:str}}", guards=[MAY])
async def show_lot(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    lot = await read_lot_paper(act, ref)
    heading = Heading.FORMS_TO_BRING_IN if lot.is_open else Heading.FORMS_BROUGHT_IN
    return page("bring-in-forms/lot.html", heading=heading, lot=lot, states=STATES)


@get(f"{HERE}/{{ref:str}}/report", guards=[MAY])
async def download_report(act: NamedDependency[Act], ref: FromPath[str]) -> Response[bytes]:
    """Every line with its reading, for a spreadsheet. The name of the file says nothing of anybody."""
    lot = await read_lot_paper(act, ref)
    if not lot.is_open:
        raise NotFound
    return Response(
        to_csv(lot.reports).encode("utf-8-sig"),
        media_type="text/csv",
        headers={"Content-Disposition": f'attachment; filename="report-{lot.ref}.csv"'},
    )


@post(f"{HERE}/{{ref:str}}/confirm", guards=[MAY])
async def confirm(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    answers = await read_answers(request)
    number = await confirm_forms(act, ref, sha256=answers.text("hash"))
    return outcome(f"{HERE}/{ref}", f"{show_count(number, 'referral was', 'referrals were')} taken in.")


@post(f"{HERE}/{{ref:str}}/undo", guards=[MAY])
async def take_back(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await undo_forms(act, ref)
    return outcome(HERE, "All of it was taken back. Nobody sees it any more.")


@post(f"{HERE}/{{ref:str}}/throw-away", guards=[MAY])
async def throw_lot_away(act: NamedDependency[Act], ref: FromPath[str]) -> Redirect:
    await throw_away(act, ref)
    return outcome(HERE, "The forms were thrown away. Nothing of them is kept.")


@get(f"{HERE}/{{ref:str}}/{{number:int}}", guards=[MAY])
async def show_form(act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int]) -> Page:
    return await _form_page(act, await read_lot_paper(act, ref), number, BLANK)


@post(f"{HERE}/{{ref:str}}/{{number:int}}/dates", guards=[MAY])
async def order_dates(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    lot = await read_lot_paper(act, ref)
    said = answers.text("dates")
    if said not in DATE_ORDERS:
        refusal = InvalidForm({"dates": "Choose how this form writes dates."})
        return await _form_page(act, lot, number, answers.mended_by(refusal))
    await say_dates(act, ref, _report(lot, number).reference, is_day_first=DATE_ORDERS[said])
    return outcome(f"{HERE}/{ref}/{number}", "The dates of this form were read again.")


@post(f"{HERE}/{{ref:str}}/{{number:int}}/hand-on", guards=[MAY])
async def hand_form_on(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    lot = await read_lot_paper(act, ref)
    report = _report(lot, number)
    to = next(
        (sender for sender in await senders_of(act, report) if str(sender.officer_id) == answers.text("to")), None
    )
    if to is None:
        return await _form_page(act, lot, number, answers.mended_by(InvalidForm({"to": NOT_THEIRS})))
    await hand_on(act, ref, report.reference, to=to.officer_id)
    return outcome(f"{HERE}/{ref}", "The form is a draft of the agency that sent it.")


@get(f"{HERE}/{{ref:str}}/{{number:int}}/{{line_id:str}}", guards=[MAY])
async def show_line(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], line_id: FromPath[str]
) -> Page:
    lot = await read_lot_paper(act, ref)
    line = _line(_report(lot, number), line_id)
    return _line_page(lot, number, line_id, line_answers(line))


@post(f"{HERE}/{{ref:str}}/{{number:int}}/{{line_id:str}}", guards=[MAY])
async def say_line(
    act: NamedDependency[Act], ref: FromPath[str], number: FromPath[int], line_id: FromPath[str], request: AnyRequest
) -> Page | Redirect:
    answers = await read_answers(request)
    lot = await read_lot_paper(act, ref)
    report = _report(lot, number)
    _line(report, line_id)
    change = Change(answers.text("target"), answers.text("text").strip())
    try:
        change = None if answers.text("act") == "as-read" else change  # type: ignore[assignment]
        said = await say_of_line(act, ref, report.reference, line=line_id, change=change)
    except InvalidForm as refusal:
        return _line_page(lot, number, line_id, answers.mended_by(refusal))
    anchor = "" if change is None and line_id.startswith(ADDED) else f"#line-{said}"
    return outcome(f"{HERE}/{ref}/{number}{anchor}", "The form was read again with what you said.")


def _report(lot: LotPaper, number: int) -> FileReport:
    """A form of a lot that waits; files that could not be read have no lines to mend."""
    if not lot.is_open or not 1 <= number <= len(lot.reports) or lot.reports[number - 1].reading is None:
        raise NotFound
    return lot.reports[number - 1]


def _line(report: FileReport, line_id: str) -> Line | None:
    """None for a line that is to be added."""
    found = next((line for line in report.lines if line.id == line_id), None)
    if found is None and line_id != ADDED:
        raise NotFound
    return found


async def _form_page(act: Act, lot: LotPaper, number: int, answers: Answers) -> Page:
    report = _report(lot, number)
    senders = [(str(sender.officer_id), sender.name) for sender in await senders_of(act, report)]
    paper = form_paper(lot, number, report)
    if "dates" not in answers.values:
        answers = replace(answers, values={**answers.values, "dates": paper.order})
    return page(
        "bring-in-forms/form.html", heading=Heading.FORM_TO_BRING_IN, answers=answers, form_read=paper, senders=senders
    )


def _line_page(lot: LotPaper, number: int, line_id: str, answers: Answers) -> Page:
    line = _line(_report(lot, number), line_id)
    return page(
        "bring-in-forms/line.html",
        heading=Heading.LINE_OF_FORM,
        answers=answers,
        line=line,
        at_form=f"{HERE}/{lot.ref}/{number}",
        line_id=line_id,
        targets=TARGET_CHOICES,
    )


WORD_FORM_PAGES = [
    show_lots,
    send_forms,
    show_lot,
    download_report,
    confirm,
    take_back,
    throw_lot_away,
    show_form,
    order_dates,
    hand_form_on,
    show_line,
    say_line,
]
