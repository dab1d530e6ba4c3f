"""What can go wrong, named by what is wrong.

Messages are for the person reading the page: what happened, what to do; never a name, an id or a typed value.
"""


class MaracError(Exception):
    """Something this service refuses or cannot do."""


class NotFound(MaracError):
    """There is none, or this reader must not learn that there is one. The two look alike."""


class Refused(MaracError):
    """A rule of the trade forbids this act; the message says which."""


class Conflict(MaracError):
    """Someone else changed the same thing meanwhile."""


class NotNow(MaracError):
    """The service cannot do this at the moment; trying again later may work."""


class AuditUnavailable(NotNow):
    """The log cannot be written, so nothing is shown."""


class SealBroken(MaracError):
    """A sealed value does not open at the place where it stands."""


class WrongRootKey(MaracError):
    """The root key given is not the one this data was sealed under."""


class SettingsWrong(MaracError):
    """A setting has a value the service refuses to start with."""


class InvalidForm(MaracError):
    """A form breaks its rules: one message per field, keyed by dotted path (`perpetrators.0.born_on`)."""

    def __init__(self, messages: dict[str, str], *, general: str = "") -> None:
        super().__init__(general or "Some answers must be mended.")
        self.messages = messages
        self.general = general


class Throttled(MaracError):
    """Too many tries; `wait_seconds` says how long to wait."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"Wait {wait_seconds} seconds before the next try.")
        self.wait_seconds = wait_seconds
