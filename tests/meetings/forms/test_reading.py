"""From bytes to a document: hostile input is refused in one plain sentence, never anything else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marac.errors import InvalidForm
from meetings.forms.canonical import canonical_json, fingerprint
from meetings.forms.reading import LARGEST_DOCUMENT, read_document

HOSTILE = {
    "empty": b"",
    "blank": b"  \n",
    "cut off": b'{"form": "marac-ref',
    "trailing garbage": b'{"a": 1} x',
    "two documents": b"{}{}",
    "utf-8 mark": b"\xef\xbb\xbf{}",
    "utf-16": "{}".encode("utf-16"),
    "utf-16 without mark": "{}".encode("utf-16-le"),
    "invalid utf-8": b'{"a": "\xff\xfe"}',
    "overlong utf-8": b'{"a": "\xc0\xaf"}',
    "nul": b'{"a": "\x00"}',
    "raw control character": b'{"a": "\x1b[2J"}',
    "deep lists": b"[" * 100_000,
    "deep and closed": b"[" * 51 + b"]" * 51,
    "deep objects": b'{"a":' * 60 + b"1" + b"}" * 60,
    "one name twice": b'{"form": 1, "form": 2}',
    "one name twice below": b'{"a": [{"b": 1, "b": 1}]}',
    "nan": b'{"a": NaN}',
    "infinity": b"[-Infinity]",
    "too large a float": b"[1e400]",
    "too large an integer": b"[" + b"9" * 400 + b"]",
    "underscored number": b"[1_0]",
    "leading zero": b"[012]",
    "arabic figures": "[١٢]".encode(),
    "single quotes": b"{'a': 1}",
    "comment": b"{} // yes",
    "too large": b'"' + b"a" * LARGEST_DOCUMENT + b'"',
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_refused_in_one_sentence(sent: bytes) -> None:
    with pytest.raises(InvalidForm) as refused:
        read_document(sent)

    [sentence] = refused.value.messages.values()
    assert sentence == refused.value.general
    assert sentence.startswith("Send ")


def test_brackets_inside_a_text_are_not_depth() -> None:
    assert read_document(json.dumps({"a": "[" * 5000 + '\\"'}).encode()) == {"a": "[" * 5000 + '\\"'}
    assert read_document(b"[" * 50 + b"]" * 50)


def test_a_document_of_the_largest_size_is_read() -> None:
    sent = b'"' + b"a" * (LARGEST_DOCUMENT - 2) + b'"'

    assert len(str(read_document(sent))) == LARGEST_DOCUMENT - 2


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_value_or_a_refusal(sent: bytes) -> None:
    try:
        read = read_document(sent)
    except InvalidForm as refused:
        assert refused.messages
    else:
        assert read is None or isinstance(read, bool | int | float | str | list | dict)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=5), below, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_canonical_json_reads_back_as_the_same_content(document: object) -> None:
    written = canonical_json(document)  # type: ignore[arg-type]

    assert canonical_json(json.loads(written)) == written
    assert fingerprint(json.loads(written)) == fingerprint(document)  # type: ignore[arg-type]


def test_canonical_json_is_that_of_rfc_8785() -> None:
    numbers = [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001, -0.0, 1e21, 1e20, 1e-7, 2**53 + 2]
    names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}

    assert canonical_json({"n": [*numbers], "l": [None, True, False]}) == (
        b'{"l":[null,true,false],"n":[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,100000000000000000000,1e-7,'
        b"9007199254740994]}"
    )
    assert list(json.loads(canonical_json({**names}))) == [
        "\r",
        "1",
        "\u0080",
        "\u00f6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]
    assert canonical_json('\u20ac$\u000f\nA\'B"\\\\"/') == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()


def test_half_a_surrogate_pair_has_no_fingerprint() -> None:
    with pytest.raises(InvalidForm):
        fingerprint({"a": "\ud800"})


def test_order_and_white_space_do_not_change_the_content() -> None:
    assert fingerprint({"a": 1, "b": [1.0]}) == fingerprint(read_document(b' {"b" :[1],\n"a":1.0} '))
