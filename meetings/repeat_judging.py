"""The repeat verdict of a referral by every clock, judged by the area's rules of the referral's own day."""

from collections.abc import Sequence

from meetings.rules.repeats import Referral, RepeatClock, Verdict, Wording, repeat_verdict
from meetings.rules.routes import local_rules
from meetings.settings_in_force import RulesOfDay


def judge_repeats(this: Referral, others: Sequence[Referral], rules: RulesOfDay) -> dict[RepeatClock, Verdict]:
    """Computed at every reading; whoever shows a repeat asks here."""
    local = local_rules(rules.rows, this.referred_on).repeat
    wording = Wording(rules.on(this.referred_on).value("repeat_wording"))
    return {clock: repeat_verdict(this, others, clock=clock, wording=wording, rules=local) for clock in RepeatClock}


def reported_clock(this: Referral, rules: RulesOfDay) -> RepeatClock:
    """The clock whose verdict is reported, a dated setting."""
    return RepeatClock(rules.on(this.referred_on).value("repeat_clock_reported"))
