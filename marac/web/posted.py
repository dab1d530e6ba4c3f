"""Single values out of a posted form: whole numbers and ids, which only our own pages write."""

from uuid import UUID

from marac.errors import InvalidForm
from marac.web.answers import Answers

_MOST_DIGITS = 6


def whole_number(answers: Answers, name: str) -> int:
    """0 for anything that is no number of ours."""
    text = answers.text(name).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def chosen_id(answers: Answers, name: str) -> UUID | None:
    """The id chosen in a list; None where nothing was chosen, or nothing of ours."""
    try:
        return UUID(answers.text(name))
    except ValueError:
        return None


def required_id(answers: Answers, name: str, otherwise: str) -> UUID:
    found = chosen_id(answers, name)
    if found is None:
        raise InvalidForm({name: otherwise})
    return found
