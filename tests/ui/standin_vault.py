"""A small scripted vault process for the window's tests: it speaks the protocol and does what its scenario says.

Scenarios are words joined by commas: ``guarded`` (a service account serves), ``absent`` (no vault yet),
``missing`` (no device secret), ``newer`` (refuses the
greeting), ``first`` (the password must be changed), ``stuck`` (does not answer Lock), ``dies`` (ends when the log is
verified), ``leaves`` (says then that its lease is over), ``lingers`` (the same, and does not go), ``chatty`` (says that
it ends when it is locked). None of them waits for the console's pulse: that comes when it likes.
"""

import json
import signal
import sys
import time
from pathlib import Path

from operator_console.domain.actions import LockCause
from operator_console.domain.refusals import Code
from operator_console.domain.review import AskedView, CaseId
from operator_console.domain.roles import Role
from operator_console.domain.views import SessionView
from operator_console.protocol import messages as m
from operator_console.protocol.framing import read_request, reply_line

PASSWORD = "kamome ga tobu"
CODE = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH"


QUESTION = AskedView(CaseId("call:1"), "2026-11-20", "2026-11-21T00:00:00+00:00", "", "どうして？", "見本 三枝", ())


def session(scenario: set[str]) -> SessionView:
    return SessionView(
        user="sato",
        display="佐藤 花子",
        role=Role.OPERATOR,
        must_change_password="first" in scenario,
        password_length=10,
        policy_name="標準",
        policy_version=1,
        idle_seconds=300,
        idle_in_call_seconds=900,
        warning_seconds=30,
        lease_seconds=60,
        last_sign_in="2026-04-01T00:00:00.000Z",
        failures_since=2,
        asked=(QUESTION,) if "asked" in scenario else (),
    )


def answer(request: m.Request, scenario: set[str], note: Path) -> m.Reply:
    match request:
        case m.Hello() if "newer" in scenario:
            return m.Refused(Code.VAULT_NEWER, {"found": 9, "known": 1})
        case m.Hello():
            state = "missing" if "missing" in scenario else "file"
            mode = "guarded" if "guarded" in scenario else "standalone"
            return m.Welcome("test", mode, "absent" not in scenario, False, state, "", 10, "taro(1001)")
        case m.PrepareVault():
            return m.RecoveryCode(CODE)
        case m.ConfirmVault(code=code):
            with note.open("a", encoding="utf-8") as file:
                file.write(f"made {code}\n")
            return m.Done()
        case m.SignIn(password=password) if password != PASSWORD:
            return m.Refused(Code.SIGN_IN_WRONG, {})
        case m.SignIn():
            return m.SignedIn(session(scenario))
        case m.ChangePassword(old=old, new=new):
            return m.Done() if old == PASSWORD and new != old else m.Refused(Code.PASSWORD_SAME, {})
        case m.Recover(code=code):
            return m.Done() if code == CODE else m.Refused(Code.RECOVERY_WRONG, {})
        case m.AnswerReview():
            return m.ReviewAnswered(())
        case m.ListUsers():
            return m.Refused(Code.NOT_YOUR_DUTY, {"duty": "manage_users"})
        case _:
            return m.Done()


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    scenario, note = set(sys.argv[1].split(",")), Path(sys.argv[2])
    send = sys.stdout.buffer

    def say(request_id: int, reply: m.Reply) -> None:
        send.write(reply_line(request_id, reply))
        send.flush()

    working = 0
    for line in sys.stdin.buffer:
        message = read_request(line.rstrip(b"\n"))
        request = message.body
        if isinstance(request, m.VerifyLog) and "dies" in scenario:
            return
        if isinstance(request, m.VerifyLog) and "leaves" in scenario:
            say(0, m.Ending(LockCause.LEASE))
            return
        if isinstance(request, m.VerifyLog) and "lingers" in scenario:
            say(0, m.Ending(LockCause.LEASE))
            time.sleep(30)
        if isinstance(request, m.VerifyLog):
            working = message.id
            say(working, m.Progress("entries", 1, 2))
            continue
        if isinstance(request, m.Cancel):
            say(message.id, m.Done())
            say(working, m.Refused(Code.CANCELLED, {}))
            continue
        if isinstance(request, m.Lock):
            with note.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"lock": request.cause}) + "\n")
        if isinstance(request, m.Lock) and "stuck" in scenario:
            time.sleep(30)
        if isinstance(request, m.Lock) and "chatty" in scenario:
            say(0, m.Ending(request.cause))
        say(message.id, answer(request, scenario, note))
        if isinstance(request, m.Lock | m.SignOut):
            return


if __name__ == "__main__":
    main()
