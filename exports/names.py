"""File names that say nothing of a case: area prefix, kind, reference, date."""

import re
from datetime import date


def file_name(prefix: str, kind: str, ref: str, *, day: date, suffix: str) -> str:
    """`nm-minutes-5tq4h2zb8c-2025-11-26.docx`; whatever is no letter, digit or dash is left out."""
    parts = (_plain(part) for part in (prefix, kind, ref.replace("-", ""), day.isoformat()))
    return f"{'-'.join(part for part in parts if part)}.{_plain(suffix)}"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9-]", "", text.lower().replace(" ", "-")).strip("-")
