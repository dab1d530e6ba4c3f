"""Passwords that are guessed first: built from the words, walks over the keyboard, years and repeats people reach for.

Lists of leaked passwords hold hardly any of fifteen characters; guessers make those by joining common words and adding
digits. So this is a rule and not a list: it refuses what at most three such pieces explain, some 580 million phrases.
"""

import re
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words.txt"
MOST_PIECES = 3
LEAST_FREE = 4  # Characters that no piece explains; a guesser tries up to three at the end.
LEAST_DIFFERENT = 5
SHORTEST_WALK = 4
LONGEST_WORD = 28
LONGEST_NUMBER = 8
_WALKS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qazwsxedcrfvtgbyhnujmikolp",
)
# "P4$$w0rd": letters as they are disguised. One is read as i and as l.
_DISGUISE = str.maketrans({"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i"})


@cache
def common_words() -> frozenset[str]:
    return frozenset(_WORDS.read_text(encoding="utf-8").split())


def number_of_entries() -> int:
    """How many phrases of common words alone are refused, without their digits, disguises and walks."""
    words = len(common_words())
    return int(sum(words**pieces for pieces in range(1, MOST_PIECES + 1)))


def is_common(password: str, *, context: frozenset[str] = frozenset()) -> bool:
    """Whether a guesser would try it early. `context`: words of this service, area, agency and person."""
    plain = _once(re.sub(r"[\s._\-]+", "", password.lower()))
    if len(set(plain)) < LEAST_DIFFERENT:
        return True
    known = common_words() | {word.lower() for word in context if len(word) >= SHORTEST_WALK - 1}
    pieces, free = _explained(plain, known)
    return pieces <= MOST_PIECES and free < LEAST_FREE


def _once(text: str) -> str:
    """What is repeated, once."""
    for length in range(1, len(text) // 2 + 1):
        if len(text) % length == 0 and text == text[:length] * (len(text) // length):
            return text[:length]
    return text


def _explained(text: str, known: frozenset[str]) -> tuple[int, int]:
    """The reading with the fewest unexplained characters, then with the fewest pieces, as (pieces, unexplained)."""
    disguised = text.translate(_DISGUISE)
    readings = {text, disguised.replace("1", "i"), disguised.replace("1", "l")}
    best: list[tuple[int, int]] = [(0, 0)]
    for end in range(1, len(text) + 1):
        free, pieces = best[end - 1]
        ways = [(free + 1, pieces)]
        for start in range(max(0, end - LONGEST_WORD), end - 1):
            cost = _cost({reading[start:end] for reading in readings}, text[start:end], known)
            if cost is not None:
                free, pieces = best[start]
                ways.append((free, pieces + cost))
        best.append(min(ways))
    free, pieces = best[-1]
    return pieces, free


def _cost(readings: set[str], raw: str, known: frozenset[str]) -> int | None:
    """1 for a word, 0 for what guessers add anyway: a number, a walk over the keyboard, a repeated character."""
    if len(raw) <= LONGEST_NUMBER and raw.isdigit():
        return 0
    if len(raw) >= SHORTEST_WALK and (len(set(raw)) == 1 or _is_walk(raw)):
        return 0
    return 1 if readings & known else None


def _is_walk(raw: str) -> bool:
    return any(raw in walk or raw[::-1] in walk for walk in _WALKS)
