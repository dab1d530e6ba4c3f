"""From pairs that were weighed to suggestions that are kept: what is worth showing, told once, as it was shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from marac.ids import new_ref, uuid7
from meetings.groups_apart import Side, pairs_apart
from meetings.many import among
from meetings.people.finding import Found
from meetings.people.levels import levels_code
from meetings.people.scoring import Band
from meetings.people_known import Known
from meetings.tables.matching import PeopleSearch, Suggestion

STRENGTH = {Band.HIDDEN.value: 0, Band.WEAK.value: 1, Band.POSSIBLE.value: 2, Band.STRONG.value: 3}
Pair = frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair worth showing, weakly at least: the one looked for, the other, and why."""

    asked: Known
    other: Known
    found: Found

    @property
    def pair(self) -> Pair:
        return frozenset({self.asked.mention.id, self.other.mention.id})

    @property
    def band(self) -> str:
        return self.found.score.band.value


@dataclass(frozen=True, slots=True)
class Scales:
    """What a search weighed with, kept with each suggestion so that it can be told again."""

    model: str
    store_size: int


async def worth_showing(act: Act, pairs: Iterable[Weighed]) -> list[Weighed]:
    """The best first. Without those who cannot be one, or about whom somebody decided already."""
    weighed = list(pairs)
    apart = await pairs_apart(act, [(_side(each.asked), _side(each.other)) for each in weighed])
    shown = [each for each in weighed if each.pair not in apart]
    return sorted(shown, key=lambda each: (-each.found.score.bits, each.other.mention.id))


def _side(known: Known) -> Side:
    return Side(known.mention.id, known.mention.person_id)


async def keep_suggestions(act: Act, row: PeopleSearch, pairs: Sequence[Weighed], scales: Scales) -> None:
    """In the transaction that ends the search. A pair stands once, unless it has become stronger since."""
    known = await _shown_already(pairs)
    rows = [_row(act, row, each, scales) for each in pairs if STRENGTH[each.band] > known.get(each.pair, 0)]
    if rows:
        await Suggestion.insert(*rows)


async def _shown_already(pairs: Sequence[Weighed]) -> dict[Pair, int]:
    """How strongly each pair was shown, whichever of the two was looked for."""
    if not pairs:
        return {}
    asked = sorted({each.asked.mention.id for each in pairs})
    either = among(Suggestion.mention, asked) | among(Suggestion.other, asked)
    shown: dict[Pair, int] = {}
    for each in await Suggestion.select(Suggestion.mention, Suggestion.other, Suggestion.band).where(either):
        pair = frozenset({each["mention"], each["other"]})
        shown[pair] = max(shown.get(pair, 0), STRENGTH[each["band"]])
    return shown


def _row(act: Act, row: PeopleSearch, weighed: Weighed, scales: Scales) -> Suggestion:
    mention, other = weighed.asked.mention.id, weighed.other.mention.id
    is_later = row.mention is not None
    if not is_later and other > mention:
        # Two documents that arrived at one moment: it is with the younger that a reader is told.
        mention, other = other, mention
    return Suggestion(
        id=uuid7(),
        ref=new_ref(),
        area=act.area.id,
        mention=mention,
        other=other,
        search=row.id,
        is_later=is_later,
        shown_at=act.at,
        business_at=row.business_at,
        band=weighed.band,
        weight=weighed.found.score.bits,
        levels=levels_code(weighed.found.levels),
        model=scales.model,
        store_size=scales.store_size,
    )
