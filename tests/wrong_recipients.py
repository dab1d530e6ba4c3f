"""Generated cases in which a party has the contact of somebody at work, in every spelling; and as many near misses."""
# ruff: noqa: RUF001 - letters that look alike are the point.

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

CASES = 500
GIVEN = ("frank", "ellen", "ivy", "mary-anne", "oliver", "priya", "kwame", "siobhan", "tomasz", "yusuf")
FAMILY = ("ostrey", "quarmby", "o'dell", "haddad", "pemberton", "nowak", "achebe", "lindqvist", "brightwell")
HOSTS = ("northmoor.example.org", "mail.example.com", "post.example.net", "müller.example", "gmail.com")
LOOKS = str.maketrans({"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "y": "у", "i": "і"})
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
Spelling = Callable[[Random, str], str]


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody at work, and what a case says of its people."""

    email: str
    telephone: str
    cards: list[dict[str, Any]]
    answers: dict[str, Any]


def _local(change: Callable[[str], str]) -> Spelling:
    def spell(_random: Random, mail: str) -> str:
        local, _, host = mail.partition("@")
        return f"{change(local)}@{host}"

    return spell


def _within(sign: str) -> Spelling:
    def spell(chance: Random, text: str) -> str:
        at = chance.randrange(1, len(text))
        return text[:at] + sign + text[at:]

    return spell


def _for_machines(_random: Random, mail: str) -> str:
    local, _, host = mail.partition("@")
    return f"{local}@{host.encode('idna').decode()}"


MAIL_SPELLINGS: tuple[Spelling, ...] = (
    lambda _, mail: mail.upper(),
    lambda _, mail: mail.title(),
    lambda chance, mail: mail.replace("@", f"+{chance.choice(GIVEN)}{chance.randrange(99)}@"),
    _local(lambda local: local.replace(".", "")),
    _local(".".join),
    _local(lambda local: local.translate(LOOKS)),
    _local(lambda local: f'"{local}"'),
    _within("\u200b"),
    _within("\u00ad"),
    _for_machines,
    lambda _, mail: mail.replace("@", "＠").replace(".", "。"),
    lambda _, mail: f"  {mail}. ",
    lambda _, mail: f"Frank <{mail}>",
    lambda _, mail: "mailto:" + mail.replace("@", "%40"),
    lambda _, mail: mail.replace("@", " (at) ").replace(".", " dot "),
)
PHONE_SPELLINGS: tuple[Spelling, ...] = (
    lambda _, number: "+44" + number[1:],
    lambda _, number: "0044" + number[1:],
    lambda _, number: f"+44 (0){number[1:5]} {number[5:]}",
    lambda _, number: f"({number[:5]}) {number[5:8]} {number[8:]}",
    lambda _, number: f"{number[:5]}-{number[5:]}",
    lambda _, number: f"{number[:5]}\u00a0{number[5:8]}\u2011{number[8:]}",
    lambda chance, number: f"{number} ext {chance.randrange(10, 99)}",
    lambda _, number: number.translate(ARABIC),
    lambda _, number: number.translate(WIDE),
    lambda _, number: number.replace("0", "O"),
    lambda _, number: f"Tel: {number[:5]}.{number[5:]}",
    lambda _, number: number[1:],
    lambda _, number: f"{number[:5]}/{number[5:]}",
    _within("\u200c"),
)


def same_contacts(chance: Random) -> list[Written]:
    """Each with the contact of the one at work somewhere in the case, in another spelling."""
    return [_written(chance, n, in_case=_spelled) for n in range(CASES)]


def spelled_somehow(chance: Random, n: int, *, email: str, telephone: str) -> str:
    """The contact of somebody at work, in the spelling whose turn it is."""
    return _spelled(chance, n, "mail", email) if n % 2 else _spelled(chance, n, "phone", telephone)


def near_misses(chance: Random) -> list[Written]:
    """Each with a contact that differs in one letter or figure, in the same spellings."""
    return [
        _written(chance, n, in_case=lambda r, n, kind, text: _spelled(r, n, kind, _other(r, text)))
        for n in range(CASES)
    ]


def _written(chance: Random, n: int, *, in_case: Callable[[Random, int, str, str], str]) -> Written:
    email = f"{chance.choice(GIVEN)}.{chance.choice(FAMILY)}{chance.randrange(2, 99)}@{chance.choice(HOSTS)}"
    telephone = f"07{chance.randrange(400, 999)}{chance.randrange(100_000, 999_999)}"
    kind = "mail" if n % 2 else "phone"
    said = in_case(chance, n, kind, email if kind == "mail" else telephone)
    card, answers = _placed(chance.randrange(5), kind, said)
    return Written(email, telephone, [{"family_name": "Ostrey"}, card], answers)


def _spelled(chance: Random, n: int, kind: str, text: str) -> str:
    spellings = MAIL_SPELLINGS if kind == "mail" else PHONE_SPELLINGS
    return spellings[n // 2 % len(spellings)](chance, text)


def _other(chance: Random, text: str) -> str:
    """One letter or figure is another, that looks like no other."""
    places = [at for at, sign in enumerate(text.partition("@")[0]) if sign.isalnum() and at > 2]
    at = chance.choice(places)
    wanted = "123456789" if text[at].isdigit() else "bdfghjkmqstuvwxz"
    return text[:at] + chance.choice([sign for sign in wanted if sign != text[at]]) + text[at + 1 :]


def _placed(place: int, kind: str, said: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """In the boxes of a card, in its notes, in a value told since, in how contact is safe, or in a form on the case."""
    if place == 0:
        return {"emails": [said]} if kind == "mail" else {"phones": [{"number": said, "note": None}]}, {}
    if place == 1:
        return {"note": said}, {}
    if place == 2:
        return {"identifiers": {"work": said}}, {}
    if place == 3:
        return {}, {"victim": {"safe_contact": {"notes": said}}, "email": "worker@example.org"}
    return {}, {"client": {"mobile": said}, "telephone": "0161 496 0000"}
