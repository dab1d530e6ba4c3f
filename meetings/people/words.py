"""One word of a name with everything it may also be: made once and shared."""

import re
from functools import lru_cache

from meetings.people.parts import Word
from meetings.people.sounds import second_sounds, sound_of
from meetings.people.variants import NOWHERE, standings

MOST_SOUNDS = 5
"""A familiar form of many names (Sam, Alex) is not sought under all of them."""
# Parts written together with the name they belong to: Altamimi, Vandenberg, D'Souza.
_FRONTS = re.compile(r"^(?:al|el|vanden|vander|van|d(?=[bcfgklmnpstv]))(?=.{4})")
# The same, where what is left must be a name we know: O'Neill, Desouza, Laporte, Benali.
_FRONTS_OF_KNOWN = re.compile(r"^(?:o|de|da|di|des|la|le|bin|ben|abu|abou)(?=.{4})")
# Feminine and masculine of one surname: Polish, Czech and Slovak, Russian and Bulgarian, Lithuanian, Greek.
_ENDINGS = (
    (re.compile(r"(?<=.)(ck|dzk|sk)(?:a|i|y|ij|yj|iy|aya|aja|yi|ii)$"), r"\1i"),
    (re.compile(r"(?<=..)(ov|ev|in|yn)(?:a|as)$"), r"\1"),
    (re.compile(r"(?<=..)(?:off|ow|ou)$"), "ov"),
    (re.compile(r"(?<=..)(?:eff)$"), "ev"),
    (re.compile(r"(?<=...)(?:ova)$"), ""),
    (re.compile(r"(?<=...)(?:aite|yte|iene|ute)$"), "as"),
    (re.compile(r"(?<=....c)(?:ius|iute)$"), "as"),
    (re.compile(r"(?<=...)(?:opoulou)$"), "opoulos"),
    (re.compile(r"(?<=...)(?:idou)$"), "idis"),
    (re.compile(r"^(?:mac|mhic|mhig|nic)(?=[a-z]{4})"), "mc"),
    (re.compile(r"^([bdfgm])h(?=[rlaeiou]{1,2}[a-z]{3})"), r"\1"),
)  # fmt: skip

# Long names by which nobody is called all day: Paramjit is Param, Oluwaseun is Seun, Chukwuemeka is Emeka.
_TAILS = re.compile(r"(?<=...)(?:j[ie]+t|d[ei]+p|pr[ei]+t|[vbw]?inder|[vw]ant|m[ei]+t|b[ie]+r)$")
_HEADS = re.compile(r"^(?:oluwa|olu|ola|ade|chukwu|chi|nwa)(?=.{4})")


@lru_cache(maxsize=200_000)
def word_of(text: str) -> Word:
    """Of one plain word, as name_boxes takes names apart."""
    own, borrowed = _nicknames(text)
    nicknames = own | borrowed
    same = {text} if len(text) == 1 else {text, *_other_forms(text)}
    spellings = frozenset(
        {f"={form}" for form in same}.union(*(standings().get(form, NOWHERE).spellings for form in same))
    )
    heard = _sounds(text, spellings, (*sorted(own), *sorted(borrowed)))
    return Word(
        text=text,
        spellings=spellings,
        nicknames=nicknames,
        sound=heard[0] if heard else "",
        sounds=frozenset(heard),
        heard=heard,
        initials=frozenset(name.lstrip("=")[0] for name in (text, *spellings, *nicknames)),
    )


def _other_forms(text: str) -> set[str]:
    """What the word is without an article or a mark of descent, and in the other gender."""
    forms = {pattern.sub(into, text) for pattern, into in _ENDINGS if pattern.search(text)}
    if text not in standings() and (front := _FRONTS.match(text)):
        forms.add(text[front.end() :])
    if (front := _FRONTS_OF_KNOWN.match(text)) and text[front.end() :] in standings():
        forms.add(text[front.end() :])
    return forms


def _nicknames(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Its own, and those of the name that it spells in another way: Muhammad is Mo, since Mohammed is."""
    stands = standings().get(text, NOWHERE)
    own = stands.nicknames | _short_forms(text)
    return own, frozenset[str]().union(*(standings().get(name, NOWHERE).nicknames for name in stands.spellings)) - own


def _short_forms(text: str) -> set[str]:
    """Itself, and what is left without a head or a tail that many names share."""
    return {text, _TAILS.sub("", text), _HEADS.sub("", text)}


def _sounds(text: str, spellings: frozenset[str], nicknames: tuple[str, ...]) -> tuple[str, ...]:
    """Its own first; initials have none."""
    if len(text) == 1:
        return ()
    names = (text, *sorted(name.lstrip("=") for name in spellings), *sorted(nicknames))
    heard = [sound_of(name) for name in names] + sorted(second_sounds(text))
    return tuple(dict.fromkeys(heard))[:MOST_SOUNDS]
