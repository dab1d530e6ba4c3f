"""The form and the published JSON Schema give the same verdict, on real documents and on broken ones."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import marac
from meetings.forms.exchange import to_json_schema
from meetings.forms.findings import Rule
from meetings.forms.reading import read_document
from meetings.forms.registry import check_document, find

NORTHMOOR = Path(marac.__file__).parent / "practice" / "northmoor"
SCHEMAS = Path(__file__).parent / "schemas"
LONG_AFTER = date(2027, 1, 1)
# What the service refuses beyond the schema: what cannot be kept, what cannot be, and a referral without a route.
BEYOND_THE_SCHEMA = {
    Rule.TOO_LONG, Rule.TOO_MANY, Rule.CHARACTERS, Rule.NO_ROUTE, Rule.AHEAD_OF_RECEIPT, Rule.BIRTH_AHEAD,
    Rule.OUT_OF_RANGE,
}  # fmt: skip
DATES_THAT_CANNOT_BE = {Rule.NOT_A_DATE, Rule.NOT_A_BIRTH_DATE}

documents = sorted([*NORTHMOOR.glob("referrals/*.json"), *NORTHMOOR.glob("research/*.json")])


def published(form: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{form}-1.schema.json").read_text())
    return Draft202012Validator(schema, format_checker=FormatChecker())


VALIDATORS = {form: published(form) for form in ("marac-referral", "marac-research")}
OURS = {
    form: Draft202012Validator(to_json_schema(find(form, 1)), format_checker=FormatChecker()) for form in VALIDATORS
}


def sample(kind: str) -> list[dict[str, Any]]:
    paths = [path for path in documents if path.parent.name == kind]
    return [json.loads(path.read_bytes()) for path in paths[:: max(1, len(paths) // 40)]]


@pytest.mark.parametrize("kind", ["referrals", "research"])
def test_every_document_of_the_practice_area_is_taken_as_the_schema_takes_it(kind: str) -> None:
    paths = [path for path in documents if path.parent.name == kind]

    for path in paths:
        document = read_document(path.read_bytes())
        assert isinstance(document, dict)
        checked = check_document(document, received_on=LONG_AFTER)
        assert VALIDATORS[str(document["form"])].is_valid(document)
        assert OURS[str(document["form"])].is_valid(document)
        assert checked.document == document, path.name

    assert len(paths) > 170


@pytest.mark.parametrize("path", sorted(NORTHMOOR.glob("invalid/*.json")), ids=lambda path: path.stem)
def test_every_faulty_document_is_refused_at_its_fault(path: Path) -> None:
    checked = check_document(json.loads(path.read_bytes()), received_on=date(2025, 2, 3))

    assert checked.document is None
    assert list(checked.messages) == [
        {
            "impossible-date": "referred_on",
            "no-perpetrator": "perpetrators",
            "no-route": "routes",
            "no-victim": "victim",
            "unknown-field": "risk_level",
            "wrong-version": "version",
        }[path.stem]
    ]


def steps_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(step for key, inner in below for step in steps_of(inner, (*path, key)))]


STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 40),
    st.sampled_from([1.0, 1.5, "", "yes", "no", "not_known", "not_asked", "dont_know", "maybe", "ex_partner", "YES"]),
    st.sampled_from(["2025-02-30", "2025-02-28", "27/3/2025", "2025-2-3", "a@b", "nobody", "1234567890", "34", "1985"]),
    st.sampled_from([[], {}, ["x"], [1], {"value": "1985", "precision": "year"}, {"value": None, "precision": "year"}]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12),
)


@st.composite
def broken(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    document: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(sample(kind))))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from([step for step in steps_of(document) if step]))
        holder: Any = document
        for key in path[:-1]:
            holder = holder[key]
        match draw(st.sampled_from(["put", "put", "drop", "add"])):
            case "put":
                holder[path[-1]] = draw(STRANGE)
            case "drop":
                del holder[path[-1]]
            case "add" if isinstance(holder, dict):
                holder[draw(st.sampled_from(["extra", "risk_level", "Name", "0"]))] = draw(STRANGE)
    return document


RICHEST = ("referrals/NMP-25-00058.json", "referrals/LGW-25-0004.json", "research/WAY-RES-250205-001.json")


@pytest.mark.parametrize("name", RICHEST)
def test_each_field_left_out_or_null_gets_the_verdict_of_the_schema(name: str) -> None:
    whole = json.loads((NORTHMOOR / name).read_bytes())
    validator = VALIDATORS[whole["form"]]

    for path in [path for path in steps_of(whole) if path and isinstance(path[-1], str)]:
        for is_dropped in (True, False):
            document = copy.deepcopy(whole)
            holder: Any = document
            for key in path[:-1]:
                holder = holder[key]
            if is_dropped:
                del holder[path[-1]]
            else:
                holder[path[-1]] = None
            checked = check_document(document, received_on=LONG_AFTER)
            assert (checked.document is not None) == validator.is_valid(document), (path, is_dropped)


@pytest.mark.parametrize("kind", ["referrals", "research"])
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_broken_document_gets_the_verdict_of_the_schema(kind: str, data: st.DataObject) -> None:
    document = data.draw(broken(kind))
    form = "marac-referral" if kind == "referrals" else "marac-research"

    checked = check_document(document, received_on=LONG_AFTER)

    if VALIDATORS[form].is_valid(document):
        beyond = BEYOND_THE_SCHEMA | DATES_THAT_CANNOT_BE
        assert {finding.rule for finding in checked.findings} <= beyond, checked.messages
    else:
        assert checked.document is None
        assert checked.messages
