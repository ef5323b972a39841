"""Whenever the power goes, what had been told is on the disk, and a vault that is less careful is found out."""

import pytest

pytestmark = pytest.mark.usefixtures("shimmed")


@pytest.mark.timeout(3600)
def test_no_cut_loses_what_was_told(harness, full) -> None:
    code, result = harness("power_cut", *(["--states", "12000"] if full else ["--states", "300", "--rounds", "1"]))
    assert code == 0, result
    assert result["states"] > (10_000 if full else 200)
    assert result["values_shown"] > 4


@pytest.mark.parametrize("planted", ["normal", "off"])
def test_the_harness_catches(harness, planted) -> None:
    code, result = harness("power_cut", "--states", "80", "--rounds", "1", "--planted", planted)
    assert code == 1, result
    assert result["found"]["log broken"] > 0
    assert result["found"]["shown without entry"] > 0


def test_the_harness_catches_a_key_that_runs_ahead(harness) -> None:
    """Only the few cuts between the key and its entry show it: one of 16, so 80 of them may all miss it."""
    code, result = harness("power_cut", "--states", "400", "--rounds", "1", "--planted", "key-first")
    assert code == 1, result
    assert result["found"]["log broken"] > 0
