"""The machine door: `/api/v1/`, each address behind its door, each refusal a problem that names what to change."""

from litestar import Router
from litestar.di import Provide

from marac.api.descriptions import DESCRIPTIONS
from marac.api.documents import DOCUMENTS
from marac.api.doors import provide_act
from marac.api.problems import PROBLEM_HANDLERS
from marac.api.sealed import SEALED

PATH = "/api/v1"


def machine_door() -> Router:
    return Router(
        path=PATH,
        route_handlers=[*DOCUMENTS, *SEALED, *DESCRIPTIONS],
        dependencies={"act": Provide(provide_act, sync_to_thread=False)},
        exception_handlers=PROBLEM_HANDLERS,
    )
