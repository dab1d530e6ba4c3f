"""Who is asked what they hold, and why."""

import copy
from datetime import date
from typing import Any

from meetings.forms.declaration import Json
from meetings.rules.asking import WHY, AgencyOnDay, Asked, AskRules, age_on, ask_rules, who_is_asked
from tests.meetings import northmoor

LONG_AGO = date(2020, 1, 1)
MEETING = date(2025, 6, 11)
RULES = ask_rules((), MEETING)


def agencies() -> list[AgencyOnDay]:
    told = northmoor.read("area.json")["agencies"]
    return [AgencyOnDay(each["slug"], each["types"][0]["type"], each["core"], LONG_AGO) for each in told]


def a_case(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(northmoor.documents()["NMP-25-00112"]), **changes}


def reasons(asked: tuple[Asked, ...]) -> dict[str, str]:
    return {each.agency: each.why for each in asked}


def ask(document: dict[str, Any], **how: Any) -> dict[str, str]:
    return reasons(who_is_asked(document, how.pop("of", agencies()), meeting_on=MEETING, rules=RULES, **how))


def test_police_idva_and_childrens_social_care_are_asked_of_every_case() -> None:
    asked = ask(a_case(children=[]))

    assert {agency for agency, why in asked.items() if why == "always"} == {
        "northmoor-police", "wayside-idva", "northmoor-children",
    }  # fmt: skip


def test_whoever_sent_the_referral_is_asked_though_no_core_member() -> None:
    asked = ask(a_case(referring_agency="lantern-gate"))

    assert asked["lantern-gate"] == "referrer"


def test_education_is_asked_where_a_child_goes_to_school() -> None:
    document = a_case()
    document["children"][0]["school"] = "Aldermoor Primary"

    assert ask(document)["northmoor-education"] == "school"
    assert "northmoor-education" not in ask(a_case(children=[]))


def test_youth_justice_is_asked_where_anybody_is_under_eighteen_on_the_meeting_day() -> None:
    document = a_case(children=[])
    document["perpetrators"][0]["born_on"] = {"value": "2007-06-12", "precision": "exact"}
    turned = copy.deepcopy(document)
    turned["perpetrators"][0]["born_on"]["value"] = "2007-06-11"

    assert ask(document)["northmoor-youth-justice"] == "under_18"
    assert "northmoor-youth-justice" not in ask(turned)


def test_probation_and_prison_are_asked_where_a_perpetrator_has_their_number() -> None:
    prison = AgencyOnDay("hmp", "prison", is_core=False, joined_on=LONG_AGO)
    document = a_case()
    document["perpetrators"][0]["identifiers"] = {"crn": "X123456"}

    asked = ask(document, of=[*agencies(), prison])

    assert (asked["northmoor-probation"], asked["hmp"]) == ("offender", "offender")
    document["perpetrators"][0]["identifiers"] = {"nhs_number": "9990000001", "crn": None}
    assert "hmp" not in ask(document, of=[*agencies(), prison])


def test_health_visiting_is_asked_for_a_child_not_yet_born() -> None:
    visitors = AgencyOnDay("visitors", "health_visiting", is_core=False, joined_on=LONG_AGO)
    document = a_case()
    document["children"][0] |= {"born_on": {"value": None, "precision": "unknown"}, "due_on": "2025-08-20"}

    assert ask(document, of=[visitors]) == {"visitors": "under_5"}


def test_other_core_members_are_asked_unless_the_area_says_otherwise() -> None:
    few = who_is_asked(a_case(), agencies(), meeting_on=MEETING, rules=AskRules(("police",), asks_other_core=False))

    assert ask(a_case())["ravenbeck-homes"] == "core"
    assert "ravenbeck-homes" not in reasons(few)


def test_for_an_emergency_only_those_who_must_be_there_are_asked() -> None:
    asked = ask(a_case(referring_agency="ravenbeck-homes"), is_emergency=True)

    assert asked == {
        "northmoor-police": "always", "wayside-idva": "always", "northmoor-children": "children",
        "ravenbeck-homes": "referrer",
    }  # fmt: skip


def test_an_agency_that_has_left_or_is_left_out_is_not_asked() -> None:
    gone = AgencyOnDay("gone", "police", is_core=True, joined_on=LONG_AGO, left_on=date(2025, 6, 10))
    to_come = AgencyOnDay("to-come", "police", is_core=True, joined_on=date(2025, 6, 12))

    assert ask(a_case(), of=[gone, to_come]) == {}
    assert "northmoor-police" not in ask(a_case(), left_out={"northmoor-police"})


def test_every_reason_has_its_sentence() -> None:
    for document in northmoor.documents().values():
        asked = who_is_asked(document, agencies(), meeting_on=MEETING, rules=RULES)
        assert all(each.sentence == WHY[each.why] for each in asked)


def test_those_always_asked_in_the_practice_area_are_always_on_our_list() -> None:
    always = {"northmoor-police", "wayside-idva", "northmoor-children"}

    for ref, decision in northmoor.decisions().items():
        for hearing in decision["hearings"]:
            told = {agency for agency in hearing["asked"] if agency in always}
            # A colleague's own agency is left out of a staff case.
            assert told <= set(ask(northmoor.documents()[ref]))


def test_an_estimated_age_grows_with_the_years_since_it_was_written() -> None:
    about: Json = {"born_on": {"value": "16", "precision": "estimated_age"}}

    assert age_on(about, date(2026, 6, 1), written_on=date(2024, 5, 1)) == 18
    assert age_on({"born_on": {"value": None, "precision": "unknown"}}, MEETING) is None
    assert age_on({"born_on": {"value": "1990-12", "precision": "month"}}, date(2025, 11, 30)) == 34
