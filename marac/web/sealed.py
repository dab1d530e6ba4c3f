"""Sealed forms: what became of those one sent, their receipts, and the area's keys with fingerprints to compare."""

import json

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from agencies.acts import Act
from marac.web.guards import may
from marac.web.headings import Heading
from marac.web.pages import Page, page
from meetings.sealed_intake.lists import read_keys
from meetings.sealed_intake.telling import list_sealed, read_sealed_receipt


@get("/intake/sealed", guards=[may("referral.upload")])
async def show_sealed(act: NamedDependency[Act]) -> Page:
    return page("sealed/list.html", heading=Heading.SEALED_FORMS, lines=await list_sealed(act), act=act)


@get("/intake/sealed/{ref:str}/receipt", guards=[may("referral.upload")])
async def download_sealed_receipt(act: NamedDependency[Act], ref: FromPath[str]) -> Response[bytes]:
    """The signed receipt of the envelope, for the sender's own records."""
    receipt = await read_sealed_receipt(act, ref)
    return Response(
        json.dumps(receipt.signed, indent=2, sort_keys=True).encode(),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="receipt-{receipt.ref}.json"'},
    )


@get("/keys", guards=[may("seal.keys")])
async def show_seal_keys(act: NamedDependency[Act]) -> Page:
    return page("sealed/keys.html", heading=Heading.SEAL_KEYS, keys=await read_keys(act))


SEALED_PAGES = [download_sealed_receipt, show_seal_keys, show_sealed]
