"""Areas come in from a document, as often as one likes, and are practice for ever or never."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import marac
from agencies.acts import Desk
from agencies.areas import load_area
from agencies.directory import names_of, open_entry
from agencies.members import agencies_of, former_names_of, members_of
from agencies.roles import Role
from agencies.seats import service_act
from agencies.settings import values_of
from agencies.tables import Agency, AgencyType, Area, Membership, Officer, Setting
from marac.audit.tables import Leaf
from marac.errors import InvalidForm, Refused
from tests.area_of_the_cast import northmoor_document

pytestmark = pytest.mark.anyio

PRACTICE = Path(marac.__file__).parent / "practice" / "northmoor"
TABLES = (Area, Agency, AgencyType, Officer, Membership, Setting)


def changed(**said: Any) -> bytes:
    return json.dumps(json.loads(northmoor_document()) | said).encode()


async def number_of_rows() -> list[int]:
    return [int(await table.count()) for table in TABLES]


async def test_an_area_document_brings_agencies_people_roles_and_rules(desk: Desk) -> None:
    [loaded] = await load_area(desk, northmoor_document(), practice=True)

    act = await service_act(desk, loaded.id)
    agencies = await agencies_of(loaded.id, on=date(2026, 9, 1))
    members = await members_of(loaded.id, on=date(2026, 9, 1), roles=[Role.COORDINATOR])
    assert (loaded.slug, loaded.is_new, loaded.number_of_agencies, loaded.number_of_officers) == (
        "northmoor",
        True,
        6,
        14,
    )
    assert [meeting.meeting_id for meeting in loaded.meetings] == ["NM-M001", "NM-M002"]
    assert {agency.type for agency in agencies} >= {"police", "idva"}
    assert list((await names_of(act, [members[0].officer_id])).values()) == ["Amina Shah"]
    assert [(value.name, value.value) for value in await values_of(loaded.id, name="dash_threshold")] == [
        ("dash_threshold", 14)
    ]


async def test_loading_a_document_twice_changes_nothing(desk: Desk) -> None:
    await load_area(desk, northmoor_document(), practice=True)
    before = await number_of_rows()
    sealed = await Officer.select(Officer.id, Officer.sealed_version).order_by(Officer.id)

    [again] = await load_area(desk, northmoor_document(), practice=True)

    assert (again.is_new, again.number_of_changes) == (False, 0)
    assert await number_of_rows() == before
    assert await Officer.select(Officer.id, Officer.sealed_version).order_by(Officer.id) == sealed


async def test_what_changed_in_the_document_is_taken_over_and_the_past_is_kept(desk: Desk) -> None:
    await load_area(desk, northmoor_document(), practice=False)
    document = json.loads(northmoor_document())
    agency, user = document["agencies"][4], document["users"][1]
    agency |= {"name": "Ravenbeck Housing", "former_names": [{"name": "Ravenbeck Homes", "to_on": "2026-08-31"}]}
    agency["types"] = [
        agency["types"][0] | {"to_on": "2026-08-31"},
        {"type": "other", "national_code": "other", "from_on": "2026-09-01", "to_on": None},
    ]
    user |= {"family_name": "Price-Jones", "email": "bryn.price-jones@northmoor-police.example.org"}
    user["roles"][0]["to_on"] = "2026-12-31"

    [loaded] = await load_area(desk, json.dumps(document).encode(), practice=False)

    then, now = [await agencies_of(loaded.id, on=date(2026, month, 15)) for month in (5, 9)]
    assert [line.type for line in then if line.short == "RVH"] == ["housing"]
    assert [(line.type, line.name) for line in now if line.short == "RVH"] == [("other", "Ravenbeck Housing")]
    assert list((await former_names_of(loaded.id)).values()) == [[("Ravenbeck Homes", date(2026, 8, 31))]]
    act = await service_act(desk, loaded.id)
    [bryn] = [member for member in await members_of(loaded.id) if member.outside_id == "n02"]
    assert (await open_entry(act, bryn.officer_id)).name == "Bryn Price-Jones"
    assert bryn.to_on == date(2026, 12, 31)
    assert await number_of_rows() == [1, 6, 7, 14, 15, 2]


async def test_whether_an_area_is_practice_is_settled_when_it_is_made(desk: Desk) -> None:
    await load_area(desk, northmoor_document(), practice=True)

    with pytest.raises(Refused):
        await load_area(desk, northmoor_document(), practice=False)

    assert (await Area.select(Area.practice).first()) == {"practice": True}


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"colour": "blue"}, ""),
        ({"version": 2}, "version"),
        ({"slug": "North Moor"}, "slug"),
        ({"agencies": []}, "agencies"),
        ({"time_zone": "Europe/Paris"}, "time_zone"),
    ],
)
async def test_a_document_that_breaks_its_rules_is_refused_by_path(desk: Desk, said: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidForm) as refusal:
        await load_area(desk, changed(**said), practice=True)

    assert list(refusal.value.messages) == [path]
    assert "North Moor" not in str(refusal.value.messages)
    assert await Area.count() == 0


async def test_a_person_of_an_agency_the_document_does_not_have_is_named_by_path(desk: Desk) -> None:
    document = json.loads(northmoor_document())
    document["users"][3]["agency"] = "nowhere"

    with pytest.raises(InvalidForm) as refusal:
        await load_area(desk, json.dumps(document).encode(), practice=True)

    assert list(refusal.value.messages) == ["users.3.agency"]


@pytest.mark.parametrize("content", [b"", b"[" * 100_000, b'{"form": "\xff"}', b"null"])
async def test_what_is_no_json_document_is_refused_in_one_sentence(desk: Desk, content: bytes) -> None:
    with pytest.raises(InvalidForm):
        await load_area(desk, content, practice=True)


async def test_the_practice_area_becomes_one_tenant_area_for_each_forum(desk: Desk) -> None:
    content = (PRACTICE / "area.json").read_bytes()

    marac, mappa = await load_area(desk, content, practice=True)

    assert [(marac.slug, marac.forum), (mappa.slug, mappa.forum)] == [
        ("northmoor", "marac"),
        ("northmoor-mappa", "mappa"),
    ]
    assert not {member.role for member in await members_of(marac.id)} & {Role.MAPPA_COORDINATOR}
    assert len(marac.meetings) + len(mappa.meetings) == len(json.loads(content)["meetings"])
    # Somebody with roles in both forums is one person, at home in the first.
    officers = await Officer.select(Officer.area)
    assert len(officers) == 36
    assert {member.officer_id for member in await members_of(marac.id)} & {
        member.officer_id for member in await members_of(mappa.id)
    }


async def test_names_of_staff_are_opened_once_and_then_remembered_by_the_version_of_their_seal(desk: Desk) -> None:
    [loaded] = await load_area(desk, northmoor_document(), practice=True)
    act = await service_act(desk, loaded.id)
    officers = [member.officer_id for member in await members_of(loaded.id)]
    await names_of(act, officers)
    leaves = await Leaf.count()

    names = await names_of(act, officers)

    assert set(names) == set(officers)
    assert await Leaf.count() == leaves
