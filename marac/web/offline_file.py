"""The offline form: one HTML file that holds all it needs, names no other file, and may reach nothing at all.

The same form, agency, keys and build give the same bytes, so that two people can compare their SHA-256.
"""

import hashlib
import json
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from marac.web.assets import built_assets
from marac.web.service import MARKING, SERVICE_NAME
from marac.web.templating import make_environment
from meetings.forms import registry
from meetings.offline.plan import offline_plan
from meetings.sealed.kinds import name_of

TEMPLATE = "layouts/offline.html"
# Inside a script element nothing may look like its end, nor like a comment.
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class OfflineFor:
    """For whom a file is made: the agency that sends, the area it sends to, and where the service answers."""

    agency: str
    agency_name: str
    area_name: str
    address: str


def offline_file(form_name: str, told: OfflineFor, served: dict[str, Any]) -> bytes:
    """`served` is the area's signed list of keys. Raises StopIteration for a form we do not have."""
    script, style = _part("offline/form.js"), _part("offline/form.css")
    form = _form_named(form_name)
    data = {"plan": _plan(form_name), "served": served, "agency": told.agency}
    template = make_environment(built_assets()).get_template(TEMPLATE)
    page = template.render(
        title=form.title,
        told=told,
        marking=MARKING,
        service=SERVICE_NAME,
        script=_element('script type="module"', script),
        style=_element("style", style),
        data=_element('script type="application/json" id="data"', _in_script(data)),
        policy=policy_of(script, style),
    )
    return page.encode()


def sha256_shown(content: bytes) -> str:
    """In groups of eight, to be compared by eye or read out."""
    digits = hashlib.sha256(content).hexdigest()
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def policy_of(script: str, style: str) -> str:
    """Its own script and style and nothing else: no request, no frame, no form, no text read as markup."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'sha256-{_hash(script)}'",
            f"style-src 'sha256-{_hash(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def _element(tag: str, content: str) -> Markup:
    """An element that holds our own build, or data in which no sign of markup is left."""
    return Markup(f"<{tag}>{content}</{tag.partition(' ')[0]}>")  # noqa: S704


def _hash(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _part(name: str) -> str:
    assets = built_assets()
    found = assets.file(assets.address(name).removeprefix("/static/"))
    if found is None:
        raise KeyError(name)
    return found.content.decode()


def _form_named(name: str) -> Any:
    return next(form for form in registry.FORMS if name_of(form) == name)


@cache
def _plan(form_name: str) -> dict[str, Any]:
    return offline_plan(_form_named(form_name))


def _in_script(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
