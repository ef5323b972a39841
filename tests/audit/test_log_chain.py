"""The chain's sums against answers that were made with other programs."""

from operator_console.audit.chain import head, mac, next_key

KEY = bytes(range(32))


def test_head_is_sha256():
    """FIPS 180-4, the example "abc"."""
    assert head(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_next_key_is_blake2b_for_evolving():
    assert next_key(KEY).hex() == "32369754e9d5465370eb43b68783eaba9e29df07302ecf0932110cb68c479700"


def test_mac_is_blake2b_under_a_key_made_for_sealing():
    assert mac(KEY, b"abc").hex() == "2a4f6c520a1bac45f247100eb6101cd50f028335b04febb6a0b30e5121c6639a"


def test_a_seal_depends_on_key_and_record():
    assert len({mac(KEY, b"a"), mac(KEY, b"b"), mac(next_key(KEY), b"a")}) == 3
