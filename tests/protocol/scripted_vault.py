"""A vault process without a vault: the real server with a few handlers that do what a test needs."""

import argparse
import ctypes
import os
from collections.abc import Callable, Generator
from pathlib import Path

from operator_console.domain.actions import Action, LockCause, Outcome
from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Cancelled, Code, Refusal
from operator_console.domain.views import LogRow
from operator_console.protocol import server
from operator_console.protocol.inbox import Inbox, Lease
from operator_console.protocol.messages import (
    CallState,
    Diagnose,
    Diagnosis,
    Done,
    EndCall,
    FindCustomer,
    Hello,
    Imported,
    ImportFile,
    Lock,
    LogPage,
    LogVerified,
    Progress,
    ReadLog,
    SaveRejects,
    SignedIn,
    SignIn,
    VerifyLog,
    Welcome,
)
from operator_console.protocol.polled_inbox import PolledInbox
from operator_console.protocol.server import Handlers, serve
from operator_console.protocol.streams import claim_standard_streams
from operator_console.protocol.threaded_inbox import ThreadedInbox

INBOXES: dict[str, Callable[..., Inbox]] = {"polled": PolledInbox, "threaded": ThreadedInbox}


def hello(_: Hello) -> Welcome:
    print("a stray print")  # must not reach the console
    return Welcome("test", "standalone", present=True, demo=False, device_secret="file", keyring="", password_length=10)


def sign_in(request: SignIn) -> SignedIn:
    raise Refusal(Code.SIGN_IN_HELD, seconds=30)


def find(request: FindCustomer) -> CallState:
    """A bug of ours that has the value in its message."""
    raise ValueError(f"cannot find {request.by}")


def wrong(_: EndCall) -> Done:
    return Welcome("", "", True, False, "", "", 1)  # type: ignore[return-value]


def stuck(_: Diagnose) -> Diagnosis:
    """A call into C that the interpreter cannot interrupt. What is running is seen from its last words on stderr."""
    os.write(2, b"stuck\n")
    ctypes.CDLL(None).sleep(60)
    return Diagnosis(())


def long_import(request: ImportFile) -> Generator[Progress, None, Imported]:
    """As many steps as ``client`` says; stops where it is cancelled, with what was done until then."""
    total = int(request.client)
    try:
        for done in range(total):
            try:
                yield Progress("rows", done, total)
            except Cancelled:
                return Imported(done, (), cancelled=True)
    finally:
        os.write(2, b"import closed\n")
    return Imported(total, (), cancelled=False)


def endless_check(_: VerifyLog) -> Generator[Progress, None, LogVerified]:
    """Does not know about being cancelled."""
    while True:
        yield Progress("entries", 0, 0)


def save(_: SaveRejects) -> Done:
    raise MemoryError


def log_page(_: ReadLog) -> LogPage:
    """A reply of about a megabyte."""
    return LogPage(
        tuple(
            LogRow(i, "", UserName("u"), "", Action.LOCK, Outcome.DONE, "", "", "", (), "x" * 1000, ())
            for i in range(1000)
        ),
        more=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lease", type=float, default=60)
    parser.add_argument("--grace", type=float, default=server.GRACE_SECONDS)
    parser.add_argument("--inbox", choices=INBOXES, default="polled")
    parser.add_argument("--note", type=Path, required=True)
    arguments = parser.parse_args()
    server.GRACE_SECONDS = arguments.grace  # type: ignore[misc]
    streams = claim_standard_streams()
    lease = Lease(arguments.lease)

    def note(cause: LockCause) -> None:
        arguments.note.write_text(cause.value, encoding="utf-8")

    def lock(_: Lock) -> Done:
        return Done()

    routes = [
        Hello.answered_by(hello),
        SignIn.answered_by(sign_in),
        FindCustomer.answered_by(find),
        EndCall.answered_by(wrong),
        Diagnose.answered_by(stuck),
        ImportFile.answered_by(long_import),
        VerifyLog.answered_by(endless_check),
        SaveRejects.answered_by(save),
        ReadLog.answered_by(log_page),
        Lock.answered_by(lock),
    ]
    serve(Handlers(routes), streams=streams, lease=lease, on_end=note, inbox=INBOXES[arguments.inbox])


if __name__ == "__main__":
    main()
