"""A Word form as a whole: every line with its reading, and the referral that comes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from meetings.forms.completing import to_document
from meetings.forms.declaration import Field, Json
from meetings.forms.marac_referral_v1 import MARAC_REFERRAL_V1 as REFERRAL
from meetings.forms.page_answers import PageAnswers, put, start_answers, with_given_rows
from meetings.legacy.word_answers import read_answer
from meetings.legacy.word_dates import only_day_first, only_month_first
from meetings.legacy.word_fields import BY_CODE, CHILD, HARM, How, Target
from meetings.legacy.word_names import people_of
from meetings.legacy.word_pairs import Pair, pairs_of
from meetings.legacy.word_paper import Cell, Paper
from meetings.legacy.word_people import read_of_people, read_of_row, read_to_perpetrators
from meetings.legacy.word_reading import Known, Read, Sure, unsure

LEFT_OUT = "none"
ADDED = "added"
TWICE = "The form answers this twice. Say which is right."
NO_LABEL = "No label stands beside these words."
UNKNOWN_LABEL = "No field of the referral is known by this label."
NO_NUMBER = "No number stands beside this answer."
NO_ADDRESS = "No address stands beside this answer."
_DATES = (How.DAY, How.BORN, How.EARLIER)


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says of a line: what it is (`none` leaves it out) and how it reads."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: where it stands, as written, what it is taken for, and how sure that is."""

    id: str
    place: str
    label: str
    text: str
    target: Target | None
    said: str | None
    read: Read
    number: int | None = None

    @property
    def field(self) -> str:
        """The field in words; of a child with its number."""
        if self.target is None:
            return ""
        return f"{self.target.words}, {self.number + 1}" if self.number is not None else self.target.words


@dataclass(frozen=True, slots=True)
class FormReading:
    """Everything a form says, line by line; `answers` are those of a referral that was begun with it."""

    lines: tuple[Line, ...]
    answers: PageAnswers
    unread: tuple[str, ...] = ()
    settled: str = ""

    @property
    def document(self) -> dict[str, Json]:
        return to_document(REFERRAL, self.answers)

    def number_of(self, sure: Sure) -> int:
        return sum(line.read.sure is sure for line in self.lines)


@dataclass(frozen=True, slots=True)
class Told:
    """What persons said of a form before it is read again: by line, and the order of its dates."""

    changes: Mapping[str, Change] = field(default_factory=dict)
    is_day_first: bool | None = None


def read_form(paper: Paper, known: Known, *, reference: str, told: Told | None = None) -> FormReading:
    """Read it whole. The same paper and the same words of persons give the same lines."""
    told = told or Told()
    drafts = _drafts(paper, told)
    known = _settle_dates(known, told, [line.text for line in drafts if line.target and line.target.how in _DATES])
    number = _number_of_perpetrators(drafts)
    lines = [_read(line, known, number) for line in drafts]
    lines = _once_each(_places_beside_marks(_numbers_beside_marks(lines)))
    answers = _answers(lines, reference)
    return FormReading(tuple(lines), answers, paper.unread, known.why_day_first)


def dates_written(paper: Paper) -> tuple[str, ...]:
    """The dates of a form as written, for other forms of the same layout."""
    return tuple(p.answer.text for p in pairs_of(paper) if p.target and p.target.how in _DATES)


def layout_of(paper: Paper) -> frozenset[str]:
    """Forms with the same labels are copies of one form."""
    return frozenset(pair.target.code for pair in pairs_of(paper) if pair.target)


def _drafts(paper: Paper, told: Told) -> list[Line]:
    lines = [_line(pair, told.changes) for pair in pairs_of(paper)]
    added = sorted(key for key in told.changes if key.startswith(ADDED))
    lines += [_line(Pair("", Cell("", 0, 0), None), told.changes, added=key) for key in added]
    return _number_children(lines)


def _line(pair: Pair, changes: Mapping[str, Change], added: str = "") -> Line:
    line_id = added or pair.answer.id
    change = changes.get(line_id)
    target = BY_CODE.get(change.target) if change else pair.target
    place = "Added by a person" if added else pair.answer.place
    said = change.text if change else None
    return Line(line_id, place, pair.label, pair.answer.text, target, said, Read(Sure.BLANK, "", pair.note), pair.row)


def _number_children(lines: list[Line]) -> list[Line]:
    """Rows of children in one count over all tables, blank rows left out."""
    rows = list(dict.fromkeys(line.number for line in lines if line.number is not None))
    return [line if line.number is None else replace(line, number=rows.index(line.number)) for line in lines]


def _settle_dates(known: Known, told: Told, dates: Iterable[str]) -> Known:
    """A person's word, then the other dates of the form, then those of forms like it."""
    if told.is_day_first is not None:
        words = "Day first, as a person said." if told.is_day_first else "Month first, as a person said."
        return replace(known, is_day_first=told.is_day_first, why_day_first=words)
    dates = list(dates)
    if settled := only_day_first(dates):
        return replace(known, is_day_first=True, why_day_first=f"Day first, as {settled} in this form must be.")
    if settled := only_month_first(dates):
        return replace(known, is_day_first=False, why_day_first="Month first, as another date of this form must be.")
    return known


def _number_of_perpetrators(lines: Iterable[Line]) -> int:
    names = [line for line in lines if line.target and line.target.code == f"{HARM}.name"]
    return max((len(people_of(_words(line))) for line in names), default=1) or 1


def _words(line: Line) -> str:
    return line.text if line.said is None else line.said


def _read(line: Line, known: Known, number: int) -> Line:
    if line.target is None:
        return replace(line, read=_unplaced(line))
    if line.said is not None:
        known = replace(known, is_day_first=True, why_day_first="")
    read = _read_target(line, line.target, known, number)
    if line.read.why:
        read = replace(read, why=f"{line.read.why} {read.why}".strip())
    if line.said is not None and read.sure is not Sure.PERSON:
        read = replace(read, sure=Sure.SAID)
    return replace(line, read=read)


def _unplaced(line: Line) -> Read:
    if line.said is not None:
        return Read(Sure.NOT_PLACED, "", "A person left it out.")
    return Read(Sure.NOT_PLACED, "", UNKNOWN_LABEL if line.label else NO_LABEL)


def _read_target(line: Line, target: Target, known: Known, number: int) -> Read:
    text = _words(line)
    if target.code == f"{CHILD}.to_perpetrator":
        return read_to_perpetrators(target, text, known, row=line.number or 0, number=number)
    if line.number is not None:
        return read_of_row(target, text, known, row=line.number)
    if "*" in target.path:
        return read_of_people(target, text, known, number=number if target.path.startswith(HARM) else 1)
    return read_answer(target, text, known)


def _numbers_beside_marks(lines: list[Line]) -> list[Line]:
    """Whether a number is safe says nothing where there is no number."""
    if any("victim.phones" in line.read.values for line in lines):
        return lines
    path = BY_CODE["victim.safe_to_call"].path
    return [
        replace(line, read=unsure(NO_NUMBER))
        if path in line.read.values
        else replace(line, read=replace(line.read, not_given=tuple(p for p in line.read.not_given if p != path)))
        for line in lines
    ]


def _places_beside_marks(lines: list[Line]) -> list[Line]:
    """Whether an address is confidential says nothing of somebody without one."""
    here = {path.rpartition(".")[0] for line in lines for path in line.read.values if path.endswith(".lines")}
    return [
        replace(line, read=unsure(NO_ADDRESS))
        if line.target
        and line.target.how is How.HELD
        and any(path.rpartition(".")[0] not in here for path in line.read.values)
        else line
        for line in lines
    ]


def _once_each(lines: list[Line]) -> list[Line]:
    """Of two answers to one question neither is taken, unless they say the same."""
    said: dict[str, list[Json]] = {}
    for line in lines:
        for path, value in line.read.values.items():
            said.setdefault(path, []).append(value)
    clashing = {path for path, values in said.items() if any(value != values[0] for value in values)}
    return [line if clashing.isdisjoint(line.read.values) else replace(line, read=unsure(TWICE)) for line in lines]


def _answers(lines: Iterable[Line], reference: str) -> PageAnswers:
    """Groups before what hangs on them: a row of numbers before whether the first is safe."""
    answers = start_answers(REFERRAL, {"sender_reference": reference})
    found = [item for line in lines for item in line.read.values.items()]
    for path, value in sorted(found, key=lambda item: item[0].count(".")):
        _make_rows(answers.values, path)
        put(answers.values, path, value)
    blank = (path for line in lines for path in line.read.not_given if path not in dict(found))
    not_given = {path: "not_known" for path in blank if _may_stay_blank(path)}
    return with_given_rows(REFERRAL, replace(answers, not_given=not_given))


def _may_stay_blank(path: str) -> bool:
    place = REFERRAL.part_at(path)
    return place is not None and not (isinstance(place.part, Field) and place.part.essential)


def _make_rows(values: dict[str, Json], path: str) -> None:
    """Lists on the way to a path, with as many rows as it needs."""
    holder: Json = values
    steps = path.split(".")
    for step, after in pairwise(steps):
        if isinstance(holder, list):
            holder.extend({} for _ in range(len(holder), int(step) + 1))
            holder = holder[int(step)]
        elif isinstance(holder, dict):
            if holder.get(step) is None:
                holder[step] = [] if after.isdecimal() else {}
            holder = holder[step]
    if isinstance(holder, list) and steps[-1].isdecimal():
        holder.extend({} for _ in range(len(holder), int(steps[-1]) + 1))
