"""The service does not start where spreadsheets would be read without the guard against entities."""

from pathlib import Path

import openpyxl
import pytest

from marac.errors import SettingsWrong
from marac.settings import read_settings
from tasks.opening import open_service


@pytest.mark.anyio
async def test_the_service_does_not_start_without_the_guard_of_spreadsheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    settings = read_settings({}, data=tmp_path / "data")

    with pytest.raises(SettingsWrong, match="OPENPYXL_DEFUSEDXML"):
        async with open_service(settings):
            raise AssertionError("the service was opened")

    assert not (tmp_path / "data" / "marac.sqlite").exists()
