"""The journeys, from the same files: window and relay run as an operator's uid, the vault as a service account."""

import subprocess

import pytest

from tests.guarded.journeys import JOURNEYS, play
from tests.guarded.people import why_not

SHORT = [
    f"{JOURNEYS}/test_a_call.py::test_from_sign_in_to_goodbye_and_into_the_log",
    f"{JOURNEYS}/test_locks.py::test_the_hot_key_locks_and_the_same_operator_goes_on_masked",
]


@pytest.mark.timeout(1200)
def test_the_journeys_are_played_by_an_operators_uid(full: bool) -> None:
    if why := why_not():
        pytest.skip(why)
    done = play([str(JOURNEYS)] if full else SHORT, stdout=subprocess.PIPE)
    assert done.returncode == 0, done.stdout[-4000:]
    assert full or f"{len(SHORT)} passed" in done.stdout
