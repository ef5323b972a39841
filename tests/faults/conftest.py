"""Runs a harness as a person would, in a process of its own, and reads the one line that it prints."""

import json
import subprocess
import sys

import pytest

from tests.faults.disk import can_be_shimmed


@pytest.fixture
def harness():
    """Call with a module of tests.faults and its arguments; returns the exit code and the result."""

    def run(name: str, *arguments: str) -> tuple[int, dict]:
        command = [sys.executable, "-m", f"tests.faults.{name}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stdout, done.stderr[-2000:]
        print(done.stdout, end="")
        return done.returncode, json.loads(done.stdout)

    return run


@pytest.fixture
def shimmed():
    """Skip where a harness cannot be put on a disk that fails."""
    if reason := can_be_shimmed():
        pytest.skip(reason)
