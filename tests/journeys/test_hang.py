"""A window that stands still: its vault is gone in time, with the cause in the log, and so is what it shows."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from operator_console.domain.roles import Role
from operator_console.protocol.client import VaultClient, vault_command
from operator_console.protocol.messages import ReadLog, SignIn
from operator_console.ui.link import HANG_SECONDS
from tests.journeys.person import PATIENCE_SECONDS

SCRIPT = Path(__file__).with_name("frozen_console.py")
LOOK_SECONDS = 0.5
"""How often a vault looks at its lease."""
LONG = 60.0


@pytest.fixture
def console(site):
    """Return what starts a console that will stand still; gives its process and the vault's process id."""
    started = []

    def start(how, vault_seconds, console_seconds=LONG):
        user, password = site.of(Role.OPERATOR)
        told = [str(site.vault), user, password, how, str(vault_seconds), str(console_seconds)]
        process = subprocess.Popen([sys.executable, str(SCRIPT), *told], stdout=subprocess.PIPE, text=True)
        started.append(process)
        word, number = process.stdout.readline().split()
        assert word == "ready"
        return process, int(number)

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def seconds_until(condition):
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < PATIENCE_SECONDS + HANG_SECONDS
        time.sleep(0.01)
    return time.monotonic() - begun


def locks(site):
    """The causes of the locks in the log, newest first, as the lead reads them."""
    with VaultClient(vault_command(site.vault)) as client:
        client.ask(SignIn(*site.of(Role.LEAD)))
        page = client.ask(ReadLog(action="lock"))
        return [row.reason for row in page.rows]


@pytest.mark.parametrize("how", ["slot", "loop", "outside"])
def test_a_window_that_stands_still_loses_its_vault_in_time(console, site, running, full, how):
    allowed = HANG_SECONDS if full else 2.0
    process, vault = console(how, allowed)
    if how == "outside":
        os.kill(process.pid, signal.SIGSTOP)
    took = seconds_until(lambda: not running(vault))
    print(f"vault gone {took:.2f} s after the last sign of life was due in {allowed:g} s")
    assert took < allowed + LOOK_SECONDS + 1.0
    assert running(process.pid), "it was the vault that noticed"
    process.kill()
    assert locks(site)[0] == "hang"


def test_a_window_that_goes_on_keeps_its_vault(console, running):
    process, vault = console("never", 2.0, 2.0)
    begun = time.monotonic()
    seconds_until(lambda: time.monotonic() - begun > 2.5)
    assert running(vault)
    assert running(process.pid)


@pytest.mark.parametrize("how", ["slot", "loop"])
def test_what_a_frozen_window_shows_goes_with_it(console, site, running, how):
    process, vault = console(how, LONG, 1.0)
    took = seconds_until(lambda: process.poll() is not None)
    assert took < 2.5
    assert process.returncode == 1
    seconds_until(lambda: not running(vault))
    told = site.vault.with_name("hang.log")
    assert "stand_still" in told.read_text(encoding="utf-8")
    assert told.stat().st_mode & 0o077 == 0
