"""A person as written, with what was accepted since: both values stay, and neither is chosen away."""

from collections.abc import Iterable, Mapping
from typing import Any

Card = dict[str, Any]
_MANY = {"alias": "aliases", "address": "addresses", "phone": "phones"}


def with_accepted(card: Card, accepted: Iterable[tuple[str, Any]]) -> Card:
    """An accepted name is another name, an accepted birth date stands beside the written one."""
    told = dict(card)
    for kind, value in accepted:
        if kind in _MANY:
            told[_MANY[kind]] = [*(told.get(_MANY[kind]) or ()), value]
        elif kind == "name":
            told["aliases"] = [*(told.get("aliases") or ()), _whole_name(card, value)]
        elif kind == "born_on" and value != card.get("born_on"):
            told["also_born_on"] = value
        elif kind == "identifiers":
            told["identifiers"] = {**(told.get("identifiers") or {}), **value}
    return told


def _whole_name(card: Card, value: Mapping[str, Any]) -> Card:
    """A correction names the part that was wrong; the other stays as written."""
    parts = {part: value.get(part) or card.get(part) or "" for part in ("given_names", "family_name")}
    return {**parts, "kind": "other", "note": None}
