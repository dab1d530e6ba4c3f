"""Every door that a body can be sent to, on the service as it runs: pages, files, documents, sealed forms."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
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
from tests.cast import Cast
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
    """The service at its address, a person's browser in front of it, and an agency's software that sends at `now`."""

    address: str
    now: Callable[[], datetime]
    sending: Sending
    browser: httpx.Client
    page: str

    def send(self, door: str, item: Item, content: bytes) -> httpx.Response:
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
        client = Client(self.sending.key, self.address, self.now())
        headers = client.headers("POST", path, content, kind=kind)
        return self.browser.post(path, content=content, headers=headers)

    def _forms(self, path: str, wanted: str) -> Any:
        found: Any = lxml.html.fromstring(self.browser.get(path).content).xpath(wanted)
        return found[:1]


@dataclass
class Watched(Doors):
    """The doors of a service beside the test, which can look at what became of each."""

    service: Running

    def outcome(self, ref: str) -> str:
        """What the worker says of a sealed form when it has had its turn."""
        self.service.run_jobs()

        async def read() -> str:
            row = await SealedForm.select().where(SealedForm.ref == ref).first()
            return str(row["result"] or row["state"]) if row else ""

        return self.service.do(read)


@dataclass
class Prepared:
    """What stands in the database before anybody comes: keys of agencies, a session of Bryn's, and a draft of his."""

    sending: Sending
    token: str
    draft: str

    @property
    def page(self) -> str:
        return f"/drafts/{self.draft}/{PAGE_OF_TEXT}"

    def browser(self, address: str) -> httpx.Client:
        headers = {"Cookie": f"{SESSION_COOKIE}={self.token}"}
        return httpx.Client(base_url=address, headers=headers, timeout=60)


async def prepare(cast: Cast) -> Prepared:
    key, others = await an_enrolled_key(cast), await an_enrolled_key(cast, "northmoor-children")
    sending = Sending(await the_sealers(cast), await the_sealers(cast, "southdale"), key, others)
    act = await cast.bryn.act()
    with act.at_work():
        draft = await start_draft(act, REFERRAL, known=a_referral())
    return Prepared(sending, await cast.bryn.session_token(), draft)


@contextmanager
def the_doors(folder: Path) -> Iterator[Watched]:
    """The clock goes on with each that is sent, so that nobody is slowed."""
    clock = FixedClock(TUESDAY)

    def now() -> datetime:
        clock.move(timedelta(seconds=1))
        return clock.now()

    with running(folder, clock, seal_root_key=bytes(SEAL_KEY).hex()) as service:
        ready = service.do(lambda: prepare(service.cast))
        with ready.browser(service.address) as browser:
            yield Watched(service.address, now, ready.sending, browser, ready.page, service)
