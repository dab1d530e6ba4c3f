"""Sealed forms from an agency's own software: kept unread, acknowledged with a receipt, and asked after later."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from marac.api.doors import AnyRequest, requires_signature
from marac.api.problems import Problem
from marac.errors import NotFound
from marac.ids import read_ref
from meetings.sealed_intake.receiving import HPKE, JWE, LARGEST, LARGEST_SEALED, Door, kind_of, receive_sealed
from meetings.sealed_intake.telling import read_sealed

PATH = "/sealed"
ENVELOPE, JOSE = "application/octet-stream", "application/jose"
OTHER_KIND = f"Send an envelope as {ENVELOPE} and a JWE as {JOSE}."
TOO_LARGE = f"Send less: an envelope has {LARGEST[HPKE]} bytes at most, a JWE {LARGEST[JWE]}. Nothing was taken in."


@post(
    PATH,
    guards=[requires_signature],
    opt={"takes": (ENVELOPE, JOSE)},
    request_max_body_size=LARGEST_SEALED,
    status_code=201,
)
async def send_sealed(act: NamedDependency[Act], request: AnyRequest) -> Response[dict[str, Any]]:
    """201 for what is new here, 200 for the same bytes again; the receipt is the same."""
    sent = await request.body()
    is_jose = request.headers.get("content-type", "").strip().lower().startswith(JOSE)
    _requires_kind(sent, JWE if is_jose else HPKE)
    with act.at_work():
        receipt = await receive_sealed(act, sent, door=Door.MACHINE)
    return Response(
        {"reference": receipt.ref, "receipt": receipt.signed},
        status_code=201 if receipt.is_new else 200,
        headers={"Location": f"/api/v1{PATH}/{receipt.ref}"},
    )


def _requires_kind(sent: bytes, said: str) -> None:
    """That it is what it is said to be. What is neither goes on, to be refused and recorded as no sealed form."""
    if len(sent) > LARGEST[said]:
        raise Problem(413, TOO_LARGE)
    if kind_of(sent) not in (said, None):
        raise Problem(415, OTHER_KIND)


@get(PATH + "/{reference:str}", guards=[requires_signature])
async def show_sealed_state(act: NamedDependency[Act], reference: FromPath[str]) -> Response[dict[str, Any]]:
    """What became of a sealed form that this agency's software sent."""
    if read_ref(reference) != reference:
        raise NotFound
    with act.at_work():
        told = await read_sealed(act, reference)
    return Response(
        {
            "reference": told.receipt.ref,
            "state": told.code,
            "state_in_words": told.state,
            "cause": told.cause,
            "messages": dict(told.told),
            "document": told.document_ref,
            "receipt": told.receipt.signed,
        }
    )


SEALED = [send_sealed, show_sealed_state]
