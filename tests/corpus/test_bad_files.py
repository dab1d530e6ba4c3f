"""Bad documents as files: each is refused by field and rule, says nothing of what stood in it, and stops no other."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from marac.web.sent import SENT_PAGES
from marac.web.uploads import UPLOAD_PAGES
from meetings.forms.registry import check_document
from meetings.tables.documents import Document
from tests.cast import Cast
from tests.corpus.documents import ANSWERS, answers_of, bad_files, with_answer
from tests.corpus.words import MARK
from tests.documents import a_referral, a_return
from tests.marac.commands.test_way_in import document, run
from tests.web.conftest import Browser
from tests.web.test_uploads import sending

pytestmark = pytest.mark.anyio

# The short run puts every how-many-th wrong answer into each place; beginning elsewhere at each, it tries them all.
SHARE = 6
ALL = pytest.param(1, marks=pytest.mark.long, id="all")
DAY = date(2026, 9, 1)
WHOLE = {"referral": a_referral(), "research": a_return("NM-26-0001")}
PAGES = [*SENT_PAGES, *UPLOAD_PAGES]


@pytest.mark.parametrize("share", [SHARE, ALL])
@pytest.mark.parametrize("form", WHOLE)
def test_a_wrong_answer_anywhere_in_a_document_is_refused_at_its_place_and_not_repeated(form: str, share: int) -> None:
    whole, found = WHOLE[form], []
    for number, way in enumerate(answers_of(whole)):
        for id_, answer in list(ANSWERS.items())[number % share :: share]:
            checked = check_document(with_answer(whole, way, answer), received_on=DAY, agencies=["northmoor-police"])
            said = " ".join([*checked.messages, *checked.messages.values(), *(gap.sentence for gap in checked.gaps)])
            if MARK in said:
                found.append(f"{id_} at {way}: the value is repeated")
            if checked.document is None and not any(len(each.split()) > 2 for each in checked.messages.values()):
                found.append(f"{id_} at {way}: no message says what to do")

    assert found == []


def test_no_bad_document_of_a_folder_stops_another_or_is_kept_or_repeated(
    data: Path,
    log_lines: StringIO,
) -> None:
    bad = list(bad_files())
    folder = data / "sent"
    folder.mkdir()
    for number, each in enumerate(bad):
        (folder / f"{number:03}.json").write_bytes(each.content)
    (folder / "999.json").write_text(json.dumps(document()))

    told = run(data, "intake", str(folder), "--area", "northmoor", "--json").output
    in_words = run(data, "intake", str(folder), "--area", "northmoor").output

    *refused, last = json.loads(told)["documents"]
    assert [
        (each.id, one["result"]) for each, one in zip(bad, refused, strict=True) if one["result"] != "rejected"
    ] == []
    assert [each.id for each, one in zip(bad, refused, strict=True) if each.named not in one["messages"]] == []
    assert last["result"] == "received"
    assert MARK not in told + in_words + log_lines.getvalue()
    assert "\x1b" not in in_words


def test_a_file_with_a_name_that_is_no_text_is_taken_in_like_any_other(data: Path) -> None:
    folder = data / "sent"
    folder.mkdir()
    (folder / "odd\udcff\x1b[31m.json").write_text(json.dumps(document()))

    told = run(data, "intake", str(folder), "--area", "northmoor", "--json").output
    in_words = run(data, "intake", str(folder), "--area", "northmoor").output

    assert [each["result"] for each in json.loads(told)["documents"]] == ["received"]
    assert in_words.startswith("same ")
    assert "\x1b" not in in_words


async def test_the_page_of_files_says_of_each_bad_one_what_is_wrong_and_keeps_the_good(
    browser: Browser,
    cast: Cast,
    log_lines: StringIO,
) -> None:
    reader = await browser(cast.bryn)
    bad = [(f"{number}.json", each.content) for number, each in enumerate(bad_files())]

    answer = await sending(reader, *bad, ("whole.json", json.dumps(a_referral()).encode()))

    assert answer.status_code == 200
    assert answer.text.count("Rejected.") == len(bad)
    assert answer.text.count("Received.") == 1
    assert MARK not in answer.text + log_lines.getvalue()
    assert await Document.count() == 1
