"""Whether a contact of somebody at work is also that of a party: the same mailbox or the same telephone, however typed.

Everything that a mail system or a reader could take for the same address counts as the same. Stopping one letter too
many costs a call to the administrator; one letter too few has cost lives.
"""
# ruff: noqa: RUF001 - that letters look alike is why they stand here.

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from meetings.people.phone import LOCAL, phones_in

# Letters of other alphabets that look like one of ours: after Unicode Technical Standard 39, read on 22 November 2026.
_LOOKS_LIKE = str.maketrans(
    {
        "а": "a", "ɑ": "a", "α": "a", "ь": "b", "Ь": "b", "ϲ": "c", "с": "c", "ԁ": "d", "е": "e", "ҽ": "e", "ɡ": "g",
        "һ": "h", "і": "i", "ι": "i", "ı": "i", "ⅰ": "i", "ј": "j", "ϳ": "j", "к": "k", "κ": "k", "ӏ": "l", "ⅼ": "l",
        "м": "m", "ⅿ": "m", "ո": "n", "η": "n", "о": "o", "ο": "o", "օ": "o", "σ": "o", "р": "p", "ρ": "p", "ԛ": "q",
        "ѕ": "s", "ʂ": "s", "т": "t", "τ": "t", "υ": "u", "ʋ": "u", "ս": "u", "ν": "v", "ѵ": "v", "ԝ": "w", "ѡ": "w",
        "х": "x", "χ": "x", "у": "y", "γ": "y", "ү": "y", "ʐ": "z", "в": "b", "н": "h", "ѐ": "e", "ё": "e", "ø": "o",
        "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ƅ": "b", "ƽ": "s", "ց": "g", "ʏ": "y", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z",
    }
)  # fmt: skip
_DOTS = re.compile(r"[。．｡․‧·]")
_AT_WORDS = re.compile(r"\s*(?:[(\[{<]\s*(?:at|@)\s*[)\]}>]|\s(?:at)\s)\s*", re.IGNORECASE)
_DOT_WORDS = re.compile(r"\s*(?:[(\[{<]\s*(?:dot|\.)\s*[)\]}>]|\s(?:dot)\s)\s*", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_ADDRESS = re.compile(r"""(?:"[^"\s]{1,64}"|[^\s"<>(),;:\[\]@]{1,64})@[^\s"'<>(),;:\[\]@]{1,190}""")
_PHONE = re.compile(r"[+(]{0,2}[0-9OoIl][0-9OoIl().\-/ +]{5,40}[0-9OoIl]")
_SAME_PROVIDER = {"googlemail.com": "gmail.com"}
_SHORTEST_LOCAL = 6
_FEWEST_FIGURES = 5
_FIGURES = str.maketrans("oil", "011")
_BEFORE_NUMBER = re.compile(r"^(?:tel|telephone|phone|mob|mobile|t|m)?\s*[:.]?\s*")
_LONGEST_TEXT = 4_000
# In a form on a case, the answers that say how a person is reached.
_CONTACT_KEYS = frozenset({"telephone", "mobile", "number", "safe_telephone", "phones", "email", "emails"})


@dataclass(frozen=True, slots=True)
class Contacts:
    """Mailboxes and telephones in the one form in which they are compared."""

    mails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    def __or__(self, other: "Contacts") -> "Contacts":
        return Contacts(self.mails | other.mails, self.phones | other.phones)

    def meets(self, other: "Contacts") -> bool:
        """Whether any mailbox or any telephone is the same."""
        if self.mails & other.mails or self.phones & other.phones:
            return True
        return _is_local_of(self.phones, other.phones) or _is_local_of(other.phones, self.phones)


def _is_local_of(some: Iterable[str], others: Iterable[str]) -> bool:
    """A number without its area code is the same as a whole one that ends so."""
    short = [each.removeprefix(LOCAL) for each in some if each.startswith(LOCAL)]
    return any(other.endswith(each) for each in short if len(each) >= _SHORTEST_LOCAL for other in others)


def contacts_of(*, email: str, telephone: str) -> Contacts:
    """Of somebody at work."""
    return Contacts(mail_keys(email), phone_keys(telephone))


def contacts_in_text(text: str) -> Contacts:
    """Every mailbox and telephone that stands somewhere in a text."""
    plain = _plain(unquote(text[:_LONGEST_TEXT])).replace("’", "'")
    spoken = _spoken(plain)
    mails = {mailbox for each in (plain, spoken) for found in _ADDRESS.findall(each) for mailbox in mail_keys(found)}
    phones = {number for found in _PHONE.findall(_western_digits(plain)) for number in phone_keys(found)}
    return Contacts(frozenset(mails), frozenset(phones))


def contacts_on_card(card: Any) -> Contacts:
    """Everything said of one person: a whole card, or one value told since."""
    found = Contacts()
    for text in _texts(card):
        found |= contacts_in_text(text) | Contacts(phones=phone_keys(text))
    return found


def contacts_of_form(answers: Mapping[str, Any]) -> Contacts:
    """Of a form on a case: what it says of how people are reached. Its sender's own contact stands at the top."""
    found = Contacts()
    for name, value in answers.items():
        if isinstance(value, (dict, list)):
            for text in _contact_texts(value):
                found |= contacts_in_text(text) | Contacts(phones=phone_keys(text))
        elif name in ("safe_to_talk_to", "not_safe_to_talk_to"):
            found |= contacts_in_text(str(value or ""))
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)


def _contact_texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each) if name in _CONTACT_KEYS or name == "safe_contact" else _contact_texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _contact_texts(each)


def mail_keys(text: str) -> frozenset[str]:
    """One mailbox in its compared form; empty where the text is none."""
    plain = _plain(unquote(text)).replace("’", "'").strip().removeprefix("mailto:")
    address = _COMMENT.sub("", _spoken(plain)).replace("<", " ").replace(">", " ").strip(" .,;")
    found = _ADDRESS.search(address)
    if found is None:
        return frozenset()
    local, _, domain = found[0].rpartition("@")
    name = local.strip("\"'").partition("+")[0].replace(".", "")
    host = ".".join(_label(label) for label in domain.strip(".").split(".") if label)
    return frozenset({f"{_alike(name)}@{_alike(_SAME_PROVIDER.get(host, host))}"}) if name and host else frozenset()


def phone_keys(text: str) -> frozenset[str]:
    """Every number of a box in E.164; empty where there is none."""
    digits = _western_digits(_plain(text)).strip()
    if _is_number(digits):
        digits = digits.translate(_FIGURES)
    bare = _BEFORE_NUMBER.sub("", digits).replace("( 0 )", "(0)").replace("[0]", "(0)")
    whole = phones_in([bare.replace("/", "")])
    # A stroke parts two numbers, or the area code from its number.
    return whole if any(not each.startswith(LOCAL) for each in whole) else phones_in([bare])


def _is_number(text: str) -> bool:
    """Figures, and letters that are typed for figures."""
    signs = {sign for sign in text if sign.isalnum()}
    return signs <= set("0123456789oil") and sum(sign.isdecimal() for sign in text) >= _FEWEST_FIGURES


def _plain(text: str) -> str:
    """Compatible forms made one, small letters, and nothing that does not show."""
    shown = "".join(_shown(sign) for sign in text)
    plain = unicodedata.normalize("NFKC", _DOTS.sub(".", shown)).casefold()
    return "".join(_shown(sign) for sign in _DOTS.sub(".", plain))


def _shown(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Me"):
        return ""
    return {"Cc": " ", "Pd": "-"}.get(kind, sign)


def _spoken(plain: str) -> str:
    """`frank (at) example dot org` as an address."""
    at = _AT_WORDS.sub("@", plain)
    return _DOT_WORDS.sub(".", at) if at != plain or "@" in at else plain


def _label(label: str) -> str:
    """A part of a host name in letters, also where it was written for machines."""
    if not label.startswith("xn--"):
        return label
    try:
        return _plain(label.removeprefix("xn--").encode("ascii").decode("punycode"))
    except UnicodeError:
        return label


def _alike(text: str) -> str:
    """Letters that look the same made the same, without accents."""
    parted = unicodedata.normalize("NFKD", text.translate(_LOOKS_LIKE))
    return "".join(sign for sign in parted if unicodedata.category(sign) != "Mn").translate(_LOOKS_LIKE)


def _western_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
