"""Office files as the same bytes for the same paper: parts in order, one fixed date, properties that tell nothing."""

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest date a zip can bear; no file tells when it was made, the paper's foot does.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_READ_WRITE = 0o600 << 16

_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator/><dc:language>en-GB</dc:language>\
<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>"""
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def fixed_properties(title: str) -> Mapping[str, bytes]:
    """The two property parts: a title, the language, and no author, program or true date."""
    return {"docProps/core.xml": _CORE.format(title=escape(title)).encode(), "docProps/app.xml": _APP.encode()}


def fix_zip(content: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The same parts in a fixed order with a fixed date, these ones replaced."""
    with ZipFile(BytesIO(content)) as given:
        parts = {name: given.read(name) for name in given.namelist()} | dict(replaced)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as fixed:
        for name in sorted(parts, key=lambda part: (part not in _FIRST, part)):
            fixed.writestr(_entry(name), parts[name])
    return packed.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ZIP_DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = _READ_WRITE
    return entry
