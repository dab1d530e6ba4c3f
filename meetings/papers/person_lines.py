"""One person of a case as a paper shows them: the parts an agency pastes into its own search, and no more."""

from dataclasses import dataclass
from enum import StrEnum

HELD_BY_COORDINATOR = "held by coordinator"
NAME_NOT_KNOWN = "Name not known"
NOT_KNOWN = "Not known"


class PersonRole(StrEnum):
    """What a person is in this case; the value is the word on the paper."""

    VICTIM = "Victim"
    PERPETRATOR = "Perpetrator"
    CHILD = "Child"


@dataclass(frozen=True, kw_only=True)
class OtherName:
    """A name the person also goes by, in the same two parts, so that it can be searched as well."""

    family_name: str = ""
    given_names: str = ""
    note: str = ""
    """What sort of name, and where it comes from: `maiden name`, `used online`."""

    @property
    def full_name(self) -> str:
        """Given names then family name."""
        return " ".join(part for part in (self.given_names, self.family_name) if part)


@dataclass(frozen=True, kw_only=True)
class PersonLines:
    """What this reader sees of one person."""

    role: PersonRole
    family_name: str = ""
    given_names: str = ""
    """Both names empty: nobody knows the name (or the child is not born)."""
    also_known_as: tuple[OtherName, ...] = ()
    born: str = NOT_KNOWN
    """In words: `27 March 1985 (41)`, `Born 1990`, `About 34 (estimated 3 March 2026)`, `Due 4 May 2026`.

    Two values in conflict stand side by side, each with its source."""
    addresses: tuple[str, ...] = ()
    """Each in one line, or HELD_BY_COORDINATOR; empty when this reader has no need of one or none is known."""
    relationships: tuple[str, ...] = ()
    """A perpetrator's relation to the victim, or a child's to each adult, `daughter of Ellen Quarmby`."""
    school: str = ""
    """A child's school or nursery, only where this reader's work needs it."""
    is_spelling_doubted: bool = False
    is_unborn: bool = False
    is_masked: bool = False
    """Names wait until somebody in the reader's agency is assigned; every other field is empty then."""

    @property
    def full_name(self) -> str:
        """Given names then family name, as recorded."""
        if self.is_masked:
            return "Shown once somebody in your agency is assigned"
        if self.is_unborn and not self.given_names:
            return "Unborn child"
        return " ".join(part for part in (self.given_names, self.family_name) if part) or NAME_NOT_KNOWN

    @property
    def doubt(self) -> str:
        """Stands behind the name."""
        return "(spelling not certain)" if self.is_spelling_doubted else ""
