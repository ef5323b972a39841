"""On a full disk nothing is shown and the call goes on; with room again, everything does."""

import os
import sys

import pytest


@pytest.fixture(autouse=True)
def can_mount():
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small disk takes root on Linux")


@pytest.mark.timeout(600)
def test_calls_go_on_and_nothing_is_shown(harness, full) -> None:
    code, result = harness("full_disk", "--rounds", "200" if full else "5")
    assert code == 0, result
    assert result["told"]["RevealField: disk_full"] >= 6


def test_the_harness_catches_a_vault_that_sets_nothing_aside(harness) -> None:
    code, result = harness("full_disk", "--rounds", "2", "--planted", "spent")
    assert code == 1
    assert result["wrong"] > 0
