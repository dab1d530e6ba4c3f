"""Whether the libraries that read files from outside have their guards up."""

import openpyxl

from marac.errors import SettingsWrong

NO_GUARD = "OPENPYXL_DEFUSEDXML: take this setting away and install defusedxml; spreadsheets are not read without it"


def requires_guarded_readers() -> None:
    """Without defusedxml openpyxl unfolds entities, and takes another part of this computer into a sheet."""
    if openpyxl.DEFUSEDXML is not True:
        raise SettingsWrong(NO_GUARD)
