"""Boxes that were ticked, letters that were ringed, and words that say the same."""

import re
from dataclasses import dataclass

TICKED = "☒☑✓✔✗✘■▣⊠🗹"
OPEN = "☐□▢❑❒"
_SIGNS = re.compile(rf"([{TICKED}{OPEN}]|\[\s*[xX✓✔]?\s*\])")
_RINGED = re.compile(r"y\s*/\s*n(?P<more>\s*/\s*(?:n/?k|dk|\?))?\s*\(\s*(?P<said>[a-z/? ]*)\s*\)", re.IGNORECASE)
_BARE = re.compile(r"y\s*/\s*n|yes\s*/\s*no|yes\s+no", re.IGNORECASE)
SAID = {
    "yes": "yes", "y": "yes", "no": "no", "n": "no", "not known": "not_known", "n/k": "not_known", "nk": "not_known",
    "don't know": "not_known", "unknown": "not_known", "not asked": "not_asked", "?": "not_known",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """`answer` is yes, no, not_known or not_asked; empty where nothing is marked. `doubt` where it cannot be told."""

    answer: str = ""
    rule: str = ""
    doubt: str = ""


def read_mark(text: str) -> Mark:
    plain = " ".join(text.casefold().replace("’", "'").split())
    if not plain or _BARE.fullmatch(plain):
        return Mark()
    if found := _RINGED.fullmatch(plain):
        said = SAID.get(found["said"].strip(), "")
        if not found["said"].strip():
            return Mark()
        return Mark(said, "The letter in brackets.") if said else Mark(doubt="The letter in brackets is no answer.")
    if _SIGNS.search(text):
        return _of_boxes(text)
    said = SAID.get(plain.strip(" .!"), "")
    return Mark(said) if said else Mark(doubt="It is neither yes nor no.")


def _of_boxes(text: str) -> Mark:
    ticked = [words for words, is_ticked in boxes_in(text) if is_ticked]
    if not ticked:
        return Mark()
    if len(ticked) > 1:
        return Mark(doubt="More than one box is ticked.")
    said = SAID.get(ticked[0].casefold().strip(" ."), "")
    return Mark(said, "The ticked box.") if said else Mark(doubt="The ticked box is neither yes nor no.")


def boxes_in(text: str) -> tuple[tuple[str, bool], ...]:
    """Each box with the words after it, and whether it is ticked."""
    parts = _SIGNS.split(text)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return tuple((re.split(r"\s{3,}|\n", words.strip())[0].strip(), _is_ticked(sign)) for sign, words in pairs)


def beside_boxes(text: str) -> str:
    """What is written in a cell of boxes that belongs to none of them."""
    parts = _SIGNS.split(text)
    told = [parts[0], *(" ".join(re.split(r"\s{3,}|\n", words.strip())[1:]) for words in parts[2::2])]
    return " ".join(" ".join(told).split())


def _is_ticked(sign: str) -> bool:
    return sign in TICKED or (sign.strip("[] \t") != "" and sign.startswith("["))
