"""Parts of a prepared person: words, names, births and homes that were normalised once and are compared with many."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name, plain (small letters a to z, or of another script), with what it may also be.

    Made once a word and shared: two equal words are the same object, so a cache over pairs of words is cheap.
    """

    text: str
    spellings: frozenset[str] = field(compare=False)
    """Groups of spellings of one name (romanisations, feminine forms). Two words that share one are the same name."""
    nicknames: frozenset[str] = field(compare=False)
    """Groups of familiar forms of one name (Bill, William)."""
    sound: str = field(compare=False)
    """How it sounds, over romanisations: equal for spellings that no table holds."""
    sounds: frozenset[str] = field(compare=False)
    """Its own sound and those of the names it may stand for."""
    heard: tuple[str, ...] = field(compare=False)
    """The same, its own first and the unlikely ones last."""
    initials: frozenset[str] = field(compare=False)
    """First letters of it and of the names it may stand for."""

    @property
    def is_initial(self) -> bool:
        """One letter stands for a whole name."""
        return len(self.text) == 1


@dataclass(frozen=True, slots=True)
class FullName:
    """One name, main or other. Titles, placeholders and particles are gone; d', o' and mc are part of the word."""

    given: tuple[Word, ...]
    """First name, then middle names (or a father's and a grandfather's)."""
    family: tuple[Word, ...]
    """Every part of a compound surname. Empty when unknown. Singh and Kaur stand here only when no other name does."""
    customary: tuple[Word, ...]
    """Singh, Kaur, Begum …, wherever they stood: another record may have them for the family name."""
    forename: str
    """The text of the first word of `given`; empty when there is none."""
    surname: str
    """The words of `family` joined by spaces."""
    middle: tuple[Word, ...] = field(compare=False)
    """`given` without its first."""
    given_spellings: frozenset[str] = field(compare=False)
    """Groups of spellings of all words of `given` but initials: asked before any two words are compared."""
    middle_spellings: frozenset[str] = field(compare=False)
    family_spellings: frozenset[str] = field(compare=False)

    def __hash__(self) -> int:
        """By what is remembered of a text: names are put together by the dozen for every search."""
        return hash((self.forename, self.surname))


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date that can be true. Missing dates (1 January 1900, 1970) and impossible ones are not among these."""

    year: int
    month: int | None
    day: int | None
    is_estimated: bool
    """An age that was guessed, or a due date."""
    is_weak: bool
    """1 January: often put in where only the year is known."""
    key: str
    """Year, then day and month in rising order, so that swapped dates meet; empty unless the date is whole."""
    written: str
    """`04112019`, for slips of the pen; empty unless the date is whole."""

    def __hash__(self) -> int:
        return hash((self.year, self.month, self.day))

    @property
    def is_whole(self) -> bool:
        """Year, month and day, and no estimate."""
        return bool(self.key)


@dataclass(frozen=True, slots=True)
class Home:
    """One address in parts that can be compared."""

    line: str
    """Numbers, then the first street, in one spelling: `2 14 mill lane`; empty when only a town is known."""
    numbers: tuple[str, ...]
    """Of flat and house, the smaller first, letters last: `2 14`, `14 a`."""
    street: str
    """Words of the line without numbers: `mill lane`, `tern house dock road`."""
    streets: tuple[str, ...]
    """The same in parts: `tern house`, `dock road`."""
    town: str
    postcode: str
    """`ZZ14QP`: capitals, no space; empty when it cannot be one."""
    outcode: str
    """`ZZ1`; of another country's postcode the whole."""
    area: str
    """Letters of the outcode: `ZZ`; of another country's postcode its first two characters."""

    def __hash__(self) -> int:
        return hash((self.line, self.postcode, self.town))
