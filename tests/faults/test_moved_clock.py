"""A wall clock that goes back, jumps on or changes its zone is found in the log, and ends or keeps no session."""

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from operator_console.protocol import messages as m
from operator_console.storage.machine import SystemClock
from tests.faults.workshop import LEAD, OPERATOR, PASSWORD, make_workshop, verified_call

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the harness forks")
DAY = 86_400


@dataclass
class MovedClock:
    """The system's clocks, the wall clock as far away as a file says."""

    moved: Path

    def now(self):
        return datetime.now(UTC) + timedelta(seconds=int(self.moved.read_text()))

    def monotonic_ns(self):
        return SystemClock().monotonic_ns()


@pytest.fixture
def workshop(tmp_path):
    (tmp_path / "moved").write_text("0")
    return make_workshop(tmp_path)


def started(workshop, lease=0.0, zone="", *, by_the_wall=False):
    """A vault whose wall clock can be moved while it works."""

    def change(routes, conversation):
        conversation.clock = MovedClock(workshop.folder.parent / "moved")
        conversation.lease.seconds = lease or conversation.lease.seconds
        if by_the_wall:
            conversation.lease._clock = lambda: conversation.clock.now().timestamp()
            conversation.lease.renew()
        if zone:
            os.environ["TZ"] = zone
            time.tzset()
        return routes

    return workshop.start(change)


def move(workshop, seconds):
    (workshop.folder.parent / "moved").write_text(str(seconds))


def findings(workshop):
    """What a lead is told of the clock."""
    vault = started(workshop)
    vault.ask(m.SignIn(LEAD, PASSWORD))
    verified = vault.ask(m.VerifyLog())
    vault.kill_after(0)
    return {each.code for each in verified.findings if each.code.startswith("clock")}


@pytest.mark.parametrize(
    ("seconds", "finding"),
    [(-3600, "clock_back"), (-DAY * 365, "clock_back"), (3600, "clock_jump"), (DAY * 365, "clock_jump"), (0, None)],
)
def test_a_clock_that_was_moved_is_found(workshop, seconds, finding):
    """Without a move there is nothing to find; that is this harness's blank."""
    vault = started(workshop)
    verified_call(vault, workshop)
    move(workshop, seconds)
    vault.ask(m.HoldCall())
    vault.kill_after(0)
    assert (finding in findings(workshop)) is (finding is not None)
    assert finding is not None or findings(workshop) == set()


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_zone_or_summer_time_moves_nothing(workshop, zone):
    for each in ("UTC", zone):
        vault = started(workshop, zone=each)
        verified_call(vault, workshop)
        vault.ask(m.EndCall())
        vault.kill_after(0)
    assert findings(workshop) == set()


@pytest.mark.parametrize("seconds", [DAY * 3650, -DAY * 3650])
def test_the_lease_runs_out_by_no_wall_clock(workshop, seconds):
    vault = started(workshop, lease=1.0)
    move(workshop, seconds)
    begin = time.monotonic()
    assert isinstance(vault.ask(m.Hello()), m.Welcome)
    os.waitpid(vault.pid, 0)
    assert 0.5 < time.monotonic() - begin < 10
    vault.close()


def test_a_session_outlives_a_clock_that_jumps(workshop):
    vault = started(workshop)
    vault.ask(m.SignIn(OPERATOR, PASSWORD))
    for seconds in (DAY * 3650, -DAY * 3650, 0):
        move(workshop, seconds)
        vault.ask(m.KeepAlive())
    vault.kill_after(0)


def test_the_harness_catches_a_lease_by_the_wall_clock(workshop):
    vault = started(workshop, lease=600.0, by_the_wall=True)
    assert isinstance(vault.ask(m.Hello()), m.Welcome)
    move(workshop, DAY)
    begin = time.monotonic()
    os.waitpid(vault.pid, 0)
    assert time.monotonic() - begin < 10
    vault.close()
