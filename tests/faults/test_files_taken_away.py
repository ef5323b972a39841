"""With the log or its key gone, replaced or closed while the vault is open, the next reveal is refused."""

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be taken away there")


@pytest.mark.timeout(600)
def test_the_next_reveal_is_refused(harness, full) -> None:
    code, result = harness("files_taken_away", "--rounds", "20" if full else "1")
    assert code == 0, result
    assert result["cases"] >= 23


def test_the_harness_catches_a_vault_that_does_not_look(harness) -> None:
    code, result = harness("files_taken_away", "--rounds", "1", "--planted", "trusting")
    assert code == 1
    assert "log.db deleted: Revealed 0 []" in result["found"], result
