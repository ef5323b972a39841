"""However many consoles share a vault and however they end, its log is one chain and nothing that was told is lost."""

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the harness forks and sends SIGKILL")


def test_many_consoles_share_one_vault(harness, full) -> None:
    size = ("--consoles", "8", "--lives", "60") if full else ("--consoles", "4", "--lives", "7")
    code, result = harness("many_vaults", *size, "--seed", "11")
    assert code == 0, result
    assert result["kills"] > 0
    assert result["values_shown"] > 0
    assert result["wrong_passwords"] > 0


@pytest.mark.parametrize("lock", ["log", "turns"])
def test_the_harness_catches_a_lock_that_is_not_taken(harness, lock: str) -> None:
    code, result = harness("many_vaults", "--consoles", "4", "--lives", "3", "--seed", "11", "--planted", lock)
    assert code == 1
    assert result["wrong"]
