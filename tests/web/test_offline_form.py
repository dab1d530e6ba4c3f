"""The page that hands out offline forms, and what stands in the files: nothing outside, nothing secret."""

import hashlib
import json
import re
from base64 import b64encode
from html import unescape
from typing import Any

import pytest

from marac.web.offline_form import OFFLINE_PAGES
from marac.web.sealed import SEALED_PAGES
from meetings.forms import registry
from meetings.sealed.kinds import name_of, sealed_kinds
from tests.cast import Cast
from tests.sealed import the_sealers
from tests.web.conftest import Browser

pytestmark = pytest.mark.anyio
PAGES = [*OFFLINE_PAGES, *SEALED_PAGES]
REFERRAL = "/offline-form/northmoor-police/marac-referral-1"
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
SCRIPT = re.compile(r'<script type="module">(.*?)</script>', re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://[^\s\"'<]*|\burl\(|@import|\bsrc=")


def found_in(pattern: re.Pattern[str], file: str) -> str:
    [found] = pattern.findall(file)
    return str(found)


def data_of(file: str) -> dict[str, Any]:
    return dict(json.loads(found_in(DATA, file)))


def named(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


async def test_a_sender_is_handed_every_form_with_the_hash_of_its_file(browser: Browser, cast: Cast) -> None:
    await the_sealers(cast)
    bryn = await browser(cast.bryn)

    shown = await bryn.get("/offline-form")
    file = await bryn.client.get(REFERRAL)

    digest = hashlib.sha256(file.content).hexdigest()
    assert " ".join(re.findall(".{8}", digest)) in shown.text
    assert file.headers["content-disposition"] == 'attachment; filename="marac-referral-1-offline.html"'
    assert all(form.title in shown.text for form in registry.FORMS)
    assert (await bryn.client.get(REFERRAL)).content == file.content


async def test_the_file_lets_nothing_run_but_its_own_script_and_names_nothing_outside(
    browser: Browser, cast: Cast
) -> None:
    await the_sealers(cast)

    file = (await (await browser(cast.bryn)).client.get(REFERRAL)).text

    policy = dict(part.split(" ", 1) for part in unescape(found_in(POLICY, file)).split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["script-src"] == named(found_in(SCRIPT, file))
    assert policy["style-src"] == named(found_in(STYLE, file))
    assert "connect-src" not in policy
    assert [found for found in ADDRESS.findall(file) if found != cast.desk.address] == []


async def test_the_file_holds_the_signed_keys_and_the_agency_but_no_person(browser: Browser, cast: Cast) -> None:
    sealers = await the_sealers(cast)

    data = data_of((await (await browser(cast.bryn)).client.get(REFERRAL)).text)

    listed = data["served"]["list"]
    assert listed["area"]["id"] == str(sealers.listed.area)
    assert {key["suite"] for key in listed["keys"]} == {1, 2}
    assert {form["form"]: form["schema"] for form in listed["forms"]} == {
        kind.form: kind.schema.hex() for kind in sealed_kinds()
    }
    assert data["agency"] == "northmoor-police"
    assert cast.bryn.email not in json.dumps(data)


async def test_every_declared_form_can_be_made_a_file(browser: Browser, cast: Cast) -> None:
    await the_sealers(cast)
    bryn = await browser(cast.bryn)

    for form in registry.FORMS:
        file = await bryn.client.get(f"/offline-form/northmoor-police/{name_of(form)}")
        assert data_of(file.text)["plan"]["title"] == form.title


async def test_a_sender_fetches_no_file_of_another_agency_and_a_coordinator_any(browser: Browser, cast: Cast) -> None:
    await the_sealers(cast)
    other = REFERRAL.replace("northmoor-police", "moorland-gps")
    bryn, amina = await browser(cast.bryn), await browser(cast.amina)

    assert (await bryn.client.get(other)).status_code == 404
    assert (await bryn.client.get(REFERRAL.replace("referral-1", "referral-9"))).status_code == 404
    assert data_of((await amina.client.get(other)).text)["agency"] == "moorland-gps"
    assert "/offline-form/moorland-gps" in (await amina.get("/offline-form")).links.values()


async def test_the_page_shows_the_digits_that_the_coordinator_compares(browser: Browser, cast: Cast) -> None:
    await the_sealers(cast)

    shown = await (await browser(cast.bryn)).get("/offline-form")
    keys = await (await browser(cast.amina)).get("/keys")

    digits = re.findall(r"\b\d{5} \d{5} \d{5} \d{5}\b", keys.text)
    assert digits
    assert [each for each in digits if each not in shown.text] == []


async def test_without_published_keys_there_is_no_file(browser: Browser, cast: Cast) -> None:
    bryn = await browser(cast.bryn)

    assert "No keys are published" in (await bryn.get("/offline-form")).text
    assert (await bryn.client.get(REFERRAL)).status_code == 404
