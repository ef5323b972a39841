"""Runs inside a D-Bus session of its own and does to its keyring what befalls one; prints one JSON object.

Usage: ``secret_service_session.py (open|locked|absent) FOLDER``
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from conftest import Site

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Refusal
from operator_console.domain.secret import Secret
from operator_console.storage.keyrings import SERVICE, system_keyring


def outcome(call, *args, **kwargs):
    begin = time.monotonic()
    try:
        result = call(*args, **kwargs)
    except Refusal as refusal:
        result = refusal.code.value
    return result, time.monotonic() - begin


def start_daemon():
    """Start it and unlock its login keyring, as signing in to a desktop does."""
    subprocess.run(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=b"login", stdout=subprocess.PIPE, check=True
    )


def collection():
    import secretstorage

    return secretstorage.get_default_collection(secretstorage.dbus_init())


def items():
    return [item for item in collection().get_all_items() if item.get_attributes().get("service") == SERVICE]


def play_open(site):
    site.made(device_secret="keyring")
    site.open().close()
    said = {"state": site.keeper().state().device_secret, "kept": len(items()), "name": system_keyring().name}
    said["in_files"] = any(items()[0].get_secret() in path.read_bytes() for path in site.folder.iterdir())
    items()[0].delete()
    said["state_without"] = site.keeper().state().device_secret
    said["open_without"] = outcome(site.open)[0]
    said["kept_without"] = len(items())
    vault = site.keeper().recover(site.code, UserName("admin"), Secret("after the loss"), device_secret="keyring")
    said["kept_after"] = len(items())
    vault.close()
    site.open("admin", Secret("after the loss")).close()
    said["forgotten"] = outcome(system_keyring().drop, items()[0].get_attributes()["username"])[0]
    said["kept_at_the_end"] = len(items())
    return said


def play_locked(site):
    site.made(device_secret="keyring")
    collection().lock()
    state, state_seconds = outcome(lambda: site.keeper().state().device_secret)
    code, seconds = outcome(site.open)
    return {"state": state, "state_seconds": state_seconds, "code": code, "seconds": seconds}


def play_absent(site):
    code, seconds = outcome(site.prepare, device_secret="keyring")
    return {"code": code, "seconds": seconds, "made": site.folder.exists()}


if __name__ == "__main__":
    scene, folder = sys.argv[1:]
    if scene != "absent":
        start_daemon()
    site = Site(Path(folder), keyring=system_keyring)
    print(json.dumps({"open": play_open, "locked": play_locked, "absent": play_absent}[scene](site)))
