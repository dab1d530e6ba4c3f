"""The built page assets: nothing that belongs to GOV.UK alone, and no file that is missing."""

import json
import re
from pathlib import Path

from tests.house.sources import ROOT

BUILT = ROOT / "marac/web/static/built"
BRANDING = re.compile(r"crest|crown|logotype|favicon|opengraph|transport", re.IGNORECASE)


def manifest() -> dict[str, str]:
    listed: dict[str, str] = json.loads((BUILT / "manifest.json").read_text())
    return listed


def style_sheet() -> Path:
    return BUILT / manifest()["main.css"]


def test_every_asset_in_the_manifest_is_there() -> None:
    assert [name for name, place in manifest().items() if not (BUILT / place).is_file()] == []


def test_assets_of_one_build_share_a_folder_named_by_their_content() -> None:
    folders = {place.split("/")[0] for place in manifest().values()}

    [folder] = folders
    assert re.fullmatch(r"[0-9a-f]{16}", folder)


def test_no_asset_shows_the_crown_or_the_font_of_gov_uk() -> None:
    css = style_sheet().read_text()

    assert "GDS Transport" not in css
    assert "@font-face" not in css
    ours = {f"images/{path.name}" for path in (ROOT / "assets/images").glob("*")}
    assert [name for name in manifest() if BRANDING.search(name) and name not in ours] == []


def test_pictures_named_by_the_style_sheet_are_there() -> None:
    sheet = style_sheet()

    pictures = re.findall(r"url\([\"']?(?!data:)([^\"')]+)", sheet.read_text())

    assert pictures
    assert [picture for picture in pictures if not (sheet.parent / picture).is_file()] == []


def test_no_script_asks_another_site_for_anything() -> None:
    scripts = [BUILT / place for name, place in manifest().items() if name.endswith(".js")]

    asking = [script.name for script in scripts if re.search(r"(?:import|fetch)\(?[\"']https?:", script.read_text())]

    assert scripts
    assert asking == []


def test_papers_have_their_fonts() -> None:
    fonts = ROOT / "exports/fonts"

    assert (fonts / "Arimo-Regular.ttf").stat().st_size > 0
    assert (fonts / "Arimo-Bold.ttf").stat().st_size > 0
    assert "SIL Open Font License" in (fonts / "LICENCE.txt").read_text()
