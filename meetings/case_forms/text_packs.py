"""Licensed wording of forms: loaded whole or not at all, kept as dated rows, and in force on a form's own day."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from agencies.acts import Act
from marac.audit.events import Event
from marac.database import transaction
from marac.ids import uuid7
from meetings.forms.form import Form
from meetings.forms.text_pack import Pack, read_pack
from meetings.tables.text_packs import TextPack


@dataclass(frozen=True, slots=True)
class Wording:
    """What a form reads with: the area's own texts by key, and the line of their licence. Empty for our labels."""

    licence: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


async def load_text_pack(act: Act, raw: bytes) -> Pack:
    """Raises PackRefused. The same file once more changes nothing."""
    pack, sha256 = read_pack(raw), hashlib.sha256(raw).hexdigest()
    here = (TextPack.area == act.area.id) & (TextPack.sha256 == sha256)
    if await TextPack.exists().where(here):
        return pack
    row = TextPack(
        id=uuid7(),
        area=act.area.id,
        form=pack.form,
        version=pack.version,
        from_on=pack.from_on,
        licence=pack.licence,
        words=json.dumps(dict(pack.words), ensure_ascii=False),
        sha256=sha256,
        loaded_at=act.at,
        loaded_by=act.officer_id,
    )
    async with transaction():
        await row.save()
        await act.record(
            Event.TEXT_PACK_LOADED, "text_pack", row.id, form=pack.form, form_version=pack.version, sha256=sha256
        )
    return pack


async def wording_on(act: Act, form: Form, day: date) -> Wording:
    """The wording in force on a day; of two from the same day the one loaded later."""
    found = (
        await TextPack.objects()
        .where((TextPack.area == act.area.id) & (TextPack.form == form.id) & (TextPack.version == form.version))
        .where(TextPack.from_on <= day)
        .order_by(TextPack.from_on, ascending=False)
        .order_by(TextPack.loaded_at, ascending=False)
        .first()
    )
    return Wording(found.licence, json.loads(found.words)) if found else Wording()
