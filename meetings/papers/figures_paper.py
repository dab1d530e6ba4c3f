"""Figures by quarter as one reader may have them: true for coordinator and chair, small numbers withheld for others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meetings.papers.measures import BOTH_READINGS, MEASURES, Measure
from meetings.papers.workbook_paper import (
    REFERRAL_SOURCES,
    MeetingRow,
    quarters_of,
    rolling_quarters,
    sums_of,
)
from meetings.rules.suppression import (
    HIDDEN,
    PROTECTED,
    Cell,
    breakdown,
    part_of,
    percent,
    rate,
    single,
    total_of,
)

MOST_QUARTERS = 8
QUARTER_ENDS = {"1": "31 March", "2": "30 June", "3": "30 September", "4": "31 December"}
SHOWN_MEASURES = frozenset(
    {"Cases discussed", "Repeat cases", "Children", "Referrals by agency", "Repeat rate", "Partner share",
     "Cases per 10,000 adult females"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one quarter, or of twelve months."""

    key: str
    words: str
    meetings: int
    cases: Cell
    repeats: Cell
    children: Cell
    partners: Cell
    repeat_rate: str
    partner_rate: str


@dataclass(frozen=True, slots=True)
class FiguresPaper:
    """What one reader sees. `may_open` makes each number a door to its meetings."""

    lines: tuple[Line, ...]  # latest first
    year: Line | None
    sources: tuple[tuple[str, Cell], ...]  # of the latest quarter
    per_10_000: str
    may_open: bool
    below: int
    definitions: tuple[Measure, ...] = tuple(measure for measure in MEASURES if measure.name in SHOWN_MEASURES)
    notes: tuple[str, ...] = BOTH_READINGS


def figures_paper(
    rows: Sequence[MeetingRow], *, below: int, is_suppressed: bool, population: int | None
) -> FiguresPaper:
    """Quarters never overlap; a sum over several is shown only where it says nothing that they do not say."""
    quarters = quarters_of(rows)
    least = below if is_suppressed else 0
    lines = [_line(rows, quarter, below=least, is_suppressed=is_suppressed) for quarter in quarters]
    year = _year(lines, quarters, is_suppressed=is_suppressed) if quarters else None
    return FiguresPaper(
        lines=tuple(reversed(lines[-MOST_QUARTERS:])),
        year=year,
        sources=_sources(rows, quarters[-1], below=least) if quarters else (),
        per_10_000=_per_10_000(year, population),
        may_open=not is_suppressed,
        below=below,
    )


def words_of_quarter(quarter: str) -> str:
    """`Quarter to 30 September 2026`."""
    year, _, number = quarter.partition("-Q")
    return f"Quarter to {QUARTER_ENDS[number]} {year}"


def _counts(rows: Sequence[MeetingRow], quarter: str) -> Mapping[str, int]:
    """Cases of a quarter by every source there is, also those without a case."""
    chosen = [row for row in rows if row.quarter == quarter]
    return {source: sum(row.referrals.get(source, 0) for row in chosen) for source in REFERRAL_SOURCES}


def _line(rows: Sequence[MeetingRow], quarter: str, *, below: int, is_suppressed: bool) -> Line:
    sums = sums_of(rows, [quarter])
    by_source = breakdown(_counts(rows, quarter), below=below)
    cases = single(sums.cases, below=below) if by_source.may_show_whole else HIDDEN
    repeats = part_of(sums.repeats, sums.cases, below=below)
    others = part_of(sums.cases - sums.police, sums.cases, below=below)
    # The share of partners says how many came from the police, so it falls with that cell.
    partners = others if by_source.cells["police"].is_shown and cases.is_shown else HIDDEN
    return Line(
        key=quarter.lower(),
        words=words_of_quarter(quarter),
        meetings=sums.meetings,
        cases=cases,
        repeats=repeats,
        children=single(sums.children, below=below),
        partners=partners,
        repeat_rate=_rate(repeats, cases, is_suppressed=is_suppressed),
        partner_rate=_rate(partners, cases, is_suppressed=is_suppressed),
    )


def _rate(part: Cell, cases: Cell, *, is_suppressed: bool) -> str:
    """Over a hidden number of cases a rate would give it away."""
    if cases.value is None:
        return PROTECTED
    return rate(part, cases.value) if is_suppressed else percent(part.value or 0, cases.value)


def _year(lines: Sequence[Line], quarters: Sequence[str], *, is_suppressed: bool) -> Line | None:
    """Twelve months to the end of the latest quarter; none before the fourth."""
    chosen = rolling_quarters(quarters, quarters[-1])
    held = [line for line in lines if line.key.upper() in chosen]
    if not held:
        return None
    cases, repeats, partners = (
        total_of([getattr(line, name) for line in held]) for name in ("cases", "repeats", "partners")
    )
    return Line(
        key="year",
        words=words_of_quarter(quarters[-1]).replace("Quarter", "Twelve months"),
        meetings=sum(line.meetings for line in held),
        cases=cases,
        repeats=repeats,
        children=total_of([line.children for line in held]),
        partners=partners,
        repeat_rate=_rate(repeats, cases, is_suppressed=is_suppressed),
        partner_rate=_rate(partners, cases, is_suppressed=is_suppressed),
    )


def _sources(rows: Sequence[MeetingRow], quarter: str, *, below: int) -> tuple[tuple[str, Cell], ...]:
    counts = _counts(rows, quarter)
    cells = breakdown(counts, below=below).cells
    kept = counts if below else {source: count for source, count in counts.items() if count}
    order = sorted(kept, key=lambda source: (-(cells[source].value or 0), REFERRAL_SOURCES[source]))
    return tuple((REFERRAL_SOURCES[source], cells[source]) for source in order)


def _per_10_000(year: Line | None, population: int | None) -> str:
    if year is None or year.cases.value is None or not population:
        return ""
    return f"{10_000 * year.cases.value / population:.0f}"
