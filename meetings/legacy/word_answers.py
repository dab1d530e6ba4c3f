"""Each kind of answer read by its rule. What a rule cannot tell is left to a person, with the reason."""

import re
from collections.abc import Callable

from meetings.forms.declaration import Json
from meetings.forms.shapes import RELATIONS_OF_ADULTS, RELATIONS_OF_CHILDREN
from meetings.legacy.word_dates import Dated, read_birth, read_event
from meetings.legacy.word_fields import CHILD, HELD_WORDS, How, Target, plain_label
from meetings.legacy.word_marks import beside_boxes, boxes_in, read_mark
from meetings.legacy.word_names import Name, Named, name_of
from meetings.legacy.word_places import address_of, emails_in, numbers_in
from meetings.legacy.word_reading import Known, Read, Sure, blank, is_not_said, unsure

Reader = Callable[[Target, str, Known], Read]
_EQUALITY = {
    "racially minoritised": "racially_minoritised",
    "bme": "racially_minoritised",
    "b&me": "racially_minoritised",
    "disabled": "disabled",
    "lgbt": "lgbt",
    "lgbt+": "lgbt",
    "lgbtq": "lgbt",
}
_GENDER = re.compile(r"gender\s*:\s*(.*)", re.IGNORECASE)
# A name, a date, an address or a telephone is never longer, and looking for one in what is would take long.
_LONGEST_READ = 600
_LONGEST = {"contact_names": 1_000, "reason": 10_000}
_YES_OR_NO = {"yes": "Yes", "no": "No", "not_known": "Not known", "not_asked": "Not asked"}


def read_answer(target: Target, text: str, known: Known) -> Read:
    """One answer about one person, or about the referral."""
    if is_not_said(text) and target.how not in (How.MARK, How.ROUTE):
        return blank(target.path, text)
    if target.how not in (How.TEXT, How.LINES) and len(text) > _LONGEST_READ:
        return unsure(f"Write this in {_LONGEST_READ} characters at most: nothing can be read in a text so long.")
    return _READERS[target.how](target, text, known)


def _text(target: Target, text: str, known: Known) -> Read:
    return Read(Sure.WRITTEN, text, values={target.path: text})


def _lines(target: Target, text: str, known: Known) -> Read:
    names = [part.strip() for part in re.split(r"\n|;|&", text) if part.strip()]
    return Read(Sure.WRITTEN, ", ".join(names), values={target.path: list[Json](names)})


def _agency(target: Target, text: str, known: Known) -> Read:
    slug = known.agencies.get(plain_label(text), "")
    if not slug:
        return unsure("No agency of this area has this name. Write its name as this area does.")
    return Read(Sure.WRITTEN, text, values={target.path: slug})


def _day(target: Target, text: str, known: Known) -> Read:
    read = read_event(text, known)
    return _dated(read, {target.path: read.value})


def _born(target: Target, text: str, known: Known) -> Read:
    read = read_birth(text, known)
    return _dated(read, {target.path: {"value": read.value, "precision": read.precision}})


def _dated(read: Dated, values: dict[str, Json]) -> Read:
    if read.doubt:
        return unsure(read.doubt)
    return Read(Sure.RULE if read.rule else Sure.WRITTEN, read.shown, read.rule, values)


def _mark(target: Target, text: str, known: Known) -> Read:
    mark = read_mark(text)
    if mark.doubt:
        return unsure(mark.doubt)
    if not mark.answer:
        return Read(Sure.BLANK, "Not known", "Nothing is marked." if text else "", not_given=(target.path,))
    sure = Sure.RULE if mark.rule else Sure.WRITTEN
    return Read(sure, _YES_OR_NO[mark.answer], mark.rule, {target.path: mark.answer})


def _route(target: Target, text: str, known: Known) -> Read:
    """A route applies, or not; a blank box is not a no, and is kept as not known beside the referral."""
    read = _mark(target, text, known)
    answer = read.values.get(target.path)
    if answer not in ("yes", "no"):
        return read if read.sure is Sure.PERSON else Read(Sure.BLANK, read.shown, read.why, not_given=(target.path,))
    return Read(read.sure, read.shown, read.why, {target.path: answer == "yes"})


def _held(target: Target, text: str, known: Known) -> Read:
    """Whether an address is confidential. Blank is not a no: it stays held back."""
    read = _mark(target, text, known)
    answer = read.values.get(target.path)
    if answer not in ("yes", "no"):
        return read if read.sure is Sure.PERSON else blank(target.path, text)
    shown = "Confidential: held back from others" if answer == "yes" else "Not confidential: it may be shown"
    return Read(read.sure, shown, read.why, {target.path: answer == "yes"})


def _names(target: Target, text: str, known: Known) -> Read:
    named = name_of(text)
    values: dict[str, Json] = {
        f"{target.path}.given_names": named.name.given,
        f"{target.path}.family_name": named.name.family,
        f"{target.path}.aliases": [_alias(name, kind) for name, kind in named.others],
        f"{target.path}.spelling_doubt": named.is_spelling_doubted,
    }
    why = " ".join(filter(None, (named.name.doubt or named.name.rule, _beside(named))))
    sure = Sure.PERSON if named.name.doubt or named.left else Sure.RULE
    return Read(sure, _shown(named), why, values)


def _alias(name: Name, kind: str) -> Json:
    return {"given_names": name.given or None, "family_name": name.family or None, "kind": kind, "note": None}


def _beside(named: Named) -> str:
    told = [f"Other name: {' '.join(filter(None, (name.given, name.family)))}." for name, _ in named.others]
    told += ["The spelling is marked as in doubt."] if named.is_spelling_doubted else []
    return " ".join([*told, *(["Not placed: what stands in brackets."] if named.left else [])])


def _shown(named: Named) -> str:
    return f"Given names: {named.name.given or 'not written'}. Family name: {named.name.family or 'not written'}"


def _relation(target: Target, text: str, known: Known) -> Read:
    code = "_".join(plain_label(text).replace("-", " ").split())
    if code not in (RELATIONS_OF_CHILDREN if target.role == CHILD else RELATIONS_OF_ADULTS):
        return unsure("This is no relationship that the form offers. Choose the words it has.")
    return Read(Sure.WRITTEN, code.replace("_", " ").capitalize(), values={target.path: code})


def _address(target: Target, text: str, known: Known) -> Read:
    place = address_of(text)
    values: dict[str, Json] = {
        f"{target.path}.lines": list[Json](place.lines),
        f"{target.path}.town": place.town or None,
        f"{target.path}.postcode": place.postcode or None,
        f"{target.path}.kind": "home",
    }
    shown = " | ".join((*place.lines, place.town, place.postcode)).strip(" |")
    held_back = f"Held back from others unless an answer “{HELD_WORDS[target.role]}” says no."
    return Read(Sure.RULE, shown, f"{place.rule} {held_back}", values, (f"{target.path}.confidential",))


def _phone(target: Target, text: str, known: Known) -> Read:
    numbers, others = numbers_in(text)
    if not numbers:
        return unsure("No telephone number can be read here.")
    rows: list[Json] = [{"number": number, "note": others or None} for number in numbers]
    why = "The words beside it are its note." if others else ""
    sure = Sure.RULE if others or len(numbers) > 1 else Sure.WRITTEN
    return Read(sure, ", ".join(numbers), why, {target.path: rows})


def _contact(target: Target, text: str, known: Known) -> Read:
    emails, rest = emails_in(text)
    numbers, others = numbers_in(rest)
    if len(emails) > 1 or len(numbers) > 1 or others:
        return unsure("Write one telephone number and one e-mail address.")
    values: dict[str, Json] = {"telephone": numbers[0] if numbers else None, "email": emails[0] if emails else None}
    return Read(Sure.RULE, ", ".join((*numbers, *emails)), "The part with the @ is the e-mail address.", values)


def _equality(target: Target, text: str, known: Known) -> Read:
    values: dict[str, Json] = {}
    shown = []
    for words, is_ticked in boxes_in(text):
        name = _EQUALITY.get(words.casefold())
        if name is None and is_ticked:
            return unsure("A box is ticked that this form does not have.")
        if name and is_ticked:
            values[f"{target.path}.{name}"] = "yes"
            shown.append(f"{words}: yes")
    if found := _GENDER.search(beside_boxes(text)):
        values["victim.gender"] = found[1]
        shown.append(f"Gender: {found[1]}")
    if not values:
        return (
            blank(target.path, "") if boxes_in(text) else unsure("No answer of the form can be told from these words.")
        )
    return Read(Sure.RULE, ". ".join(shown), "A ticked box is a yes; a box left open is not known, not a no.", values)


def _earlier(target: Target, text: str, known: Known) -> Read:
    read = read_event(text, known)
    if not read.doubt:
        return _dated(read, {f"{target.path}.previous_on": read.value})
    if re.search(r"\d", text) and "/" in text and re.search(r"[A-Za-z]", text):
        return Read(Sure.WRITTEN, text, "", {f"{target.path}.previous_case_number": text[:60]})
    why = "No whole date: kept in the words written, in the box of the earlier case number."
    return Read(Sure.RULE, text, why, {f"{target.path}.previous_case_number": text[:60]})


_READERS: dict[How, Reader] = {
    How.TEXT: _text,
    How.LINES: _lines,
    How.AGENCY: _agency,
    How.DAY: _day,
    How.BORN: _born,
    How.MARK: _mark,
    How.ROUTE: _route,
    How.NAMES: _names,
    How.RELATION: _relation,
    How.ADDRESS: _address,
    How.HELD: _held,
    How.PHONE: _phone,
    How.CONTACT: _contact,
    How.EQUALITY: _equality,
    How.EARLIER: _earlier,
}
