"""Every job by name, with the function that does it, and the jobs that come round by the clock."""

from collections.abc import Awaitable, Callable
from functools import partial

from agencies.acts import Desk
from marac.jobs import Handler, Job, Payload, Regular
from tasks.give_positions import give_positions
from tasks.make_checkpoint import make_checkpoint
from tasks.make_paper import make_paper
from tasks.send_invitation import send_invitation
from tasks.send_letter import send_letter

DeskJob = Callable[[Desk, Payload], Awaitable[None]]

HANDLERS: dict[Job, DeskJob] = {
    Job.GIVE_POSITIONS: give_positions,
    Job.MAKE_CHECKPOINT: make_checkpoint,
    Job.MAKE_PAPER: make_paper,
    Job.SEND_INVITATION: send_invitation,
    Job.SEND_LETTER: send_letter,
}

# Positions within a minute of the look; a signed head every hour.
REGULARS = (Regular(Job.GIVE_POSITIONS, minutes=1), Regular(Job.MAKE_CHECKPOINT, minutes=60))


def handlers_for(desk: Desk) -> dict[Job, Handler]:
    return {job: partial(do, desk) for job, do in HANDLERS.items()}
