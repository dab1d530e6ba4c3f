"""A referral sealed in its sender’s browser: the page gives its answers away as an envelope it cannot open itself."""

from dataclasses import asdict
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from marac.errors import NotFound
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from meetings.sealed.causes import SealRefused
from meetings.sealed_intake.drafts import find_referral, read_to_seal
from meetings.sealed_intake.lists import list_of_area
from meetings.sealed_intake.receiving import LARGEST_SEALED, Door, is_sealed, receive_sealed
from meetings.sealed_intake.telling import CAUSES

AnyRequest = Request[Any, Any, Any]
FILE = "sealed"
# A multipart body has its own lines around the envelope, which may be a byte too large to be told so.
AROUND_IT = 64 * 1024
NOT_SEALED = "Send one sealed form. Open the page again if it sent none."
TAKEN, REFUSED = 201, 422


@get("/drafts/{ref:str}/seal", guards=[may("referral.write")])
async def show_sealing(act: NamedDependency[Act], ref: FromPath[str]) -> Page:
    await find_referral(act, ref)
    return page(
        "sealed/here.html",
        heading=Heading.SEAL_HERE,
        ref=ref,
        plain=f"/drafts/{ref}",
        area=act.area.name,
        has_keys=await list_of_area(act) is not None,
    )


@get("/drafts/{ref:str}/seal/form", guards=[may("referral.write")])
async def give_form(act: NamedDependency[Act], ref: FromPath[str]) -> Response[dict[str, Any]]:
    """What the script of the page asks for: the questions, the keys, and what its author had answered before."""
    keys = await list_of_area(act)
    if keys is None:
        raise NotFound
    return Response({**asdict(await read_to_seal(act, ref)), "served": keys})


@post(
    "/drafts/{ref:str}/seal",
    guards=[may("referral.write")],
    request_max_body_size=LARGEST_SEALED + AROUND_IT,
)
async def take_sealed(act: NamedDependency[Act], ref: FromPath[str], request: AnyRequest) -> Response[dict[str, str]]:
    """The script of the page asks, so the answer is for it: the receipt's address, or one sentence."""
    draft = await find_referral(act, ref)
    files = [value for value in (await request.form()).getall(FILE, []) if isinstance(value, UploadFile)]
    content = await files[0].read(LARGEST_SEALED + 1) if len(files) == 1 else b""
    if not is_sealed(content):
        return _told(NOT_SEALED)
    try:
        receipt = await receive_sealed(act, content, door=Door.PAGE, draft=draft.id)
    except SealRefused as refusal:
        return _told(CAUSES[refusal.cause])
    return Response({"receipt": f"/intake/sealed/{receipt.ref}/receipt"}, status_code=TAKEN)


def _told(sentence: str) -> Response[dict[str, str]]:
    return Response({"told": sentence}, status_code=REFUSED)


SEALING_PAGES = [show_sealing, give_form, take_sealed]
