"""Two people writing minutes at once: whatever they do, no line of either is lost by merging."""

from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.minutes_merge import merge_texts

LINES = st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), max_size=6, unique=True)
ADDED = st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["new a", "new b", "new c"])), max_size=3)


def with_added(lines: list[str], added: list[tuple[int, str]], who: str) -> list[str]:
    written = list(lines)
    for at, text in added:
        written.insert(min(at, len(written)), f"{text} by {who}")
    return written


@given(base=LINES, mine=ADDED, theirs=ADDED)
def test_lines_that_two_add_all_stand_in_the_merged_text(
    base: list[str], mine: list[tuple[int, str]], theirs: list[tuple[int, str]]
) -> None:
    my_text, their_text = with_added(base, mine, "me"), with_added(base, theirs, "them")

    merged = merge_texts(base="\n".join(base), mine="\n".join(my_text), theirs="\n".join(their_text)).text

    assert merged is not None
    assert sorted(merged.splitlines()) == sorted(base + [
        line for line in my_text + their_text if " by " in line
    ])  # fmt: skip


@given(base=LINES, mine=LINES, theirs=LINES)
def test_a_merge_keeps_every_line_that_anyone_wrote_anew(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged = merge_texts(base="\n".join(base), mine="\n".join(mine), theirs="\n".join(theirs)).text

    if merged is not None:
        written = {line for line in mine + theirs if line not in base}
        assert written <= set(merged.splitlines())


@given(base=LINES, mine=LINES)
def test_where_only_one_wrote_their_text_stands(base: list[str], mine: list[str]) -> None:
    merged = merge_texts(base="\n".join(base), mine="\n".join(mine), theirs="\n".join(base))

    assert merged.text == "\n".join(mine)
