"""All records of a file, packed, with the index of their tokens: what `duplicates`, `match` and training search in."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from marac.errors import Refused
from marac.records.index import MOST_ROWS, TOKEN_MASK, TokenIndex, entry_of
from marac.records.packing import pack, unpack
from marac.records.people import person_from_row
from marac.records.reading import Cells
from meetings.people.prepared import Prepared, prepare
from meetings.people.tokens import TOKEN_TYPES, Token, TokenType, tokens_of

KEPT_READY = 60_000
PLACES = {letter: place for place, letter in enumerate(TOKEN_TYPES)}
TYPES = tuple(TOKEN_TYPES.values())
ASKED_SHIFT = 8
# As a search in the service opens no more than the likeliest three hundred.
MOST_CANDIDATES = 300


class Packed(NamedTuple):
    """A row as a worker hands it back."""

    record_id: str
    case_id: str
    person: bytes
    kept: "array[int]"
    """Numbers of the tokens the row is kept under, each with whether it asks for it too."""
    asked: "array[int]"
    """Numbers of the tokens it asks for, each with its type and whether the row is kept under it."""


def pack_row(row: Cells) -> Packed:
    prepared = prepare(person_from_row(row))
    kept, asked = tokens_of(prepared)
    return Packed(
        row["record_id"],
        row.get("case_id", ""),
        pack(prepared),
        array("Q", [entry_of(hash(token), 0, is_asked=token in asked) for token in kept]),
        array("Q", [asked_entry(token, is_kept=token in kept) for token in asked]),
    )


def asked_entry(token: Token, *, is_kept: bool) -> int:
    return (hash(token) & TOKEN_MASK) << ASKED_SHIFT | PLACES[token.type] << 1 | is_kept


class Store:
    """Rows are numbered in the order of the file. Memory: about 450 bytes a row."""

    def __init__(self) -> None:
        self.index = TokenIndex()
        self._people, self._ends = bytearray(), array("Q", [0])
        self._ids, self._ends_of_ids = bytearray(), array("Q", [0])
        self._asked, self._ends_of_asked = array("Q"), array("Q", [0])
        self._cases = array("L")
        self._numbers_of_cases: dict[str, int] = {"": 0}
        self.prepared = lru_cache(maxsize=KEPT_READY)(self._unpacked)

    def __len__(self) -> int:
        return len(self._cases)

    def add(self, packed: Packed) -> None:
        """Raises Refused when the file has more rows than can be numbered."""
        row = len(self)
        if row >= MOST_ROWS:
            raise Refused(f"The file has more than {MOST_ROWS:,} rows. Part it in two.")
        self.index.add(entry | row << 1 for entry in packed.kept)
        self._asked += packed.asked
        self._ends_of_asked.append(len(self._asked))
        self._people += packed.person
        self._ends.append(len(self._people))
        self._ids += packed.record_id.encode("utf-8", "surrogatepass")
        self._ends_of_ids.append(len(self._ids))
        self._cases.append(self._numbers_of_cases.setdefault(packed.case_id, len(self._numbers_of_cases)))

    def seal(self) -> None:
        """Nothing is added any more."""
        self.index.seal()
        self._numbers_of_cases = {}

    def record_id(self, row: int) -> str:
        return self._ids[self._ends_of_ids[row] : self._ends_of_ids[row + 1]].decode("utf-8", "surrogatepass")

    def case(self, row: int) -> int:
        """0 is no case."""
        return self._cases[row]

    def rows_by_case(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for row, case in enumerate(self._cases):
            if case:
                found[case].append(row)
        return found

    def _unpacked(self, row: int) -> Prepared:
        return unpack(bytes(self._people[self._ends[row] : self._ends[row + 1]]))

    def candidates(self, asked: Iterable[Token]) -> list[int]:
        """Rows that share a token, the likeliest first."""
        weights: dict[int, float] = {}
        for token in asked:
            for row, _ in self._rows(hash(token), TOKEN_TYPES[token.type]):
                weights[row] = weights.get(row, 0.0) + TOKEN_TYPES[token.type].weight
        return likeliest(weights)

    def partners(self, row: int) -> list[int]:
        """Rows to compare this one with, so that over all rows each pair comes up once: later rows that share a token
        both ask for, and any row that is asked for, or asks, from one side only.
        """
        weights = dict[int, float]()
        for entry in self._asked[self._ends_of_asked[row] : self._ends_of_asked[row + 1]]:
            kind, is_kept = TYPES[entry >> 1 & 127], entry & 1
            for other, is_asked in self._rows(entry >> ASKED_SHIFT, kind):
                if other > row or (other < row and not (is_kept and is_asked)):
                    weights[other] = weights.get(other, 0.0) + kind.weight
        case = self.case(row)
        return [other for other in likeliest(weights) if not case or self.case(other) != case]

    def _rows(self, number: int, kind: TokenType) -> Iterable[tuple[int, int]]:
        return self.index.rows(number, kind.limit, is_loose=kind.is_loose)


def likeliest(weights: dict[int, float]) -> list[int]:
    if len(weights) <= MOST_CANDIDATES:
        return list(weights)
    return sorted(weights, key=lambda row: (-weights[row], row))[:MOST_CANDIDATES]


def chunks(rows: Iterable[Cells], size: int) -> Iterator[Sequence[Cells]]:
    """Lists of so many; the last may be shorter."""
    held = list[Cells]()
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
