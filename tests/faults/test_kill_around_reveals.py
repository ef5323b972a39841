"""However the vault is killed around a reveal, no value was shown without its entry, and the log stays whole."""

import json
import subprocess
import sys

import pytest

from tests.faults import kill_around_reveals

HARNESS = [sys.executable, "-m", kill_around_reveals.__name__]


def run(*arguments: str) -> tuple[int, dict]:
    done = subprocess.run([*HARNESS, *arguments], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="the harness forks and sends SIGKILL")
def test_no_value_without_its_entry(full) -> None:
    code, result = run("--kills", "1000" if full else "50", "--seed", "11")
    assert code == 0, result
    assert result["values_shown"] > 0
    assert result["killed_before_the_value"] > 0


@pytest.mark.skipif(sys.platform == "win32", reason="the harness forks and sends SIGKILL")
def test_the_harness_catches_a_value_shown_before_its_entry() -> None:
    code, result = run("--kills", "25", "--seed", "11", "--planted")
    assert code == 1
    assert result["shown_without_entry"] > 0
