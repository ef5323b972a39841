"""The part of a move that touches a vault; runs as the OS user to whom that vault's folder belongs, never as root.

Reads requests as JSON, one a line, and answers each with ``{"done": …}`` or ``{"refused": code, "params": …}``. It ends
with its input. Passwords and secrets come and go through these two pipes only.
"""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from operator_console.domain.actions import Action
from operator_console.domain.modes import Mode
from operator_console.domain.passwords import user_name
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.domain.secret import Secret
from operator_console.services import unlock
from operator_console.services.approve import Approval, approve
from operator_console.services.desk import Desk
from operator_console.services.journal import Journal
from operator_console.services.verify_log import verify_log
from operator_console.storage import relocation
from operator_console.storage.device_secret import SecretPlace, SecretPlaces
from operator_console.storage.folder import beside, make_beside, require_free
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import SystemClock, guarded_secret_places, system_secret_places, this_place
from operator_console.storage.private_files import create_private, refusing_files
from operator_console.storage.vault import Opening

Given = dict[str, Any]
CHUNK: Final = 1 << 20


class Worker:
    """One end of a move: the place that a vault leaves, or the one where it arrives."""

    def __init__(self) -> None:
        self._clock = SystemClock()
        self._keeper: VaultKeeper | None = None
        self._leaving: Opening | None = None

    def answer(self, request: Given) -> Given:
        """Do what is asked; every refusal is an answer, and so is a bug of ours, of which nothing is passed on."""
        verbs: dict[str, Callable[[Given], Given]] = {
            "look": self._look,
            "begin": self._begin,
            "retire": self._retire,
            "receive": self._receive,
            "settle": self._settle,
            "appear": self._appear,
            "keep_secret": self._keep_secret,
            "forget_secret": self._forget_secret,
            "remove": self._remove,
        }
        try:
            return {"done": verbs[request["do"]](request)}
        except Refusal as refusal:
            return {"refused": refusal.code.value, "params": refusal.params}
        except Exception:  # noqa: BLE001 - see above
            return {"refused": Code.INTERNAL.value, "params": {}}

    def _look(self, given: Given) -> Given:
        found = relocation.look(Path(given["folder"]))
        if found is None:
            if given.get("free"):
                require_free(Path(given["folder"]))
            return {"present": False}
        told = {"mode": found.mode.value, "vault_id": found.vault_id, "device_secret": found.device_secret}
        return {"present": True, "demo": found.demo, **told}

    def _begin(self, given: Given) -> Given:
        """Sign in, have it approved, verify, write the intent; the folder stays locked until this process ends."""
        folder, mode = Path(given["folder"]), Mode(given["from"])
        places = _places(mode, folder)
        self._keeper = keeper = VaultKeeper(folder, places, self._clock, mode=mode)
        password = Secret(given["password"])
        desk, _ = unlock.sign_in(keeper, self._clock, this_place(mode), given["user"], password)
        try:
            desk.require(Duty.MANAGE_USERS)
            lead = approve(desk, keeper, Approval(given["lead"], Secret(given["lead_password"]), ""))
            _require_good_log(desk)
            desk.journal.write(Action.MODE_CHANGE_BEGUN, facts=_facts(given, lead))
        except Refusal:
            unlock.sign_out(desk)
            raise
        finally:
            desk.vault.close()
        header = relocation.look(folder)
        assert header is not None
        secret = relocation.secret_at(places, header.device_secret, header.vault_id, folder)
        self._leaving = relocation.opening_of(folder, secret, desk.account.user, password)
        relocation.require_whole(self._leaving)
        told = {"vault_id": header.vault_id, "device_secret": header.device_secret, "secret": secret.hex()}
        return {**told, "session": desk.journal.session, "files": relocation.files_to_move(folder)}

    def _retire(self, given: Given) -> Given:
        """From here on the old place belongs to the other mode: it is not opened here any more."""
        assert self._leaving is not None
        relocation.belonging(self._leaving, Mode(given["to"]), self._leaving.header.device_secret)
        return {}

    def _receive(self, given: Given) -> Given:
        """Write a copy beside the place to come, from open files; return the digest of each."""
        staging = make_beside(Path(given["folder"]))
        return {name: _copied(descriptor, staging / name) for name, descriptor in given["files"]}

    def _settle(self, given: Given) -> Given:
        """Open the copy with its new mode, write the outcome as its first entry there, and verify all of it."""
        folder, to = Path(given["folder"]), Mode(given["to"])
        staging = beside(folder)
        places = _places(to, folder)
        secret = relocation.secret_at(places, given["kind"], given["vault_id"], folder)
        opening = relocation.opening_of(staging, secret, user_name(given["user"]), Secret(given["password"]))
        relocation.require_whole(opening)
        vault, lock = relocation.opened(relocation.belonging(opening, to, given["kind"]))
        try:
            account = vault.accounts.get(user_name(given["user"]))
            policy = read_policy(vault.policies.current())
            place = this_place(to)
            journal = Journal(
                vault.log, self._clock, place, given["session"], account.user, account.role, policy.version
            )
            journal.write(Action.MODE_CHANGED, facts=_facts(given, given["lead"]))
            desk = Desk(vault, policy, account, self._clock, journal)
            entries = _require_good_log(desk)
            unlock.sign_out(desk)
        finally:
            vault.close()
            lock.release()
        relocation.require_whole(opening)
        return {"entries": entries}

    def _appear(self, given: Given) -> Given:
        relocation.appear(Path(given["folder"]), given["vault_id"], Mode(given["mode"]))
        return {}

    def _keep_secret(self, given: Given) -> Given:
        secret = bytes.fromhex(given["secret"])
        place = _place(given)
        place.save(secret)
        if place.load() != secret:
            raise Refusal(Code.DEVICE_SECRET_WRONG)
        return {}

    def _forget_secret(self, given: Given) -> Given:
        _place(given).forget()
        return {}

    def _remove(self, given: Given) -> Given:
        """Remove a folder whose vault has gone; refuses while it is one that could still be opened here."""
        folder = Path(given["folder"])
        there = relocation.look(folder)
        if there is None or there.mode is not Mode(given["mode"]) or there.vault_id != given["vault_id"]:
            raise Refusal(Code.MOVE_INTERRUPTED)
        with refusing_files(folder):
            shutil.rmtree(folder)
        return {}


def _require_good_log(desk: Desk) -> int:
    """Verify the whole log; refuse when it is not what was written. Return its number of entries."""
    work = verify_log(desk)
    while True:
        try:
            next(work)
        except StopIteration as end:
            if not end.value.ok:
                raise Refusal(Code.MOVE_LOG_BAD) from None
            return int(end.value.verdict.entries)


def _facts(given: Given, lead: str) -> tuple[tuple[str, str], ...]:
    return (("from_mode", given["from"]), ("lead", lead), ("to_mode", given["to"]))


def _places(mode: Mode, folder: Path) -> SecretPlaces:
    return guarded_secret_places(folder) if mode is Mode.GUARDED else system_secret_places()


def _place(given: Given) -> SecretPlace:
    folder = Path(given["folder"])
    places = _places(Mode(given["mode"]), folder)
    return places.of(given["kind"], bytes.fromhex(given["vault_id"]), folder, demo=False)


def _copied(descriptor: int, path: Path) -> str:
    """Copy an open file into a new private one, durably; return the SHA-256 of what lies there then."""
    create_private(path, b"")
    with refusing_files(path), os.fdopen(descriptor, "rb") as source, path.open("r+b") as target:
        shutil.copyfileobj(source, target, CHUNK)
        target.flush()
        os.fsync(target.fileno())
        target.seek(0)
        return hashlib.file_digest(target, "sha256").hexdigest()


def main() -> int:
    """Answer until the input ends."""
    os.umask(0o077)
    worker = Worker()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(worker.answer(json.loads(line))) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
