"""What was typed into a form, as handlers and macros read it."""

from datetime import date
from typing import Any

import pytest
from litestar import Request, post
from litestar.response import Response

from marac.errors import InvalidForm
from marac.web.answers import Answers, born_parts, date_parts, field_id, read_answers
from marac.web.guards import anyone
from marac.web.site import build_site
from tests.web.reader import SAME_SITE, Reader, reading

pytestmark = pytest.mark.anyio


@post("/answers", guards=[anyone])
async def say_answers(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    answers = await read_answers(request, several=("criteria",))
    return Response({"values": answers.values, "cleaned": answers.cleaned}, status_code=200)


SITE = build_site([say_answers])


async def send(reader: Reader, sent: dict[str, Any]) -> Any:
    return await reader.client.post("/answers", data=sent, headers=SAME_SITE)


async def test_a_name_keeps_its_letters_and_loses_what_only_misleads_the_eye() -> None:
    async with reading(SITE) as reader:
        answer = await send(reader, {"family_name": "Zo\u00eb \u202eyrmrauQ\u200b", "note": "a\r\nb", "csrf": "x"})

    assert answer.json() == {
        "values": {"family_name": ["Zo\u00eb yrmrauQ"], "note": ["a\nb"]},
        "cleaned": ["family_name"],
    }


@pytest.mark.parametrize("hostile", ["a\x00b", "a\x1bb", "a\x08b"])
async def test_characters_no_text_can_hold_are_refused_by_field_and_not_repeated(hostile: str) -> None:
    async with reading(SITE) as reader:
        answer = await send(reader, {"family_name": hostile})

    assert answer.status_code == 422
    assert "Family name: take out the characters that cannot be shown" in answer.text
    assert hostile not in answer.text


async def test_a_field_sent_twice_is_refused_unless_it_may_be() -> None:
    async with reading(SITE) as reader:
        twice = await send(reader, {"family_name": ["Quarmby", "Smith"]})
        several = await send(reader, {"criteria": ["repeat", "judgement"]})

    assert twice.status_code == 422
    assert "Family name: answer this once" in twice.text
    assert several.json()["values"] == {"criteria": ["repeat", "judgement"]}


async def test_the_name_of_a_field_that_is_none_of_ours_is_not_repeated() -> None:
    async with reading(SITE) as reader:
        answer = await send(reader, {"<b>Ellen</b>": "\x00"})

    assert answer.status_code == 422
    assert "A field: take out" in answer.text
    assert "Ellen" not in answer.text


def test_a_message_about_the_value_of_a_birth_date_stands_at_the_birth_date() -> None:
    refusal = InvalidForm(
        {"victim.born_on.value": "Enter a date up to today", "criteria": "Choose one"}, general="Mend"
    )

    mended = Answers({"criteria": []}).mended_by(refusal)

    assert mended.errors == {"victim.born_on": "Enter a date up to today", "criteria": "Choose one"}
    assert mended.general == "Mend"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"precision": "exact", "day": "27", "month": "3", "year": "1985"}, ("exact", "1985-03-27")),
        ({"precision": "exact", "day": "", "month": "3", "year": "1985"}, ("month", "1985-03")),
        ({"precision": "year", "only_year": "1985"}, ("year", "1985")),
        ({"precision": "estimated_age", "age": "34"}, ("estimated_age", "34")),
        ({"precision": "unknown"}, ("unknown", None)),
    ],
)
def test_a_birth_date_is_kept_as_exactly_as_it_was_given_and_shown_so_again(
    sent: dict[str, str], kept: tuple[str, str | None]
) -> None:
    answers = Answers({f"born_on.{part}": value for part, value in sent.items()})

    given = answers.born_on("born_on")
    shown = born_parts("born_on", given["value"], str(given["precision"]))

    assert (given["precision"], given["value"]) == kept
    assert shown == {name: value for name, value in answers.values.items() if value}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"precision": "about"},
        {"precision": "exact", "day": "30", "month": "2", "year": "2026"},
        {"precision": "exact", "day": "27", "month": "3", "year": "85"},
        {"precision": "exact", "day": "\u0663", "month": "3", "year": "1985"},
        {"precision": "exact", "month": "13", "year": "1985"},
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_at_its_field(sent: dict[str, str]) -> None:
    answers = Answers({f"born_on.{part}": value for part, value in sent.items()})

    with pytest.raises(InvalidForm) as refusal:
        answers.born_on("born_on")

    assert list(refusal.value.messages) == ["born_on"]


def test_a_date_goes_through_its_three_boxes_and_back() -> None:
    answers = Answers(date_parts("due_on", date(2026, 9, 4)))

    assert answers.day("due_on") == date(2026, 9, 4)
    assert not answers.is_date_empty("due_on")
    assert Answers(date_parts("due_on", None)).is_date_empty("due_on")


def test_a_field_has_one_id_that_nothing_else_on_a_page_has() -> None:
    assert field_id("perpetrators.0.born_on") == "field-perpetrators-0-born-on"
