"""What one sent: the list, each with its outcome and its questions, receipts, and taking back what was a mistake."""

import base64
import json
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from agencies.acts import Act
from agencies.members import agencies_of, members_of
from agencies.roles import COORDINATORS
from marac.errors import InvalidForm
from marac.web.answers import BLANK, Answers, read_answers
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, go_to, outcome, page
from marac.web.sent_papers import FORMS, parts_of, safe_of, sentences_after
from meetings.arrivals import REFERRAL
from meetings.attaching.reading import files_of_sent
from meetings.drafts import known_of_sender, list_drafts, start_draft
from meetings.questions import answer_questions, read_questions
from meetings.sent import list_sent, read_receipt, read_sent, take_back

AnyRequest = Request[Any, Any, Any]
FURTHER: dict[str, Any] = {"routes": {"repeat": {"applies": True}}}


@get("/referrals/new", guards=[may("referral.write")])
async def show_what_to_send(act: NamedDependency[Act]) -> Page:
    return await _new_page(act, BLANK)


@post("/referrals/new", guards=[may("referral.write")])
async def start_sending(act: NamedDependency[Act], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    what = answers.text("what")
    if what == "file":
        return go_to("/intake/files")
    if what not in ("new", "further", "emergency"):
        return await _new_page(act, answers.mended_by(InvalidForm({"what": "Choose what you want to send"})))
    known = await known_of_sender(act, REFERRAL) | (FURTHER if what == "further" else {})
    return go_to(f"/drafts/{await start_draft(act, REFERRAL, known=known, is_urgent=what == 'emergency')}")


@get("/referrals", guards=[may("referral.sent")])
async def show_sent_list(act: NamedDependency[Act]) -> Page:
    drafts = [draft for draft in await list_drafts(act) if draft.form == REFERRAL]
    return page("sent/list.html", heading=Heading.SENT_BY_YOU, drafts=drafts, sent=await list_sent(act), forms=FORMS)


@get("/sent/{ref:str}", guards=[may("referral.sent")])
async def show_sent(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    return await _sent_page(act, ref, BLANK)


@post("/sent/{ref:str}/answers", guards=[may("referral.write")])
async def answer(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Page | Redirect:
    answers = await read_answers(request)
    given = {name.removeprefix("answers."): answers.text(name) for name in answers.values}
    try:
        await answer_questions(act, ref, given)
    except InvalidForm as refusal:
        general = InvalidForm({}, general=next(iter(refusal.messages.values()), refusal.general))
        return await _sent_page(act, ref, answers.mended_by(general))
    return outcome(f"/sent/{ref}", "Your answers are sent. The coordinator has them.")


@post("/sent/{ref:str}/take-back", guards=[may("referral.write")])
async def take_back_sent(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Redirect:
    answers = await read_answers(request)
    await take_back(act, ref, reason=answers.text("reason")[:1000])
    return outcome(f"/sent/{ref}", "Taken back. It stays on record that it was sent by mistake.")


@get("/receipts/{ref:str}", guards=[may("referral.sent")])
async def show_receipt(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    receipt = await read_receipt(act, ref)
    figures = receipt.fingerprint
    return page(
        "sent/receipt.html",
        heading=Heading.REFERRAL_SENT if receipt.form == REFERRAL else Heading.RECEIPT,
        receipt=receipt,
        prefix=act.area.prefix,
        fingerprint=" ".join(figures[at : at + 8] for at in range(0, len(figures), 8)),
        next=sentences_after(receipt),
    )


@get("/receipts/{ref:str}/file", guards=[may("referral.sent")])
async def download_receipt(act: NamedDependency[Act], ref: FromPath[str]) -> Response[bytes]:
    """The signed receipt, for the sender's own records. It names nobody."""
    receipt = await read_receipt(act, ref)
    return Response(
        json.dumps(receipt.signed, default=_encoded, indent=2, sort_keys=True).encode(),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="receipt-{receipt.document_ref}.json"'},
    )


def _encoded(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError("a receipt holds texts, numbers and bytes")


async def _new_page(act: Act, answers: Answers) -> Page:
    drafts = [draft for draft in await list_drafts(act) if draft.form == REFERRAL]
    return page(
        "drafts/new.html", heading=Heading.WHAT_TO_SEND, answers=answers, drafts=drafts, ring=await _whom_to_ring(act)
    )


async def _whom_to_ring(act: Act) -> str:
    """Before something urgent is written down, somebody should know: the telephone of the coordinator's agency."""
    coordinators = await members_of(act.area.id, on=act.today, roles=COORDINATORS)
    theirs = {member.agency_id for member in coordinators}
    numbers = [agency.telephone for agency in await agencies_of(act.area.id, on=act.today) if agency.id in theirs]
    first = "Ring 999 if somebody is in danger now. Then ring the coordinator"
    return f"{first} on {numbers[0]}, and write it down here" if numbers and numbers[0] else f"{first}"


async def _sent_page(act: Act, ref: str, answers: Answers) -> Page:
    sent = await read_sent(act, ref)
    asks = sent.form == REFERRAL and sent.line.has_case
    return page(
        "sent/show.html",
        heading=Heading.SENT_DOCUMENT,
        answers=answers,
        sent=sent,
        questions=await read_questions(act, ref) if asks else (),
        blocks=parts_of(sent),
        safe=safe_of(sent),
        files=await files_of_sent(act, ref),
        may_take_back=sent.line.may_take_back,
        looked_at=act.business_at,
    )


SENT_PAGES = [
    show_what_to_send,
    start_sending,
    show_sent_list,
    show_sent,
    answer,
    take_back_sent,
    show_receipt,
    download_receipt,
]
