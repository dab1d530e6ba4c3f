"""Words that exist nowhere else, planted in every field that tells of a person; and every way one may be written."""

import base64
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

PREFIX = "Zqarnx"
SUFFIX_LENGTH = 8
# All words begin alike, so that few heads are searched for.
HEAD = 6
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What makes an encoder work: accents, quotes, ampersand, angle brackets.
AROUND = "né {} & “d’Arc” <b>"


@dataclass
class Canaries:
    """Makes the words, and remembers them."""

    seed: int = 1
    words: list[str] = field(default_factory=list)

    def word(self) -> str:
        made = random.Random(f"{self.seed}:{len(self.words)}")
        self.words.append(PREFIX + "".join(made.choice(LETTERS) for _ in range(SUFFIX_LENGTH)))
        return self.words[-1]

    def text(self) -> str:
        """A sentence around a word."""
        return AROUND.format(self.word())

    def email(self) -> str:
        return f"{self.word()}@example.org".lower()


def written(word: str) -> Iterator[bytes]:
    """The word in each way that a sink may hold it."""
    for cased in dict.fromkeys((word, word.lower(), word.upper())):
        plain = cased.encode()
        yield plain
        yield cased.encode("utf-16-le")
        yield cased.encode("utf-16-be")
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        yield "".join(f"%{byte:02X}" for byte in plain).encode()
        yield "".join(f"%{byte:02x}" for byte in plain).encode()
        yield "".join(f"={byte:02X}" for byte in plain).encode()
        yield "".join(f"&#{byte};" for byte in plain).encode()
        yield "".join(f"&#x{byte:x};" for byte in plain).encode()
        yield "".join(f"\\u{byte:04x}" for byte in plain).encode()
        yield from _in_base64(plain)
    assert quote(word) == word  # Plain letters stand as they are in an address.


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """The part of it that is the same whatever stands before and behind, at each of three alignments."""
    for before in range(3):
        packed = base64.b64encode(b"\0" * before + plain + b"\0" * 3)
        first = -(-before * 8 // 6)
        whole = (before + len(plain)) * 8 // 6
        yield packed[first:whole]


class Search:
    """Finds any of many words in bytes, in any way of writing, in one pass."""

    def __init__(self, words: list[str]) -> None:
        self._word_of = {pattern: word for word in words for pattern in written(word)}
        self._longest = max(map(len, self._word_of))
        heads = {pattern[:HEAD] for pattern in self._word_of}
        self._heads = re.compile(b"|".join(re.escape(head) for head in sorted(heads)))
        self._lengths = sorted({len(pattern) for pattern in self._word_of})

    def found_in(self, sink: bytes) -> set[str]:
        # Quoted-printable breaks long lines in the middle of a word.
        return self._in(sink) | (
            self._in(sink.replace(b"=\r\n", b"").replace(b"=\n", b"")) if b"=\n" in sink else set()
        )

    def _in(self, sink: bytes) -> set[str]:
        found = set()
        for hit in self._heads.finditer(sink):
            near = sink[hit.start() : hit.start() + self._longest]
            found |= {self._word_of[near[:n]] for n in self._lengths if near[:n] in self._word_of}
        return found
