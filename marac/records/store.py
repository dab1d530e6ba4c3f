"""All records of a file, packed, with the index of their tokens: what `duplicates`, `match` and training search in."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from marac.errors import Refused
from marac.records.buckets import likeliest
from marac.records.index import MOST_ROWS, Parts, TokenIndex, entries_of, in_parts
from marac.records.packing import pack, unpack
from marac.records.people import person_from_row
from marac.records.reading import Cells
from meetings.people.prepared import Prepared, prepare
from meetings.people.sharing import Sharing
from meetings.people.tokens import TOKEN_TYPES, Token, token_texts

KEPT_READY = 60_000
MOST_IN_CASE = 30


class Packed(NamedTuple):
    """Rows that follow one another, as a worker hands them back."""

    record_ids: list[str]
    case_ids: list[str]
    people: list[bytes]
    entries: Parts
    lacking: bytes
    """1 for a row that lacks a whole birth date or half of the name, so that it is kept where others only ask."""


def pack_rows(first: int, rows: Iterable[Cells]) -> Packed:
    """`first` is the number of the first of these rows in the file."""
    packed, entries, lacking = Packed([], [], [], (), b""), list[int](), bytearray()
    for number, row in enumerate(rows, start=first):
        prepared = prepare(person_from_row(row))
        packed.record_ids.append(row["record_id"])
        packed.case_ids.append(row.get("case_id", ""))
        packed.people.append(pack(prepared))
        tokens = token_texts(prepared)
        entries += entries_of(tokens, number)
        lacking.append(tokens.is_lacking)
    return packed._replace(entries=in_parts(entries), lacking=bytes(lacking))


class Store:
    """Rows are numbered in the order of the file. Memory: about 500 bytes a row."""

    def __init__(self) -> None:
        self.index = TokenIndex()
        self._people, self._ends = bytearray(), array("Q", [0])
        self._ids, self._ends_of_ids = bytearray(), array("Q", [0])
        self._cases = array("L")
        self._lacking = bytearray()
        self._numbers_of_cases: dict[str, int] = {"": 0}
        self.prepared = lru_cache(maxsize=KEPT_READY)(self._unpacked)

    def __len__(self) -> int:
        return len(self._cases)

    def add(self, packed: Packed) -> None:
        """Raises Refused when the file has more rows than can be numbered."""
        if len(self) + len(packed.people) > MOST_ROWS:
            raise Refused(f"The file has more than {MOST_ROWS:,} rows. Part it in two.")
        self.index.add(packed.entries)
        self._lacking += packed.lacking
        for person, record_id, case_id in zip(packed.people, packed.record_ids, packed.case_ids, strict=True):
            self._people += person
            self._ends.append(len(self._people))
            self._ids += record_id.encode("utf-8", "surrogatepass")
            self._ends_of_ids.append(len(self._ids))
            self._cases.append(self._numbers_of_cases.setdefault(case_id, len(self._numbers_of_cases)))

    def forget_lists(self) -> int:
        """A case has few people. What stands in more rows is the name of a list, and says nothing of who is who.

        Returns how many such case ids there are.
        """
        lists = {case for case, number in Counter(self._cases).items() if case and number > MOST_IN_CASE}
        self._cases = array("L", [0 if case in lists else case for case in self._cases])
        return len(lists)

    def record_id(self, row: int) -> str:
        return self._ids[self._ends_of_ids[row] : self._ends_of_ids[row + 1]].decode("utf-8", "surrogatepass")

    def case(self, row: int) -> int:
        """0 is no case."""
        return self._cases[row]

    def turns(self) -> "array[int]":
        """A number for each row: those that lack something come first, each sort in the order of the file."""
        return array("I", [row if lacking else MOST_ROWS + row for row, lacking in enumerate(self._lacking)])

    def rows_by_case(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for row, case in enumerate(self._cases):
            if case:
                found[case].append(row)
        return found

    def _unpacked(self, row: int) -> Prepared:
        return unpack(bytes(self._people[self._ends[row] : self._ends[row + 1]]))

    def seal(self) -> None:
        """Ready for `candidates`; nothing is added any more."""
        self.index.seal()

    def candidates(self, asked: Iterable[Token]) -> Sequence[int]:
        """Rows that share a token, the likeliest first."""
        sharing = Sharing[int]()
        for token in asked:
            sharing.note(TOKEN_TYPES[token.type], self.index.rows(token.type + token.value))
        return likeliest(sharing)


def chunks(rows: Iterable[Cells], size: int) -> Iterable[Sequence[Cells]]:
    """Lists of so many; the last may be shorter."""
    held = list[Cells]()
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
