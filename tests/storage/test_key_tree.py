import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_console.storage.keys import Argon2Cost, VaultKeys, derive, joined, seal, unseal, user_key

CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
DEVICE, SALT = bytes(32), bytes(16)
PARTS = st.lists(st.one_of(st.text(max_size=5), st.binary(max_size=5), st.integers(-(2**40), 2**40)), max_size=4)


def test_the_default_cost_is_128_mib_three_passes_two_lanes():
    assert Argon2Cost() == Argon2Cost(131072, 3, 2)


def test_the_same_password_in_another_unicode_form_makes_the_same_key():
    assert user_key("ﾊﾟｽワード１", DEVICE, SALT, CHEAP) == user_key("パスワード1", DEVICE, SALT, CHEAP)


def test_password_device_secret_and_salt_are_all_needed():
    keys = {
        user_key("one", DEVICE, SALT, CHEAP),
        user_key("two", DEVICE, SALT, CHEAP),
        user_key("one", b"1" * 32, SALT, CHEAP),
        user_key("one", DEVICE, b"1" * 16, CHEAP),
    }
    assert len(keys) == 4


def test_every_key_of_a_vault_is_another():
    keys = VaultKeys(bytes(32))
    names = [name for name, member in vars(VaultKeys).items() if isinstance(member, property)]
    assert len({getattr(keys, name) for name in names} | {keys.master}) == len(names) + 1 == 10


def test_keys_are_not_printed():
    master = b"abcdefghijklmnopqrstuvwxyz012345"
    shown = repr(VaultKeys(master))
    for run in (master[at : at + 4] for at in range(len(master) - 3)):
        assert run.decode() not in shown
        assert run.hex() not in shown


def test_derivation_is_hkdf_sha256_of_rfc_5869():
    """Extract and expand by hand, section 2."""
    import hashlib
    import hmac

    extracted = hmac.digest(bytes(32), b"parent", hashlib.sha256)
    assert derive(b"parent", "p/1") == hmac.digest(extracted, b"operator-console/p/1\x01", hashlib.sha256)


@pytest.mark.parametrize("place", [0, 11, 12, -1])
def test_a_changed_seal_does_not_open(place):
    sealed = bytearray(seal(DEVICE, b"content", b"context"))
    assert unseal(DEVICE, bytes(sealed), b"context") == b"content"
    sealed[place] ^= 1
    assert unseal(DEVICE, bytes(sealed), b"context") is None


def test_a_seal_opens_in_its_context_and_with_its_key_only():
    sealed = seal(DEVICE, b"content", b"context")
    assert unseal(DEVICE, sealed, b"another") is None
    assert unseal(b"1" * 32, sealed, b"context") is None
    assert unseal(DEVICE, b"", b"context") is None


@given(PARTS, PARTS)
def test_other_parts_never_make_the_same_bytes(one, two):
    def plain(parts):
        as_bytes = [p.to_bytes(8, "big", signed=True) if isinstance(p, int) else p for p in parts]
        return [p.encode() if isinstance(p, str) else p for p in as_bytes]

    assert (joined(*one) == joined(*two)) is (plain(one) == plain(two))
