"""Many checkpoints are followed in a process of their own, and whatever becomes of it, what is found is the same."""

import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from operator_console.audit.chain import next_signer
from operator_console.audit.checkpoints import Followed, encode, follow, public_of, sign
from operator_console.services.follow_checkpoints import COMMAND, MANY, Following

LOG_ID = bytes(range(16))
SEED = bytes(32)
STOPS = (sys.executable, "-c", "raise SystemExit(1)")
NEVER_ENDS = (sys.executable, "-c", "import sys, threading; sys.stdin.read(); threading.Event().wait()")


@pytest.fixture(scope="module")
def kept():
    found, seed = [], SEED
    for number in range(1, MANY + 1):
        following = next_signer(seed)
        key = Ed25519PrivateKey.from_private_bytes(seed)
        found.append(encode(sign(key, LOG_ID, number * 64, bytes(32), public_of(following))))
        seed = following
    return found


def followed(stored, command=COMMAND):
    with Following(stored, public_of(SEED), LOG_ID, command) as following:
        return following.result()


def test_many_that_follow(kept):
    found = followed(kept)
    assert (len(found.checkpoints), found.broken) == (MANY, None)
    assert [encode(each) for each in found.checkpoints] == kept


@pytest.mark.parametrize(
    "change", [lambda content: content[:-1] + bytes([content[-1] ^ 1]), lambda _: b"", bytes.swapcase]
)
def test_one_among_many_that_does_not_follow(kept, change):
    changed = [*kept[:1500], change(kept[1500]), *kept[1501:]]
    assert followed(changed) == follow(changed, public_of(SEED), LOG_ID)
    assert len(followed(changed).checkpoints) == 1500


def test_few_are_followed_without_another_process(kept):
    assert followed(kept[:10], command=("no such program",)) == follow(kept[:10], public_of(SEED), LOG_ID)


@pytest.mark.parametrize("command", [("no such program",), STOPS])
def test_where_there_is_no_other_process_they_are_followed_here(command):
    assert followed([b"not a checkpoint"] * MANY, command) == Followed((), 0)


def test_leaving_ends_the_other_process(kept):
    with Following(kept, public_of(SEED), LOG_ID, NEVER_ENDS) as following:
        assert following._child.poll() is None
    assert following._child.returncode is not None
