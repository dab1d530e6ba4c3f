"""What a report says of a cell: how it was read where that is not plain, and why something was left."""

from meetings.legacy.sheet_rows import CellRead

SENTENCES = {
    "day_first": "Read day first. It could be read month first too.",
    "month_first": "Read month first: there is no such month as the second figure.",
    "short_year": "The year has two figures. One century alone is possible.",
    "month_only": "A month without a day.",
    "not_said": "Nothing is said.",
    "either_way": "Not read: this column mixes day first and month first, and nobody knows which this is.",
    "no_date": "Not read: this is no date.",
    "two_centuries": "Not read: the year has two figures, and two centuries are possible.",
    "not_possible": "Not read: there is no such day, or it lies outside what can be.",
    "other_number": "Not read: there are not as many dates as people.",
    "nobody": "Nobody, as written.",
    "age": "An age, counted from the day of the referral.",
    "no_name": "Not read: there is no name.",
    "no_address": "Not read: this is no address.",
    "turned_round": "Surname first, as the comma or the capitals show.",
    "one_word": "One word: taken for a first name. The surname is not known.",
    "initials": "Initials for first names.",
    "lost_letter": "A letter was lost and reads ?. It was left out, and the spelling is marked as doubtful.",
    "bracket": "What stands in brackets was left out of the name.",
    "other_name": "Another name stands beside the first.",
    "no_reference": "Give the record a reference of at most 20 letters and figures.",
    "reference_twice": "Say which record this reference is of: two have it.",
    "already_here": "Not brought in again: a record with this reference is here already.",
    "reference_signs": "Written with strokes, as the other references are.",
    "meeting_differs": "Say which meeting: the line above names another day.",
    "meeting_above": "The meeting of the line above.",
    "referred_outside": "Give the day of the referral: what stands here is after the meeting or long before it.",
    "agency_unknown": "Say which agency this is.",
    "several_victims": "Make a record for each victim: this cell names several.",
    "no_relation": "Not read: kept as written.",
    "no_mark": "Not read: neither yes nor no.",
    "withdrawn": "Brought in as withdrawn, not as heard.",
}
_STOPS = {
    "not_said": "Fill in this cell: a record needs it.",
    "no_date": "Give a date: this is none.",
    "month_only": "Give the day: this is a month.",
    "no_name": "Give a name: there is none.",
    "either_way": "Say which day this is: the column mixes day first and month first.",
    "not_possible": "Give a day that can be: there is no such day, or it lies ahead.",
    "two_centuries": "Write the year with four figures.",
}


def said(cell: CellRead) -> str:
    if cell.is_a_stop and cell.why in _STOPS:
        return _STOPS[cell.why]
    return SENTENCES.get(cell.why, "")
