"""People of a few words, for tests of names and tokens."""

from meetings.people.person import Born, Name, Person, Place
from meetings.people.prepared import Prepared, prepare
from meetings.people.tokens import asked_tokens, stored_tokens


def somebody(
    given: str = "", family: str = "", *, born: tuple[int, int, int] | None = None, home: tuple[str, str] | None = None
) -> Prepared:
    """`home` is a line and a postcode."""
    return prepare(
        Person(
            names=(Name(given, family),),
            born=(Born(year=born[0], month=born[1], day=born[2]),) if born else (),
            places=(Place((home[0],), "", home[1]),) if home else (),
        )
    )


def shared_types(kept: Prepared, asked: Prepared) -> set[str]:
    """Types of the tokens under which a search for one finds the other."""
    return {token.type for token in stored_tokens(kept) & asked_tokens(asked)}
