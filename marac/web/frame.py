"""What stands around every page: whose desk it is, the navigation, the practice band, the form token.

The session middleware says it once for each request by `show_frame`; layouts and macros ask for it.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class NavigationLink:
    """One link of the service navigation; a count is part of its text."""

    text: str
    href: str
    count: int | None = None

    @property
    def words(self) -> str:
        return self.text if self.count is None else f"{self.text} {self.count}"

    def leads_to(self, path: str) -> bool:
        """Whether the page at this path belongs under this link."""
        if self.href == "/":
            return path == "/"
        # What begins something new stands under its own link, not under the list it will be on.
        return path == self.href or (path.startswith(f"{self.href}/") and "new" not in path.split("/"))


@dataclass(frozen=True)
class Frame:
    """The frame of one request; the default is a stranger's."""

    area: str = ""
    who: str = ""  # "Amina Shah, coordinator"
    acts_for: str = ""  # "You act for Bryn Price until 14 September 2026"
    navigation: tuple[NavigationLink, ...] = ()
    is_practice: bool = False
    has_seats: bool = False  # Several seats: the area's name leads to the choice of seat.
    uses_keys: bool = False
    is_compact: bool = True
    csrf: str = ""
    signed_out_at: datetime | None = None
    ends_at: datetime | None = None  # The absolute limit, which no act extends.
    path: str = field(default="/")

    @property
    def is_signed_in(self) -> bool:
        return bool(self.who)


STRANGER = Frame()

# A context variable, because macros imported without context still need the form token.
_frame: ContextVar[Frame] = ContextVar("frame", default=STRANGER)


def show_frame(frame: Frame) -> None:
    """Set the frame for the rest of this request."""
    _frame.set(frame)


def current_frame() -> Frame:
    """The frame of this request."""
    return _frame.get()
