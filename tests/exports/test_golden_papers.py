"""What a coordinator holds in the hand, line by line."""

from exports.action_sheet import action_sheet_docx, action_sheet_pdf
from exports.agenda import agenda_docx, agenda_pdf
from exports.invite import invite_ics
from exports.minutes import minutes_docx, minutes_pdf
from exports.workbook import workbook_xlsx
from meetings.papers.meeting_invite import InviteMethod
from tests.exports.cast_papers import an_action_sheet, an_agenda, an_invite, some_minutes
from tests.exports.cast_workbook import a_workbook
from tests.exports.golden import expect_golden
from tests.exports.reading import pdf_lines, word_lines, workbook_lines


def test_the_agenda_in_word_reads_as_agreed() -> None:
    expect_golden("agenda.docx.txt", word_lines(agenda_docx(an_agenda())))


def test_the_agenda_in_pdf_reads_as_agreed() -> None:
    expect_golden("agenda.pdf.txt", pdf_lines(agenda_pdf(an_agenda())))


def test_the_minutes_in_word_read_as_agreed() -> None:
    expect_golden("minutes.docx.txt", word_lines(minutes_docx(some_minutes())))


def test_the_minutes_in_pdf_read_as_agreed() -> None:
    expect_golden("minutes.pdf.txt", pdf_lines(minutes_pdf(some_minutes())))


def test_the_action_sheet_in_word_reads_as_agreed() -> None:
    expect_golden("action-sheet.docx.txt", word_lines(action_sheet_docx(an_action_sheet())))


def test_the_action_sheet_in_pdf_reads_as_agreed() -> None:
    expect_golden("action-sheet.pdf.txt", pdf_lines(action_sheet_pdf(an_action_sheet())))


def test_the_workbook_reads_as_agreed() -> None:
    expect_golden("workbook.xlsx.txt", workbook_lines(workbook_xlsx(a_workbook())))


def test_the_invitation_reads_as_agreed() -> None:
    expect_golden("invitation.ics.txt", invite_ics(an_invite()).decode().splitlines())


def test_the_cancellation_reads_as_agreed() -> None:
    cancelled = an_invite(InviteMethod.CANCEL, sequence=2)

    expect_golden("cancellation.ics.txt", invite_ics(cancelled).decode().splitlines())
