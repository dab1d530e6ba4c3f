"""Taking the steps that have come: each once, in one letter for each person and thing to open, and kept on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from agencies.letters import tell_of_chase
from marac.audit.events import Event
from marac.database import transaction
from marac.dates import day_in_london
from marac.ids import uuid7
from marac.post import Subject
from meetings.chasing.notices import quiet_hours_of
from meetings.chasing.pausing import paused_things
from meetings.chasing.recipients import Addressee, People, people_for
from meetings.chasing.things import Thing
from meetings.many import among
from meetings.rules.chase_ladder import Step, step_to_take, steps_of
from meetings.rules.quiet_hours import QuietHours, leaves_at
from meetings.settings_in_force import RulesOfDay, settings_on
from meetings.tables.chasing import Chase


@dataclass(frozen=True, slots=True)
class Taken:
    """One step of one thing, with those it tells."""

    thing: Thing
    step: Step
    told: frozenset[Addressee]

    @property
    def once(self) -> str:
        due = self.thing.due_at.strftime("%Y%m%d%H%M")
        return f"{self.thing.kind.value}:{self.thing.id}:{due}:{self.step.days}"


async def take_steps(act: Act, things: Sequence[Thing]) -> int:
    """Take what has come and was not taken; harmless twice. Returns how many letters were asked for."""
    rules = await settings_on(act, act.today)
    coming = await _steps_to_take(act, things, rules)
    if not coming:
        return 0
    people = await people_for(act, [thing for thing, _ in coming])
    quiet = await quiet_hours_of(act, rules)
    async with transaction():
        taken = [each for thing, step in coming if (each := await _take(act, people, thing, step)) is not None]
        letters = _letters(taken)
        for (addressee, ref), together in sorted(letters.items(), key=str):
            await _ask_for_letter(act, addressee, ref, together, quiet=quiet)
        if taken:
            await act.record(
                Event.CHASE_SENT,
                "chase",
                None,
                thing=taken[0].thing.kind.value,
                number_of_things=len(taken),
                number_of_letters=len(letters),
            )
    return len(letters)


async def _steps_to_take(act: Act, things: Sequence[Thing], rules: RulesOfDay) -> list[tuple[Thing, Step]]:
    taken = await days_taken(things)
    paused = await paused_things(act, things)
    found = []
    for thing in things:
        steps = steps_of(thing.due_at, kind=thing.kind, nation=act.area.nation, rows=rules.rows)
        step = step_to_take(
            steps, now=act.business_at, asked_at=thing.asked_at, taken=taken.get((thing.id, thing.due_at), ())
        )
        if step is not None and thing.id not in paused:
            found.append((thing, step))
    return found


async def days_taken(things: Sequence[Thing]) -> Mapping[tuple[UUID, datetime], list[int]]:
    """The steps taken so far. Of what is due at another moment now, the ladder begins anew."""
    found: dict[tuple[UUID, datetime], list[int]] = {}
    if things:
        rows = await Chase.select(Chase.thing, Chase.due_at, Chase.days).where(
            among(Chase.thing, [thing.id for thing in things])
        )
        for row in rows:
            found.setdefault((row["thing"], row["due_at"]), []).append(row["days"])
    return found


async def _take(act: Act, people: People, thing: Thing, step: Step) -> Taken | None:
    told = frozenset(addressee for rung in step.rungs for addressee in people.told(thing, rung))
    taken = Taken(thing, step, told)
    row = Chase(
        id=uuid7(),
        area=act.area.id,
        kind=thing.kind.value,
        thing=thing.id,
        case=thing.case,
        due_at=thing.due_at,
        days=step.days,
        top=step.top.value,
        number_told=len(told),
        at=act.business_at,
        once=taken.once,
    )
    added = await Chase.insert(row).on_conflict(target=Chase.once, action="DO NOTHING")
    return taken if added else None


def _letters(taken: Sequence[Taken]) -> dict[tuple[Addressee, str], list[Taken]]:
    letters: dict[tuple[Addressee, str], list[Taken]] = {}
    for each in taken:
        for addressee in each.told:
            letters.setdefault((addressee, each.thing.ref), []).append(each)
    return letters


async def _ask_for_letter(
    act: Act, addressee: Addressee, ref: str, together: Sequence[Taken], *, quiet: Mapping[UUID | None, QuietHours]
) -> None:
    """One letter for all that this person owes at one place; it says when the first of it is or was due."""
    first = min(together, key=lambda each: each.thing.due_at)
    is_late = any(not each.step.is_reminder for each in together)
    needed_by = min((each.thing.needed_by for each in together if each.thing.needed_by), default=None)
    hours = quiet.get(addressee.officer_id) or quiet[None]
    leaves = leaves_at(act.business_at, hours, nation=act.area.nation, needed_by=needed_by)
    await tell_of_chase(
        act,
        Subject.SOMETHING_OVERDUE if is_late else Subject.SOMETHING_DUE,
        officer_id=addressee.officer_id,
        agency_id=addressee.agency_id,
        ref=ref,
        kind=first.thing.kind.value,
        send_at=act.at + (leaves - act.business_at),
        due_at=first.thing.due_at,
        sequence=max(day_in_london(each.step.at).toordinal() for each in together),
    )


async def is_still_chased(act: Act, things: Sequence[Thing], ref: str, addressee: Addressee) -> bool:
    """Asked when a letter is about to leave: is anything of it still open, and still this person's to be told of?"""
    here = [thing for thing in things if thing.ref == ref]
    if not here:
        return False
    rules = await settings_on(act, act.today)
    taken, paused = await days_taken(here), await paused_things(act, here)
    people = await people_for(act, here)
    for thing in here:
        newest = max(taken.get((thing.id, thing.due_at), ()), default=None)
        if newest is None or thing.id in paused:
            continue
        steps = steps_of(thing.due_at, kind=thing.kind, nation=act.area.nation, rows=rules.rows)
        rungs = {rung for step in steps if step.days == newest for rung in step.rungs}
        if any(addressee in people.told(thing, rung) for rung in rungs):
            return True
    return False
