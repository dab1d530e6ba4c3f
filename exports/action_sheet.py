"""The action sheet as Word and PDF."""

from exports.action_sheet_layout import lay_out_action_sheet
from exports.pdf import draw_pdf
from exports.word import draw_word
from meetings.papers.action_sheet_paper import ActionSheetPaper


def action_sheet_docx(paper: ActionSheetPaper) -> bytes:
    """For reading on a screen and for ticking off."""
    return draw_word(lay_out_action_sheet(paper))


def action_sheet_pdf(paper: ActionSheetPaper) -> bytes:
    """For printing and keeping. Takes some tenths of a second: call it in a thread."""
    return draw_pdf(lay_out_action_sheet(paper))
