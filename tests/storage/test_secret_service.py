"""A real Secret Service: gnome-keyring-daemon on a session bus of its own, with a home of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAMS = ("gnome-keyring-daemon", "dbus-run-session")
missing = [program for program in PROGRAMS if shutil.which(program) is None]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


@pytest.fixture
def play(tmp_path):
    def run(scene):
        home, runtime, site = (tmp_path / name for name in ("home", "runtime", "site"))
        for folder in (home, runtime, site):
            folder.mkdir(mode=0o700)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("DBUS", "XDG", "GNOME"))
        }
        environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)}
        environment.pop("DISPLAY", None)
        script = Path(__file__).with_name("secret_service_session.py")
        ended = subprocess.run(
            ["dbus-run-session", "--", sys.executable, script, scene, site],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return json.loads(ended.stdout.splitlines()[-1])

    return run


def test_a_secret_is_kept_missed_recovered_and_forgotten(play):
    assert play("open") == {
        "state": "keyring",
        "kept": 1,
        "name": "Secret Service",
        "in_files": False,
        "state_without": "missing",
        "open_without": "device_secret_missing",
        "kept_without": 0,
        "kept_after": 1,
        "forgotten": None,
        "kept_at_the_end": 0,
    }


def test_a_locked_keyring_is_said_within_five_seconds(play):
    said = play("locked")
    assert (said["state"], said["code"]) == ("missing", "keyring_unavailable")
    assert max(said["seconds"], said["state_seconds"]) < 6


def test_where_there_is_no_keyring_nothing_is_made(play):
    said = play("absent")
    assert (said["code"], said["made"]) == ("keyring_unavailable", False)
    assert said["seconds"] < 6
