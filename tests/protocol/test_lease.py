"""A lease runs out by a clock that counts sleep, and says why it did."""

import pytest

from operator_console.domain.actions import LockCause
from operator_console.protocol import clocks
from operator_console.protocol.inbox import Lease


class Machine:
    """A machine that is awake or asleep for as long as it is told."""

    def __init__(self) -> None:
        self.time = 100.0
        self.asleep = 0.0

    def wait(self, seconds: float) -> None:
        self.time += seconds

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        self.asleep += seconds

    def lease(self, seconds: float) -> Lease:
        return Lease(seconds, lambda: self.time, lambda: self.asleep)


def test_a_promise_is_shorter_than_the_lease() -> None:
    machine = Machine()
    lease = machine.lease(60)
    lease.promised = 10
    machine.wait(9)
    assert lease.left == 1
    lease.renew()
    machine.wait(10)
    assert (lease.left, lease.cause) == (0, LockCause.HANG)


@pytest.mark.parametrize("promised", [0, 120])
def test_no_promise_lengthens_the_lease(promised: float) -> None:
    machine = Machine()
    lease = machine.lease(60)
    lease.promised = promised
    machine.wait(60)
    assert (lease.left, lease.cause) == (0, LockCause.LEASE)


def test_a_machine_that_slept_is_the_cause_also_where_a_promise_was_given() -> None:
    machine = Machine()
    lease = machine.lease(60)
    lease.promised = 10
    machine.wait(3)
    machine.sleep(3600)
    assert lease.left < 0
    assert lease.cause is LockCause.SLEEP


def test_sleep_before_the_last_sign_of_life_is_no_cause() -> None:
    machine = Machine()
    lease = machine.lease(60)
    machine.sleep(30)
    lease.renew()
    machine.wait(61)
    assert lease.cause is LockCause.LEASE


def test_the_clocks_of_this_machine_go_on_and_agree_while_it_is_awake() -> None:
    before = clocks.seconds_awake_or_asleep()
    asleep = clocks.seconds_asleep()
    while clocks.seconds_awake_or_asleep() - before < 0.01:
        pass
    assert abs(clocks.seconds_asleep() - asleep) < 0.01
