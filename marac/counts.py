"""How a number of things reads: 1 case, 2 cases."""


def show_count(number: int, one: str, many: str) -> str:
    """The number with its words."""
    return f"{number} {show_noun(number, one, many)}"


def show_noun(number: int, one: str, many: str) -> str:
    """The words alone, where the number stands apart from them."""
    return one if number == 1 else many
