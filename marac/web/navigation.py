"""The service navigation of each seat. Nobody's lists what they may not open."""

from agencies.policy import may
from agencies.roles import Role
from marac.web.frame import NavigationLink

# Row of the policy table, words, path: in the order in which they stand for everybody.
_LINKS = (
    ("start.read", "Start", "/"),
    ("inbox.read", "Inbox", "/inbox"),
    ("referral.write", "Refer", "/referrals/new"),
    ("referral.sent", "Sent", "/referrals"),
    ("agenda.read", "Agendas", "/agendas"),
    ("referral.upload", "Send a file", "/intake/files"),
    ("referral.upload", "Sealed forms", "/intake/sealed"),
    ("referral.upload", "Forms to fill in offline", "/offline-form"),
    ("seal.keys", "Keys of sealed forms", "/keys"),
    ("research.write", "Research", "/research"),
    ("meeting.list", "Meetings", "/meetings"),
    ("case.list", "Cases", "/cases"),
    ("person.link", "People", "/people"),
    ("action.read", "Actions", "/actions"),
    ("flag.read", "Flags", "/flags"),
    ("figures.read", "Figures", "/figures"),
    ("find.run", "Search", "/search"),
    ("paper.fetch", "Exports", "/exports"),
    ("bring_in.read", "Old records", "/bring-in"),
    ("account.read", "Accounts", "/people-and-seats"),
    ("agency.read", "Agencies", "/agencies"),
    ("letter.undelivered", "Letters that did not arrive", "/letters/undelivered"),
    ("setting.read", "Settings", "/settings"),
    ("looks.own", "Your looks", "/looks"),
    ("checkpoint.read", "Checkpoints", "/checkpoints"),
    ("bring_in.forms", "Bring in Word forms", "/bring-in/forms"),
    ("recovery.ask", "A colleague cannot sign in", "/lost-access"),
)
# These stand under More, so that the navigation fits on a small screen.
_FILES = frozenset({"/intake/files", "/intake/sealed", "/offline-form", "/keys"})
_COORDINATOR = frozenset(
    {
        "/agendas", "/actions", "/flags", "/exports", "/bring-in", "/bring-in/forms", "/agencies",
        "/settings", "/looks", "/checkpoints", "/lost-access", "/letters/undelivered", *_FILES,
    }
)  # fmt: skip
_CHAIR = frozenset({"/agendas", "/exports", "/settings", "/looks", "/lost-access"})
_AGENCY = frozenset({"/meetings", "/referrals", "/exports", "/looks", "/lost-access", *_FILES})
_LATER: dict[Role, frozenset[str]] = {
    Role.COORDINATOR: _COORDINATOR,
    Role.DEPUTY_COORDINATOR: _COORDINATOR,
    Role.CHAIR: _CHAIR,
    Role.DEPUTY_CHAIR: _CHAIR,
    Role.REPRESENTATIVE: _AGENCY,
    Role.DEPUTY: _AGENCY,
    Role.IDVA: _AGENCY,
    Role.ADMINISTRATOR: frozenset({"/lost-access", "/checkpoints", "/bring-in", "/keys"}),
    Role.REFERRER: _FILES,
}


def navigation_of(role: Role, *, forum: str) -> tuple[NavigationLink, ...]:
    """The links of one seat."""
    rest = {link.href for link in rest_of(role, forum=forum)}
    links = tuple(link for link in _allowed(role, forum=forum) if link.href not in rest)
    return (*links, NavigationLink("More", "/more")) if rest else links


def rest_of(role: Role, *, forum: str) -> tuple[NavigationLink, ...]:
    """What stands under More."""
    later = _LATER.get(role, frozenset())
    return tuple(link for link in _allowed(role, forum=forum) if link.href in later)


def _allowed(role: Role, *, forum: str) -> list[NavigationLink]:
    return [
        NavigationLink(words, path) for row, words, path in _LINKS if may(row, roles=frozenset({role}), forum=forum)
    ]
