"""Papers about the cast, for one reader each: Bryn Price of Northmoor Constabulary, unless a test says otherwise."""

from datetime import UTC, date, datetime, timedelta

from meetings.papers.action_sheet_paper import ActionSheetPaper, SheetAction
from meetings.papers.agenda_paper import AgendaItem, AgendaPaper, AnswerLine, OwnTime, RepeatMark, Route, RouteLine
from meetings.papers.marking import MeetingLine, Stamp
from meetings.papers.meeting_invite import InviteMethod, MeetingInvite
from meetings.papers.minutes_paper import (
    ActionLine,
    Affirmation,
    Apology,
    Attendee,
    Correction,
    MinutesCase,
    MinutesPaper,
    Observer,
    RiskLine,
    SharedLine,
    TellingVictim,
    UnfinishedAction,
    UnfinishedBin,
    VictimView,
)
from meetings.papers.person_lines import HELD_BY_COORDINATOR, OtherName, PersonLines, PersonRole

MADE_AT = datetime(2025, 11, 21, 10, 0, tzinfo=UTC)
STARTS_AT = datetime(2025, 11, 26, 9, 30, tzinfo=UTC)
ENDS_AT = datetime(2025, 11, 26, 13, 0, tzinfo=UTC)
POLICE = "Northmoor Constabulary Domestic Abuse Unit"
IDVAS = "Wayside Domestic Abuse Service"
CHILDRENS = "Northmoor Children's Services"

STAMP = Stamp(
    area_name="Northmoor Marac",
    recipient_name="Bryn Price",
    recipient_agency=POLICE,
    copy_mark="copy 3 of this record",
    made_at=MADE_AT,
    is_practice=True,
)
MEETING = MeetingLine(
    ref="5TQ4H-2ZB8C",
    starts_at=STARTS_AT,
    ends_at=ENDS_AT,
    place="Town Hall, Wenbeck",
    link="https://rooms.example.org/northmoor",
    chair=f"Rose Adeyemi, {POLICE}",
)
ELLEN = PersonLines(
    role=PersonRole.VICTIM,
    family_name="Quarmby",
    given_names="Ellen",
    also_known_as=(OtherName(family_name="Ostrey", given_names="Ellen", note="married name, from the referrer"),),
    born="27 March 1985 (40)",
    addresses=(HELD_BY_COORDINATOR,),
)
FRANK = PersonLines(
    role=PersonRole.PERPETRATOR,
    family_name="Ostrey",
    given_names="Frank",
    born="About 43 (estimated 3 November 2025)",
    addresses=("4 Mill Lane, Wenbeck, ZZ1 2AB",),
    relationships=("husband",),
    is_spelling_doubted=True,
)
IVY = PersonLines(
    role=PersonRole.CHILD,
    family_name="Ostrey",
    given_names="Ivy",
    born="2 May 2016 (9)",
    relationships=("daughter of Ellen Quarmby", "daughter of Frank Ostrey"),
    school="Aldermoor Primary School",
)
UNBORN = PersonLines(
    role=PersonRole.CHILD, born="Due 4 May 2026", relationships=("child of Ellen Quarmby",), is_unborn=True
)


def an_agenda_item(number: int = 1) -> AgendaItem:
    """Ellen's case at this place of the list."""
    return AgendaItem(
        number=number,
        case_number=f"NM-25-{93 + number:03}",
        case_ref="NM 7K3Q9-XBD2H",
        starts_at=STARTS_AT + timedelta(minutes=12 * number),
        minutes=12,
        victim=ELLEN,
        perpetrators=(FRANK,),
        children=(IVY, UNBORN),
        routes=(
            RouteLine(route=Route.VISIBLE_HIGH_RISK, is_said=True, is_shown=True),
            RouteLine(route=Route.POTENTIAL_ESCALATION, is_said=True, is_shown=False),
            RouteLine(route=Route.REPEAT, is_said=False, is_shown=True),
        ),
        repeat=RepeatMark(
            tag="Repeat",
            sentence="Abuse on 2 November 2025, within 12 months of the last referral on 14 March 2025.",
            other_clock="By last heard: repeat.",
        ),
        referred_by=IDVAS,
        victim_aware="yes",
        idva_engaged="yes",
        cross_references=("Same perpetrator as NM-25-047",),
        why_here="Pinned by the chair; children on protection plan.",
        answer=AnswerLine(agency=POLICE, state="no trace", detail="18 Nov, Bryn Price"),
    )


def an_agenda(number_of_items: int = 2) -> AgendaPaper:
    """Bryn's agenda."""
    return AgendaPaper(
        stamp=STAMP,
        meeting=MEETING,
        version=2,
        items=tuple(an_agenda_item(number) for number in range(1, number_of_items + 1)),
        own_times=(
            OwnTime(from_at=STARTS_AT, to_at=STARTS_AT + timedelta(minutes=24)),
            OwnTime(from_at=STARTS_AT + timedelta(minutes=110), to_at=STARTS_AT + timedelta(minutes=150)),
        ),
        answer_by=datetime(2025, 11, 24, 12, 0, tzinfo=UTC),
        changes=("Case NM-25-095 was added.",),
    )


SHARED = (
    SharedLine(agency=POLICE, spoken_by="Bryn Price", kind="fact", text="Three calls since June; bail to May."),
    SharedLine(
        agency=CHILDRENS,
        kind="opinion",
        spoken_by="read out",
        text="Ivy is thought to have seen more than she says.",
    ),
)
RISKS = (
    RiskLine(label="Pressure to the neck, once", dash_item=15, actions=("A1",)),
    RiskLine(label="Money is controlled", dash_item=20),
)
ACTIONS = (
    ActionLine(
        ref="A1",
        text="Mark the address for an immediate response",
        owner_agency=POLICE,
        owner_person="Bryn Price",
        due_on=date(2025, 11, 27),
        status="Agreed",
        risk="Pressure to the neck",
        safe_to_tell="yes, by the Idva",
    ),
    ActionLine(
        ref="A2",
        text="See Ivy alone at school",
        owner_agency=CHILDRENS,
        owner_person="Tom Lund",
        due_on=date(2025, 12, 9),
        status="Accepted",
        helpers=("Northmoor Education",),
    ),
)
CORRECTIONS = (
    Correction(
        corrected_at=datetime(2025, 12, 2, 14, 5, tzinfo=UTC),
        by="Rose Adeyemi",
        section="Information shared",
        now="Four calls since June.",
        before="Three calls since June.",
    ),
)


def a_minutes_case(number: int = 1) -> MinutesCase:
    """Ellen's case as it was heard."""
    return MinutesCase(
        number=number,
        case_number=f"NM-25-{93 + number:03}",
        case_ref="NM 7K3Q9-XBD2H",
        victim=ELLEN,
        perpetrators=(FRANK,),
        children=(IVY,),
        repeat="Repeat. Abuse within 12 months of the last referral on 14 March 2025.",
        opened_at=STARTS_AT + timedelta(minutes=16),
        closed_at=STARTS_AT + timedelta(minutes=27),
        not_in_room=("Gwen Tolley, Northmoor Housing: not yet arrived",),
        summary="Ellen lives with Frank and Ivy, 9. On 2 November 2025 he held her by the throat.\n"
        "Fifteen answers are yes.",
        shared=SHARED,
        risks=RISKS,
        victim_view=VictimView(text="Wants to stay and have the locks changed.", spoken_by="Fern Cole"),
        decisions=("Plan agreed.", "Children's services make an assessment."),
        dissent="Housing would have moved the family at once.",
        telling_victim=TellingVictim(by="Fern Cole", method="at the children's centre", due_on=date(2025, 11, 28)),
        actions=ACTIONS,
        corrections=CORRECTIONS,
    )


ATTENDEES = (
    Attendee(
        name="Rose Adeyemi",
        agency=POLICE,
        seat="Chair",
        how="in person",
        arrived_at=STARTS_AT,
        left_at=ENDS_AT,
    ),
    Attendee(
        name="Fern Cole",
        agency=IDVAS,
        seat="Idva",
        deputy_for="June Hart",
        how="online",
        arrived_at=STARTS_AT,
        left_at=ENDS_AT,
    ),
)
APOLOGIES = (
    Apology(
        name="Gita Rao",
        agency="Northmoor Infirmary",
        is_information_sent=True,
        information_sent_at=datetime(2025, 11, 24, 9, 12, tzinfo=UTC),
        note="On leave.",
    ),
    Apology(name="Ned Farrow", agency="Northmoor Housing", is_information_sent=False, is_absent=True),
)
AFFIRMATIONS = (
    Affirmation(name="Rose Adeyemi", how="in person", affirmed_at=STARTS_AT),
    Affirmation(name="Fern Cole", how="online", affirmed_at=STARTS_AT + timedelta(minutes=2)),
)
UNFINISHED = (
    UnfinishedAction(
        case_number="NM-25-047",
        text="Fit lock and letterbox guard",
        owner="Ned Farrow, Northmoor Housing",
        bin=UnfinishedBin.NOT_DONE,
    ),
)


def some_minutes(number_of_cases: int = 1) -> MinutesPaper:
    """The approved minutes as Bryn gets them."""
    return MinutesPaper(
        stamp=STAMP,
        meeting=MEETING,
        cases=tuple(a_minutes_case(number) for number in range(1, number_of_cases + 1)),
        attendees=ATTENDEES,
        apologies=APOLOGIES,
        observers=(Observer(name="Una Beck", agency="Northmoor Council", is_condition_signed=True),),
        quorum="Quorate: 7 of 8 core agencies were there, 5 are needed.",
        statement_version="2024-11",
        affirmations=AFFIRMATIONS,
        unfinished=UNFINISHED,
        minutes_taken_by="Amina Shah",
        approved_by="Rose Adeyemi",
        approved_at=datetime(2025, 12, 1, 10, 15, tzinfo=UTC),
    )


def an_action_sheet() -> ActionSheetPaper:
    """What was given on the day."""
    case = a_minutes_case()
    actions = tuple(SheetAction(case_number=case.case_number, action=action) for action in case.actions)
    return ActionSheetPaper(stamp=STAMP, meeting=MEETING, actions=actions)


def an_invite(method: InviteMethod = InviteMethod.REQUEST, *, sequence: int = 0) -> MeetingInvite:
    """The meeting in Bryn's calendar."""
    return MeetingInvite(
        method=method,
        uid="0198c0de-5tq4h2zb8c@desk.example.org",
        sequence=sequence,
        prefix="NM",
        meeting_ref="5tq4h2zb8c",
        starts_at=STARTS_AT,
        ends_at=ENDS_AT,
        made_at=MADE_AT,
        organizer="desk@desk.example.org",
        attendee="bryn.price@police.example.org",
        place="Town Hall, Wenbeck",
        link="https://desk.example.org/go/q7m29kxa00",
    )
