"""Two operators at two consoles take calls at once on one guarded vault: each entry is theirs, the log is one chain."""

import contextlib
import os
import select
import subprocess
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from operator_console.domain.views import LogRow
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient
from operator_console.protocol.framing import request_line
from tests.guarded.attacks import ADDRESS, show_address
from tests.guarded.house import PATIENCE, House, Known, guarded_house, lifted_policy, password
from tests.guarded.people import why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


CALLS, CALLS_OF_FULL = 6, 40


@pytest.fixture(scope="module")
def shared(full: bool) -> Iterator[House]:
    """A vault for people who take more calls than anybody could, each with another customer."""
    with guarded_house(2 * (CALLS_OF_FULL if full else CALLS) + 1, lifted_policy()) as made:
        made.listen()
        yield made


def calls(client: VaultClient, callers: Sequence[Known], begin: threading.Barrier) -> list[str]:
    """Take these customers' calls; return the addresses that were shown."""
    begin.wait(PATIENCE)
    shown = []
    for known in callers:
        shown.append(show_address(client, known))
        client.ask(m.EndShowing(ADDRESS, "key"))
        client.ask(m.EndCall())
    return shown


def log_of(house: House) -> tuple[tuple[LogRow, ...], m.LogVerified]:
    """Return the newest entries, newest first, and what a verification found, as the lead sees them."""
    with VaultClient(house.relay("lead"), stderr=subprocess.DEVNULL) as lead:
        lead.ask(m.SignIn("lead", password("lead")))
        return lead.ask(m.ReadLog(limit=1000)).rows, lead.ask(m.VerifyLog(()))


def test_both_take_calls_at_once_and_the_log_is_one_chain(shared: House, full: bool) -> None:
    count = CALLS_OF_FULL if full else CALLS
    callers = [shared.list[1::2], shared.list[2::2]]
    seats = {"operator": "hana", "other": "taro"}
    before = log_of(shared)[0][0].sequence
    begin = threading.Barrier(2)
    with contextlib.ExitStack() as leaving, ThreadPoolExecutor(2) as both:
        consoles = [leaving.enter_context(VaultClient(shared.relay(who))) for who in seats]
        for client, user in zip(consoles, seats.values(), strict=True):
            client.ask(m.SignIn(user, password(user)))
        assert len(shared.vaults()) == 2
        work = [both.submit(calls, *each, begin) for each in zip(consoles, callers, strict=True)]
        assert [each.result() for each in work] == [[known.values[ADDRESS] for known in each] for each in callers]
    rows, found = log_of(shared)
    assert (found.ok, [each.code for each in found.findings if each.severity == "error"]) == (True, [])
    sequences = [row.sequence for row in rows]
    assert sequences == list(range(sequences[0], sequences[-1] - 1, -1))
    reveals = [row for row in rows if row.action == "reveal" and row.sequence > before]
    assert {row.user for row in reveals} == set(seats.values())
    assert len(reveals) == 2 * count
    turns = [row.user for row in reveals]
    assert turns != sorted(turns) and turns != sorted(turns, reverse=True), "they did not work at once"


def test_a_program_that_reads_no_answer_keeps_nobody_else_waiting(shared: House) -> None:
    """It asks until its vault can say no more, in the middle of whatever that does; a colleague's call goes on."""
    before = set(shared.vaults())
    with VaultClient(shared.relay("operator"), stderr=subprocess.DEVNULL) as deaf:
        deaf.ask(m.Hello())
        (mute,) = set(shared.vaults()) - before
        told = deaf._input.fileno()
        os.set_blocking(told, False)
        number, said = 2, 0
        while select.select([], [told], [], 1.0)[1]:
            said += os.write(told, request_line(number, m.Diagnose()))
            number += 1
            assert said < 64 << 20, "somebody keeps it all"
        with VaultClient(shared.relay("other")) as client:
            client.ask(m.SignIn("taro", password("taro")))
            assert show_address(client, shared.list[0]) == shared.list[0].values[ADDRESS]
        assert mute in shared.vaults()
        deaf.process.kill()
