"""The practice area: whoever was there before shares a token with who they are now."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from meetings.mentions import people_in, proposed_values
from meetings.people.from_card import person_from_card
from meetings.people.prepared import prepare
from meetings.people.tokens import Token, asked_tokens, stored_tokens
from tests.meetings.northmoor import FOLDER, decisions, documents, read

# Tania Pickels came with a Shaun Wainwright: only the research says that he is Wayne Lomas.
KNOWN_ONLY_LATER = {("NMP-25-00229/perpetrators/0", "RVH-26-0006/perpetrators/0")}


@cache
def said_later() -> dict[tuple[str, str, int], list[tuple[str, object]]]:
    """What research returns propose, by referral, role and place."""
    by_number = {decision["case_number"]: ref for ref, decision in decisions().items()}
    said: dict[tuple[str, str, int], list[tuple[str, object]]] = {}
    for path in sorted((FOLDER / "research").glob("*.json")):
        answer = json.loads(path.read_bytes())
        for person in answer["persons"]:
            who = (by_number[answer["case_number"]], person["role"], person["index"])
            values = [(kind, value) for kind, _, value in proposed_values(person["corrections"] or {})]
            said.setdefault(who, []).extend(values)
    return said


def tokens_of_mentions(*, with_research: bool) -> Iterator[tuple[str, frozenset[Token], frozenset[Token]]]:
    """In the order in which the referrals arrived."""
    arrived: list[dict[str, Any]] = read("deliveries.json")["deliveries"]
    refs = dict.fromkeys(ref for each in arrived for ref, told in files().items() if told == each["file"])
    for ref in refs:
        written_on = date.fromisoformat(documents()[ref]["referred_on"])
        for mention in people_in(documents()[ref]):
            said = said_later().get((ref, mention.role, mention.n), []) if with_research else []
            prepared = prepare(person_from_card(mention.card, said, written_on=written_on))
            yield mention.outside_id, stored_tokens(prepared), asked_tokens(prepared)


def files() -> dict[str, str]:
    return {ref: told["file"] for ref, told in read("truth.json")["referrals"].items()}


def replayed(*, with_research: bool) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """True pairs of an earlier and a later mention, and all pairs that share a token."""
    people = read("truth.json")["persons"]
    true, met = set(), set()
    earlier: list[tuple[str, frozenset[Token]]] = []
    for mention, stored, asked in tokens_of_mentions(with_research=with_research):
        for other, kept in earlier:
            if other.split("/")[0] == mention.split("/")[0]:
                continue
            if people[other] == people[mention]:
                true.add((other, mention))
            if kept & asked:
                met.add((other, mention))
        earlier.append((mention, stored))
    return true, met


def test_every_earlier_mention_shares_a_token_once_the_research_is_in() -> None:
    true, met = replayed(with_research=True)

    assert len(true) > 150
    assert true - met == set()


def test_before_the_research_only_the_man_with_two_names_is_missed() -> None:
    true, met = replayed(with_research=False)

    assert true - met == KNOWN_ONLY_LATER


def test_few_strangers_are_opened_for_one_mention() -> None:
    true, met = replayed(with_research=True)

    strangers = Counter(mention for _, mention in met - true)

    assert sum(strangers.values()) < len(met)
    assert max(strangers.values()) <= 6
