"""Text from people, made safe to print: no control characters, nothing that turns the reading direction around."""

import unicodedata

# Embedding, override and isolate marks (Unicode UAX 9) make a line read other than it is stored.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Private use is left alone: some agencies' systems keep letters there. Surrogates and unassigned break XML and JSON.
_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn"})
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n", "\t": " "})


def printable(text: str) -> str:
    """The same text with line ends as `\\n`, tabs as spaces, and without what cannot be printed."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return "".join(letter for letter in joined if letter == "\n" or not _is_unprintable(letter))


def one_line(text: str) -> str:
    """Printable text with every run of white space as one space."""
    return " ".join(printable(text).split())


def _is_unprintable(letter: str) -> bool:
    return letter in _TURNING or unicodedata.category(letter) in _UNPRINTABLE
