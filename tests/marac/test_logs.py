"""Log lines hold what is allowed by name and nothing that anybody typed."""

import json
import logging
from io import StringIO
from typing import Any

import structlog

from marac.logs import start_logs


def lines_of(log: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def fail_on(name: str) -> None:
    raise ValueError(f"{name} is not a reference")


def test_a_key_that_is_not_on_the_list_is_dropped(log_lines: StringIO) -> None:
    structlog.get_logger().info("page-shown", route="/cases/{ref}", status=200, victim="Ellen Quarmby")

    [line] = lines_of(log_lines)
    assert line.keys() == {"event", "level", "route", "status", "timestamp"}


def test_an_exception_is_its_class_and_where_it_passed(log_lines: StringIO) -> None:
    try:
        fail_on("Ellen Quarmby")
    except ValueError:
        structlog.get_logger().exception("page-failed")

    [line] = lines_of(log_lines)
    assert line["error"] == "ValueError"
    assert [frame.split(":")[0] for frame in line["exception"]] == ["tests/marac/test_logs.py"] * 2
    assert line["exception"][1].endswith(" fail_on")
    assert "reference" not in log_lines.getvalue()


def test_what_caused_an_exception_is_named_too(log_lines: StringIO) -> None:
    try:
        try:
            fail_on("Frank Ostrey")
        except ValueError as error:
            raise KeyError("Frank Ostrey") from error
    except KeyError as error:
        structlog.get_logger().warning("page-failed", exc_info=error)

    [line] = lines_of(log_lines)
    assert line["error"] == "KeyError"
    assert "from ValueError" in line["exception"]


def test_a_librarys_words_are_not_repeated(log_lines: StringIO) -> None:
    logging.getLogger("some.library").warning("Cannot parse %s", "Ellen Quarmby")

    [line] = lines_of(log_lines)
    assert line["event"] == "library"
    assert line["route"].startswith("some.library:")


def test_addresses_asked_for_are_not_logged(log_lines: StringIO) -> None:
    logging.getLogger("uvicorn.access").info("GET /cases?name=%s", "Quarmby")
    logging.getLogger("httpx").info("HTTP Request: GET %s", "/cases?name=Quarmby")

    assert log_lines.getvalue() == ""


def test_the_server_can_say_why_it_does_not_start(log_lines: StringIO) -> None:
    logging.getLogger("uvicorn.error").error("[Errno 98] address already in use")

    assert lines_of(log_lines)[0]["event"] == "[Errno 98] address already in use"


def test_lines_below_the_level_are_left_out() -> None:
    log = StringIO()
    before = list(logging.getLogger().handlers)
    start_logs("warning", into=log)

    structlog.get_logger().info("page-shown")
    structlog.get_logger().warning("page-failed")
    logging.getLogger().handlers = before

    assert [line["event"] for line in lines_of(log)] == ["page-failed"]
