"""No change to an export is missed, two verifiers agree on every one, and honest logs raise no alarm."""

import json
import subprocess
import sys

import pytest

HARNESS = [sys.executable, "-m", "tests.faults.log_mutations"]


def run(*arguments: str) -> tuple[int, dict]:
    done = subprocess.run([*HARNESS, *arguments], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.mark.timeout(3600)
def test_no_change_is_missed(full) -> None:
    code, result = run(
        *(["--mutations", "100000", "--honest", "1000"] if full else ["--mutations", "300", "--honest", "20"])
    )
    assert code == 0, result
    assert result["mutations"] > 250


@pytest.mark.parametrize("planted", ["no-op", "blind"])
def test_the_harness_catches(planted) -> None:
    code, result = run("--mutations", "240", "--honest", "0", "--planted", planted)
    assert code == 1
    assert result["missed"] if planted == "no-op" else result["not_agreed"]
