"""Every h1 of the service. The title begins with it, so none holds a name, a value or an id."""

from enum import StrEnum
from typing import TypeAlias

from meetings.forms.form import Form


class Heading(StrEnum):
    """The h1 of each page, by its page; keep them sorted by subject."""

    # The way in
    SIGN_IN = "Sign in"
    SECOND_STEP = "Confirm it is you"
    SET_UP_SECOND_STEP = "Set up your second step"
    RECOVERY_CODES = "Keep your recovery codes"
    SIGNED_OUT = "You are signed out"
    CANNOT_SIGN_IN = "Cannot sign in?"
    INVITATION = "Set up your account"
    CHOOSE_PASSWORD = "Choose a password"  # noqa: S105
    CHOOSE_SEAT = "Where are you working?"
    ACCOUNT = "Your account"
    SESSIONS = "Where you are signed in"
    COVER = "Cover and leave"
    KEYS = "Single keys"
    OPENING = "Opening"
    DECLARE = "Before you open this"
    REASON = "Why are you opening this?"

    # When something cannot be shown
    NOT_FOUND = "Page not found"
    NOT_NOW = "Cannot open just now"
    READ_ONLY = "Read only just now"
    TOO_MANY = "Wait before the next try"
    CHANGED = "Someone else has changed this"
    REFUSED = "This cannot be done"
    MEND = "Some answers must be mended"
    NOT_UNDERSTOOD = "This could not be read"
    TOO_LARGE = "This is too large"
    FAILED = "Something went wrong here"
    TEXT_KEPT = "Your text is kept"

    # Start
    YOUR_WORK = "Your work"
    MORE = "More"

    # Making a referral
    WHAT_TO_SEND = "What do you want to send?"
    REFERRAL_TASKS = "Refer to Marac"
    CHECK_ANSWERS = "Check your answers"
    REFERRAL_SENT = "Referral sent"
    RECEIPT = "Receipt"
    SENT_BY_YOU = "Sent by you"
    SENT_DOCUMENT = "What you sent"
    SEALED_FORMS = "Sealed forms"
    SEAL_HERE = "Seal in this browser"
    SEAL_KEYS = "Keys of sealed forms"
    OFFLINE_FORMS = "Forms to fill in offline"
    SEND_FILE = "Send a file"
    BRING_IN = "Bring in old records"
    BRING_IN_REPORT = "What bringing in would do"
    BRING_IN_STATE = "Old records brought in"
    FILES_SENT = "What became of each file"
    FILES_WITH_FORM = "Files with this form"
    CASE_FILES = "Files of this case"

    # Intake
    INBOX = "Inbox"
    REFERRAL = "Referral"
    QUESTIONS = "Questions for the referrer"
    OPINION = "Second opinion"
    OPINIONS = "Second opinions"
    BRING_IN_FORMS = "Bring in Word forms"
    FORMS_TO_BRING_IN = "What these forms would bring"
    FORMS_BROUGHT_IN = "What these forms brought"
    FORM_TO_BRING_IN = "What this form would bring"
    LINE_OF_FORM = "What does this line say?"
    UNPLACED = "Documents that cannot be placed"
    TWO_TEXTS = "One reference, two texts"
    FIND = "Find a case or person"
    FOUND = "What was found"
    REPEAT_CHANGES = "Repeat verdicts that changed"

    # Cases
    CASE = "Case"
    CASES = "Cases"
    CASE_FORMS = "Forms on this case"
    CHECK_FORM = "Check this form"
    CONTACT = "Contact details"
    CASE_ACCESS = "Who may see this case"
    FLAGS = "Flags"
    WHO_LOOKED = "Who looked"
    YOUR_LOOKS = "Your looks"
    PEOPLE = "People"
    PEOPLE_IN_REFERRAL = "People in this referral"
    PEOPLE_TO_DECIDE = "People to decide"
    PEOPLE_ATTENTION = "People who need attention"
    WHAT_YOU_KNOW = "What do you know?"
    WEIGHTY_LINKS = "Links that weigh more"
    PERSON_TIMELINE = "Timeline"
    PERSON_NAMES = "Names and details"
    PERSON_CASES = "Cases of this person"
    SAME_PERSON = "Are these the same person?"

    # Meetings
    MEETINGS = "Meetings"
    MEETING = "Meeting"
    SET_MEETING = "Set a meeting"
    SPLIT_MEETING = "Split the list"
    SERIES = "Set a series of meetings"
    SERIES_CHECK = "Check the series"
    EMERGENCY_MEETING = "Call an emergency meeting"
    BUILD_AGENDA = "Build the agenda"
    SEND_AGENDA = "Send the agenda"
    DECLARATIONS = "Who may know somebody"
    MOVE_MEETING = "Move the meeting"
    CANCEL_MEETING = "Cancel the meeting"
    WHO_ANSWERS = "Who will answer"
    AGENDA = "Agenda"
    AGENDAS = "Agendas"
    NOTHING_HELD = "Nothing held on these?"
    YOUR_TIME = "Your time"
    RESEARCH = "Research"
    RESEARCH_BY_AGENCY = "Research by agency"
    UNDELIVERED = "Letters that did not arrive"
    WHO_IS_HERE = "Who is here"
    STATEMENT = "Confidentiality statement"
    OPEN_MEETING = "Open the meeting"
    MEETING_ROOM = "Meeting room"
    MINUTES = "Minutes"
    TWO_LINES = "Two texts of one line"
    SIGN_MINUTES = "Sign the minutes"
    SEND_MINUTES = "Send the minutes"
    ACTIONS = "Actions"
    ACTION = "Action"
    ACTION_DONE = "What was done?"
    ACTION_CHANGED = "What has changed?"
    ACTION_NOT_DONE = "Why was it not done?"
    ACTION_GIVE = "Give to a colleague"
    ACTION_MOVE = "Give to somebody else"
    ACTION_REFUSE = "Why can your agency not do this?"
    ORPHANED_ACTIONS = "Actions nobody can do"
    SEND_ACTIONS = "Send the actions"
    TELL_THE_VICTIM = "Tell the victim"
    REVIEWS_DUE = "Risk reviews due"
    REVIEWS_OF_CASE = "Risk reviews of this case"
    REVIEW_HAPPENED = "What happened?"
    REVIEW_NOT_DONE = "Which review could not be done?"
    RISK_TOOLS = "Risk tools"
    OVERDUE_ACTIONS = "Overdue actions"

    # Figures, papers, oversight
    FIGURES = "Figures"
    FIGURE_LIST = "Cases behind a figure"
    EXPORTS = "Exports"
    FETCH_PAPER = "Fetch a paper"
    PAPERS = "Papers"
    SETTINGS = "Settings"
    SETTING = "Setting"
    AGENCIES = "Agencies and seats"
    AGENCY = "Agency"
    AGENCY_KEYS = "Signing keys"
    ACCOUNTS = "Accounts"
    ACCOUNT_OF_COLLEAGUE = "Account"
    INVITE = "Invite someone"
    LOST_ACCESS = "A colleague cannot sign in"
    HEALTH = "Health"
    CHECKPOINTS = "Checkpoints of the log"

    # Plain pages
    HELP = "Help"
    HELP_KEYS = "Keys"
    ACCESSIBILITY = "Accessibility"
    PRIVACY = "Privacy"
    WHO_CAN_SEE = "Who can see what"
    REPORT_MISTAKE = "Report a mistake"
    PRACTICE = "Practice area"

    # Shown in tests only
    SPECIMEN = "Specimen"


class FormHeading(str):
    """The h1 of a page, section or form as its declaration says it."""

    __slots__ = ()


AnyHeading: TypeAlias = Heading | FormHeading


def heading_of_page(form: Form, page_id: str) -> FormHeading:
    return FormHeading(form.say("page", page_id))


def heading_of_section(form: Form, section_id: str) -> FormHeading:
    return FormHeading(form.say("section", section_id))


def heading_of_form(form: Form) -> FormHeading:
    return FormHeading(form.title)
