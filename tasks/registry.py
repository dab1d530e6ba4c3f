"""Every job by name, with the function that does it, and the jobs that come round by the clock."""

from collections.abc import Awaitable, Callable
from functools import partial

from agencies.acts import Desk
from marac.jobs import Handler, Job, Payload, Regular
from tasks.bring_in import bring_in
from tasks.check_at_night import check_at_night
from tasks.check_tokens import check_tokens
from tasks.forget_searches import forget_searches
from tasks.give_positions import give_positions
from tasks.make_checkpoint import make_checkpoint
from tasks.make_paper import make_paper
from tasks.match_people import match_people
from tasks.scan_people import scan_people
from tasks.send_invitation import send_invitation
from tasks.send_letter import send_letter

DeskJob = Callable[[Desk, Payload], Awaitable[None]]

HANDLERS: dict[Job, DeskJob] = {
    Job.BRING_IN: bring_in,
    Job.CHECK_AT_NIGHT: check_at_night,
    Job.CHECK_TOKENS: check_tokens,
    Job.FORGET_SEARCHES: forget_searches,
    Job.GIVE_POSITIONS: give_positions,
    Job.MAKE_CHECKPOINT: make_checkpoint,
    Job.MAKE_PAPER: make_paper,
    Job.MATCH_PEOPLE: match_people,
    Job.SCAN_PEOPLE: scan_people,
    Job.SEND_INVITATION: send_invitation,
    Job.SEND_LETTER: send_letter,
}

# Positions within a minute of the look; a signed head every hour; once a day what is derived is checked, and what is
# over is forgotten.
REGULARS = (
    Regular(Job.GIVE_POSITIONS, minutes=1),
    Regular(Job.MAKE_CHECKPOINT, minutes=60),
    Regular(Job.CHECK_AT_NIGHT, minutes=24 * 60),
    Regular(Job.FORGET_SEARCHES, minutes=24 * 60),
)
# What a document causes: a command that takes documents in finishes these before it returns.
MATCHING = (Job.BRING_IN, Job.MATCH_PEOPLE, Job.SCAN_PEOPLE)


def handlers_for(desk: Desk) -> dict[Job, Handler]:
    return {job: partial(do, desk) for job, do in HANDLERS.items()}
