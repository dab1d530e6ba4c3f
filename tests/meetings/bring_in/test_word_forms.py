"""Word forms brought in: reported on before anything is written, mended, taken in all or none, once, and taken back."""

import json

import pytest

from agencies.acts import Act
from agencies.areas import area_by_slug, load_area
from agencies.seats import service_act
from marac.audit.tables import Leaf
from marac.errors import InvalidForm, NotFound, Refused
from meetings.bring_in.checking import find_bring_in
from meetings.bring_in.word_forms import (
    LotPaper,
    check_forms,
    confirm_forms,
    list_lots,
    read_lot_paper,
    say_dates,
    say_of_line,
    throw_away,
    undo_forms,
)
from meetings.bring_in.word_reading import SentFile
from meetings.bring_in.working import go_on
from meetings.case_reading import list_cases
from meetings.legacy.word_form import ADDED, Change, Line
from meetings.legacy.word_reading import Sure
from meetings.legacy.word_report import BEFORE, READY, REFUSED, WAITS, FileReport
from meetings.referral_reading import read_referral
from meetings.tables.bring_in import BringIn
from meetings.tables.documents import Case, Document
from meetings.tables.matching import PeopleSearch, Token
from meetings.tables.people import Mention
from tests.cast import Cast
from tests.meetings.legacy.word_forms import FORMS, PRACTICE

pytestmark = pytest.mark.anyio
HOUSING, LOCKED = "HOUSING referral TH.docx", "Referral LOCKED.docx"
SCHOOLS, SPELLING = "Copy of marac form.docx", "Referral AK.docx"


def sent(*names: str) -> list[SentFile]:
    return [SentFile(name, (FORMS / name).read_bytes()) for name in names]


async def lot(act: Act, *names: str) -> LotPaper:
    return await read_lot_paper(act, await check_forms(act, sent(*names)))


def of(paper: LotPaper, name: str) -> FileReport:
    return next(report for report in paper.reports if report.name == name)


def line(report: FileReport, code: str) -> Line:
    return next(line for line in report.lines if line.target and line.target.code == code)


async def finished(act: Act, ref: str) -> None:
    """What the job does."""
    row = await find_bring_in(act, ref)
    while await go_on(act, row):
        pass


async def test_a_report_is_made_and_nothing_else_is_written(cast: Cast) -> None:
    amina = await cast.amina.act()

    paper = await lot(amina, SCHOOLS, SPELLING, HOUSING, LOCKED, "Pollitt D.docx")

    assert {report.name: report.state for report in paper.reports} == {
        SCHOOLS: READY,
        SPELLING: READY,
        HOUSING: WAITS,
        LOCKED: REFUSED,
        "Pollitt D.docx": WAITS,
    }
    assert of(paper, HOUSING).reasons == ("Enter “Date of the referral” as a date, like 27 3 2026.",)
    assert of(paper, "Pollitt D.docx").reasons != ()
    assert (await Document.count(), await Case.count(), await Mention.count()) == (0, 0, 0)


async def test_nothing_of_a_form_stands_in_clear_and_the_log_has_no_name(cast: Cast) -> None:
    amina = await cast.amina.act()
    await lot(amina, SPELLING)

    row = await BringIn.select().first()
    leaves = [leaf.keys for leaf in await Leaf.objects()]

    assert row is not None
    assert not any(b"Kowalczyk" in bytes(value) for value in row.values() if isinstance(value, bytes))
    assert not any(word in keys for keys in leaves for word in ("Kowalczyk", "Referral AK"))


async def test_confirmed_forms_become_referrals_with_their_gaps_and_their_people(cast: Cast) -> None:
    amina = await cast.amina.act()
    paper = await lot(amina, SCHOOLS, SPELLING, LOCKED)

    number = await confirm_forms(amina, paper.ref, sha256=paper.sha256)
    await finished(amina, paper.ref)

    cases = await Case.objects().order_by(Case.referred_on)
    assert (number, [(case.status, str(case.referred_on)) for case in cases]) == (
        2,
        [("received", "2024-12-12"), ("received", "2024-12-20")],
    )
    assert await Mention.count() == 4
    assert await PeopleSearch.count() == 2
    document = await Document.objects().where(Document.case == cases[0].id).first()
    assert document is not None
    assert document.sender_reference.startswith("WORD-")
    assert document.number_of_gaps > 0
    paper = await read_lot_paper(amina, paper.ref)
    assert (paper.state, len(paper.brought)) == ("on", 3)
    assert await read_referral(amina, cases[0].ref)


async def test_a_file_comes_in_once_under_whatever_name(cast: Cast) -> None:
    amina = await cast.amina.act()
    first = await lot(amina, SCHOOLS)
    await confirm_forms(amina, first.ref, sha256=first.sha256)
    renamed = SentFile("other name.docx", (FORMS / SCHOOLS).read_bytes())

    again = await read_lot_paper(amina, await check_forms(amina, [renamed]))

    assert again.reports[0].state == BEFORE
    assert again.reports[0].reasons[0].startswith("This file was brought in on ")
    with pytest.raises(Refused, match="Choose a file"):
        await confirm_forms(amina, again.ref, sha256=again.sha256)
    assert await Document.count() == 1


async def test_one_file_sent_twice_in_a_lot_is_one_form(cast: Cast) -> None:
    amina = await cast.amina.act()
    content = (FORMS / SCHOOLS).read_bytes()

    paper = await read_lot_paper(
        amina, await check_forms(amina, [SentFile("a.docx", content), SentFile("b.docx", content)])
    )

    assert [report.state for report in paper.reports] == [READY, BEFORE]
    assert await confirm_forms(amina, paper.ref, sha256=paper.sha256) == 1


async def test_an_answer_of_a_person_makes_a_waiting_form_ready(cast: Cast) -> None:
    amina = await cast.amina.act()
    paper = await lot(amina, HOUSING)
    report = of(paper, HOUSING)

    await say_of_line(
        amina,
        paper.ref,
        report.reference,
        line=line(report, "referred_on").id,
        change=Change("referred_on", "10/12/2024"),
    )
    await say_dates(amina, paper.ref, report.reference, is_day_first=True)
    mended = await read_lot_paper(amina, paper.ref)

    report = of(mended, HOUSING)
    assert (report.state, mended.sha256 != paper.sha256) == (READY, True)
    assert (line(report, "referred_on").read.sure, line(report, "referred_on").text) == (Sure.SAID, "")
    assert line(report, "victim.born").read.shown == "1 November 1998"
    with pytest.raises(Refused):
        await confirm_forms(amina, paper.ref, sha256=paper.sha256)
    assert await confirm_forms(amina, paper.ref, sha256=mended.sha256) == 1


async def test_what_a_person_added_can_be_taken_out_again(cast: Cast) -> None:
    amina = await cast.amina.act()
    paper = await lot(amina, HOUSING)
    reference = of(paper, HOUSING).reference

    added = await say_of_line(amina, paper.ref, reference, line=ADDED, change=Change("incident_on", "6 December 2024"))
    with_it = await read_lot_paper(amina, paper.ref)
    await say_of_line(amina, paper.ref, reference, line=added, change=None)

    assert line(of(with_it, HOUSING), "incident_on").read.shown == "6 December 2024"
    assert (await read_lot_paper(amina, paper.ref)).sha256 == paper.sha256


async def test_a_line_cannot_become_what_no_form_has(cast: Cast) -> None:
    amina = await cast.amina.act()
    paper = await lot(amina, HOUSING)
    reference = of(paper, HOUSING).reference

    with pytest.raises(InvalidForm):
        await say_of_line(amina, paper.ref, reference, line="t1r1c2", change=Change("status", "closed"))
    with pytest.raises(NotFound):
        await say_of_line(amina, paper.ref, "WORD-0", line="t1r1c2", change=None)


async def test_a_lot_is_taken_back_as_one_act_and_can_come_again(cast: Cast) -> None:
    amina = await cast.amina.act()
    paper = await lot(amina, SCHOOLS, SPELLING)
    await confirm_forms(amina, paper.ref, sha256=paper.sha256)
    await finished(amina, paper.ref)

    await undo_forms(amina, paper.ref)

    assert await list_cases(amina) == ()
    await finished(amina, paper.ref)
    assert (await Case.count(), await Document.count(), await Mention.count(), await Token.count()) == (0, 0, 0, 0)
    again = await lot(amina, SCHOOLS)
    assert again.reports[0].state == READY


async def test_a_lot_that_was_thrown_away_leaves_nothing(cast: Cast) -> None:
    amina = await cast.amina.act()
    paper = await lot(amina, SCHOOLS)

    await throw_away(amina, paper.ref)

    assert await BringIn.count() == 0
    with pytest.raises(NotFound):
        await read_lot_paper(amina, paper.ref)


async def test_only_a_coordinator_of_the_area_meets_a_lot(cast: Cast) -> None:
    paper = await lot(await cast.amina.act(), SCHOOLS)

    for person in (cast.bryn, cast.grace, cast.cerys):
        act = await person.act()
        with pytest.raises(NotFound):
            await check_forms(act, sent(SCHOOLS))
        with pytest.raises(NotFound):
            await list_lots(act)
        with pytest.raises(NotFound):
            await confirm_forms(act, paper.ref, sha256=paper.sha256)


async def test_too_many_files_and_none_are_refused_with_what_to_do(cast: Cast) -> None:
    amina = await cast.amina.act()

    for files in ([], [SentFile("a.docx", b"")] * 51):
        with pytest.raises(InvalidForm) as refused:
            await check_forms(amina, files)
        assert refused.value.messages == {"files": "Choose Word files to bring in, 50 at most."}


async def test_all_twelve_forms_of_the_practice_area_come_in_but_the_broken_ones(cast: Cast) -> None:
    area = json.loads((PRACTICE / "area.json").read_text("utf-8")) | {"slug": "eastmoor"}
    await load_area(cast.desk, json.dumps(area).encode(), practice=True)
    northmoor = await area_by_slug("eastmoor")
    act = await service_act(cast.desk, northmoor.id)
    with act.at_work():
        paper = await lot(act, *sorted(file.name for file in FORMS.iterdir()))
        housing = of(paper, HOUSING)
        change = Change("referred_on", "10/12/2024")
        await say_of_line(act, paper.ref, housing.reference, line=line(housing, "referred_on").id, change=change)
        paper = await read_lot_paper(act, paper.ref)

        number = await confirm_forms(act, paper.ref, sha256=paper.sha256)

        assert {report.name for report in paper.reports if report.state == REFUSED} == {LOCKED, "scan0007.docx"}
        assert all(len(report.reasons) == 1 for report in paper.reports if report.state == REFUSED)
        assert number == 10
        assert await Case.count().where(Case.area == northmoor.id) == 10
        assert await Mention.count().where(Mention.area == northmoor.id) == 27
