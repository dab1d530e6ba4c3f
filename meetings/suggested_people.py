"""What is suggested about the people of one referral, person by person, with the largest reason of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from agencies.acts import Act
from meetings.access import find_case
from meetings.compare_reading import top_reason
from meetings.papers.compare_paper import bits_in_words
from meetings.people_rows import ROLE_WORDS
from meetings.suggestions import Suggested, suggestions_of_case


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """One suggestion in a list: no name, no address."""

    ref: str
    band: str
    bits: str
    reason: str
    role: str
    case_ref: str
    case_number: str
    shown_at: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class SuggestedFor:
    """What is suggested for one person of the referral."""

    lines: tuple[SuggestionLine, ...] = ()
    weaker: tuple[SuggestionLine, ...] = ()

    @property
    def open_lines(self) -> tuple[SuggestionLine, ...]:
        return tuple(line for line in self.lines if not line.answer)

    def number_open(self, band: str) -> int:
        return sum(line.band == band for line in self.open_lines)


@dataclass(frozen=True, slots=True)
class SuggestedPeople:
    """Everybody of a referral for whom something is suggested, by mention."""

    by_mention: Mapping[UUID, SuggestedFor]
    is_searching: bool

    def of(self, mention_id: UUID) -> SuggestedFor:
        return self.by_mention.get(mention_id, SuggestedFor())

    @property
    def number_shown(self) -> int:
        return sum(len(each.lines) for each in self.by_mention.values())

    @property
    def number_weaker(self) -> int:
        return sum(len(each.weaker) for each in self.by_mention.values())


async def suggested_people(act: Act, case_ref: str) -> SuggestedPeople:
    """Nothing is opened; suggestions to cases shut to this reader are left out."""
    case = await find_case(act, case_ref)
    found = await suggestions_of_case(act, case.id)
    mentions = {each.mention_id for each in (*found.shown, *found.weaker)}
    return SuggestedPeople(
        {mention: SuggestedFor(_lines(mention, found.shown), _lines(mention, found.weaker)) for mention in mentions},
        found.is_searching,
    )


def _lines(mention_id: UUID, suggested: Sequence[Suggested]) -> tuple[SuggestionLine, ...]:
    return tuple(_line(each) for each in suggested if each.mention_id == mention_id)


def _line(shown: Suggested) -> SuggestionLine:
    return SuggestionLine(
        shown.ref,
        shown.band,
        bits_in_words(shown.weight),
        top_reason(shown),
        ROLE_WORDS[shown.other_role],
        shown.other_case_ref,
        shown.other_case_number or "",
        shown.shown_at,
        shown.answer or "",
    )
