"""What the corpus borrows: a data folder for the command line, browsers for single pages."""

from tests.marac.commands.test_way_in import data
from tests.web.conftest import browser, built_site, site

__all__ = ["browser", "built_site", "data", "site"]
