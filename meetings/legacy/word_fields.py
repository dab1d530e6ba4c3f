"""What a label of a Word form may stand for, and the wordings by which each is known. A table, to be added to."""

import re
from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """How the answer beside a label is read."""

    TEXT = "text"
    NAMES = "names"
    BORN = "born"
    DAY = "day"
    MARK = "mark"
    ROUTE = "route"
    ADDRESS = "address"
    HELD = "held"
    PHONE = "phone"
    CONTACT = "contact"
    LINES = "lines"
    AGENCY = "agency"
    RELATION = "relation"
    EQUALITY = "equality"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Target:
    """A field of the referral, or several. `path` has a star for the number of a person."""

    code: str
    words: str
    how: How
    path: str
    labels: tuple[str, ...] = ()
    role: str = ""


VICTIM, HARM, CHILD = "victim", "perpetrators", "children"
_WHERE = ("where they live", "address", "home address", "current address", "lives at")
_PHONES = ("their phone", "phone", "telephone", "phone number", "telephone number", "mobile", "contact number")
_HELD = (
    "is the address confidential",
    "is this address confidential",
    "address confidential",
    "confidential address",
    "keep address confidential",
    "address to be kept confidential",
)
_BORN = ("their date of birth", "date of birth", "dates of birth", "dob", "d o b", "date s of birth", "born")

TARGETS: tuple[Target, ...] = (
    Target(
        "agency", "Agency that refers", How.AGENCY, "referring_agency",
        ("agency making the request", "referring agency", "agency", "name of agency", "your agency"),
    ),
    Target(
        "contact", "Contact at that agency", How.LINES, "contact_names",
        ("who we can speak to", "contact name", "contact name s", "referrer", "name of referrer", "your name"),
    ),
    Target(
        "contact_details", "Telephone and e-mail of the contact", How.CONTACT, "telephone",
        ("phone and e-mail", "phone and email", "telephone and email", "contact details", "telephone email"),
    ),
    Target(
        "referred_on", "Date of the referral", How.DAY, "referred_on",
        ("date of this request", "date of referral", "date of request", "referral date", "date"),
    ),
    Target("incident_on", "Date of the incident", How.DAY, "incident_on", ("date of incident", "incident date")),
    Target(
        "identified_on", "Date the risk was identified", How.DAY, "identified_on",
        ("date risk identified", "date identified as high risk", "date the risk was identified"),
    ),
    Target(
        "victim.name", "Victim: name", How.NAMES, "victim",
        ("name of the person at risk", "name of person at risk", "victim", "victim name", "name of victim",
         "client name"),
        VICTIM,
    ),
    Target("victim.born", "Victim: date of birth", How.BORN, "victim.born_on", _BORN, VICTIM),
    Target("victim.address", "Victim: address", How.ADDRESS, "victim.addresses.0", _WHERE, VICTIM),
    Target(
        "victim.address_held", "Victim: address is confidential", How.HELD, "victim.addresses.0.confidential", _HELD,
        VICTIM,
    ),
    Target("victim.phone", "Victim: telephone", How.PHONE, "victim.phones", _PHONES, VICTIM),
    Target(
        "victim.safe_to_call", "Victim: safe to ring", How.MARK, "victim.phones.0.safe_to_call",
        ("ok to ring this number", "is this number safe to call", "safe to call", "safe to ring", "safe to contact"),
    ),
    Target(
        "victim.contact_notes", "Victim: notes on contact", How.TEXT, "victim.safe_contact.notes",
        ("anything we should know before making contact", "please insert any relevant contact information",
         "contact information", "safe contact notes"),
    ),
    Target(
        "victim.equality", "Victim: equality and gender", How.EQUALITY, "victim.diversity",
        ("equality information if known", "equality information", "diversity data", "diversity"),
    ),
    Target(
        "perpetrators.name", "Perpetrator: name", How.NAMES, "perpetrators.*",
        ("name of the person s causing harm", "name of the person causing harm", "perpetrator", "perpetrator s name",
         "name of perpetrator", "perpetrator name", "alleged perpetrator"),
        HARM,
    ),
    Target("perpetrators.born", "Perpetrator: date of birth", How.BORN, "perpetrators.*.born_on", _BORN, HARM),
    Target("perpetrators.address", "Perpetrator: address", How.ADDRESS, "perpetrators.*.addresses.0", _WHERE, HARM),
    Target(
        "perpetrators.address_held", "Perpetrator: address is confidential", How.HELD,
        "perpetrators.*.addresses.0.confidential", _HELD, HARM,
    ),
    Target("perpetrators.phone", "Perpetrator: telephone", How.PHONE, "perpetrators.*.phones", _PHONES, HARM),
    Target(
        "perpetrators.relation", "Perpetrator: relationship to the victim", How.RELATION,
        "perpetrators.*.relationship_to_victim",
        ("how they are related to the person at risk", "relationship to victim", "relationship to the victim",
         "relationship to person at risk", "relationship"),
    ),
    Target(
        "children.name", "Child: name", How.NAMES, "children.*",
        ("child s name", "name of child", "children", "children name", "name of children", "childs name"), CHILD,
    ),
    Target("children.born", "Child: date of birth", How.BORN, "children.*.born_on", _BORN, CHILD),
    Target(
        "children.to_victim", "Child: relationship to the victim", How.RELATION, "children.*.relationship_to_victim",
        ("to person at risk", "relationship to victim", "to victim"), CHILD,
    ),
    Target(
        "children.to_perpetrator", "Child: relationship to the perpetrator", How.RELATION,
        "children.*.relationships_to_perpetrators",
        ("to person causing harm", "relationship to perpetrator", "to perpetrator"), CHILD,
    ),
    Target(
        "children.lives_with", "Child: lives with", How.TEXT, "children.*.lives_with",
        ("lives at", "address", "lives with", "where they live"), CHILD,
    ),
    Target("children.school", "Child: school", How.TEXT, "children.*.school",
           ("school or nursery", "school", "nursery", "school if known"), CHILD),
    Target(
        "reason", "Reason for the referral", How.TEXT, "reason",
        ("why you are asking and anything else we need to know", "reason for referral", "background and risk issues",
         "reason for referral additional information", "reason"),
    ),
    Target(
        "route.judgement", "Route: professional judgement", How.ROUTE, "routes.professional_judgement.applies",
        ("my professional judgement is that the risk is high", "professional judgement"),
    ),
    Target("route.judgement_reason", "Professional judgement: reason", How.TEXT,
           "routes.professional_judgement.reason", ("reason for professional judgement",)),
    Target(
        "route.high_risk", "Route: visible high risk", How.ROUTE, "routes.visible_high_risk.applies",
        ("checklist score is at or over the local line", "visible high risk", "high risk"),
    ),
    Target(
        "route.escalation", "Route: escalation", How.ROUTE, "routes.escalation.applies",
        ("three or more police incidents in a year", "potential escalation", "escalation"),
    ),
    Target(
        "route.repeat", "Route: repeat", How.ROUTE, "routes.repeat.applies",
        ("repeat within twelve months of an earlier request", "marac repeat", "repeat", "is this a repeat"),
    ),
    Target(
        "repeat.earlier", "Repeat: earlier date or case number", How.EARLIER, "routes.repeat",
        ("if so earlier date or case number", "if yes earlier date or case number", "earlier date or case number",
         "previous case number"),
    ),
    Target(
        "aware", "Victim knows of the referral", How.MARK, "victim_aware.answer",
        ("does the person at risk know about this request", "is the victim aware of marac referral", "victim aware",
         "is the victim aware of the marac referral"),
    ),
    Target(
        "aware.why_not", "Why the victim does not know", How.TEXT, "victim_aware.why_not",
        ("if not the reason", "if no why not", "if not why not"),
    ),
    Target(
        "consent", "Victim agrees to the referral", How.MARK, "consent.answer",
        ("did they agree to it", "has the victim consented to the referral", "consent", "victim consent"),
    ),
    Target(
        "afraid_of", "Who the victim is afraid of", How.TEXT, "afraid_of",
        ("who are they afraid of", "who is the victim afraid of"),
    ),
    Target(
        "safe_to_talk_to", "Safe to talk to", How.TEXT, "safe_to_talk_to",
        ("who do they say it is safe to speak to", "who does the victim believe it safe to talk to",
         "safe to talk to"),
    ),
    Target(
        "not_safe_to_talk_to", "Not safe to talk to", How.TEXT, "not_safe_to_talk_to",
        ("who is it not safe to speak to", "who does the victim believe it not safe to talk to",
         "not safe to talk to"),
    ),
    Target(
        "other_marac", "Heard at another Marac", How.MARK, "other_marac.answer",
        ("has another marac heard about them", "has the victim been referred to any other marac", "other marac"),
    ),
    Target(
        "other_marac.where", "Other Marac: where", How.TEXT, "other_marac.where",
        ("if so where and when", "if yes where when", "other marac where"),
    ),
)  # fmt: skip

HELD_WORDS = {target.role: target.words for target in TARGETS if target.how is How.HELD}
BY_CODE = {target.code: target for target in TARGETS}
_ROLE_NAMES = {"victim.name": VICTIM, "perpetrators.name": HARM, "children.name": CHILD}
_NOT_WORDS = re.compile(r"[^\w&-]+|_")
_LONGEST_LABEL = 300
_IN_BRACKETS = re.compile(r"\([^)]{2,}\)")


def plain_label(text: str) -> str:
    """`Child's name`, `CHILD’S NAME:` and `child s name` are one."""
    return " ".join(_NOT_WORDS.sub(" ", text.casefold()).split())


def _spellings(text: str) -> tuple[str, ...]:
    if len(text) > _LONGEST_LABEL:
        return ()
    return tuple(dict.fromkeys((plain_label(text), plain_label(_IN_BRACKETS.sub(" ", text)))))


def find_target(label: str, role: str) -> Target | None:
    """What a label stands for; `role` is whose part of the form it stands in. None where it is not known for sure."""
    for spelling in _spellings(label):
        known = [target for target in TARGETS if spelling in target.labels]
        named = [target for target in known if target.code in _ROLE_NAMES or not target.role]
        mine = [target for target in known if target.role == role and role]
        if mine or named:
            return (mine or named)[0]
    return None


def is_label(text: str) -> bool:
    """Does any part of a form know these words as a label?"""
    spellings = _spellings(text)
    return any(spelling in target.labels for target in TARGETS for spelling in spellings)


def role_named(label: str) -> str:
    """Whose part of the form begins with this label; nothing where it begins none."""
    target = find_target(label, "")
    return _ROLE_NAMES.get(target.code, "") if target else ""
