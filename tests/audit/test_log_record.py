"""The canonical bytes: every entry has one form, and nothing else is taken for a record."""

from unicodedata import normalize

import pytest
from honest_logs import entry
from hypothesis import given
from hypothesis import strategies as st

from operator_console.audit.record import HEADER, MalformedRecord, decode, encode
from operator_console.domain.actions import Action, Outcome

TEXTS = [
    "boot_id",
    "user",
    "role",
    "os_user",
    "device",
    "session",
    "call",
    "customer",
    "purpose",
    "reason",
    "checklist",
    "build",
    "mode",
]


def entries(text):
    """Entries whose texts are drawn from ``text``, in the form in which they come back."""
    return st.builds(
        entry,
        log_id=st.binary(min_size=16, max_size=16),
        previous=st.binary(min_size=32, max_size=32),
        sequence=st.integers(0, 2**64 - 1),
        wall_us=st.integers(-(2**63), 2**63 - 1),
        monotonic_ns=st.integers(0, 2**64 - 1),
        policy_version=st.integers(0, 2**32 - 1),
        action=st.sampled_from(Action),
        outcome=st.sampled_from(Outcome),
        fields=st.lists(text, max_size=5).map(tuple),
        facts=st.lists(st.tuples(text, text), max_size=5).map(sorted).map(tuple),
        **dict.fromkeys(TEXTS, text),
    )


ASCII = st.text(st.characters(max_codepoint=127), max_size=40)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda text: normalize("NFC", text))
ENTRIES = entries(TEXT)


@given(ENTRIES)
def test_an_entry_comes_back_as_it_was_written(told):
    assert decode(encode(told)) == told


@given(ENTRIES, st.data())
def test_bytes_that_are_accepted_are_the_only_ones_of_their_entry(told, data):
    record = bytearray(encode(told))
    for _ in range(data.draw(st.integers(1, 3))):
        record[data.draw(st.integers(0, len(record) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = decode(bytes(record))
    except MalformedRecord:
        return
    assert encode(found) == bytes(record)


@given(st.binary(max_size=400))
def test_noise_is_refused_or_canonical(noise):
    try:
        found = decode(noise)
    except MalformedRecord:
        return
    assert encode(found) == noise


@given(ENTRIES, st.data())
def test_a_record_cut_short_or_with_something_behind_it_is_refused(told, data):
    record = encode(told)
    with pytest.raises(MalformedRecord):
        decode(record[: data.draw(st.integers(0, len(record) - 1))])
    with pytest.raises(MalformedRecord):
        decode(record + b"\0")


def test_facts_are_sorted_however_they_are_told():
    told = entry(facts=(("z", "1"), ("a", "2"), ("a", "1")))
    assert decode(encode(told)).facts == (("a", "1"), ("a", "2"), ("z", "1"))


def test_two_ways_to_write_the_same_letters_give_the_same_bytes():
    assert encode(entry(reason="が")) == encode(entry(reason="が"))
    assert encode(entry(facts=(("が", "x"),))) == encode(entry(facts=(("が", "x"),)))


@pytest.mark.parametrize("odd", ["\udc80\u0301", "\udcee\u0301", "席\ud800"])
def test_a_name_that_is_not_text_is_kept_as_an_escape(odd):
    kept = decode(encode(entry(os_user=odd))).os_user
    assert "\\ud" in kept


@pytest.mark.parametrize(
    "changed",
    [
        {"log_id": b"short"},
        {"previous": b"short"},
        {"sequence": -1},
        {"sequence": 2**64},
        {"wall_us": 2**63},
        {"reason": "x" * 65_536},
        {"fields": ("f",) * 256},
    ],
)
def test_what_has_no_place_is_not_written(changed):
    with pytest.raises(ValueError, match=r"place|length"):
        encode(entry(**changed))


def _with_text(record: bytes, old: bytes, new: bytes) -> bytes:
    assert record.count(old) == 1
    assert len(old) == len(new)
    return record.replace(old, new)


@pytest.mark.parametrize(
    ("told", "old", "new"),
    [
        (entry(), b"call_opened", b"call_openee"),
        (entry(outcome=Outcome.FOUND), b"found", b"fount"),
        (entry(reason="山"), "山".encode(), b"\xed\xa0\x80"),
        (entry(reason="é2"), "é2".encode(), "e\u0301".encode()),
        (entry(facts=(("a", "1"), ("b", "2"))), b"a1b2", b"b2a1"),
    ],
    ids=["action", "outcome", "surrogate", "not composed", "facts out of order"],
)
def test_a_text_in_any_other_form_is_refused(told, old, new):
    with pytest.raises(MalformedRecord):
        decode(_with_text(encode(told), old, new))


def test_a_record_of_another_version_is_refused():
    with pytest.raises(MalformedRecord, match="version"):
        decode(b"\x02" + encode(entry())[1:])


def test_the_layout_is_the_one_that_is_described():
    """Known answer: what an outside verifier is written against."""
    plain = entry(user="u", reason="理由", fields=("f",), facts=(("n", "2"),))
    blank = dict.fromkeys(TEXTS, "")
    record = encode(plain._replace(**(blank | {"user": "u", "reason": "理由"})))
    assert HEADER.size == 79
    assert record[:17] == b"\x01" + bytes(range(16))
    assert record[17:25] == (1).to_bytes(8, "big")
    assert record[25:57] == bytes(32)
    assert record[57:65] == (1_700_000_000_000_000).to_bytes(8, "big")
    assert record[65:73] == (5_000_000_000).to_bytes(8, "big")
    assert record[73:79] == b"\0\0\0\x01" + b"\x01\x01"
    lengths = [11, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 1, 1, 1]
    assert record[79:115] == b"".join(length.to_bytes(2, "big") for length in lengths)
    assert record[115:] == b"call_opened" + b"done" + b"u" + "理由".encode() + b"f" + b"n" + b"2"


def test_a_refusal_to_read_says_nothing_of_what_was_read():
    record = _with_text(encode(entry(reason="himitsu!")), b"himitsu!", b"himitsu\xff")
    with pytest.raises(MalformedRecord) as caught:
        decode(record)
    assert "himitsu" not in repr(caught.value)
    assert caught.value.__cause__ is None
