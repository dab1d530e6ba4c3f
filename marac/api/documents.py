"""Exchange documents from an agency's own software: filed once, however often they are sent, and asked after later."""

import hashlib
import re
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from agencies.once import claim, keep_answer, let_go
from marac.api.doors import JSON, AnyRequest, requires_signature
from marac.api.problems import Problem
from marac.errors import Conflict, InvalidForm, NotFound
from marac.ids import read_ref
from meetings.arrivals import Result
from meetings.forms.reading import LARGEST_DOCUMENT, read_document
from meetings.intake import Taken, take_in
from meetings.sent import read_receipt, read_state

PATH = "/documents"
_ONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
USED_OTHERWISE = "Use another Idempotency-Key: this one came before with other content. Nothing was taken in."
OTHER_TEXT = (
    "Send changes under a sender_reference of their own: another text came under this one before. "
    "Both are kept and the coordinator decides."
)


@post(
    PATH,
    guards=[requires_signature],
    opt={"takes": (JSON,)},
    request_max_body_size=LARGEST_DOCUMENT,
    status_code=201,
)
async def send_document(act: NamedDependency[Act], request: AnyRequest) -> Response[dict[str, Any]]:
    """201 for a document that is new here, 200 for one that stood here before; the answer is the same."""
    sent, once = await request.body(), _once_of(request)
    with act.at_work():
        return await (_answer_once(act, sent, once) if once else _answer(act, sent))


@get(PATH + "/{reference:str}", guards=[requires_signature])
async def show_document(act: NamedDependency[Act], reference: FromPath[str]) -> Response[dict[str, Any]]:
    """What became of a document that this agency's software sent."""
    if read_ref(reference) != reference:
        raise NotFound
    with act.at_work():
        line, receipt = await read_state(act, reference), await read_receipt(act, reference)
    return Response(
        {
            "reference": line.document_ref,
            "form": line.form,
            "sender_reference": line.sender_reference,
            "state": line.code,
            "state_in_words": line.state,
            "to_do": line.to_do,
            "decided_at": line.decided_at.isoformat() if line.decided_at else None,
            "receipt": receipt.signed,
        }
    )


def _once_of(request: AnyRequest) -> str:
    told = request.headers.getall("idempotency-key", [])
    if not told:
        return ""
    if len(told) != 1 or not _ONCE.fullmatch(told[0]):
        raise Problem(400, "Send one Idempotency-Key of 16 to 64 letters, digits, dashes and underlines.")
    return str(told[0])


async def _answer_once(act: Act, sent: bytes, once: str) -> Response[dict[str, Any]]:
    """The first answer again for the same content. Two at once both get through: a document is filed once anyway."""
    if act.agency_id is None:
        raise NotFound
    claimed = await claim(act.agency_id, once, request_hash=hashlib.sha256(sent).hexdigest(), now=act.at)
    if not claimed.is_same:
        raise Conflict(USED_OTHERWISE)
    try:
        answer = await _answer(act, sent)
    except Exception:
        # Nothing was taken in: the key may come again with a mended document.
        if claimed.is_ours:
            await let_go(act.agency_id, once)
        raise
    if claimed.is_ours:
        await keep_answer(act.agency_id, once, answer=str(answer.status_code))
    elif claimed.answer:
        answer.status_code = int(claimed.answer)
    return answer


async def _answer(act: Act, sent: bytes) -> Response[dict[str, Any]]:
    taken = await _take_in(act, sent)
    if taken.result is Result.REJECTED:
        raise InvalidForm(taken.messages)
    if taken.result is Result.CONFLICT or taken.document_ref is None:
        raise Conflict(OTHER_TEXT)
    receipt = await read_receipt(act, taken.document_ref)
    body = {
        "reference": taken.document_ref,
        "gaps": [{"field": gap.path, "message": gap.sentence} for gap in taken.gaps],
        "receipt": receipt.signed,
    }
    return Response(
        body,
        status_code=201 if taken.is_new else 200,
        headers={"Location": f"/api/v1{PATH}/{taken.document_ref}"},
    )


async def _take_in(act: Act, sent: bytes) -> Taken:
    """Raises Problem where the bytes are no JSON at all; that something was refused is on record all the same."""
    try:
        document = read_document(sent)
    except InvalidForm as refusal:
        await take_in(act, sent)
        raise Problem(400, "Send one JSON document in UTF-8.", messages=refusal.messages) from None
    return await take_in(act, document)


DOCUMENTS = [send_document, show_document]
