"""How a victim may be reached without harm, as a referral says it: sentences for the strip above every number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WORDS = {"yes": "yes", "no": "no", "not_known": "not known", "not_asked": "not asked"}


@dataclass(frozen=True, slots=True)
class SafeContact:
    """How to reach the victim without harm."""

    phones: tuple[tuple[str, str, str], ...]
    """Number, whether it is safe to ring, and a note."""
    times: str
    code_word: str
    leave_message: str
    safe_to_write: str
    safe_to_visit: str
    notes: str
    safe_to_talk_to: str
    not_safe_to_talk_to: str

    @property
    def sentences(self) -> tuple[str, ...]:
        said = (
            f"Safe times: {self.times}" if self.times else "",
            f"Say “{self.code_word}”." if self.code_word else "",
            f"Leave a message: {_word(self.leave_message)}. Write: {_word(self.safe_to_write)}. "
            f"Visit: {_word(self.safe_to_visit)}.",
            f"Safe to talk to: {self.safe_to_talk_to}" if self.safe_to_talk_to else "",
            f"Never talk to: {self.not_safe_to_talk_to}" if self.not_safe_to_talk_to else "",
            self.notes,
        )
        return tuple(sentence for sentence in said if sentence)

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Label and words of each telephone."""
        return tuple(("Telephone", number_words(*phone)) for phone in self.phones)


def number_words(number: str, safe_to_call: str, note: str) -> str:
    return f"{number} (safe to ring: {_word(safe_to_call)})" + (f". {note}" if note else "")


def _word(code: str) -> str:
    return WORDS.get(code, code)


def says_how(answers: Mapping[str, Any]) -> bool:
    """Whether a referral says anything of how contact is safe."""
    told = (answers["victim"].get("safe_contact"), answers.get("safe_to_talk_to"), answers.get("not_safe_to_talk_to"))
    return any(told)


def safe_contact_of(answers: Mapping[str, Any]) -> SafeContact:
    """What stands in the red strip above every referral."""
    victim = answers["victim"]
    told = victim.get("safe_contact") or {}
    return SafeContact(
        phones=tuple(
            (phone["number"], str(phone["safe_to_call"]), phone.get("note") or "") for phone in victim.get("phones", [])
        ),
        times=told.get("times") or "",
        code_word=told.get("code_word") or "",
        leave_message=told.get("leave_message") or "not_known",
        safe_to_write=told.get("safe_to_write") or "not_known",
        safe_to_visit=told.get("safe_to_visit") or "not_known",
        notes=told.get("notes") or "",
        safe_to_talk_to=answers.get("safe_to_talk_to") or "",
        not_safe_to_talk_to=answers.get("not_safe_to_talk_to") or "",
    )
