"""Forms in the making are their author's alone, are never lost between windows, and are sent once."""

from dataclasses import replace

import pytest

from marac.errors import Conflict, InvalidForm, NotFound, Refused
from meetings.arrivals import REFERRAL, Result
from meetings.drafts import (
    discard_draft,
    known_of_sender,
    list_drafts,
    read_draft,
    save_draft,
    send_draft,
    start_draft,
)
from meetings.forms import registry
from meetings.forms.completing import to_answers
from meetings.intake import Taken
from meetings.referral_reading import read_referral
from meetings.sent import list_sent, read_receipt, read_sent, take_back
from meetings.tables.documents import Case, Document, Draft
from tests.cast import Cast, Person
from tests.documents import a_referral

pytestmark = pytest.mark.anyio


async def a_filled_draft(person: Person) -> str:
    """Everything is answered; only sending is left."""
    act = await person.act()
    known = await known_of_sender(act, REFERRAL)
    draft_ref = await start_draft(act, REFERRAL, known=known)
    document = {**a_referral(), "sender_reference": known["sender_reference"]}
    answers = to_answers(registry.newest(REFERRAL), document)
    await save_draft(act, draft_ref, answers, base_revision=1)
    return draft_ref


async def case_ref_of(taken: Taken) -> str:
    """The reference by which the coordinator knows it; its sender is never told."""
    document = await Document.objects().get(Document.ref == taken.document_ref)
    case = await Case.objects().get(Case.id == document.case) if document else None
    assert case is not None
    return str(case.ref)


async def test_a_draft_comes_back_as_it_was_saved_and_stands_sealed(cast: Cast) -> None:
    draft_ref = await a_filled_draft(cast.bryn)

    paper = await read_draft(await cast.bryn.act(), draft_ref)

    assert paper.answers.values["victim"]["family_name"] == "Quarmby"  # type: ignore[index, call-overload]
    assert paper.revision == 2
    stored = await Draft.objects().first()
    assert stored is not None
    assert b"Quarmby" not in bytes(stored.body or b"")


async def test_nobody_else_meets_a_draft_not_even_the_coordinator(cast: Cast) -> None:
    draft_ref = await a_filled_draft(cast.bryn)

    for person in (cast.kofi, cast.amina, cast.grace, cast.cerys):
        assert await list_drafts(await person.act()) == ()
        with pytest.raises(NotFound):
            await read_draft(await person.act(), draft_ref)


async def test_two_windows_do_not_overwrite_each_other_unseen(cast: Cast) -> None:
    draft_ref = await a_filled_draft(cast.bryn)
    bryn = await cast.bryn.act()
    paper = await read_draft(bryn, draft_ref)
    await save_draft(bryn, draft_ref, paper.answers, base_revision=paper.revision)

    with pytest.raises(Conflict):
        await save_draft(bryn, draft_ref, replace(paper.answers, values={}), base_revision=paper.revision)

    assert (await read_draft(bryn, draft_ref)).answers.values


async def test_a_form_is_sent_once_however_often_one_presses(cast: Cast) -> None:
    draft_ref = await a_filled_draft(cast.bryn)
    bryn = await cast.bryn.act()

    first, second = await send_draft(bryn, draft_ref), await send_draft(bryn, draft_ref)

    assert (first.result, second.result) == (Result.RECEIVED, Result.SAME)
    assert first.document_ref == second.document_ref
    assert await Document.count() == 1
    assert await list_drafts(bryn) == ()
    with pytest.raises(Refused):
        await read_draft(bryn, draft_ref)


async def test_what_must_be_answered_keeps_a_form_from_being_sent(cast: Cast) -> None:
    bryn = await cast.bryn.act()
    draft_ref = await start_draft(bryn, REFERRAL, known=await known_of_sender(bryn, REFERRAL))

    with pytest.raises(InvalidForm) as refused:
        await send_draft(bryn, draft_ref)

    assert "perpetrators" in refused.value.messages
    assert await Document.count() == 0


async def test_a_draft_can_be_thrown_away(cast: Cast) -> None:
    draft_ref = await a_filled_draft(cast.bryn)
    bryn = await cast.bryn.act()

    await discard_draft(bryn, draft_ref)

    assert await list_drafts(bryn) == ()
    assert await Draft.count() == 0


async def test_the_sender_has_a_signed_receipt_and_reads_the_own_referral_until_it_is_decided(cast: Cast) -> None:
    bryn = await cast.bryn.act()
    sent = await send_draft(bryn, await a_filled_draft(cast.bryn))

    [line] = await list_sent(bryn)
    receipt = await read_receipt(bryn, line.document_ref)

    assert line.document_ref == sent.document_ref
    assert line.state == "Received"
    assert bryn.vault.is_our_receipt(receipt.signed)
    assert (await read_sent(bryn, line.document_ref)).answers is not None
    with pytest.raises(NotFound):
        await read_receipt(await cast.nadia.act(), line.document_ref)


async def test_what_was_sent_by_mistake_is_taken_back_and_stays_on_record(cast: Cast) -> None:
    bryn = await cast.bryn.act()
    sent = await send_draft(bryn, await a_filled_draft(cast.bryn))

    await take_back(bryn, str(sent.document_ref), reason="")

    [line] = await list_sent(bryn)
    assert line.state == "Recorded in error"
    assert (await read_sent(bryn, line.document_ref)).answers is None


async def test_what_was_not_asked_reads_so_for_the_coordinator_and_stands_sealed(cast: Cast) -> None:
    draft_ref = await a_filled_draft(cast.bryn)
    bryn = await cast.bryn.act()
    paper = await read_draft(bryn, draft_ref)
    not_asked = replace(paper.answers, not_given={"victim.safe_contact.safe_to_write": "not_asked"})
    await save_draft(bryn, draft_ref, not_asked, base_revision=paper.revision)

    taken = await send_draft(bryn, draft_ref)

    referral = await read_referral(await cast.amina.act(), await case_ref_of(taken))
    said = {row.path: row.lines for block in referral.blocks for row in block.rows}
    assert said["victim.safe_contact.safe_to_write"] == ("Not asked",)
    kept = await Document.objects().get(Document.ref == taken.document_ref)
    assert kept is not None
    assert b"safe_to_write" not in bytes(kept.not_given or b"")
    sent = await read_sent(bryn, str(taken.document_ref))
    assert sent.not_given == not_asked.not_given
