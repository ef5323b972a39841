"""Killed at whatever write or moment, the vault loses nothing it told, and never outlives its console."""

import pytest

pytestmark = pytest.mark.usefixtures("shimmed")


@pytest.mark.timeout(3600)
def test_nothing_told_is_lost(harness, full) -> None:
    code, result = harness("kill_at_every_write", "--kills", "10000" if full else "50", "--seed", "5")
    assert code == 0, result
    assert result["of_the_console"] > 7
    assert result["reveals"] > 0
    assert result["slowest_end"] < 2


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("planted", "sign"),
    [
        ("shown", "shown without entry"),
        ("late", "customers_older"),
        ("key-first", "log broken"),
        ("orphan", "the vault outlived its console"),
    ],
)
def test_the_harness_catches(harness, planted, sign) -> None:
    code, result = harness("kill_at_every_write", "--kills", "400", "--planted", planted)
    assert code == 1
    assert any(sign in each for each in result["found"]), result
