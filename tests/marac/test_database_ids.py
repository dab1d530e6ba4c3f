"""Ids come out of the embedded database as they went in."""

from random import Random
from uuid import UUID

import pytest

from marac.database.sqlite import uuid_of


def test_an_id_is_read_as_python_itself_reads_it() -> None:
    drawn = Random(4122)
    written = [str(UUID(int=drawn.getrandbits(128))) for _ in range(300)]

    for text in (*written, str(UUID(int=0)), written[0].upper(), written[1].replace("-", "")):
        found = uuid_of(text.encode())

        assert (found, found.is_safe, hash(found)) == (UUID(text), UUID(text).is_safe, hash(UUID(text)))


@pytest.mark.parametrize("damaged", [b"", b"7K3Q9", b"\xff" * 16, b"00000000-0000-0000-0000-00000000000g"])
def test_what_is_no_id_is_refused_as_python_refuses_it(damaged: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        uuid_of(damaged)
