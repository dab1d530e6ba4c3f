"""How a name sounds, in a few capital letters: equal for most spellings and romanisations of one name.

Consonants in classes, vowels only at the start, so that Muhammad and Mohamed, Wisniewska and Wiśniewski meet. The rules
are ours, from how English, Arabic, Persian, Urdu, Polish, Slavic, Gaelic and Turkish names are spelt in Britain.
"""

import re
from functools import lru_cache

_LONGEST = 8
_Rule = tuple[str, re.Pattern[str], str]
_ASIDE = re.compile(r"\(\?[^)]*\)|[\^$]")
_LETTERS = re.compile(r"[a-z]+(?![?*{])")


def _rules(*pairs: str) -> tuple[_Rule, ...]:
    return tuple(_rule(*pair.split(" > ")) for pair in pairs)


def _rule(pattern: str, into: str) -> _Rule:
    return _needed(pattern), re.compile(pattern), "" if into == "0" else into


def _needed(pattern: str) -> str:
    """Letters without which a rule says nothing: most words are spared most rules by looking for them first."""
    bare = _ASIDE.sub("", pattern)
    found = _LETTERS.match(bare)
    return found[0] if found and "|" not in bare else ""


# Capitals are finished sounds; small letters are still to be read. An empty right side is written as 0.
_START = _rules(
    r"^kn > n", r"^gn > n", r"^pn > n", r"^ps > s", r"^pt > t", r"^wr > r", r"^x > s",
    r"^mac(?=[bcdfgklmnpqrstv]) > mk",
    r"^mc > mk", r"^mag(?=[nu]) > mk", r"^ts > s", r"^tz > s", r"^dj > j", r"^i(?=[aou][a-z]) > Y",
    r"^y > Y", r"^hw > w", r"^ng > n", r"^gh > G", r"^h > H",
)  # fmt: skip
_GROUPS = _rules(
    r"ij(?=a$|[kn]) > i",
    r"szcz > SC", r"shch > SC", r"sch(?=[aeiouwlmn]|$) > S", r"tsch > C", r"tch > C", r"tsz > C", r"cz > C", r"sz > S",
    r"sh > S", r"chr > kr", r"chs > ks", r"(?<=....)ck(?=[ia]$) > sk",
    r"ck > k", r"cc(?=[ei]) > C", r"ch > C", r"ci(?=[aou]) > C",
    r"c(?=[eiy]) > s", r"(?<=..)ic$ > iC", r"pf > f", r"ph > f", r"kh > k", r"gh > 0", r"dh > d", r"th > t", r"bh > b",
    r"mh > m", r"rh > r", r"jh > j", r"lh > l", r"zh > J", r"dzh > J", r"dge > J", r"dg > J", r"dz > J", r"dj > J",
    r"x > ks", r"q > k", r"c > k", r"tz > s", r"ts > s", r"(?<=..)off?$ > ov", r"wh > w", r"w(?=[^aeiouy]|$) > 0",
    r"w > v", r"mb$ > m", r"(?<=[aeiou])gn > n", r"z > s", r"j > J", r"h > 0", r"d$ > t", r"b$ > p",
)  # fmt: skip
# Each of these may be read in a second way; the word gets a second sound then.
_SECOND = (
    (re.compile(r"kh"), "h"), (re.compile(r"x(?=[aeioumy])"), "h"), (re.compile(r"ch"), "k"),
    (re.compile(r"bh|mh"), "v"), (re.compile(r"th"), "s"), (re.compile(r"^g(?=[ei])|gy(?=[aei])"), "j"),
    (re.compile(r"(?<=.)gh"), "g"), (re.compile(r"^j"), "y"), (re.compile(r"z(?=.)"), "j"), (re.compile(r"kw"), "k"),
    (re.compile(r"^n(?=[dg][aeiou])|^m(?=b)"), ""),
    (re.compile(r"^c(?=a[ayb]|u[mb]|i[ibs])|(?<=[aiu])c(?=a[aiy]|ii)"), ""),
)  # fmt: skip
# Polish is read another way in several places at once.
_IS_POLISH = re.compile(r"rz|szcz|w[^aeiouyh].*(?:[ck][aiy]|[cr]z|[aey]k)$")
_POLISH = _rules(r"(?<=[pkt])rz > sh", r"rz > zh", r"w > v", r"^ch > h", r"j(?=[aeou]) > y")
_VOWELS = re.compile("[aeiouy]+")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def sound_of(word: str) -> str:
    """Of one plain word; what is not of our alphabet sounds like itself."""
    if not word.isascii():
        return word
    word = _changed(word, _START + _GROUPS)
    starts_open = bool(_VOWELS.match(word))
    consonants = _VOWELS.sub("", _DOUBLE.sub(r"\1", word)).upper()
    return (("A" if starts_open else "") + consonants)[:_LONGEST] or "A"


def _changed(word: str, rules: tuple[_Rule, ...]) -> str:
    for needed, pattern, into in rules:
        if needed in word:
            word = pattern.sub(into, word)
    return word


@lru_cache(maxsize=100_000)
def second_sounds(word: str) -> frozenset[str]:
    """What else a word may sound like: kh, ch, th, inner gh, soft g and j, in Gaelic, Polish, Somali, Bengali."""
    if not word.isascii():
        return frozenset()
    first = sound_of(word)
    read = {sound_of(pattern.sub(into, word)) for pattern, into in _SECOND if pattern.search(word)}
    if _IS_POLISH.search(word):
        read.add(sound_of(_changed(word, _POLISH)))
    return frozenset(read - {first})
