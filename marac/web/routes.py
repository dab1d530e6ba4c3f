"""Every page of the desk, collected from the files of their subjects."""

from litestar.types import ControllerRouterHandler

HANDLERS: list[ControllerRouterHandler] = []
