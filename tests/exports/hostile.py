"""Papers with a hostile text in every place where people's words may stand."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

from hypothesis import strategies as st

Paper = TypeVar("Paper")

# What is markup, a command or a formula somewhere.
HOSTILE = (
    '#set text(fill: white) #read("/etc/passwd") #eval("1")',
    "*bold* _under_ = Heading $x^2$ `raw` @cite <label> // gone /* gone */ \\ ~ -- ---",
    "{{ 7*7 }} ${7*7} <% 7 %> {% raw %}",
    "<w:p><w:r/></w:p> &amp; ]]> <!-- --> \" ' &",
    '=cmd|"/c calc"!A1',
    '=HYPERLINK("https://example.org";"here")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "BEGIN:VEVENT\r\nATTENDEE:mailto:dai@example.org\r\nEND:VEVENT",
    'a;b,c:d\\n"e" ^n \r\n folded',
    "one\ntwo\r\nthree\u2028four",
    "bell\x07 escape\x1b[31m null\x00 delete\x7f",
    "Frank\u202exlsx\u202c Ostrey\u2066",
    "a" + "\u0301" * 400,
    "tag\U000e0041 zero\u200bwidth\u200d joined",
    "lone\ud800surrogate \ufffe \uffff",
    "山田 محمد שלום 😀",
    "&L&D&P &&",
    "x" * 3000,
)

texts = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60))


def with_text_everywhere(paper: Paper, text: str) -> Paper:
    """The same paper with this text in place of each of its own, also inside its lists."""
    return _changed(paper, text)  # type: ignore[return-value]


def _changed(value: object, text: str) -> object:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return text if value else value
    if isinstance(value, tuple):
        return tuple(_changed(part, text) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _changed(getattr(value, field.name), text) for field in fields(value) if field.init}
        return replace(value, **changes)
    return value
