"""A referral before it is sent: what must be answered, what may stay open, and what its checklist comes to."""

from dataclasses import dataclass

from agencies.acts import Act
from marac.dates import show_date
from meetings.drafts import DraftPaper, grade_draft, read_draft
from meetings.forms.findings import inside
from meetings.forms.progress import Graded
from meetings.forms.summary import Block, summary
from meetings.risk.dash import (
    LIMITS,
    SOURCE,
    Counted,
    count_answers,
    is_possible_high_risk,
    is_visible_high_risk,
    say_score,
)
from meetings.rules.routes import LocalRules, local_rules
from meetings.settings_in_force import settings_on


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """The count of the checklist, what it means by the local rule of today, and what it cannot tell."""

    counted: str
    meaning: str
    limits: str = LIMITS
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class CheckPaper:
    """A draft as its author checks it. No score where no checklist was done."""

    draft: DraftPaper
    graded: Graded
    score: ScoreShown | None
    blocks: tuple[Block, ...]


async def read_check(act: Act, draft_ref: str) -> CheckPaper:
    """Open one's own draft to check it."""
    draft = await read_draft(act, draft_ref)
    graded = await grade_draft(act, draft)
    rules = local_rules((await settings_on(act, act.today)).rows, act.today)
    return CheckPaper(draft, graded, score_of(draft, rules), summary(draft.form, draft.answers))


def score_of(draft: DraftPaper, rules: LocalRules) -> ScoreShown | None:
    """Shown only now, so that nobody answers towards a threshold."""
    dash = inside(draft.answers.values, "dash")
    if not isinstance(dash, dict):
        return None
    counted = count_answers(inside(dash, "answers"))
    return ScoreShown(say_score(counted), _meaning(counted, rules))


def _meaning(counted: Counted, rules: LocalRules) -> str:
    since = f" since {show_date(rules.threshold_from_on)}" if rules.threshold_from_on else ""
    threshold = f"the local threshold of {rules.dash_threshold}{since}"
    if is_visible_high_risk(counted, rules.dash_threshold):
        return f"Visible high risk: this reaches {threshold}."
    if is_possible_high_risk(counted, rules.dash_threshold):
        return f"This does not reach {threshold}, but its gaps could."
    return f"This does not reach {threshold}. Your own judgement that the risk is high needs no score."
