"""Keys of an agency's own software, for tests: made here, enrolled and confirmed by two people of the cast."""

from dataclasses import dataclass
from uuid import UUID

from agencies.acts import Act
from agencies.agency_keys import Enrolment, confirm_key, enrol_key
from agencies.key_checks import fingerprint_of
from agencies.members import agencies_of
from marac.vault.primitives import SigningPair, new_signing_pair
from tests.cast import Cast

POLICE = "northmoor-police"


@dataclass(frozen=True)
class Enrolled:
    """A key that counts, with the half that only the agency has."""

    key_id: str
    agency_id: UUID
    pair: SigningPair


async def agency_id_of(act: Act, slug: str = POLICE) -> UUID:
    return next(line.id for line in await agencies_of(act.area.id, on=act.today) if line.slug == slug)


def an_enrolment(pair: SigningPair, *, officer_id: UUID | None = None) -> Enrolment:
    return Enrolment("Case system", pair.public.hex(), fingerprint_of(pair.public), officer_id)


async def an_enrolled_key(cast: Cast, slug: str = POLICE, *, officer_id: UUID | None = None) -> Enrolled:
    """Amina enrols it, Ada confirms."""
    pair, amina, ada = new_signing_pair(), await cast.amina.act(), await cast.ada.act()
    agency_id = await agency_id_of(amina, slug)
    key_id = await enrol_key(amina, agency_id, enrolment=an_enrolment(pair, officer_id=officer_id))
    await confirm_key(ada, agency_id, key_id=key_id)
    return Enrolled(key_id, agency_id, pair)
