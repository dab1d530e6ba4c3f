"""What stands on a paper depends on its reader, and silence is shown as silence."""

from dataclasses import replace

from exports.agenda_layout import lay_out_agenda
from exports.blocks import Block, Grid, Heading, Layout, Pairs, Paragraph
from exports.minutes_layout import lay_out_minutes
from meetings.papers.agenda_paper import AnswerLine
from meetings.papers.minutes_paper import MinutesCase
from meetings.papers.person_lines import PersonLines, PersonRole
from tests.exports.cast_papers import POLICE, UNBORN, a_minutes_case, an_agenda, an_agenda_item, some_minutes


def grids_of(layout: Layout) -> dict[tuple[str, ...], Grid]:
    return {block.heads: block for block in layout.blocks if isinstance(block, Grid)}


def answers_of(layout: Layout) -> dict[str, str]:
    return {label: answer for block in layout.blocks if isinstance(block, Pairs) for label, answer in block.rows}


def after_heading(blocks: tuple[Block, ...], text: str) -> Block:
    numbers = [number for number, block in enumerate(blocks) if isinstance(block, Heading) and block.text == text]
    return blocks[numbers[0] + 1]


def test_a_representative_sees_the_own_answer_and_not_who_else_was_asked() -> None:
    layout = lay_out_agenda(an_agenda(1))

    assert answers_of(layout)["Your answer"] == "No trace, 18 Nov, Bryn Price"
    assert ("Agency asked", "Research", "Who and when") not in grids_of(layout)


def test_a_coordinator_sees_every_agency_asked_with_its_state() -> None:
    asked = (AnswerLine(agency=POLICE, state="nil"), AnswerLine(agency="Northmoor Housing", state="late"))
    paper = replace(an_agenda(), items=(replace(an_agenda_item(), answer=None, asked=asked),))

    layout = lay_out_agenda(paper)

    assert grids_of(layout)["Agency asked", "Research", "Who and when"].rows == (
        (POLICE, "nil", ""),
        ("Northmoor Housing", "late", ""),
    )
    assert "Your answer" not in answers_of(layout)


def test_a_repeat_names_its_reason_and_the_other_clock() -> None:
    assert answers_of(lay_out_agenda(an_agenda(1)))["Repeat"] == (
        "Repeat. Abuse on 2 November 2025, within 12 months of the last referral on 14 March 2025. "
        "By last heard: repeat."
    )


def test_names_wait_until_somebody_is_assigned() -> None:
    masked = PersonLines(role=PersonRole.VICTIM, is_masked=True)
    item = replace(an_agenda_item(), victim=masked, perpetrators=(), children=())

    layout = lay_out_agenda(replace(an_agenda(), items=(item,)))

    [row] = grids_of(layout)["Who", "Family name", "Given names", "Born, address, school"].rows
    assert row == ("Victim", "Shown once somebody in your agency is assigned", "", "")


def test_a_child_not_born_yet_is_shown_by_its_due_date() -> None:
    item = replace(an_agenda_item(), children=(UNBORN,))

    layout = lay_out_agenda(replace(an_agenda(), items=(item,)))

    rows = grids_of(layout)["Who", "Family name", "Given names", "Born, address, school"].rows
    assert rows[-1] == ("Child\nchild of Ellen Quarmby", "Unborn child", "", "Due 4 May 2026")


def test_a_case_without_a_planned_time_says_so() -> None:
    item = replace(an_agenda_item(), starts_at=None)

    layout = lay_out_agenda(replace(an_agenda(), items=(item,)))

    [row] = grids_of(layout)["No.", "Time", "Minutes", "Case number", "Why it stands here"].rows
    assert row[1] == "not set"


def test_in_minutes_each_part_that_nobody_spoke_to_stands_and_says_so() -> None:
    full = a_minutes_case()
    silent = MinutesCase(
        number=1,
        case_number=full.case_number,
        case_ref=full.case_ref,
        victim=full.victim,
        perpetrators=full.perpetrators,
    )

    layout = lay_out_minutes(replace(some_minutes(), cases=(silent,)))

    for heading in ("Why the case is here", "What the victim wants", "Information shared", "Risks", "Actions"):
        assert after_heading(layout.blocks, heading) == Paragraph("None recorded.")
    assert answers_of(layout)["Dissent"] == "None"
    assert answers_of(layout)["Telling the victim"] == "Not settled"


def test_the_two_reasons_for_an_unfinished_action_stand_apart() -> None:
    layout = lay_out_minutes(some_minutes())

    assert after_heading(layout.blocks, "Could not be done because things changed") == Paragraph("None.")
    not_done = after_heading(layout.blocks, "Agency did not do it")
    assert isinstance(not_done, Grid)
    assert not_done.rows[0][0] == "NM-25-047"


def test_a_risk_that_no_action_answers_is_seen() -> None:
    risks = after_heading(lay_out_minutes(some_minutes()).blocks, "Risks")

    assert isinstance(risks, Grid)
    assert risks.rows == (("Pressure to the neck, once", "15", "A1"), ("Money is controlled", "20", "No action"))


def test_a_correction_stands_beside_what_it_mends() -> None:
    corrections = after_heading(lay_out_minutes(some_minutes()).blocks, "Corrections")

    assert isinstance(corrections, Grid)
    assert corrections.rows[0][2] == "Now: Four calls since June.\nBefore: Three calls since June."
