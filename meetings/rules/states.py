"""The states of a case and the moves between them, from draft to closed. Nothing is deleted; a mistake is recorded."""

from marac.errors import Refused

STATUSES = (
    "draft", "submitted", "received", "information_requested", "accepted", "listed", "heard", "actions_open",
    "closed", "declined", "redirected", "deferred", "withdrawn", "emergency", "joined", "recorded_in_error",
)  # fmt: skip

MOVES: dict[str, tuple[str, ...]] = {
    "draft": ("submitted",),
    "submitted": ("received",),
    "received": ("information_requested", "accepted", "declined", "redirected", "joined"),
    "information_requested": ("received", "joined"),
    "accepted": ("listed", "emergency", "withdrawn", "joined"),
    # Listed again: on the second day of a list that was split.
    "listed": ("heard", "listed", "deferred", "withdrawn", "emergency", "joined"),
    "deferred": ("listed", "withdrawn", "emergency", "joined"),
    # An emergency meeting that is not held: the case goes on an ordinary one.
    "emergency": ("heard", "deferred", "withdrawn"),
    # After an emergency hearing the case is listed once more, for update; it stays one case heard.
    "heard": ("actions_open", "listed", "closed"),
    "actions_open": ("closed", "listed"),
    "closed": (),
    "declined": (),
    "redirected": (),
    "withdrawn": (),
    "joined": (),  # The same sent twice: a second referral of an earlier case, until it is taken apart.
    "recorded_in_error": (),
}
# A decision of the last minutes may be taken back while nobody has acted on it.
UNDONE_TO = {"accepted": "received", "declined": "received", "redirected": "received"}
NEEDS_REASON = frozenset(
    {"declined", "redirected", "deferred", "withdrawn", "recorded_in_error", "emergency", "joined"}
)
NEEDS_MEETING = frozenset({"listed", "emergency"})
NEVER_RECORDED_IN_ERROR = frozenset({"draft", "joined", "recorded_in_error"})
# A case with a second referral does not go where that would be lost with it.
NOT_WITH_A_SECOND = frozenset({"declined", "redirected", "withdrawn", "recorded_in_error", "joined"})

JOINED = "joined"
# Earlier referrals that start the repeat clock (SafeLives, definition of a repeat, read in November 2026).
COUNTING_FOR_REPEAT = frozenset({"accepted", "listed", "heard", "actions_open", "closed", "deferred", "emergency"})
# Arrived and neither turned away nor taken back: what a second text may be a duplicate of.
STANDING = COUNTING_FOR_REPEAT | {"received", "information_requested"}
ON_WORK_LISTS = STANDING - {"closed"}

WORDS = {
    "draft": "Draft",
    "submitted": "Sent",
    "received": "Received",
    "information_requested": "Returned with questions",
    "accepted": "Accepted",
    "listed": "Listed",
    "heard": "Heard",
    "actions_open": "Heard, actions open",
    "closed": "Closed",
    "declined": "Declined",
    "redirected": "Passed to another forum",
    "deferred": "Deferred",
    "withdrawn": "Withdrawn",
    "emergency": "Emergency",
    "joined": "Joined to an earlier case",
    "recorded_in_error": "Recorded in error",
}


def allowed_moves(status: str) -> tuple[str, ...]:
    """Where a case may go from here, in the order a page offers them."""
    aside = () if status in NEVER_RECORDED_IN_ERROR else ("recorded_in_error",)
    return MOVES[status] + aside


def may_move(status: str, to: str) -> bool:
    return to in allowed_moves(status)


def check_move(status: str, to: str, *, reason: str = "", has_meeting: bool = False) -> None:
    """Raises Refused with a sentence for the person who tried."""
    if not may_move(status, to):
        raise Refused("This case has moved on. Open it again and choose from what is possible now.")
    if to in NEEDS_REASON and not reason.strip():
        raise Refused("Choose a reason; the people it concerns will read it.")
    if to in NEEDS_MEETING and not has_meeting:
        raise Refused("Choose the meeting, like the next one with room.")


def check_undo(status: str) -> str:
    """The status that an undo brings back. Raises Refused where there is none."""
    if status not in UNDONE_TO:
        raise Refused("This cannot be taken back any more. Record it in error and say why.")
    return UNDONE_TO[status]
