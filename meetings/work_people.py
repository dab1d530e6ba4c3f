"""What waits for a coordinator about who is who: suggestions, contradictions, repeat verdicts that changed."""

from agencies.acts import Act
from meetings.attention import count_attention
from meetings.deciding_people import read_queue
from meetings.repeat_notices import count_notices
from meetings.work_parts import Count


async def people_counts(act: Act) -> tuple[Count, ...]:
    """Each is the number of rows of the list it leads to."""
    queue = await read_queue(act)
    strong, possible = queue.number_open("strong"), queue.number_open("possible")
    beside = f"{strong} strong, {possible} possible" if strong or possible else ""
    return (
        Count(len(queue.waiting), "suggestion to decide", "suggestions to decide", "/people", beside),
        Count(
            await count_attention(act), "contradiction about people", "contradictions about people", "/people/attention"
        ),
        Count(await count_notices(act), "repeat verdict changed", "repeat verdicts changed", "/notices/repeats"),
    )
