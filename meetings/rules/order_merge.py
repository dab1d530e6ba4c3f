"""Two who order one agenda: moves that do not touch each other are made both; where they touch, neither is lost."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

from meetings.rules.running_order import taken_up

Item = TypeVar("Item", bound=Hashable)


def merge_orders(base: Sequence[Item], mine: Sequence[Item], theirs: Sequence[Item]) -> list[Item] | None:
    """What I did to `base`, done to `theirs`; None where both took up the same case, or put one to the same place.

    Cases that only `theirs` has came meanwhile and stay; those that it has not were taken off.
    """
    shared = set(base) & set(mine) & set(theirs)
    base, mine = [each for each in base if each in shared], [each for each in mine if each in shared]
    if mine == base:
        return list(theirs)
    known = [each for each in theirs if each in shared]
    if mine == known:
        return list(theirs)
    if known == base:
        return _with_newcomers(mine, theirs, shared)
    my, their = taken_up(base, mine), taken_up(base, known)
    if my & their or _neighbours(mine, my) & their:
        return None
    return _put_in(mine, my, their, list(theirs))


def _with_newcomers(mine: Sequence[Item], theirs: Sequence[Item], shared: set[Item]) -> list[Item]:
    """The places of the newcomers stay."""
    order = iter(mine)
    return [next(order) if each in shared else each for each in theirs]


def _neighbours(order: Sequence[Item], of: frozenset[Item]) -> set[Item]:
    beside = set()
    for place, each in enumerate(order):
        if each in of:
            beside |= {*order[max(place - 1, 0) : place], *order[place + 1 : place + 2]}
    return beside - of


def _put_in(mine: Sequence[Item], my: frozenset[Item], their: frozenset[Item], theirs: list[Item]) -> list[Item] | None:
    """Each case I took up goes behind the one it follows in my order, if nobody put another there."""
    order = [each for each in theirs if each not in my]
    for place, each in enumerate(mine):
        if each not in my:
            continue
        at = order.index(mine[place - 1]) + 1 if place else 0
        if at < len(order) and order[at] in their:
            return None
        order.insert(at, each)
    return order
