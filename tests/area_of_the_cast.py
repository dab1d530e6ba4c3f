"""Two invented areas in the words of an area document: Northmoor, where most tests live, and Southdale beside it."""

import json
from typing import Any

FROM = "2026-01-01"


def northmoor_document() -> bytes:
    """Northmoor: six agencies, a role of each kind, two meetings."""
    agencies = [
        _agency("northmoor-police", "Northmoor Constabulary", "NMP", "police"),
        _agency("wayside-idva", "Wayside Domestic Abuse Service", "WAY", "idva"),
        _agency("northmoor-children", "Northmoor Children’s Services", "NCS", "childrens_social_care"),
        _agency("moorland-gps", "Moorland GP Federation", "MGP", "primary_care"),
        _agency("ravenbeck-homes", "Ravenbeck Homes", "RVH", "housing"),
        _agency("northmoor-education", "Northmoor Schools Safeguarding Team", "EDU", "education", core=False),
    ]
    users = [
        _user("n01", "Amina", "Shah", "northmoor-police", "coordinator"),
        _user("n02", "Bryn", "Price", "northmoor-police", "representative"),
        _user("n03", "Grace", "Adebayo", "northmoor-children", "chair"),
        _user("n04", "Imran", "Malik", "wayside-idva", "idva"),
        _user("n05", "Ada", "Lindqvist", "northmoor-police", "administrator"),
        _user("n06", "Petra", "Novak", "northmoor-police", "privacy_officer"),
        _user("n07", "Stella", "Marsh", "moorland-gps", "steering_reader"),
        _user("n08", "Agnes", "Okafor", "ravenbeck-homes", "administrator"),
        _user("n09", "Hugh", "Tanner", "northmoor-children", "representative"),
        _user("n10", "Nadia", "Rahman", "moorland-gps", "representative"),
        _user("n11", "Kofi", "Mensah", "northmoor-police", "deputy"),
        _user("n12", "Lena", "Fischer", "northmoor-police", "deputy_coordinator"),
        _user("n13", "Rosa", "Iqbal", "northmoor-education", "referrer"),
        _user("n14", "Viktor", "Hale", "ravenbeck-homes", "representative", "deputy_chair"),
    ]
    return _document("northmoor", "Northmoor Marac", "NM", agencies, users)


def southdale_document() -> bytes:
    """The next area: Cerys works there, and knows nothing of Northmoor."""
    agencies = [
        _agency("southdale-police", "Southdale Police", "SDP", "police"),
        _agency("harbour-idva", "Harbour Idva Service", "HAR", "idva"),
    ]
    users = [
        _user("s01", "Cerys", "Morgan", "harbour-idva", "idva"),
        _user("s02", "Idris", "Vaughan", "southdale-police", "coordinator"),
    ]
    return _document("southdale", "Southdale Marac", "SD", agencies, users)


def _document(slug: str, name: str, prefix: str, agencies: list[Any], users: list[Any]) -> bytes:
    document = {
        "form": "area",
        "version": 1,
        "slug": slug,
        "name": name,
        "mappa_name": name.replace("Marac", "MAPPA"),
        "nation": "england_and_wales",
        "time_zone": "Europe/London",
        "case_prefix": prefix,
        "towns": ["Wenbeck", "Kettlewick"],
        "postcode_area": "ZZ",
        "agencies": agencies,
        "users": users,
        "meetings": [_meeting(f"{prefix}-M001", "2026-09-16"), _meeting(f"{prefix}-M002", "2026-09-30")],
        "settings": [
            {"key": "dash_threshold", "value": 14, "from_on": FROM, "source": "steering group paper 2"},
            {"key": "meeting_capacity", "value": 16, "from_on": FROM, "source": "local default"},
        ],
    }
    return json.dumps(document).encode()


def _agency(slug: str, name: str, short: str, kind: str, *, core: bool = True) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": name,
        "short": short,
        "types": [{"type": kind, "national_code": kind, "from_on": FROM, "to_on": None}],
        "core": core,
        "telephone": "01632 960100",
        "secure_email": f"marac@{slug}.example.org",
        "isa_signed_on": "2025-11-18",
        "joined_on": FROM,
        "left_on": None,
        "former_names": [],
        "nation": "england_and_wales",
    }


def _user(user_id: str, given: str, family: str, agency: str, *roles: str) -> dict[str, Any]:
    return {
        "user_id": user_id,
        "given_names": given,
        "family_name": family,
        "known_as": None,
        "previous_names": [],
        "born_on": "1980-02-03",
        "agency": agency,
        "email": f"{given}.{family}@{agency}.example.org".lower(),
        "phone": "01632 960200",
        "roles": [{"role": role, "forum": "marac", "from_on": FROM, "to_on": None} for role in roles],
    }


def _meeting(meeting_id: str, on: str) -> dict[str, Any]:
    return {
        "meeting_id": meeting_id,
        "forum": "marac",
        "kind": "ordinary",
        "planned_on": on,
        "held_on": on,
        "starts_at": f"{on}T09:30:00+01:00",
        "ends_at": f"{on}T13:00:00+01:00",
        "venue": "Online",
        "status": "planned",
        "note": None,
    }
