"""Every door that a body can be sent to, on the service as it runs: pages, files, documents, sealed forms."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import lxml.html

from marac.web.cookies import SESSION_COOKIE
from meetings.arrivals import REFERRAL
from meetings.drafts import start_draft
from meetings.tables.sealed import SealedForm
from tests.api.signing import Client
from tests.autopilot import FRAME, buttons_of, filled
from tests.corpus.listing import Item
from tests.corpus.sealed_made import Sending
from tests.corpus.words import WRITTEN
from tests.documents import a_referral
from tests.fakes import TUESDAY, FixedClock
from tests.running import Running, running
from tests.sealed import SEAL_KEY, the_sealers
from tests.signing import an_enrolled_key
from tests.web.reader import SAME_SITE

KINDS = {"documents": "application/json", "sealed": "application/octet-stream"}
FORM = "application/x-www-form-urlencoded"
# A page of the referral whose first question is a text.
PAGE_OF_TEXT = "why-now"


@dataclass
class Doors:
    """The service on its port, a person's browser in front of it, and an agency's software."""

    service: Running
    clock: FixedClock
    sending: Sending
    browser: httpx.Client
    page: str

    def send(self, door: str, item: Item, content: bytes) -> httpx.Response:
        """The clock goes on, so that nobody is slowed."""
        self.clock.move(timedelta(seconds=1))
        if door == "page":
            return self._fill_in(item, content)
        if door == "files":
            return self._hand_in(item, content)
        return self._sign(door, item, content)

    def _fill_in(self, item: Item, content: bytes) -> httpx.Response:
        """A form with this in every field for text, or a body of these bytes alone."""
        text, body = item.text(), content
        if text is not None:
            (form,) = self._forms(self.page, "//form[@method='post'][.//textarea]")
            pairs = filled(form, lambda _: WRITTEN) + next(buttons_of(form), [])
            written = [(name, text if value == WRITTEN else value) for name, value in pairs]
            body = urlencode(written, errors="surrogatepass").encode()
        return self.browser.post(self.page, content=body, headers={**SAME_SITE, "Content-Type": FORM})

    def _hand_in(self, item: Item, content: bytes) -> httpx.Response:
        boundary = item.boundary()
        if boundary is not None:
            kind = f"multipart/form-data; boundary={boundary}".replace("\r\n", "%0D%0A")
            return self.browser.post("/intake/files", content=content, headers={**SAME_SITE, "Content-Type": kind})
        (form,) = self._forms("/intake/files", "//form[.//input[@type='file']]")
        frame = {name: form.xpath(f"string(.//input[@name='{name}']/@value)") for name in FRAME}
        files: Any = [("files", (item.told.get("name", "form.json"), content, "application/octet-stream"))]
        return self.browser.post("/intake/files", data=frame, files=files, headers=SAME_SITE)

    def _sign(self, door: str, item: Item, content: bytes) -> httpx.Response:
        path = f"/api/v1/{door}"
        is_jose = door == "sealed" and content.startswith(b"ey")
        kind = "application/jose" if is_jose else KINDS[door]
        client = Client(self.sending.key, self.service.address, self.clock.now())
        headers = client.headers("POST", path, content, kind=kind)
        return self.browser.post(path, content=content, headers=headers)

    def _forms(self, path: str, wanted: str) -> Any:
        found: Any = lxml.html.fromstring(self.browser.get(path).content).xpath(wanted)
        return found[:1]

    def outcome(self, ref: str) -> str:
        """What the worker says of a sealed form when it has had its turn."""
        self.service.run_jobs()

        async def read() -> str:
            row = await SealedForm.select().where(SealedForm.ref == ref).first()
            return str(row["result"] or row["state"]) if row else ""

        return self.service.do(read)


@contextmanager
def the_doors(folder: Path) -> Iterator[Doors]:
    clock = FixedClock(TUESDAY)
    with running(folder, clock, seal_root_key=bytes(SEAL_KEY).hex()) as service:
        cast = service.cast

        async def prepared() -> tuple[Sending, str, str]:
            key, others = await an_enrolled_key(cast), await an_enrolled_key(cast, "northmoor-children")
            sending = Sending(await the_sealers(cast), await the_sealers(cast, "southdale"), key, others)
            act = await cast.bryn.act()
            with act.at_work():
                draft = await start_draft(act, REFERRAL, known=a_referral())
            return sending, await cast.bryn.session_token(), draft

        sending, token, draft = service.do(prepared)
        cookie = {"Cookie": f"{SESSION_COOKIE}={token}"}
        with httpx.Client(base_url=service.address, headers=cookie, timeout=60) as browser:
            yield Doors(service, clock, sending, browser, f"/drafts/{draft}/{PAGE_OF_TEXT}")
