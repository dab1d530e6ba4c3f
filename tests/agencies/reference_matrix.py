"""Who may meet which page, said a second time and independently of policy.toml: by column of the access table.

REF referrer, REP representative, DEP deputy, IDVA, CO coordinators, CH chairs, MCO and MP of MAPPA, PO privacy officer,
AD administrator, SG steering reader. A page that several stages or relations share is open to all who meet it in one
of them; each case asks again behind it.
"""

from agencies.roles import Role

ROLES: dict[str, set[Role]] = {
    "REF": {Role.REFERRER},
    "REP": {Role.REPRESENTATIVE},
    "DEP": {Role.DEPUTY},
    "IDVA": {Role.IDVA},
    "CO": {Role.COORDINATOR, Role.DEPUTY_COORDINATOR},
    "CH": {Role.CHAIR, Role.DEPUTY_CHAIR},
    "MCO": {Role.MAPPA_COORDINATOR},
    "MP": {Role.PANEL_MEMBER},
    "PO": {Role.PRIVACY_OFFICER},
    "AD": {Role.ADMINISTRATOR},
    "SG": {Role.STEERING_READER},
}
EVERYBODY = "REF REP DEP IDVA CO CH MCO MP PO AD SG"

# In the Marac forum. Case content is never met by PO, AD and SG; intake by CO alone; the room by those with seats.
MARAC = {
    "start.read": EVERYBODY,
    "practice.read": EVERYBODY,
    "looks.own": "REP DEP IDVA CO CH PO",
    "referral.write": "REF REP DEP IDVA",
    "referral.sent": "REF REP DEP IDVA",
    "referral.upload": "REF REP DEP IDVA CO",
    "sent.print": "REF REP DEP IDVA",
    "sent.export": "REF REP DEP IDVA",
    "inbox.read": "CO",
    "referral.read": "REF REP DEP IDVA CO CH",
    "referral.decide": "CO",
    "referral.print": "CO",
    "referral.export": "CO",
    "referral.opinion": "CH",
    "unplaced.read": "CO",
    "unplaced.settle": "CO",
    "find.run": "REP DEP IDVA CO CH",
    "person.read": "REP DEP IDVA CO CH",
    "person.link": "CO",
    "person.tell": "IDVA CO",
    "person.review": "CO CH",
    "case.list": "CO CH",
    "case.read": "REP DEP IDVA CO CH",
    "case.change": "CO",
    "form.read": "REP DEP IDVA CO CH",
    "form.write": "REP DEP IDVA CO",
    "form.print": "REP DEP IDVA CO CH",
    "form.export": "REP DEP IDVA CO CH",
    "case.contact": "IDVA CO CH",
    "case.access": "CO CH",
    "case.looks": "REP DEP IDVA CO CH PO",
    "flag.read": "REP DEP IDVA CO",
    "flag.confirm": "REP DEP IDVA CO",
    "meeting.list": "REP DEP IDVA CO CH",
    "meeting.read": "REP DEP IDVA CO CH",
    "meeting.set": "CO",
    "agenda.build": "CO",
    "agenda.order": "CO CH",
    "agenda.read": "REP DEP IDVA CO CH",
    "conflict.declare": "REP DEP IDVA CO CH",
    "research.write": "REP DEP IDVA",
    "research.read": "CO CH",
    "research.ask": "CO",
    "room.read": "REP DEP IDVA CO CH",
    "room.run": "REP DEP IDVA CO CH",
    "statement.affirm": "REP DEP IDVA CO CH",
    "feedback.record": "IDVA CO",
    "risk.read": "REP DEP IDVA CO CH",
    "review.read": "REP DEP IDVA CO CH",
    "review.note": "REP DEP IDVA CO",
    "minutes.read": "REP DEP IDVA CO CH",
    "minutes.write": "REP DEP IDVA CO CH",
    "minutes.sign": "CH",
    "minutes.issue": "CO",
    "action.read": "REP DEP IDVA CO CH",
    "action.report": "REP DEP IDVA CO CH",
    "action.give": "REP DEP IDVA CO CH",
    "action.verify": "CO CH",
    "figures.read": "CO CH SG",
    "figures.list": "CO CH",
    "figures.workbook": "CO",
    "paper.ask": "REP DEP IDVA CO CH",
    "paper.fetch": "REP DEP IDVA CO CH SG",
    "looks.unusual": "PO",
    "checkpoint.read": "PO CO AD",
    "setting.read": "AD CO CH MCO",
    "setting.change": "AD CO MCO",
    "agency.read": "AD CO MCO",
    "agency.change": "AD CO MCO",
    "agency.keys": "AD CO",
    "agency.enrol": "CO",
    "seal.keys": "AD CO",
    "account.read": "AD",
    "account.change": "AD",
    "recovery.ask": "REP DEP IDVA CO CH MCO AD",
    "recovery.agree": "AD CO MCO",
    "health.read": "AD",
}
# MAPPA shares its frame with Marac and no page about people.
ALSO_IN_MAPPA = {
    "start.read",
    "practice.read",
    "looks.unusual",
    "checkpoint.read",
    "setting.read",
    "setting.change",
    "agency.read",
    "agency.change",
    "account.read",
    "account.change",
    "recovery.ask",
    "recovery.agree",
    "health.read",
}


def may_by_reference(row: str, role: Role, forum: str) -> bool:
    """The second opinion on one cell."""
    if forum != "marac" and row not in ALSO_IN_MAPPA:
        return False
    return any(role in ROLES[column] for column in MARAC.get(row, "").split())
