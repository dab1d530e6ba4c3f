"""Two minute-takers at once lose no line."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.minutes_merge import Clash, clashes_of, merge_texts, settle_texts

line = st.text(alphabet="abc ", min_size=1, max_size=4).filter(str.strip)
texts = st.lists(line, max_size=6).map("\n".join)


def test_lines_added_by_both_stand_one_after_the_other() -> None:
    merged = merge_texts(base="one", mine="one\nmine", theirs="one\ntheirs")

    assert merged.text == "one\ntheirs\nmine"


def test_changes_of_different_lines_are_both_kept() -> None:
    merged = merge_texts(base="one\ntwo\nthree", mine="ONE\ntwo\nthree", theirs="one\ntwo\nTHREE")

    assert merged.text == "ONE\ntwo\nTHREE"


def test_a_line_changed_in_two_ways_is_left_to_people() -> None:
    assert merge_texts(base="one\ntwo", mine="one\nmine", theirs="one\ntheirs").text is None


def test_the_same_change_by_both_is_made_once() -> None:
    assert merge_texts(base="one\ntwo", mine="one\n2", theirs="one\n2").text == "one\n2"


def test_a_line_removed_by_one_and_changed_by_the_other_is_left_to_people() -> None:
    assert merge_texts(base="one\ntwo", mine="one", theirs="one\nTWO").text is None


@given(base=texts, added=st.lists(line, max_size=3), theirs=texts)
def test_lines_put_at_the_end_are_never_lost(base: str, added: list[str], theirs: str) -> None:
    mine = "\n".join([*base.splitlines(), *added])

    merged = merge_texts(base=base, mine=mine, theirs=theirs)

    if merged.text is not None:
        kept = merged.text.splitlines()
        assert all(kept.count(one) >= 1 for one in added)
        assert all(kept.count(one) >= theirs.splitlines().count(one) for one in theirs.splitlines())


@given(base=texts, mine=texts)
def test_a_text_nobody_else_changed_stands_as_it_was_written(base: str, mine: str) -> None:
    assert merge_texts(base=base, mine=mine, theirs=base).text == "\n".join(mine.splitlines())


@given(base=texts, mine=texts, theirs=texts)
def test_no_line_of_either_side_disappears_in_a_merge(base: str, mine: str, theirs: str) -> None:
    merged = merge_texts(base=base, mine=mine, theirs=theirs)

    if merged.text is not None:
        kept, before = merged.text.splitlines(), base.splitlines()
        fresh = [one for one in [*mine.splitlines(), *theirs.splitlines()] if one not in before]
        assert all(one in kept for one in fresh)


def test_a_clash_shows_only_the_lines_that_both_changed() -> None:
    base = "one\ntwo\nthree"

    found = clashes_of(base=base, mine="one\nmine\nthree", theirs="one\ntheirs\nthree\nfour")

    assert found == (Clash("mine", "theirs"),)


def test_a_line_added_beside_a_clash_is_no_part_of_it() -> None:
    texts = {"base": "one\ntwo", "mine": "one\ntwo in July", "theirs": "one\ntwo in June\nand more"}

    assert clashes_of(**texts) == (Clash("two in July", "two in June"),)
    assert settle_texts(**texts, keep="mine") == "one\ntwo in July\nand more"


def test_deciding_a_clash_loses_no_line_that_only_one_side_wrote() -> None:
    texts = {"base": "one\ntwo\nthree", "mine": "zero\none\nmine\nthree", "theirs": "one\ntheirs\nthree\nfour"}

    assert settle_texts(**texts, keep="mine") == "zero\none\nmine\nthree\nfour"
    assert settle_texts(**texts, keep="theirs") == "zero\none\ntheirs\nthree\nfour"
    assert settle_texts(**texts, keep="both") == "zero\none\ntheirs\nmine\nthree\nfour"


@given(texts, texts, texts)
def test_keeping_both_keeps_every_line_that_somebody_added(base: str, mine: str, theirs: str) -> None:
    settled = settle_texts(base=base, mine=mine, theirs=theirs, keep="both").splitlines()

    added = (set(mine.splitlines()) | set(theirs.splitlines())) - set(base.splitlines())
    assert added <= set(settled)


@given(texts, texts, texts)
def test_texts_that_merge_by_themselves_have_nothing_to_decide(base: str, mine: str, theirs: str) -> None:
    merged = merge_texts(base=base, mine=mine, theirs=theirs).text

    assert (merged is None) == bool(clashes_of(base=base, mine=mine, theirs=theirs))
    if merged is not None:
        assert settle_texts(base=base, mine=mine, theirs=theirs, keep="mine") == merged
