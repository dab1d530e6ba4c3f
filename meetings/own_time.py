"""One's own time at a meeting: from when until when, and how long one waits in between."""

from dataclasses import dataclass

from marac.counts import show_count
from marac.dates import show_time
from meetings.papers.agenda_paper import AgendaPaper


@dataclass(frozen=True, slots=True)
class OwnTimeLine:
    """The stretches in words, and the minutes between first and last that are not one's own."""

    stretches: tuple[str, ...]
    waiting_minutes: int

    @property
    def sentence(self) -> str:
        """`9:30am to 9:54am and 11:20am to 11:32am`."""
        *earlier, last = self.stretches or ("",)
        return f"{', '.join(earlier)} and {last}" if earlier else last

    @property
    def waiting(self) -> str:
        hours, minutes = divmod(self.waiting_minutes, 60)
        return f"{hours}h {minutes:02}m" if hours else show_count(minutes, "minute", "minutes")


def own_time_of(paper: AgendaPaper) -> OwnTimeLine:
    """A break of the whole meeting is nobody's waiting."""
    needed = [place for place, item in enumerate(paper.items) if item.is_needed]
    between = paper.items[needed[0] : needed[-1] + 1] if needed else ()
    return OwnTimeLine(
        stretches=tuple(f"{show_time(time.from_at)} to {show_time(time.to_at)}" for time in paper.own_times),
        waiting_minutes=sum(item.minutes for item in between if not item.is_needed),
    )
