"""Another vault process on a call centre's folder, which does one thing and waits to be told to go on.

    python -m tests.services.other_process FOLDER DEED [ARGUMENT ...]

It prints a line when it has come so far, and reads a line before it goes on.
"""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from operator_console.demo.schedule import SetClock
from operator_console.domain.actions import Action, LockCause
from operator_console.domain.ids import ClientId, CustomerId, FieldName, UserName
from operator_console.domain.refusals import Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.services.desk import Desk
from operator_console.services.files import FilesByPath
from operator_console.services.import_customers import import_file
from operator_console.services.ports import Account, FieldValue
from operator_console.services.unlock import leave, sign_in
from operator_console.services.verify_caller import _admit_today
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import this_place
from operator_console.storage.slots import SlotsFile
from tests.services.call_centre import CHEAP, START, no_keyring, password

_KANA = FieldValue("はなこ", "***", "ハナコ")


def shared_keeper(folder: Path) -> VaultKeeper:
    return VaultKeeper(
        folder / "vault", SecretPlaces(no_keyring, folder / "secrets"), SetClock(START), CHEAP, shared=True
    )


def say(text: object) -> None:
    print(text, flush=True)


def wait() -> None:
    sys.stdin.readline()


def _in(folder: Path, user: str, secret: str = "") -> Desk:
    keeper = shared_keeper(folder)
    given = Secret(secret) if secret else password(user)
    return sign_in(keeper, SetClock(START), this_place("guarded"), user, given)[0]


def guess(folder: Path, user: str) -> None:
    """Type a wrong password, again and again, at the same time as others."""
    say("ready")
    wait()
    while True:
        try:
            _in(folder, user, "a wrong one")
        except Refusal as refused:
            say(refused.code)
            if refused.code == "sign_in_held":
                return


def sit(folder: Path, user: str) -> None:
    """Sign in, and lock when told."""
    try:
        desk = _in(folder, user)
    except Refusal as refused:
        say(refused.code)
        return
    say("in")
    wait()
    leave(desk, LockCause.HOTKEY)


def begin_import(folder: Path, path: str) -> None:
    """Import one batch of a file, and the rest when told."""
    desk = _in(folder, "admin")
    work = import_file(desk, FilesByPath(), Path(path), client="", existing="reject", encoding="")
    while next(work)[0] != "importing":
        pass
    say("importing")
    wait()
    for _ in work:
        pass
    say("imported")
    wait()


def add(folder: Path, name: str) -> None:
    """Add an account, and stop after its slot is written and before the database has it."""
    desk = _in(folder, "admin")
    write = SlotsFile.write

    def and_wait(*args: object) -> None:
        write(*args)  # type: ignore[arg-type]
        say("written")
        wait()

    SlotsFile.write = and_wait  # type: ignore[method-assign]
    desk.vault.accounts.add(_account(name), Secret("a first password"))
    say("added")


def add_many(folder: Path, name: str, user: str) -> None:
    """Add ten accounts at the same time as others."""
    desk = _in(folder, user)
    say("ready")
    wait()
    for number in range(10):
        desk.vault.accounts.add(_account(f"{name}-{number}"), Secret("a first password"))
    say("added")


def answer(folder: Path, user: str) -> None:
    """Give answers for the first customer until the day's are used up, and say how many were taken."""
    desk = _in(folder, user)
    say("ready")
    wait()
    taken = 0
    try:
        while True:
            _admit_today(desk, CustomerId(1))
            taken += 1
    except Refusal:
        say(taken)


def write(folder: Path, user: str) -> None:
    """Write entries until told to stop, and say how many."""
    desk = _in(folder, user)
    _until_told("writing", lambda _: desk.journal.write(Action.LOG_READ))


def change(folder: Path, user: str) -> None:
    """Change customers and write entries until told to stop, and say how many changes there were."""
    desk = _in(folder, user)

    def once(number: int) -> None:
        desk.journal.write(Action.LOG_READ)
        desk.vault.customers.insert(ClientId("aozora"), f"{user}-{number}", {FieldName("kana"): _KANA})

    _until_told("changing", once, lambda: desk.journal.write(Action.LOG_READ))


def _until_told(doing: str, once: Callable[[int], object], last: Callable[[], object] = lambda: None) -> None:
    """Do it again and again until told to stop, then ``last``; say how often it was done."""
    told = threading.Thread(target=wait, daemon=True)
    told.start()
    say(doing)
    done = 0
    while told.is_alive():
        once(done)
        done += 1
    last()
    say(done)


def _account(name: str) -> Account:
    return Account(UserName(name), "", Role.LEAD, must_change_password=False)


DEEDS: dict[str, Callable[..., None]] = {
    each.__name__: each for each in (guess, sit, begin_import, add, add_many, answer, write, change)
}

if __name__ == "__main__":
    DEEDS[sys.argv[2]](Path(sys.argv[1]), *sys.argv[3:])
