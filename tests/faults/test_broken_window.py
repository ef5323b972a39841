"""Whatever raises in the window, the value is masked, the vault is gone, and the report names no value."""

import os

import pytest

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the harness looks into /proc"),
    pytest.mark.long,  # a whole console for each part: not among the tests of every day
    pytest.mark.timeout(7200),
]
SMALL = ("--parts", "2", "--states", "1", "--seed", "5")


def test_whatever_raises_the_console_ends_masked_and_locked(harness, full) -> None:
    code, result = harness("broken_window", *(() if full else SMALL))
    assert code == 0, result
    assert result["reached"] > (150 if full else 0)


def test_the_harness_catches_a_part_in_a_bare_except(harness) -> None:
    code, result = harness("broken_window", *SMALL, "--planted")
    assert code == 1
    assert any("vault still there" in wrong for wrong in result["wrong"].values())
