"""The one grammar of an e-mail address that this service writes to or from."""

import re

LONGEST, LONGEST_LOCAL = 254, 64  # RFC 5321, read on 21 November 2026.
# Narrower than RFC 5322 on purpose: no quotes, comments, display names, brackets or international letters,
# because every parser that takes those can be led to another mailbox than the one a person read.
_LOCAL = r"[A-Za-z0-9_+'-]+(?:\.[A-Za-z0-9_+'-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_LOCAL})@(?P<domain>{_LABEL}(?:\.{_LABEL})*)", re.ASCII)


class StaffAddress(str):
    """An address of somebody at work. Made only from text that is exactly one address."""

    __slots__ = ()

    def __new__(cls, text: str) -> "StaffAddress":
        found = _ADDRESS.fullmatch(text)
        if found is None or len(text) > LONGEST or len(found["local"]) > LONGEST_LOCAL:
            raise ValueError("Enter an e-mail address in the right format, like name@agency.example")
        return super().__new__(cls, f"{found['local']}@{found['domain'].lower()}")
