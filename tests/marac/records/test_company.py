"""Who is known in a case speaks for the others in it, unless the case is as large as a hostel."""

from collections.abc import Iterator

from marac.records.company import MOST_IN_COMPANY, find_pairs
from marac.records.filling import store_of
from marac.records.reading import Cells
from meetings.people.model import default_model

ELLEN = {"first_name": "Ellen", "last_name": "Quarmby", "dob": "1985-03-27", "address": "4 Mill Lane", "town": "Ashby"}
IVY = {"first_name": "Ivy"}
"""No more is told of the child in either case."""
IVYS = {"c1-ivy", "c2-ivy"}


def two_cases(number_in_each: int) -> Iterator[Cells]:
    """Ellen and Ivy stand in both; the others are all different people."""
    for case in ("c1", "c2"):
        yield {**ELLEN, "record_id": f"{case}-ellen", "case_id": case}
        yield {**IVY, "record_id": f"{case}-ivy", "case_id": case}
        for n in range(number_in_each - 2):
            yield {"record_id": f"{case}-{n}", "case_id": case, "first_name": f"{chr(97 + n)}{case}"}


def bits_of_ivy(number_in_each: int) -> float:
    store = store_of(two_cases(number_in_each), lambda _: None)
    pairs = find_pairs(store, default_model(), lambda _: None, is_fitted=False)
    [bits] = [pair.bits for pair in pairs if {store.record_id(pair.row), store.record_id(pair.other)} == IVYS]
    return bits


def test_a_mother_who_is_known_speaks_for_her_daughter_but_nobody_of_a_hostel_for_another() -> None:
    in_a_family, in_a_hostel = bits_of_ivy(MOST_IN_COMPANY), bits_of_ivy(MOST_IN_COMPANY + 1)

    assert in_a_family > in_a_hostel + 3
