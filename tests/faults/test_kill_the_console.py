"""A console that is killed leaves no vault, no value and no lost call behind."""

import os

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the harness looks into /proc, and forks")


def test_a_console_that_is_killed_while_it_shows_a_value_leaves_nothing(harness) -> None:
    code, result = harness("kill_the_console", "--kills", "1", "--only", "shown")
    assert code == 0, result
    assert result["states"] == {"shown": 1, "resumed": 1}
    assert result["resumed_masked"] == 2


@pytest.mark.long  # two whole consoles for each kill: not among the tests of every day
@pytest.mark.timeout(7200)
def test_a_killed_console_leaves_nothing_and_the_next_goes_on_masked(harness, full) -> None:
    code, result = harness("kill_the_console", "--kills", "200" if full else "12")
    assert code == 0, result
    assert result["resumed_masked"] > result["kills"] / 3


def test_the_harness_catches_a_line_that_somebody_else_keeps_open(harness) -> None:
    code, result = harness("kill_the_console", "--kills", "1", "--only", "sign-in", "--planted")
    assert code == 1
    assert "the vault is still there" in result["wrong"]
