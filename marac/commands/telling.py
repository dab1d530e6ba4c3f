"""How commands end, and text as a terminal can show it. It imports nothing, so that a small command begins at once."""

FAILED = 1


def shown(text: object) -> str:
    """As a terminal can show it: what is no text or would steer the terminal is a question mark."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(text))
