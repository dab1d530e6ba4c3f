"""Finding a case or person among those a reader may see. The words are kept sealed, under a reference of their own.

What is shut to a reader is left out before anything is opened, so that it answers like what does not exist: the same
page, the same statements, nothing decrypted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from agencies.acts import Act
from agencies.throttle import take_search
from marac.audit.events import Event
from marac.database import reading, transaction
from marac.errors import InvalidForm
from marac.ids import new_ref, read_ref, uuid7
from marac.vault.opening import Permit
from meetings.access import Condition, denied, may_see_every_case, visible
from meetings.many import among
from meetings.mentions_seen import SeenMention, seen_by_id
from meetings.people.comparing import compare
from meetings.people.model import default_model
from meetings.people.person import Born, Name, Person, Place
from meetings.people.prepared import Prepared, prepare
from meetings.people.scoring import Band, Score, score
from meetings.people.tokens import asked_tokens
from meetings.people_known import Known, open_people, person_written
from meetings.people_rows import ROLE_WORDS, born_of, name_of
from meetings.person_places import places_of
from meetings.rules.states import WORDS
from meetings.store_size import store_size
from meetings.tables.documents import Case
from meetings.tables.finding import SearchRun
from meetings.tables.people import Mention
from meetings.tokens import find_candidates

# Without a year of birth there is no token to look for, so the newest so many of one's own scope are read.
MOST_READ = 20_000
MOST_COMPARED = 300
READ_AT_ONCE = 2_000
MOST_SHOWN = 50
LEAST_BITS = -9.0
KEPT_FOR = timedelta(hours=12)
FIRST_YEAR = 1890


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody is looking for: a reference, or names with a birth date, a year or a town."""

    reference: str = ""
    given_names: str = ""
    family_name: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    town: str = ""

    @property
    def way(self) -> str:
        if self.reference:
            return "reference"
        return "names_born" if self.year else "names_town"

    @property
    def person(self) -> Prepared:
        born = (Born(year=self.year, month=self.month, day=self.day),) if self.year else ()
        places = (Place(town=self.town),) if self.town else ()
        return prepare(Person(names=(Name(self.given_names, self.family_name),), born=born, places=places))


@dataclass(frozen=True, slots=True)
class CaseFound:
    """A case by its reference or number."""

    case_ref: str
    case_number: str
    status_words: str


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody of a case, without address."""

    role: str
    name: str
    born: str
    case_ref: str
    case_number: str
    number: int
    band: str


@dataclass(frozen=True, slots=True)
class SearchPaper:
    """A search with what came of it."""

    asked: Asked
    case: CaseFound | None
    people: tuple[PersonFound, ...]
    is_whole: bool = True
    """Every entry of one's own scope was compared."""
    number_more: int = 0
    """How many matched besides those that are shown."""

    @property
    def has_found(self) -> bool:
        return self.case is not None or bool(self.people)


async def run_search(act: Act, asked: Asked) -> str:
    """Keep what is looked for and put the search on record; returns where its results stand. Raises Throttled."""
    _require_enough(asked, year_now=act.today.year)
    await take_search(str(act.officer_id), now=act.at)
    row = SearchRun(id=uuid7(), ref=new_ref(), area=act.area.id, officer=act.officer_id, at=act.at)
    async with transaction():
        row.dk = await act.vault.make_data_key(act.area.id, "draft", row.id)
        await act.vault.seal(row, {SearchRun.words: msgspec.to_builtins(asked)})
        await SearchRun.insert(row)
        await act.record(Event.SEARCH_RUN, "search", row.id, way=asked.way)
    return str(row.ref)


async def read_search(act: Act, ref: str, *, most_read: int = MOST_READ, most_shown: int = MOST_SHOWN) -> SearchPaper:
    """One's own search of today, run again now. What it shows of people is one more leaf."""
    row = await SearchRun.objects().where((SearchRun.ref == ref) & _own(act)).first()
    if row is None:
        raise await denied(act, "search", row="find.run")
    words = await act.vault.open_record(act.permit(Event.SEARCH_READ, "search", row.id), row)
    asked = msgspec.convert(words["words"], Asked)
    if asked.reference:
        return SearchPaper(asked, await _case_by(act, asked.reference), ())
    known, is_whole = await _known(act, row, asked, most_read=most_read)
    found = _weighed(asked.person, known, store_size=await store_size(act))
    shown = await _shown(act, row, found[:most_shown])
    return SearchPaper(asked, None, shown, is_whole, len(found) - len(shown))


def _own(act: Act) -> Condition:
    recent = SearchRun.at > act.at - KEPT_FOR
    return (SearchRun.area == act.area.id) & (SearchRun.officer == act.officer_id) & recent


def _require_enough(asked: Asked, *, year_now: int) -> None:
    if asked.reference:
        return
    if not (asked.given_names or asked.family_name):
        raise InvalidForm({"reference": "Enter a reference like NM 7K3Q9-XBD2H, or a name below."})
    if asked.year is None and not asked.town:
        raise InvalidForm({"born": "Enter a birth date, a year of birth, or a town as well."})
    if asked.year is not None and not FIRST_YEAR <= asked.year <= year_now:
        raise InvalidForm({"born": "Enter a year that somebody can be born in, like 1985."})


async def _case_by(act: Act, reference: str) -> CaseFound | None:
    """By reference or by case number, in any way of writing."""
    number = "".join(reference.split()).upper()
    named = (Case.ref == (read_ref(reference) or "")) | (Case.case_number == number)
    row = await (
        Case.select(Case.ref, Case.case_number, Case.status)
        .where((Case.area == act.area.id) & named & visible(act, Case.id))
        .first()
    )
    return CaseFound(row["ref"], row["case_number"] or "", WORDS[row["status"]]) if row else None


async def _known(act: Act, row: SearchRun, asked: Asked, *, most_read: int) -> tuple[list[Known], bool]:
    """Whom to compare with: those who share a token, or the newest of one's own scope; and whether that was all."""
    permit = act.permit(Event.SEARCH_READ, "search", row.id)
    if may_see_every_case(act) and asked.year is not None:
        async with reading():
            [ids] = await find_candidates(act, [asked_tokens(asked.person)], most=MOST_COMPARED)
            mentions = await seen_by_id(act, await _visible(act, ids))
        return await open_people(act, permit, mentions), True
    found: list[Known] = []
    # One more than is read tells whether there are more.
    newest = await _newest(act, most_read + 1)
    ids = newest[:most_read]
    for start in range(0, len(ids), READ_AT_ONCE):
        mentions = await seen_by_id(act, ids[start : start + READ_AT_ONCE])
        if may_see_every_case(act):
            known = await open_people(act, permit, mentions)
            found += [each for each in known if _lives_in(each.person, asked.person)]
        else:
            found += await _as_written(act, permit, mentions)
    return found, len(newest) == len(ids)


async def _visible(act: Act, ids: Sequence[UUID]) -> list[UUID]:
    """Those of cases that this reader may see. Asked of nobody too, so that it costs the same."""
    rows = await Mention.select(Mention.id).where(among(Mention.id, ids) & visible(act, Mention.case))
    return [row["id"] for row in rows]


async def _newest(act: Act, number: int) -> list[UUID]:
    rows = await (
        Mention.select(Mention.id)
        .where((Mention.area == act.area.id) & visible(act, Mention.case))
        .order_by(Mention.id, ascending=False)
        .limit(number)
    )
    return [row["id"] for row in rows]


async def _as_written(act: Act, permit: Permit, mentions: Sequence[SeenMention]) -> list[Known]:
    """By the referrals alone: what another agency's research adds is not this reader's to search by."""
    rows: list[Any] = list(mentions)
    opened = await act.vault.machine_open(permit, rows)
    return [
        Known(mention, person_written(record["card"], written_on=mention.referred_on, role=mention.role))
        for mention, record in zip(mentions, opened, strict=True)
    ]


def _lives_in(person: Prepared, asked: Prepared) -> bool:
    towns = {home.town for home in asked.homes}
    return any(home.town in towns for home in person.homes)


def _weighed(asked: Prepared, known: Sequence[Known], *, store_size: int) -> list[tuple[Known, Score]]:
    """The likeliest first. Who asks by name alone sees weaker ones than a referral is shown unasked."""
    model = default_model()
    scored = [(each, score(model, compare(asked, each.person), store_size=store_size)) for each in known]
    return sorted((each for each in scored if each[1].bits >= LEAST_BITS), key=lambda each: -each[1].bits)


async def _shown(act: Act, row: SearchRun, found: Sequence[tuple[Known, Score]]) -> tuple[PersonFound, ...]:
    ids = [known.mention.id for known, _ in found]
    rows = await Mention.objects(Mention.case).where(among(Mention.id, ids))
    by_id = {mention.id: mention for mention in rows}
    mentions = [by_id[each] for each in ids]
    opened = await act.vault.open_records(act.permit(Event.SEARCH_READ, "search", row.id), mentions)
    places = await places_of(ids)
    return tuple(
        _person(mention, record["card"], scored.band, places[mention.id][1])
        for mention, record, (_, scored) in zip(mentions, opened, found, strict=True)
    )


def _person(mention: Mention, card: dict[str, Any], band: Band, number: int) -> PersonFound:
    return PersonFound(
        ROLE_WORDS[mention.role],
        name_of(card),
        born_of(card),
        mention.case.ref,
        mention.case.case_number or "",
        number,
        (Band.WEAK if band is Band.HIDDEN else band).value,
    )
