"""A console that is killed leaves no vault, no value and no lost call behind."""

import os

import pytest

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the harness looks into /proc"),
    pytest.mark.long,  # a whole console for each part: not among the tests of every day
    pytest.mark.timeout(7200),
]


def test_a_killed_console_leaves_nothing_and_the_next_goes_on_masked(harness, full) -> None:
    code, result = harness("kill_the_console", "--kills", "200" if full else "1")
    assert code == 0, result
    assert result["resumed_masked"] > 0


def test_the_harness_catches_a_line_that_somebody_else_keeps_open(harness) -> None:
    code, result = harness("kill_the_console", "--kills", "1", "--planted")
    assert code == 1
    assert "the vault is still there" in result["wrong"]
