"""Every h1 of the service. The title begins with it, so none holds a name, a value or an id."""

from enum import StrEnum


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
    REFERRAL_ABOUT_YOU = "About you"
    REFERRAL_VICTIM = "The victim"
    REFERRAL_SAFE_CONTACT = "Contacting the victim"
    REFERRAL_PERPETRATOR = "A perpetrator"
    REFERRAL_PERPETRATORS = "Perpetrators"
    REFERRAL_CHILD = "A child"
    REFERRAL_CHILDREN = "Children"
    REFERRAL_INCIDENT = "What happened"
    REFERRAL_WHY_NOW = "Why now"
    RISK_CHECKLIST = "Risk checklist"
    REFERRAL_AWARENESS = "What the victim knows and wants"
    REFERRAL_ROUTES = "Reasons to refer"
    CHECK_ANSWERS = "Check your answers"
    REFERRAL_SENT = "Referral sent"
    SENT_BY_YOU = "Sent by you"
    SEND_FILE = "Send a file"

    # Intake
    INBOX = "Inbox"
    REFERRAL = "Referral"
    QUESTIONS = "Questions for the referrer"
    UNPLACED = "Documents that cannot be placed"
    TWO_TEXTS = "One reference, two texts"
    FIND = "Find a case or person"
    REPEAT_CHANGES = "Repeat verdicts that changed"

    # Cases
    CASE = "Case"
    CASES = "Cases"
    CASE_FORMS = "Forms on this case"
    CONTACT = "Contact details"
    CASE_ACCESS = "Who may see this case"
    FLAGS = "Flags"
    WHO_LOOKED = "Who looked"
    YOUR_LOOKS = "Your looks"
    PEOPLE = "People"
    SAME_PERSON = "Are these the same person?"

    # Meetings
    MEETINGS = "Meetings"
    MEETING = "Meeting"
    SET_MEETING = "Set a meeting"
    BUILD_AGENDA = "Build the agenda"
    SEND_AGENDA = "Send the agenda"
    AGENDA = "Agenda"
    AGENDAS = "Agendas"
    NOTHING_HELD = "Nothing held on these?"
    YOUR_TIME = "Your time"
    RESEARCH = "Research"
    RESEARCH_BY_AGENCY = "Research by agency"
    WHO_IS_HERE = "Who is here"
    STATEMENT = "Confidentiality statement"
    OPEN_MEETING = "Open the meeting"
    MINUTES = "Minutes"
    TWO_LINES = "Two texts of one line"
    SIGN_MINUTES = "Sign the minutes"
    SEND_MINUTES = "Send the minutes"
    ACTIONS = "Actions"
    ACTION = "Action"
    OVERDUE_ACTIONS = "Overdue actions"

    # Figures, papers, oversight
    FIGURES = "Figures"
    FIGURE_LIST = "Cases behind a figure"
    EXPORTS = "Exports"
    PAPERS = "Papers"
    SETTINGS = "Settings"
    SETTING = "Setting"
    AGENCIES = "Agencies and seats"
    AGENCY = "Agency"
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
