"""The minutes as Word and PDF."""

from exports.minutes_layout import lay_out_minutes
from exports.pdf import draw_pdf
from exports.word import draw_word
from meetings.papers.minutes_paper import MinutesPaper


def minutes_docx(paper: MinutesPaper) -> bytes:
    """For reading on a screen and for taking parts into one's own records."""
    return draw_word(lay_out_minutes(paper))


def minutes_pdf(paper: MinutesPaper) -> bytes:
    """For printing and keeping. Takes some tenths of a second: call it in a thread."""
    return draw_pdf(lay_out_minutes(paper))
