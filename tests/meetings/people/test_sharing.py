"""Who shares tokens comes in the order of what they say."""

from meetings.people.sharing import FEW, Sharing
from meetings.people.token_types import TOKEN_TYPES


def test_three_spellings_of_one_name_say_less_than_a_name_and_a_telephone() -> None:
    sharing = Sharing[str]()

    for _ in range(3):
        sharing.note(TOKEN_TYPES["D"], ["spelt alike"])
    sharing.note(TOKEN_TYPES["D"], ["named and called"])
    sharing.note(TOKEN_TYPES["H"], ["named and called"])

    assert sharing.likeliest() == ["named and called", "spelt alike"]


def test_of_two_who_share_one_type_whoever_shares_more_of_it_comes_first() -> None:
    sharing = Sharing[str]()

    sharing.note(TOKEN_TYPES["C"], ["once", "twice"])
    sharing.note(TOKEN_TYPES["C"], ["twice"])

    assert sharing.likeliest() == ["twice", "once"]


def test_who_shares_only_a_house_is_looked_at_where_few_others_share_more() -> None:
    named, housed = [f"named {n}" for n in range(FEW)], ["housed"]
    few, many = Sharing[str](), Sharing[str]()

    for sharing, others in ((few, named[1:]), (many, named)):
        sharing.note(TOKEN_TYPES["W"], housed)
        sharing.note(TOKEN_TYPES["C"], others)

    assert "housed" in few.likeliest()
    assert "housed" not in many.likeliest()
