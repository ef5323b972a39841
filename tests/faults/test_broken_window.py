"""Whatever raises in the window, the value is masked, the vault is gone, and the report names no value."""

import os

import pytest

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the harness looks into /proc"),
    pytest.mark.timeout(7200),
]
IN_A_LAYOUT = ("--states", "1", "--named", "RevealedValue.heightForWidth")
IN_A_SLOT = ("--only", "value shown|room check", "--named", "CardPane._step")


def test_a_part_that_fails_in_a_layout_leaves_a_locked_screen(harness) -> None:
    code, result = harness("broken_window", *IN_A_LAYOUT, "--always")
    assert code == 0, result
    assert result["reached"] > 0


def test_the_harness_catches_a_part_in_a_bare_except_and_a_state_that_it_does_not_reach(harness) -> None:
    code, result = harness("broken_window", *IN_A_SLOT, "--planted")
    assert code == 1
    assert result["missed"] == {"room check": "AssertionError: Workbench is in front of it"}
    assert result["wrong"]
    assert all("vault still there" in wrong for wrong in result["wrong"].values())


@pytest.mark.long
@pytest.mark.parametrize("how", [(), ("--always",)], ids=["once", "always"])
def test_whatever_raises_the_console_ends_masked_and_locked(harness, how) -> None:
    code, result = harness("broken_window", *how)
    assert code == 0, result
    assert result["reached"] > 350
