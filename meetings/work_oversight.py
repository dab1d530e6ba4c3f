"""The work of those who oversee: steering group, administrator, privacy officer. None of it shows a case."""

from agencies.accounts import DORMANT_DAYS, accounts_of
from agencies.acts import Act
from agencies.tables import Proposal
from marac.audit.checkpoints import newest_head
from marac.audit.tables import Checkpoint
from marac.counts import show_count
from marac.dates import show_moment
from meetings.meeting_list import KIND_WORDS
from meetings.tables.meeting import Meeting
from meetings.work_parts import Fact, WorkList


async def work_of_steering_reader(act: Act) -> WorkList:
    held = (
        await Meeting.select(Meeting.starts_at, Meeting.kind)
        .where((Meeting.area == act.area.id) & (Meeting.status == "held"))
        .order_by(Meeting.starts_at, ascending=False)
        .first()
    )
    last = f"Last {KIND_WORDS[held['kind']].lower()}: {show_moment(held['starts_at'])}." if held else "No meeting yet."
    return WorkList(
        next=None,
        facts=(
            Fact("The latest quarter, small numbers withheld.", "Open the figures", "/figures"),
            Fact(last),
        ),
    )


async def work_of_administrator(act: Act) -> WorkList:
    accounts = [account for account in await accounts_of(act) if account.state != "ended"]
    invited = sum(account.state == "invited" for account in accounts)
    dormant = sum(account.is_dormant for account in accounts)
    waiting = await Proposal.count().where((Proposal.area == act.area.id) & (Proposal.state == "asked"))
    return WorkList(
        next=None,
        counts=(),
        facts=(
            Fact(
                f"{show_count(len(accounts), 'person has', 'people have')} an account: {invited} not set up yet, "
                f"{dormant} not used for {DORMANT_DAYS} days.",
                "Open the accounts",
                "/people-and-seats",
            ),
            Fact(
                f"{show_count(waiting, 'change waits', 'changes wait')} for a second person.",
                "Open the changes",
                "/people-and-seats",
            ),
            Fact(
                "Local rules with their dates, and which of them are not confirmed.", "Open the settings", "/settings"
            ),
        ),
    )


async def work_of_privacy_officer(act: Act) -> WorkList:
    head = await newest_head()
    signed = await Checkpoint.select(Checkpoint.at).order_by(Checkpoint.size, ascending=False).first()
    when = f", signed {show_moment(signed['at'])}" if signed else ", not signed yet"
    return WorkList(
        next=None,
        facts=(
            Fact(f"The log holds {show_count(head.size, 'entry', 'entries')}{when}."),
            Fact("Your own looks are recorded like everyone’s.", "Your looks", "/looks"),
        ),
    )
