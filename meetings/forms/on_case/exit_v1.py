"""The exit form, version 1: eleven comparisons with the beginning, and whether anybody may call after six months."""

from collections.abc import Iterator

from meetings.forms.case_form import case_form
from meetings.forms.casework.figures import days_to_come, levels
from meetings.forms.casework.rules import gap, named, not_ahead
from meetings.forms.casework.shapes import (
    BORN,
    GENDER,
    NAMES,
    RISK_LEVELS,
    SAFE_CONTACT,
    WHERE,
    choice,
    day,
    is_yes,
    record_day,
    story,
    text,
    under,
    yes_no,
)
from meetings.forms.check import Circumstances, Rules
from meetings.forms.declaration import Group, Json, Need, Page, Part, Rows, Section, When
from meetings.forms.figures import Answers, FigureTable
from meetings.forms.findings import Gap

NUMBER_OF_COMPARISONS = 11
COMPARISONS = tuple(str(number) for number in range(1, NUMBER_OF_COMPARISONS + 1))
COMPARED = ("worse", "no_change", "improved", "not_applicable")

_CLIENT: tuple[Part, ...] = (
    *NAMES,
    *BORN,
    *GENDER,
    *SAFE_CONTACT,
    text("safe_times", protected=True),
    text("code_words", protected=True),
    story("notes"),
)
_ORDER: tuple[Part, ...] = (
    choice("order", "sentence", "restraining", "non_molestation", "occupation", is_open=True),
    day("expires_on", need=Need.MUST, may_be_ahead=True),
    text("detail"),
)
_PARTNER: tuple[Part, ...] = (
    *NAMES,
    *WHERE,
    text("contact"),
    Rows("orders", _ORDER, ("court_order",), most=20),
    story("notes"),
)
_CHILD: tuple[Part, ...] = (
    *NAMES,
    *BORN,
    text("lives_with"),
    yes_no("school_changed", need=Need.NO),
    text("new_school", need=Need.MUST, asked_if=is_yes("school_changed")),
    story("notes"),
)
_PARTS: tuple[Part, ...] = (
    record_day("closed_on"),
    text("worker", need=Need.MUST),
    choice("risk_at_intake", *RISK_LEVELS),
    choice("risk_at_closure", *RISK_LEVELS),
    Group("client", _CLIENT, ("client", "case_person", "person")),
    Rows("partners", _PARTNER, ("exit_partner", "case_person", "person", "address"), most=20),
    Rows("children", _CHILD, ("exit_child", "case_person", "person"), most=30),
    Group("comparisons", tuple(choice(n, *COMPARED) for n in COMPARISONS), ("comparison",)),
    Group("comments", tuple(text(n) for n in COMPARISONS), ("comparison_comment",)),
    Group("further_actions", tuple(text(n) for n in COMPARISONS), ("comparison_action",)),
    yes_no("knows_what_to_do"),
    story("knows_what_to_do_comment"),
    yes_no("followup_6_months_ok"),
    text("followup_by", need=Need.MAY, asked_if=is_yes("followup_6_months_ok")),
    text("followup_how", need=Need.MAY, asked_if=is_yes("followup_6_months_ok")),
    choice("client_signed", "on_paper", "telephone", "not_signed"),
    text("printed_name", need=Need.MUST, asked_if=When("client_signed", ("on_paper",))),
    day("client_signed_on", need=Need.MUST, asked_if=When("client_signed", ("on_paper", "telephone"))),
)


def _gaps_of_exit(document: dict[str, Json], by: Circumstances) -> Iterator[Gap]:
    caller, worker = document.get("followup_by"), document.get("worker")
    if isinstance(caller, str) and isinstance(worker, str) and _alike(caller) == _alike(worker):
        yield gap("followup_by", "followup_by_same_worker", Need.MAY)
    if document.get("knows_what_to_do") == "no":
        yield gap("knows_what_to_do", "exit_does_not_know", Need.MAY)


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()


def _compared(part: int, numbers: tuple[str, ...]) -> Page:
    asks = (f"{group}.{n}" for n in numbers for group in ("comparisons", "comments", "further_actions"))
    return Page(f"compared-{part}", tuple(asks))


_PERSON = ("given_names", "family_name", "aliases")
_SECTIONS = (
    Section("exit", "closing", (Page("exit", ("closed_on", "worker", "risk_at_intake", "risk_at_closure")),)),
    Section(
        "compared",
        "closing",
        (_compared(1, COMPARISONS[:4]), _compared(2, COMPARISONS[4:8]), _compared(3, COMPARISONS[8:])),
    ),
    Section(
        "afterwards",
        "closing",
        (
            Page(
                "afterwards",
                ("knows_what_to_do", "knows_what_to_do_comment", "followup_6_months_ok", "followup_by", "followup_how"),
            ),
        ),
    ),
    Section(
        "client",
        "latest",
        (
            Page("client", under("client", *_PERSON, "born_on", "gender", "address", "alternative_address")),
            Page("reach", under("client", "telephone", "mobile", "safe_times", "code_words", "notes")),
        ),
    ),
    Section(
        "partners",
        "latest",
        (Page("partner", under("partners.*", *_PERSON, "lines", "town", "postcode", "contact", "orders", "notes")),),
        row="partners",
    ),
    Section(
        "children",
        "latest",
        (
            Page(
                "child", under("children.*", *_PERSON, "born_on", "lives_with", "school_changed", "new_school", "notes")
            ),
        ),
        row="children",
    ),
    Section("signed", "closing_signature", (Page("signed", ("client_signed", "printed_name", "client_signed_on")),)),
)

_RULES = Rules(
    refuse=(not_ahead("exit", "closed_on"),), gaps=(_gaps_of_exit, named("client", "partners.*", "children.*"))
)


def _figures(answers: Answers, earlier: Answers | None) -> tuple[FigureTable, ...]:
    risk = ("figure.levels.risk", "risk_at_intake", "risk_at_closure", RISK_LEVELS)
    return (*levels(answers, risk), *days_to_come("marac-exit")(answers, earlier))


FORM = case_form("marac-exit", 1, parts=_PARTS, words="exit", sections=_SECTIONS, rules=_RULES, figures=_figures)
