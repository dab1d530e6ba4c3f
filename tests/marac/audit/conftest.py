"""A vault over an empty database, with two areas in it."""

from tests.marac.vault_cast import next_area, northmoor, trail, vault  # noqa: F401
