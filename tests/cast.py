"""The cast: the same few invented people in every test, in two areas that know nothing of each other.

Amina coordinates Northmoor, Bryn stands for its police, Cerys is an Idva in the next area, Dai is nobody. Ellen Quarmby
and Frank Ostrey are the two a referral is about, Ivy Ostrey their child.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

import pyotp
import pytest

from agencies.acts import Act, AreaOfAct, Desk
from agencies.areas import LoadedArea, area_by_slug, load_area
from agencies.members import MemberLine, members_of
from agencies.practice_accounts import SignInGiven, equip
from agencies.roles import Role
from agencies.seats import act_of, service_act
from agencies.sessions import open_session
from marac.audit.trail import Trail
from marac.database import OurEngine, transaction
from marac.post import Post
from marac.vault.primitives import PasswordCost, new_key
from marac.vault.roots import HeldRoot
from marac.vault.vault import open_vault
from tests.area_of_the_cast import northmoor_document, southdale_document
from tests.databases import keep, opened_copy
from tests.fakes import TUESDAY, FakePost, FixedClock

ADDRESS = "https://desk.example.org"
PASSWORD = "tangent plover quilt ember"
# Of the databases that tests share; whoever wants another brings it.
ROOT = HeldRoot({1: new_key()})
KEPT = "cast"
CHEAP = PasswordCost(memory_kib=32, passes=1, lanes=1)
# Base32, 160 bits: the same authenticator in every pocket of the cast.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

NORTHMOOR = {
    "amina": "n01",
    "bryn": "n02",
    "grace": "n03",
    "imran": "n04",
    "ada": "n05",
    "petra": "n06",
    "stella": "n07",
    "agnes": "n08",
    "hugh": "n09",
    "nadia": "n10",
    "kofi": "n11",
    "lena": "n12",
    "rosa": "n13",
    "viktor": "n14",
}
SOUTHDALE = {"cerys": "s01", "idris": "s02"}


@dataclass
class Person:
    """Somebody who signs in, and what they may be."""

    name: str
    email: str
    officer_id: UUID
    role: Role
    membership_id: UUID
    agency_id: UUID | None
    area: AreaOfAct
    desk: Desk = field(repr=False)
    password: str = PASSWORD
    secret: str = SECRET

    async def act(self, role: Role | None = None) -> Act:
        """What this person does now, in their first role or in another they have."""
        return await act_of(self.desk, self.area, self.officer_id, role=role or self.role)

    async def session_token(self) -> str:
        """A session with both steps done, as the sign-in pages would open it."""
        async with transaction():
            _, token = await open_session(
                self.officer_id,
                device="Firefox on Linux",
                now=self.desk.clock.now(),
                whole=True,
                membership_id=self.membership_id,
            )
        return token

    def code(self) -> str:
        """The code this person's app shows now."""
        return pyotp.TOTP(self.secret).at(self.desk.clock.now())


class Cast:
    """Everybody, by first name. Dai has no account anywhere."""

    amina: Person
    bryn: Person
    grace: Person
    imran: Person
    ada: Person
    petra: Person
    stella: Person
    agnes: Person
    hugh: Person
    nadia: Person
    kofi: Person
    lena: Person
    rosa: Person
    viktor: Person
    cerys: Person
    idris: Person
    dai: None = None

    def __init__(self, desk: Desk, loaded: list[LoadedArea]) -> None:
        self.desk = desk
        self.loaded = loaded

    def at(self, desk: Desk) -> "Cast":
        """The same people at another desk."""
        people = Cast(desk, self.loaded)
        for person in self.everyone:
            setattr(people, person.name, replace(person, desk=desk))
        return people

    @property
    def everyone(self) -> list[Person]:
        return [getattr(self, name) for name in [*NORTHMOOR, *SOUTHDALE]]


@pytest.fixture
async def desk(database: OurEngine, clock: FixedClock, post: Post) -> Desk:
    """The means of the service over this test's database, with passwords that are quick to check."""
    return await open_desk(clock, post)


@pytest.fixture
def cast(cast_told: Cast, desk: Desk) -> Cast:
    """As told once, now at the desk of this test."""
    return cast_told.at(desk)


async def open_desk(clock: FixedClock, post: Post) -> Desk:
    trail = Trail()
    vault = await open_vault(ROOT, trail, clock, password_cost=CHEAP)
    return Desk(vault=vault, trail=trail, clock=clock, post=post, address=ADDRESS)


async def tell_cast(written: str, folder: Path) -> Cast:
    """Load the cast and keep its rows, because every test would wait for that."""
    async with opened_copy(written, folder) as engine:
        told = await load_cast(await open_desk(FixedClock(TUESDAY), FakePost()))
        await keep(written, engine, KEPT)
    return told


async def load_cast(desk: Desk) -> Cast:
    """The two areas with their people, everyone able to sign in."""
    loaded = [
        *await load_area(desk, northmoor_document(), practice=True),
        *await load_area(desk, southdale_document(), practice=True),
    ]
    people = Cast(desk, loaded)
    for area, names in zip(loaded, (NORTHMOOR, SOUTHDALE), strict=True):
        for name, person in (await _people(desk, area, names)).items():
            setattr(people, name, person)
    return people


@pytest.fixture
async def northmoor(cast: Cast) -> AreaOfAct:
    return await area_by_slug("northmoor")


async def _people(desk: Desk, area: LoadedArea, names: dict[str, str]) -> dict[str, Person]:
    """Everybody of one area by first name, in the first role the document gives them."""
    service = await service_act(desk, area.id)
    members: dict[str, MemberLine] = {}
    for member in await members_of(area.id):
        members.setdefault(member.outside_id or "", member)
    given = SignInGiven(password=PASSWORD, secret=SECRET)
    entries = await equip(service, {member.officer_id: given for member in members.values()})
    return {
        name: Person(
            name=name,
            email=entries[members[outside_id].officer_id].email,
            officer_id=members[outside_id].officer_id,
            role=members[outside_id].role,
            membership_id=members[outside_id].membership_id,
            agency_id=members[outside_id].agency_id,
            area=service.area,
            desk=desk,
        )
        for name, outside_id in names.items()
    }
