"""The agenda as Word and PDF."""

from exports.agenda_layout import lay_out_agenda
from exports.pdf import draw_pdf
from exports.word import draw_word
from meetings.papers.agenda_paper import AgendaPaper


def agenda_docx(paper: AgendaPaper) -> bytes:
    """For reading on a screen and for taking parts into one's own search."""
    return draw_word(lay_out_agenda(paper))


def agenda_pdf(paper: AgendaPaper) -> bytes:
    """For printing and keeping. Takes some tenths of a second: call it in a thread."""
    return draw_pdf(lay_out_agenda(paper))
