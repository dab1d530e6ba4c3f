"""Every job by name, with the function that does it, and the jobs that come round by the clock."""

from collections.abc import Awaitable, Callable
from functools import partial

from agencies.acts import Desk
from marac.jobs import Handler, Job, Payload, Regular
from marac.vault.seal_keys import SealKeys
from tasks.bring_in import bring_in
from tasks.chase import chase
from tasks.check_at_night import check_at_night
from tasks.check_tokens import check_tokens
from tasks.forget_reports import forget_reports
from tasks.forget_searches import forget_searches
from tasks.give_positions import give_positions
from tasks.make_checkpoint import make_checkpoint
from tasks.make_paper import make_paper
from tasks.match_people import match_people
from tasks.open_sealed_form import open_sealed_form
from tasks.scan_people import scan_people
from tasks.send_invitation import send_invitation
from tasks.send_letter import send_letter
from tasks.tell_due import tell_due
from tasks.tend_seal_keys import tend_seal_keys

DeskJob = Callable[[Desk, Payload], Awaitable[None]]
SealJob = Callable[[Desk, SealKeys | None, Payload], Awaitable[None]]

HANDLERS: dict[Job, DeskJob] = {
    Job.BRING_IN: bring_in,
    Job.CHASE: chase,
    Job.CHECK_AT_NIGHT: check_at_night,
    Job.CHECK_TOKENS: check_tokens,
    Job.FORGET_REPORTS: forget_reports,
    Job.FORGET_SEARCHES: forget_searches,
    Job.GIVE_POSITIONS: give_positions,
    Job.MAKE_CHECKPOINT: make_checkpoint,
    Job.MAKE_PAPER: make_paper,
    Job.MATCH_PEOPLE: match_people,
    Job.SCAN_PEOPLE: scan_people,
    Job.SEND_INVITATION: send_invitation,
    Job.SEND_LETTER: send_letter,
    Job.TELL_DUE: tell_due,
}

# Positions within a minute of the look; a signed head every hour; once a day what is derived is checked, and what is
# over is forgotten. Keys for sealed forms are looked at every hour,
# and what is due every quarter of an hour.
REGULARS = (
    Regular(Job.GIVE_POSITIONS, minutes=1),
    Regular(Job.MAKE_CHECKPOINT, minutes=60),
    Regular(Job.CHASE, minutes=15),
    Regular(Job.CHECK_AT_NIGHT, minutes=24 * 60),
    Regular(Job.FORGET_REPORTS, minutes=24 * 60),
    Regular(Job.FORGET_SEARCHES, minutes=24 * 60),
    Regular(Job.TELL_DUE, minutes=24 * 60),
    Regular(Job.TEND_SEAL_KEYS, minutes=60),
)
# What a document causes: a command that takes documents in finishes these before it returns.
MATCHING = (Job.BRING_IN, Job.MATCH_PEOPLE, Job.SCAN_PEOPLE)


# Jobs that open what is sealed to an area. They alone are handed its keys; nothing a page can reach holds them.
UNSEALING: dict[Job, SealJob] = {
    Job.OPEN_SEALED_FORM: open_sealed_form,
    Job.TEND_SEAL_KEYS: tend_seal_keys,
}


def handlers_for(desk: Desk, seal_keys: SealKeys | None = None) -> dict[Job, Handler]:
    """Without keys for sealed forms these stay closed, and wait for a worker that has them."""
    unsealing: dict[Job, Handler] = {job: partial(do, desk, seal_keys) for job, do in UNSEALING.items()}
    return {job: partial(do, desk) for job, do in HANDLERS.items()} | unsealing
