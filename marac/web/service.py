"""The name of the service, its version and its marking, in one place."""

from importlib.metadata import version

SERVICE_NAME = "Meeting Desk"
MARKING = "OFFICIAL-SENSITIVE"
VERSION = version("marac-coordinator")
