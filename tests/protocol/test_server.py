"""The real server in a real process: what it answers, what it survives, and that it ends when it must."""

import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.protocol.conftest import Raw, Start

SECRET = "0312345678"


def stderr_line(vault: Raw) -> bytes:
    assert vault.process.stderr is not None
    return vault.process.stderr.readline()


def until_stuck(vault: Raw, request_id: int = 2) -> None:
    """Begin the call into C and return when it runs."""
    vault.ask(request_id, "Diagnose")
    while stderr_line(vault) != b"stuck\n":
        pass


def until(vault: Raw, request_id: int) -> tuple[dict[str, Any], int]:
    """Return the reply to a request, and how many lines of progress of any request came before it."""
    seen = 0
    while True:
        line = vault.line()
        if line["body"]["type"] == "Progress":
            seen += 1
        elif line["id"] == request_id:
            return line["body"], seen


# ---- answers ---------------------------------------------------------------------------------------------------------


def test_a_refusal_is_answered_with_code_and_parameters(start: Start) -> None:
    vault = start()
    vault.ask(2, "SignIn", user="a", password="b")
    assert vault.line() == {
        "v": 1,
        "id": 2,
        "body": {"type": "Refused", "code": "sign_in_held", "params": {"seconds": 30}},
    }


def test_malformed_lines_are_refused_and_the_conversation_goes_on(start: Start) -> None:
    vault = start()
    vault.send(b"\n{\n\x00\xff\xfe garbage \x80\n" + b'{"v":1,"id":3,"body":{"type":"SignIn"}}\n')
    assert [vault.line()["id"] for _ in range(4)] == [0, 0, 0, 3]
    vault.send(b'{"v":9,"id":4,"body":{"type":"Hello"}}\n')
    assert vault.body() == {"type": "Refused", "code": "protocol_version", "params": {"found": 9, "known": 1}}
    vault.ask(5, "EndShowing", field="name", cause="timer")  # no handler in this vault
    assert vault.body()["code"] == "request_unknown"
    vault.ask(6, "KeepAlive")
    assert vault.body() == {"type": "Done"}


def test_an_oversized_line_is_refused_before_it_ends_and_the_next_is_served(start: Start) -> None:
    vault = start()
    vault.send(b"x" * (3 << 20))
    assert vault.line()["body"]["code"] == "request_too_large"
    vault.send(b"x\n")
    vault.ask(2, "KeepAlive")
    assert vault.line()["id"] == 2


def test_a_flood_of_lines_is_answered_line_by_line(start: Start) -> None:
    vault = start()
    count = 50_000
    flood = b"".join(b'{"v":1,"id":%d,"body":{"type":"KeepAlive"}}\n' % number for number in range(2, count + 2))
    sender = threading.Thread(target=vault.send, args=(flood,))
    sender.start()
    assert [vault.line()["id"] for _ in range(count)] == list(range(2, count + 2))
    sender.join()


def peak_kib(pid: int) -> int:
    """Return VmHWM of proc(5); what getrusage(2) says of a child begins with the size of who forked it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) if found else 0


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_a_console_that_does_not_read_costs_no_memory(start: Start) -> None:
    """Each request asks for a reply of a megabyte; nobody reads them, and the vault waits instead of keeping them."""
    vault = start("--lease", "1")
    for number in range(2, 400):
        vault.ask(number, "ReadLog")
    peak = 0
    while vault.process.poll() is None:  # it ends with its lease
        peak = peak_kib(vault.process.pid) or peak
    assert vault.process.returncode == 0
    assert 0 < peak < 150_000


def test_nothing_but_the_protocol_reaches_standard_output(start: Start) -> None:
    vault = start()
    vault.ask(2, "Lock", cause="idle")
    assert vault.line()["id"] == 2
    output, errors = vault.process.communicate()
    assert output == b""
    assert b"a stray print" in errors


# ---- long work -------------------------------------------------------------------------------------------------------


def test_requests_are_served_while_long_work_runs(start: Start) -> None:
    vault = start()
    vault.ask(2, "VerifyLog")
    assert vault.body()["type"] == "Progress"
    for request_id in range(3, 20):
        vault.ask(request_id, "KeepAlive")
        assert until(vault, request_id)[0] == {"type": "Done"}


def test_cancelled_work_answers_with_what_was_done(start: Start) -> None:
    vault = start()
    vault.ask(2, "ImportFile", path="x", client="100000000")
    assert vault.body() == {"type": "Progress", "stage": "rows", "done": 0, "total": 100000000}
    assert vault.body()["done"] > 0
    vault.ask(3, "Cancel", request=2)
    reply, _ = until(vault, 2)
    assert reply["cancelled"]
    assert 0 < reply["imported"] < 100000000
    assert vault.body() == {"type": "Done"}


def test_work_that_does_not_know_about_cancelling_is_refused_as_cancelled(start: Start) -> None:
    vault = start()
    vault.ask(2, "VerifyLog")
    vault.ask(3, "Cancel", request=2)
    assert until(vault, 2)[0]["code"] == "cancelled"
    vault.ask(4, "Cancel", request=2)  # over already: nothing to stop
    assert until(vault, 4)[0] == {"type": "Done"}


def test_a_second_long_work_waits_for_nobody(start: Start) -> None:
    vault = start()
    vault.ask(2, "VerifyLog")
    vault.ask(3, "ImportFile", path="x", client="10")
    assert until(vault, 3)[0]["code"] == "busy"


def test_the_id_of_running_work_is_not_used_twice(start: Start) -> None:
    vault = start()
    vault.ask(2, "VerifyLog")
    vault.ask(2, "KeepAlive")
    assert until(vault, 0)[0]["code"] == "request_malformed"


def test_progress_is_not_a_flood_and_its_last_word_comes(start: Start) -> None:
    vault = start()
    begun = time.perf_counter()
    vault.ask(2, "ImportFile", path="x", client="50000")
    reply, told = until(vault, 2)
    assert reply == {"type": "Imported", "imported": 50000, "rejected": [], "cancelled": False, "rejected_count": 0}
    assert told <= 2 + (time.perf_counter() - begun) / 0.05


# ---- the end ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "fields", "cause"), [("Lock", {"cause": "sleep"}, "sleep"), ("SignOut", {}, "quit")])
def test_the_end_is_answered_then_noted_then_comes(start: Start, kind: str, fields: dict[str, str], cause: str) -> None:
    vault = start()
    vault.ask(2, kind, **fields)
    assert vault.body() == {"type": "Done"}
    vault.process.wait(5)
    assert (vault.process.returncode, vault.cause) == (0, cause)


def test_a_lock_whose_console_closes_at_once_is_still_a_lock(start: Start) -> None:
    vault = start()
    vault.ask(2, "Lock", cause="hotkey")
    vault.close_input()
    vault.process.wait(5)
    assert vault.cause == "hotkey"


def test_a_lock_behind_a_flood_is_still_a_lock(start: Start) -> None:
    vault = start()
    vault.ask(2, "VerifyLog")
    for request_id in range(3, 200):
        vault.ask(request_id, "KeepAlive")
    vault.ask(200, "Lock", cause="hotkey")
    vault.close_input()
    assert vault.seconds_to_end() < 0.5
    assert vault.cause == "hotkey"


@pytest.mark.parametrize("last", [b"", b'{"v":1,"id":2,"body":{"type":"Hel', b"\xff\xff"])
def test_the_end_of_the_input_is_the_end(start: Start, last: bytes) -> None:
    vault = start()
    vault.send(last)
    vault.close_input()
    assert vault.seconds_to_end() < 0.2
    assert (vault.process.returncode, vault.cause) == (0, "closed")


def test_the_end_of_the_input_closes_running_work(start: Start) -> None:
    vault = start()
    vault.ask(2, "ImportFile", path="x", client="100000000")
    assert vault.body()["type"] == "Progress"
    vault.close_input()
    assert vault.seconds_to_end() < 0.2
    assert vault.cause == "closed"
    assert b"import closed" in vault.process.communicate()[1]


def test_a_stuck_call_does_not_outlive_its_console(start: Start) -> None:
    vault = start()
    until_stuck(vault)
    vault.close_input()
    assert vault.seconds_to_end() < 0.2


def test_the_stuck_call_is_really_stuck(start: Start) -> None:
    """The planted fault: without the grace running out, nothing else would end it."""
    vault = start("--grace", "60")
    until_stuck(vault)
    vault.close_input()
    with pytest.raises(subprocess.TimeoutExpired):
        vault.process.wait(0.5)


@pytest.mark.parametrize("start", ["polled"], indirect=True)  # elsewhere the lease ends it
def test_a_stuck_call_with_a_full_queue_does_not_outlive_its_console(start: Start) -> None:
    """The reader waits for room then, and must notice the end all the same."""
    vault = start()
    until_stuck(vault)
    for request_id in range(3, 300):
        vault.ask(request_id, "KeepAlive")
    vault.close_input()
    assert vault.seconds_to_end() < 0.25


def test_the_lease_runs_out_without_a_line(start: Start) -> None:
    vault = start("--lease", "0.4")
    assert vault.line() == {"v": 1, "id": 0, "body": {"type": "Ending", "cause": "lease"}}
    vault.process.wait(5)
    assert (vault.process.returncode, vault.cause) == (0, "lease")


def test_the_lease_runs_out_during_a_stuck_call_and_is_said(start: Start) -> None:
    vault = start("--lease", "0.6")
    until_stuck(vault)
    assert vault.body() == {"type": "Ending", "cause": "lease"}
    vault.process.wait(5)


def test_any_line_renews_the_lease(start: Start) -> None:
    vault = start("--lease", "1")
    begun = time.monotonic()
    request_id = 2
    while time.monotonic() - begun < 2.5:
        vault.ask(request_id, "KeepAlive")
        assert vault.line()["id"] == request_id
        request_id += 1
        vault.process.poll()
    assert vault.process.returncode is None


@pytest.mark.parametrize(
    ("kind", "fields"), [("FindCustomer", {"by": {"phone": SECRET}}), ("EndCall", {}), ("SaveRejects", {"path": "x"})]
)
def test_a_bug_of_ours_ends_the_vault_and_says_nothing_of_values(
    start: Start, kind: str, fields: dict[str, Any]
) -> None:
    vault = start()
    vault.ask(2, kind, **fields)
    assert vault.body() == {"type": "Refused", "code": "internal", "params": {}}
    assert vault.body() == {"type": "Ending", "cause": "fault"}
    vault.process.wait(5)
    assert (vault.process.returncode, vault.cause) == (3, "fault")
    errors = vault.process.communicate()[1]
    assert b"fault " in errors
    assert SECRET.encode() not in errors
    assert b"Traceback" not in errors


def test_ctrl_c_in_the_terminal_is_for_the_console(start: Start) -> None:
    vault = start()
    vault.process.send_signal(signal.SIGINT)
    vault.ask(2, "KeepAlive")
    assert vault.line()["id"] == 2
