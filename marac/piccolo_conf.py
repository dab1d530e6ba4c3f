"""Where Piccolo finds our tables and the database of this process."""

from piccolo.conf.apps import AppRegistry

from marac.database import OurEngine, bind, bound, is_bound, open_database
from marac.settings import read_settings

APP_REGISTRY = AppRegistry(apps=["marac.piccolo_app"])


def __getattr__(name: str) -> OurEngine:
    """`DB`, worked out when it is asked for: the bound database, or for Piccolo's own commands that of the settings."""
    if name != "DB":
        raise AttributeError(name)
    if not is_bound():
        bind(open_database(read_settings().migrate_url))
    return bound()
