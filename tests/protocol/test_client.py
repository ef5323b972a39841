"""The console's end: typed answers, refusals raised, and a dead vault noticed."""

import subprocess
import threading
from pathlib import Path

import pytest

from operator_console.domain.actions import LockCause
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import client as client_module
from operator_console.protocol.client import ConversationCore, VaultClient, vault_command
from operator_console.protocol.framing import reply_line
from operator_console.protocol.messages import (
    Diagnose,
    Done,
    Ending,
    FindCustomer,
    Hello,
    ImportFile,
    KeepAlive,
    Lock,
    Progress,
    Refused,
    Revealed,
    RevealField,
    SignIn,
)

QUIET = subprocess.DEVNULL


def code_of(ask: object, *arguments: object) -> Code:
    with pytest.raises(Refusal) as caught:
        ask(*arguments)  # type: ignore[operator]
    return caught.value.code


# ---- without a process -----------------------------------------------------------------------------------------------


def test_replies_come_with_their_ids_however_the_bytes_are_cut() -> None:
    core = ConversationCore()
    first, line = core.request(KeepAlive())
    second, _ = core.request(ImportFile("x"))
    assert line.endswith(b"\n")
    data = (
        reply_line(second, Progress("rows", 1, 2)) + reply_line(first, Done()) + reply_line(0, Ending(LockCause.LEASE))
    )
    found = [reply for at in range(len(data)) for reply in core.feed(data[at : at + 1])]
    assert found == [(second, Progress("rows", 1, 2)), (first, Done()), (0, Ending(LockCause.LEASE))]


@pytest.mark.parametrize(
    "data",
    [
        reply_line(1, Revealed("name", "x", 30)),  # type: ignore[arg-type]
        reply_line(2, Done()),
        reply_line(0, Done()),
        b"nonsense\n",
        b'{"v":1,"id":1,"body":{"type":"Dance"}}\n',
        b'{"v":2,"id":1,"body":{"type":"Done"}}\n',
    ],
)
def test_what_was_not_asked_for_is_no_answer(data: bytes) -> None:
    core = ConversationCore()
    core.request(KeepAlive())
    assert code_of(core.feed, data) is Code.INTERNAL


def test_a_request_is_answered_once() -> None:
    core = ConversationCore()
    request_id, _ = core.request(KeepAlive())
    assert core.feed(reply_line(request_id, Refused(Code.BUSY, {}))) == [(request_id, Refused(Code.BUSY, {}))]
    assert code_of(core.feed, reply_line(request_id, Done())) is Code.INTERNAL


def test_a_request_that_is_too_large_is_not_waited_for() -> None:
    core = ConversationCore()
    assert code_of(core.request, SignIn("a", "x" * (2 << 20))) is Code.REQUEST_TOO_LARGE
    assert core.feed(b"") == []


# ---- with one --------------------------------------------------------------------------------------------------------


def test_a_reply_is_returned_and_a_refusal_raised(command: list[str]) -> None:
    with VaultClient(command, stderr=QUIET) as vault:
        assert vault.ask(Hello()).build == "test"
        with pytest.raises(Refusal) as caught:
            vault.ask(SignIn("a", "b"))
    assert (caught.value.code, caught.value.params) == (Code.SIGN_IN_HELD, {"seconds": 30})


def test_leaving_ends_the_process(command: list[str], tmp_path: Path) -> None:
    with VaultClient(command, stderr=QUIET) as vault:
        vault.ask(Hello())
    assert vault.process.returncode == 0
    assert (tmp_path / "cause").read_text(encoding="utf-8") == "closed"


def test_a_killed_vault_is_gone(command: list[str]) -> None:
    with VaultClient(command, stderr=QUIET) as vault:
        vault.ask(Hello())
        vault.kill()
        vault.process.wait()
        assert code_of(vault.ask, Hello()) is Code.VAULT_GONE


def test_a_vault_killed_while_it_works_is_gone(command: list[str]) -> None:
    with VaultClient(command, stderr=QUIET) as vault:
        vault.ask(Hello())
        killer = threading.Timer(0.1, vault.kill)
        killer.start()
        assert code_of(vault.ask, Diagnose()) is Code.VAULT_GONE
        killer.join()


def test_a_vault_that_cannot_start_is_gone() -> None:
    with VaultClient(["false"]) as vault:
        assert code_of(vault.ask, Hello()) is Code.VAULT_GONE


def test_a_vault_that_ends_by_itself_says_why(command: list[str]) -> None:
    with VaultClient(command, stderr=QUIET) as vault:
        vault.ask(Hello())
        assert code_of(vault.ask, FindCustomer({})) is Code.INTERNAL
        assert code_of(vault.ask, Hello()) is Code.VAULT_GONE
        assert vault.ended is LockCause.FAULT


def test_long_work_tells_its_progress_and_can_be_cancelled(command: list[str]) -> None:
    with VaultClient(command, stderr=QUIET) as vault:
        told: list[Progress] = []

        def on_progress(step: Progress) -> None:
            told.append(step)
            vault.cancel()

        done = vault.ask(ImportFile("x", client="100000000"), on_progress)
        assert done.cancelled
        assert told[0] == Progress("rows", 0, 100000000)
        assert vault.ask(Lock(LockCause.IDLE)) == Done()


def test_a_waiting_client_keeps_the_lease(command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "SIGN_OF_LIFE_SECONDS", 0.1)
    with VaultClient([*command, "--lease", "1"], stderr=QUIET) as vault:
        stop = threading.Timer(1.8, vault.cancel)
        stop.start()
        assert vault.ask(ImportFile("x", client="100000000")).cancelled
        stop.join()


def test_a_request_unknown_to_the_vault_is_refused(command: list[str]) -> None:
    with VaultClient(command, stderr=QUIET) as vault:
        assert code_of(vault.ask, RevealField("name")) is Code.REQUEST_UNKNOWN  # type: ignore[arg-type]


def test_the_command_keeps_the_current_folder_out_of_the_vault() -> None:
    command = vault_command(Path("somewhere"))
    assert command[1:] == ["-P", "-m", "operator_console", "vault", "--vault", "somewhere"]
