"""What a browser would post for the questions of a page, as they stand."""

from collections.abc import Iterable

from meetings.forms.questions import Question


def posted_from(questions: Iterable[Question]) -> dict[str, list[str]]:
    """Every box, ticked choice and line, by input name."""
    posted: dict[str, list[str]] = {}
    for question in questions:
        posted |= posted_from(question.parts)
        for row in question.rows:
            posted |= posted_from(row)
        if question.kind == "given":
            continue
        posted |= {name: [text] for name, text in question.boxes.items()}
        if question.lines:
            posted[question.name] = list(question.lines)
        posted |= _chosen(question)
    return posted


def _chosen(question: Question) -> dict[str, list[str]]:
    chosen = [option.code for option in question.options if option.is_chosen]
    also = [option.code for option in question.also_offered if option.is_chosen]
    posted = {f"{question.name}.not_given": also} if also else {}
    if question.kind == "born_on" and chosen:
        return {f"{question.name}.precision": chosen}
    return posted | ({question.name: chosen} if chosen else {})
