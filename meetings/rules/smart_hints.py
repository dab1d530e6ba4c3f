"""What would make an action clearer, as hints beside it. They never stop it: the meeting decides what it writes."""

import re
from collections.abc import Iterable

_NOT_A_DEED = frozenset(
    "the a an to all any agency agencies police he she they victim perpetrator case please consider maybe discuss "
    "ensure continue monitor be is are was has will would should could needs".split()
)
_VAGUE = re.compile(r"\b(?:consider|monitor|as appropriate|as needed|if possible|try to|ensure|liaise|keep an eye)\b")
_TWO_DEEDS = re.compile(r"\b(?:and then|and also|as well as)\b|;")
_NARRATIVE = re.compile(
    r"\b(?:because|after he|after she|assaulted|punched|kicked|strangled|threatened|raped|hit her|hit him)\b"
)
_FEWEST_WORDS, _MOST_WORDS = 2, 30
VERB = "Begin with what is done: call, check, fit, send."
VAGUE = "Say what is done, so that anybody can tell whether it was."
TWO = "Two things: give each as an action of its own."
NARRATIVE = "Leave out what happened; the minutes hold it."
SHORT = "Say what, and for whom."
LONG = "Shorter is clearer: one sentence."
NAMES = "Leave out names; say the victim, the child, the perpetrator."


def hints_for(text: str, *, names: Iterable[str] = ()) -> tuple[str, ...]:
    """At most three, the weightiest first. `names` are those of the people of the case."""
    plain = " ".join(text.split()).casefold()
    words = re.findall(r"[\w'’-]+", plain)
    if not words:
        return ()
    named = {part for name in names for part in re.findall(r"[\w'’-]+", name.casefold()) if len(part) > 2}  # noqa: PLR2004
    found = (
        (NAMES, bool(named & {word.removesuffix("'s").removesuffix("’s") for word in words})),
        (NARRATIVE, _NARRATIVE.search(plain) is not None),
        (VERB, words[0] in _NOT_A_DEED),
        (VAGUE, _VAGUE.search(plain) is not None),
        (TWO, _TWO_DEEDS.search(plain) is not None),
        (SHORT, len(words) < _FEWEST_WORDS),
        (LONG, len(words) > _MOST_WORDS),
    )
    return tuple(hint for hint, holds in found if holds)[:3]
