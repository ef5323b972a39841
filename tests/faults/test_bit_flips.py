"""Whatever bit is flipped and whatever older part is put back, nothing is shown that never was, and the log tells."""

import os

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the harness forks")


@pytest.mark.timeout(7200)
def test_nothing_wrong_is_shown(harness, full) -> None:
    code, result = harness("bit_flips", "--flips", "100000" if full else "250", "--seed", "3")
    assert code == 0, result
    assert len([name for name in result["tried"] if not name.endswith("older")]) == 12
    assert result["told"]["refused"] > 25
    assert result["told"]["found"] > 0


@pytest.mark.timeout(7200)
def test_no_older_part_of_the_customers_is_shown(harness, full) -> None:
    code, result = harness("bit_flips", "--older", "--flips", "20000" if full else "150", "--seed", "5")
    assert code == 0, result
    assert result["older customers"]["refused"] > 15


@pytest.mark.parametrize("planted", ["blind", "trusting"])
def test_the_harness_catches(harness, planted) -> None:
    code, result = harness("bit_flips", "--flips", "1000", "--seed", "3", "--planted", planted)
    assert code == 1
    assert result["wrong"] > 0


@pytest.mark.parametrize("planted", ["unadded", "uncounted"])
def test_the_harness_catches_older_customers(harness, planted) -> None:
    code, result = harness("bit_flips", "--older", "--flips", "1000", "--seed", "3", "--planted", planted)
    assert code == 1
    assert result["wrong"] > 0
