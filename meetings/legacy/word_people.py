"""Answers about several people in one cell: parted, and given in the order of the names, or left to a person."""

import re
from collections.abc import Iterable

from meetings.legacy.word_answers import read_answer
from meetings.legacy.word_fields import How, Target
from meetings.legacy.word_names import people_of
from meetings.legacy.word_reading import Known, Read, Sure, blank, is_not_said, unsure

_APART = re.compile(r"\s+/\s+|\s*(?:&|;|\n|\band\b)\s*", re.IGNORECASE)
IN_ORDER = "In the order of the names."
FOR_EACH = "One address for all of them: given to each."


def parts_of(target: Target, text: str) -> tuple[str, ...]:
    if target.how is How.NAMES:
        return people_of(text)
    if target.how in (How.ADDRESS, How.PHONE):
        return tuple(part.strip() for part in re.split(r"\s*(?:;|&)\s*", text) if part.strip())
    return tuple(part.strip() for part in _APART.split(text) if part.strip())


def read_of_people(target: Target, text: str, known: Known, *, number: int) -> Read:
    """The answer to one question about `number` people. Paths keep no star."""
    if is_not_said(text):
        return _joined([_at(blank(target.path, text), n) for n in range(max(number, 1))])
    parts = (text,) if number == 1 and target.how is not How.NAMES else parts_of(target, text)
    if len(parts) == 1 and number > 1:
        if target.how is not How.ADDRESS:
            return unsure(f"One answer for {number} people. Say for whom it is.")
        return _joined([_at(read_answer(target, text, known), n) for n in range(number)], rule=FOR_EACH)
    if len(parts) != number:
        return unsure(f"{len(parts)} answers for {number} people. Say which is whose.")
    reads = [_at(read_answer(target, part, known), n) for n, part in enumerate(parts)]
    return _joined(reads, rule=IN_ORDER if number > 1 else "")


def read_of_row(target: Target, text: str, known: Known, *, row: int) -> Read:
    """An answer in a table that has a row for each person."""
    if target.how is How.NAMES and len(people_of(text)) > 1:
        return unsure("More than one person in a row. Give each a row.")
    return _at(read_answer(target, text, known), row)


def read_to_perpetrators(target: Target, text: str, known: Known, *, row: int, number: int) -> Read:
    """How a child is related to each of the people who cause harm; one word for several is nobody's answer."""
    read = read_answer(target, text, known)
    code = read.values.get(target.path)
    path = target.path.replace("*", str(row))
    if code is None:
        return Read(read.sure, read.shown, read.why, not_given=(path,) if read.not_given else ())
    if number != 1:
        return unsure(f"One answer for {number} people. Say for whom it is.")
    return Read(read.sure, read.shown, read.why, {path: [{"perpetrator": 0, "relationship": code}]})


def _at(read: Read, number: int) -> Read:
    """The same with the star of its paths filled."""
    values = {path.replace("*", str(number), 1): value for path, value in read.values.items()}
    return Read(read.sure, read.shown, read.why, values, tuple(p.replace("*", str(number), 1) for p in read.not_given))


def _joined(reads: Iterable[Read], *, rule: str = "") -> Read:
    """Several readings told in one line; as sure as the least sure of them."""
    told = list(reads)
    sure = max((read.sure for read in told), key=_ORDER.index)
    return Read(
        Sure.RULE if rule and sure in (Sure.WRITTEN, Sure.BLANK) else sure,
        " / ".join(dict.fromkeys(read.shown for read in told if read.shown)),
        " ".join(dict.fromkeys(filter(None, (rule, *(read.why for read in told))))),
        {path: value for read in told for path, value in read.values.items()},
        tuple(path for read in told for path in read.not_given),
    )


_ORDER = (Sure.BLANK, Sure.WRITTEN, Sure.SAID, Sure.RULE, Sure.NOT_PLACED, Sure.PERSON)
