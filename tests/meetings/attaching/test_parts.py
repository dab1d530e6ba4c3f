"""A file is kept in parts that the padding of the vault hardly makes longer."""

import pytest

from meetings.attaching.parts import PART_BYTES, join_content, split_content


@pytest.mark.parametrize("size", [0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES])
def test_a_file_is_put_together_as_it_was_taken_apart(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)

    parts = split_content(content)

    assert join_content(parts) == content
    assert all(len(part) + 6 <= 1024 * 1024 for part in parts)
