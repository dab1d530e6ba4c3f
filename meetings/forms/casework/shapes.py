"""Parts that the forms of the case file share: their head, people as they write them, and the yes or no they ask."""

from meetings.forms.declaration import Field, Group, Kind, Need, Part, Rows, When
from meetings.forms.shapes import ALIAS, LONGEST_TEXT, NAME_LENGTH

ANSWERS = ("yes", "no", "not_known", "not_asked")
# Nobody has assessed is an answer of its own: it is not the lowest level.
RISK_LEVELS = ("high", "medium", "standard", "not_assessed")


def is_yes(field: str) -> When:
    return When(field, ("yes",))


def yes_no(
    name: str,
    *,
    need: Need = Need.MUST,
    asked_if: When | None = None,
    needed_if: When | None = None,
    protected: bool = False,
) -> Field:
    """A yes or no with its honest ways out. Blank is null, and null is not no."""
    return Field(
        name,
        Kind.CHOICE,
        nullable=True,
        choices=ANSWERS,
        need=need,
        asked_if=asked_if,
        needed_if=needed_if,
        protected=protected,
    )


def choice(
    name: str, *choices: str, need: Need = Need.MUST, asked_if: When | None = None, is_open: bool = False
) -> Field:
    """One of a few answers, blank until somebody gives it."""
    return Field(
        name, Kind.CHOICE, nullable=True, choices=choices, need=need, asked_if=asked_if, is_open=is_open, most=100
    )


def text(name: str, *, need: Need = Need.NO, asked_if: When | None = None, protected: bool = False) -> Field:
    return Field(name, Kind.TEXT, nullable=True, most=LONGEST_TEXT, need=need, asked_if=asked_if, protected=protected)


def story(name: str, *, need: Need = Need.NO, asked_if: When | None = None, needed_if: When | None = None) -> Field:
    return Field(name, Kind.LONG, nullable=True, need=need, asked_if=asked_if, needed_if=needed_if)


def day(
    name: str,
    *,
    need: Need = Need.NO,
    asked_if: When | None = None,
    may_be_ahead: bool = False,
) -> Field:
    return Field(name, Kind.DATE, nullable=True, need=need, asked_if=asked_if, may_be_ahead=may_be_ahead)


def record_day(name: str) -> Field:
    """The day on which a record stands: nobody can leave it open."""
    return Field(name, Kind.DATE, essential=True, need=Need.MUST)


def phone(name: str, *, need: Need = Need.NO, offers_not_known: bool = False) -> Field:
    return Field(name, Kind.PHONE, nullable=True, need=need, offers_not_known=offers_not_known, protected=True)


def under(path: str, *names: str) -> tuple[str, ...]:
    """Names below a path, for the list of what a page asks."""
    return tuple(f"{path}.{name}" for name in names)


NAMES: tuple[Part, ...] = (
    Field("given_names", Kind.TEXT, nullable=True, most=NAME_LENGTH),
    Field("family_name", Kind.TEXT, nullable=True, most=NAME_LENGTH, offers_not_known=True),
    Rows("aliases", ALIAS, ("alias",), most=30),
)
BORN: tuple[Part, ...] = (Field("born_on", Kind.BORN_ON, need=Need.MAY),)
GENDER: tuple[Part, ...] = (Field("gender", Kind.TEXT, nullable=True, most=NAME_LENGTH),)
WHERE: tuple[Part, ...] = (
    Field("lines", Kind.LINES, most=8, protected=True),
    Field("town", Kind.TEXT, nullable=True, protected=True),
    Field("postcode", Kind.TEXT, nullable=True, most=20, protected=True),
)


def address(name: str, *, need: Need = Need.NO, asks_to_write: bool = False, nullable: bool = False) -> Group:
    """Where somebody lives; of a client also whether it is safe to write there."""
    lines = Field("lines", Kind.LINES, most=8, need=need, protected=True)
    writing = (yes_no("safe_to_write", protected=True),) if asks_to_write else ()
    return Group(name, (lines, *WHERE[1:], *writing), ("case_address", "address"), nullable=nullable, protected=True)


SAFE_CONTACT: tuple[Part, ...] = (
    address("address", need=Need.MUST, asks_to_write=True),
    address("alternative_address", asks_to_write=True, nullable=True),
    phone("telephone"),
    phone("mobile"),
)
CONTACT_OF_SOMEBODY: tuple[Part, ...] = (text("name"), phone("telephone"))
