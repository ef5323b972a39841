"""Runs a harness as a person would, in a process of its own, and reads the one line that it prints."""

import json
import subprocess
import sys

import pytest

from tests.faults.disk import SHIM, can_be_shimmed, compiled


@pytest.fixture
def harness(request):
    """Call with a module of tests.faults and its arguments; returns the exit code and the result."""
    under = ["tests.faults.disk"] if "shimmed" in request.fixturenames else []

    def run(name: str, *arguments: str) -> tuple[int, dict]:
        command = [sys.executable, "-m", *under, f"tests.faults.{name}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stdout, done.stderr[-2000:]
        print(done.stdout, end="")
        return done.returncode, json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def shimmed(tmp_path_factory):
    """Skip where a harness cannot be put on a disk that fails; elsewhere all of them have one compiled shim."""
    if reason := can_be_shimmed():
        pytest.skip(reason)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SHIM, str(compiled(tmp_path_factory.mktemp("shim"))))
        yield
