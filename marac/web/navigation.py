"""The service navigation of each seat. Nobody's lists what they may not open."""

from agencies.policy import may
from agencies.roles import Role
from marac.web.frame import NavigationLink

# Row of the policy table, words, path: in the order in which they stand for everybody.
_LINKS = (
    ("start.read", "Start", "/"),
    ("inbox.read", "Inbox", "/inbox"),
    ("referral.write", "Refer", "/refer"),
    ("agenda.read", "Agendas", "/agendas"),
    ("research.write", "Research", "/research"),
    ("meeting.list", "Meetings", "/meetings"),
    ("case.list", "Cases", "/cases"),
    ("person.link", "People", "/people"),
    ("action.read", "Actions", "/actions"),
    ("flag.read", "Flags", "/flags"),
    ("figures.read", "Figures", "/figures"),
    ("account.read", "Accounts", "/people-and-seats"),
    ("agency.read", "Agencies", "/agencies"),
    ("setting.read", "Settings", "/settings"),
    ("looks.unusual", "Looks", "/looks"),
    ("checkpoint.read", "Checkpoints", "/checkpoints"),
)
# Coordinators and chairs find the rest under More, so that six links fit on a small screen.
_LEFT_OUT = {
    Role.COORDINATOR: {"/agendas", "/flags", "/agencies", "/settings", "/checkpoints"},
    Role.DEPUTY_COORDINATOR: {"/agendas", "/flags", "/agencies", "/settings", "/checkpoints"},
    Role.CHAIR: {"/agendas", "/settings"},
    Role.DEPUTY_CHAIR: {"/agendas", "/settings"},
    Role.REPRESENTATIVE: {"/meetings"},
    Role.DEPUTY: {"/meetings"},
    Role.IDVA: {"/meetings"},
}


def navigation_of(role: Role, *, forum: str) -> tuple[NavigationLink, ...]:
    """The links of one seat."""
    left_out = _LEFT_OUT.get(role, set())
    return tuple(
        NavigationLink(words, path)
        for row, words, path in _LINKS
        if path not in left_out and may(row, roles=frozenset({role}), forum=forum)
    )
