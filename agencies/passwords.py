"""What a password must be: long, not guessable, and otherwise anything one can type or paste."""

import re
import unicodedata
from collections.abc import Iterable

from agencies.blocklist import is_common
from marac.errors import InvalidForm

# OWASP ASVS 5.0, 6.2: at least 15 characters, no rules of composition, no expiry.
SHORTEST = 15
LONGEST = 256


def normal(password: str) -> str:
    """The same password typed on another machine gives the same characters."""
    return unicodedata.normalize("NFC", password)


def check_new_password(password: str, *, context: Iterable[str] = (), field: str = "password") -> str:
    """The password as it is kept. Raises InvalidForm, and says nothing of what was typed."""
    chosen = normal(password)
    if len(chosen) < SHORTEST:
        raise InvalidForm({field: f"Enter at least {SHORTEST} characters; four words in a row are easy to remember"})
    if len(chosen) > LONGEST:
        raise InvalidForm({field: f"Enter at most {LONGEST} characters"})
    if not chosen.isprintable():
        raise InvalidForm({field: "Enter characters you can see or spaces"})
    if is_common(chosen, context=_words(context)):
        raise InvalidForm({field: "Enter a password that is harder to guess; avoid names, common words and dates"})
    return chosen


def _words(context: Iterable[str]) -> frozenset[str]:
    """The single words of names, agencies, areas and addresses."""
    return frozenset(word for text in context for word in re.findall(r"[^\W_]+", text.lower()))
