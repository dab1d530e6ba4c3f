"""What the pages of things sent show: the answers part by part, and what happens next."""

from collections.abc import Sequence

from marac.dates import show_moment
from meetings.arrivals import REFERRAL
from meetings.forms import registry
from meetings.forms.completing import to_answers
from meetings.forms.form import FormPlace
from meetings.forms.summary import Block, Row, summary
from meetings.sent import Receipt, SentDocument

FORMS = {form.id: form.title for form in registry.FORMS}
Shown = list[tuple[str, str]]
# Under these names stands how the victim may be contacted; every way to reach anybody is shown beneath it.
SAFE = frozenset({"safe_contact", "safe_to_talk_to", "not_safe_to_talk_to"})


def parts_of(sent: SentDocument) -> list[tuple[str, Shown, Shown]]:
    """Each section: ordinary answers, and ways to reach people."""
    return parts_in(_blocks(sent))


def parts_in(blocks: Sequence[Block]) -> list[tuple[str, Shown, Shown]]:
    return [
        (
            block.heading if block.row is None else f"{block.heading} {block.row + 1}",
            [(row.label, shown(row)) for row in block.rows if not reaches(row)],
            [(row.label, shown(row)) for row in block.rows if reaches(row)],
        )
        for block in blocks
    ]


def safe_of(sent: SentDocument) -> list[str]:
    """How the victim may be contacted, as sentences."""
    return safe_in(_blocks(sent))


def safe_in(blocks: Sequence[Block]) -> list[str]:
    rows = [row for block in blocks for row in block.rows if row.is_answered and is_safe(row.path)]
    return [sentence_of(row) for row in rows]


def sentence_of(row: Row) -> str:
    """An answer with its label, as one line."""
    return f"{row.label}{'' if row.label.endswith('?') else ':'} {shown(row)}"


def shown(row: Row) -> str:
    """An answer in a list of answers; several lines stand one after the other."""
    return "; ".join(row.lines)


def is_safe(path: str) -> bool:
    return not SAFE.isdisjoint(path.split("."))


def reaches(row: Row) -> bool:
    """Is it a way to reach somebody, which never stands without how that is safe?"""
    return row.protected and row.is_answered and not is_safe(row.path)


def _blocks(sent: SentDocument) -> tuple[Block, ...]:
    if sent.answers is None or sent.form not in FORMS:
        return ()
    form = registry.find(sent.form, sent.version)
    return summary(form, to_answers(form, sent.answers, sent.not_given))


def sentences_after(receipt: Receipt) -> list[str]:
    """The same for known and unknown people."""
    if registry.place_of(receipt.form) is FormPlace.ON_CASE:
        return ["It stands on the case. A mistake in it is corrected by a new version; this one stays as it is."]
    if receipt.form != REFERRAL:
        return ["The coordinator reads what is shared; what your agency keeps back stays with your agency."]
    limit = f" The limit for that is {show_moment(receipt.decided_by)}." if receipt.decided_by else ""
    return [
        f"The coordinator accepts it for a meeting, asks you questions, or declines it with a reason.{limit}",
        "You can read what you wrote for a day, until it is decided. After that you see the outcome and its date.",
        "If something changes before the meeting, tell the coordinator and name our reference.",
    ]
