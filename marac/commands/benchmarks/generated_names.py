"""Names of invented people by origin: how families are named, and how the same name is spelt by the next writer.

The lists stand in `generated_origins/`. They and their spelling rules are apart from the service's own tables of
variants on purpose: a benchmark that respelt names by the very tables it tests would mark its own paper.
"""

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Any

FOLDER = "generated_origins"
# The first names of a list are the commonest: weight 1 / (rank + offset), roughly as in birth registers.
GIVEN_OFFSET, FAMILY_OFFSET = 8, 14
ENOUGH_FAMILIES = 0.0


@dataclass(slots=True)
class Drawn:
    """A list with the weights of its words."""

    words: list[str]
    weights: list[float]

    def one(self, rng: Random) -> str:
        return rng.choices(self.words, cum_weights=self.weights)[0]


@dataclass(slots=True)
class Origin:
    """What a family of this origin may be called, and how often a writer spells it otherwise."""

    name: str
    share: float
    respelt: float
    shortened: float
    one_january: float
    naming: str
    given: dict[str, Drawn]
    family: Drawn
    heads: list[str]
    tails: list[str]
    tail_share: float
    shorts: dict[str, list[str]]
    alike: dict[str, list[str]]
    rules: list[tuple[str, str]]
    extra: dict[str, list[str]]
    spellings: dict[str, list[str]] = field(default_factory=dict)

    def family_name(self, rng: Random) -> str:
        if rng.random() < self.tail_share:
            return rng.choice(self.heads) + rng.choice(self.tails)
        return self.family.one(rng)

    def respell(self, word: str, rng: Random) -> str:
        """As the next writer hears it: a known other spelling, or one sound written by another letter."""
        if word not in self.spellings:
            self.spellings[word] = [*self.alike.get(word, []) * 3, *_by_rules(word, self.rules)]
        return rng.choice(self.spellings[word]) if self.spellings[word] else word


def origins() -> list[Origin]:
    folder = files("marac.commands.benchmarks").joinpath(FOLDER)
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return [_origin(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8"))) for file in found]


def _origin(name: str, told: dict[str, Any]) -> Origin:
    extra_keys = ("second_male", "second_female", "particles", "given_english")
    return Origin(
        name=name,
        share=told["share"],
        respelt=told["respelt"],
        shortened=told["shortened"],
        one_january=told["one_january"],
        naming=told.get("naming", "plain"),
        given={"F": _drawn(told["female"], GIVEN_OFFSET), "M": _drawn(told["male"], GIVEN_OFFSET)},
        family=_drawn(told["family"], FAMILY_OFFSET),
        heads=told.get("family_heads", "").split(),
        tails=told.get("family_tails", "").split(),
        tail_share=told.get("tail_share", ENOUGH_FAMILIES),
        shorts={long: short.split(",") for long, short in (line.split(":") for line in told["short"])},
        alike=_alike(told["same_sound"]),
        rules=[(rule.split(">")[0], rule.split(">")[1]) for rule in told["respell"]],
        extra={key: _split(told[key]) for key in extra_keys if key in told},
    )


def _split(text: str) -> list[str]:
    return text.split("|") if "|" in text else text.split()


def _drawn(text: str, offset: int) -> Drawn:
    words = list(dict.fromkeys(_split(text)))
    return Drawn(words, list(accumulate(1 / (rank + offset) for rank in range(len(words)))))


def _alike(groups: list[str]) -> dict[str, list[str]]:
    alike: dict[str, list[str]] = {}
    for group in groups:
        words = group.split(",")
        for word in words:
            alike.setdefault(word, []).extend(other for other in words if other != word)
    return alike


def _by_rules(word: str, rules: list[tuple[str, str]]) -> list[str]:
    low, found = word.lower(), []
    for sound, other in rules:
        plain = sound.strip("^$").lower()
        at = _place_of(low, sound, plain)
        if at >= 0:
            respelt = low[:at] + other.lower() + low[at + len(plain) :]
            if len(respelt) > 1 and respelt != low:
                found.append(as_title(respelt))
    return found


def _place_of(low: str, sound: str, plain: str) -> int:
    if sound.startswith("^"):
        return 0 if low.startswith(plain) else -1
    if sound.endswith("$"):
        return len(low) - len(plain) if low.endswith(plain) else -1
    # A first letter is rarely misheard, and a person is looked for by it.
    return low.find(plain, 1)


def as_title(low: str) -> str:
    """Capitals after spaces, hyphens and apostrophes, as people write names."""
    letters, fresh = [], True
    for letter in low:
        letters.append(letter.upper() if fresh else letter)
        fresh = letter in " -'"
    return "".join(letters)
