"""Ten couples referred in spring and again in August: twenty suggestions, to be decided by keyboard."""

from collections.abc import Iterator
from typing import Any

from meetings.intake import take_in
from tests.cast import Cast
from tests.documents import a_referral, ellen, frank
from tests.journeys.visitor import Visitor
from tests.running import Running

Json = dict[str, Any]
COUPLES = (
    ("Maud Hexley", "Cyril Hexley"),
    ("Shabnam Akhtar", "Imtiaz Qureshi"),
    ("Wiola Kaczmarek", "Darek Nowicki"),
    ("Hodan Warsame", "Cabdi Jaamac"),
    ("Siobhan Molloy", "Fintan Keogh"),
    ("Mei Lin Cheung", "Kwok Wai Lau"),
    ("Folasade Adeyinka", "Babatunde Oyelaran"),
    ("Ioana Dumitrescu", "Radu Vasilescu"),
    ("Paige Thistlewood", "Curtis Braithwaite"),
    ("Harpreet Kaur", "Jaswinder Singh"),
)
EACH_NAMED_TWICE = 2 * len(COUPLES)
SPRING, AUGUST = ("2026-03-14", "2026-03-12", "S"), ("2026-09-01", "2026-08-30", "A")


async def refer_couples(cast: Cast) -> None:
    """Each couple twice, no child, each home and number their own."""
    bryn = await cast.bryn.act()
    for referred_on, incident_on, season in (SPRING, AUGUST):
        for n, (hers, his) in enumerate(COUPLES):
            told = a_referral(
                sender_reference=f"NMP-26-{season}{n:04}",
                referred_on=referred_on,
                incident_on=incident_on,
                identified_on=incident_on,
                victim=_person(ellen(), hers, n),
                perpetrators=[_person(frank(), his, n)],
                children=[],
            )
            taken = await take_in(bryn, told)
            assert taken.case_ref, taken


def _person(card: Json, name: str, n: int) -> Json:
    given, _, family = name.rpartition(" ")
    born = {"value": f"19{60 + 3 * n:02}-{n + 1:02}-{10 + n:02}", "precision": "exact"}
    home = {**ellen()["addresses"][0], "lines": [f"{3 + n} {family} Row"], "postcode": f"ZZ{1 + n} 4AB"}
    phone = {"number": f"07700 9001{n:02}", "safe_to_call": "yes", "note": None}
    return {
        **card,
        "given_names": given,
        "family_name": family,
        "born_on": born,
        "addresses": [home],
        "phones": [phone],
    }


def prepare(running: Running) -> None:
    running.do(lambda: refer_couples(running.cast))
    running.run_jobs()


def decide_all(amina: Visitor) -> Iterator[str]:
    """One key a pair, and each time the next one stands there; says how each was answered."""
    for n in range(EACH_NAMED_TWICE):
        assert f"{n + 1} of {EACH_NAMED_TWICE}" in amina.text
        key, said = _answer(n)
        amina.press_key(key)
        assert said in amina.text
        yield key


def _answer(n: int) -> tuple[str, str]:
    """Mostly the same; now and then not."""
    if n % 7 == 5:
        return "u", "Not sure"
    return ("d", "Different people.") if n % 5 == 3 else ("s", "Same person.")
