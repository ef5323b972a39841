"""A checkpoint cannot be forged, and its code survives being read out and no slip of the hand."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from operator_console.audit.checkpoints import (
    BadCheckpoint,
    carried,
    decode,
    encode,
    first_unsigned,
    read_code,
    read_kept,
    short_code,
    sign,
)

LOG_ID, HEAD = bytes(range(16)), b"h" * 32
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(1, 6)]
PUBLIC = [key.public_key().public_bytes_raw() for key in KEYS]
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def line():
    """Four checkpoints, each naming the next one's key."""
    return [sign(KEYS[n], LOG_ID, 64 * n, bytes([n]) * 32, PUBLIC[n + 1]) for n in range(4)]


def test_a_line_of_checkpoints_is_followed_from_the_pinned_key():
    assert first_unsigned(line(), PUBLIC[0]) is None
    assert first_unsigned([], PUBLIC[0]) is None


def test_another_pinned_key_follows_nothing():
    assert first_unsigned(line(), PUBLIC[1]) == 0
    assert first_unsigned(line(), b"short") == 0


@pytest.mark.parametrize("name", ["log_id", "head", "next_public", "signature"])
def test_a_changed_checkpoint_does_not_follow(name):
    changed = line()
    old = getattr(changed[2], name)
    changed[2] = replace(changed[2], **{name: bytes([old[0] ^ 1]) + old[1:]})
    assert first_unsigned(changed, PUBLIC[0]) == 2


def test_a_changed_reach_a_dropped_one_and_another_order_do_not_follow():
    assert first_unsigned([*line()[:2], replace(line()[2], entries=999)], PUBLIC[0]) == 2
    assert first_unsigned([line()[0], *line()[2:]], PUBLIC[0]) == 1
    assert first_unsigned(line()[::-1], PUBLIC[0]) == 0


def test_going_back_does_not_follow_even_when_signed():
    back = sign(KEYS[4], LOG_ID, 10, HEAD, PUBLIC[0])
    other = sign(KEYS[4], bytes(16), 999, HEAD, PUBLIC[0])
    assert first_unsigned([*line(), back], PUBLIC[0]) == 4
    assert first_unsigned([*line(), other], PUBLIC[0]) == 4


def test_bytes_come_back_and_nothing_else_is_taken():
    content = encode(line()[1])
    assert decode(content) == line()[1]
    assert len(content) == 157
    for wrong in (b"", content[:-1], content + b"\0", b"X" + content[1:], content[:4] + b"\x02" + content[5:]):
        with pytest.raises(BadCheckpoint):
            decode(wrong)


COUNTS = st.integers(0, 10**9)


@given(COUNTS, st.binary(min_size=32, max_size=32))
def test_a_code_is_read_back_however_it_is_typed(entries, head):
    code = short_code(LOG_ID, entries, head)
    full_width = "".join(chr(ord(c) + 0xFEE0) for c in code)
    spoken = code.replace("0", "O").replace("1", "l")
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), full_width, spoken):
        assert read_code(typed) == (entries, code)


@given(COUNTS, st.data())
def test_one_wrong_character_never_passes(entries, data):
    code = short_code(LOG_ID, entries, HEAD)
    place = data.draw(st.sampled_from([i for i, letter in enumerate(code) if letter != "-"]))
    other = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != code[place]]))
    with pytest.raises(BadCheckpoint):
        read_code(code[:place] + other + code[place + 1 :])


@given(COUNTS, st.data())
def test_two_neighbours_changed_over_never_pass(entries, data):
    code = short_code(LOG_ID, entries, HEAD).replace("-", "")
    places = [i for i in range(len(code) - 1) if code[i] != code[i + 1]]
    at = data.draw(st.sampled_from(places))
    with pytest.raises(BadCheckpoint):
        read_code(code[:at] + code[at + 1] + code[at] + code[at + 2 :])


def test_a_code_tells_logs_reach_and_heads_apart():
    codes = {
        short_code(log, entries, head)
        for log in (LOG_ID, bytes(16))
        for entries in (1, 2)
        for head in (HEAD, bytes(32))
    }
    assert len(codes) == 8


@pytest.mark.parametrize("text", ["", "12", "二十", "-", "A" * 30, "1" * 9999, "²1280-7K2M-Q9XA-0FTR-W3HD-5P"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(BadCheckpoint):
        read_code(text)


def test_the_text_of_a_picture_is_read_back_whole():
    checkpoint = line()[2]
    kept = read_kept("  " + carried(checkpoint) + "\n")
    assert (kept.checkpoint, kept.entries, kept.code) == (
        checkpoint,
        checkpoint.entries,
        short_code(LOG_ID, checkpoint.entries, checkpoint.head),
    )
    assert read_kept(kept.code).checkpoint is None


@pytest.mark.parametrize("damage", [lambda t: t[:-1], lambda t: t + "A", lambda t: t.replace(" ", " A", 1)])
def test_a_damaged_text_is_refused(damage):
    with pytest.raises(BadCheckpoint):
        read_kept(damage(carried(line()[2])))


def test_a_text_whose_code_is_of_another_checkpoint_is_refused():
    one, other = carried(line()[1]), carried(line()[2])
    with pytest.raises(BadCheckpoint):
        read_kept(f"{one.split()[0]} {other.split()[1]}")
