"""The keeper of one vault's folder: looks at it, makes it, opens it, and counts who tried."""

import os
import secrets
from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from operator_console.domain.ids import UserName
from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty, Role
from operator_console.domain.secret import Secret
from operator_console.services.ports import (
    Account,
    Clock,
    FailedSignIn,
    FirstAccount,
    Found,
    PutBack,
    Step,
    VaultState,
)
from operator_console.storage import restoring
from operator_console.storage.attempts import AttemptsFile, attempts_turn
from operator_console.storage.device_secret import SecretPlace, SecretPlaces
from operator_console.storage.folder import (
    ATTEMPTS,
    CUSTOMERS,
    HEADER,
    LOG,
    OPENED,
    FolderLock,
    require_free,
    require_writable,
)
from operator_console.storage.header import Header, device_check, read_header, require_authentic
from operator_console.storage.keys import SALT_LENGTH, Argon2Cost, user_key
from operator_console.storage.log_anchor import first_key_with
from operator_console.storage.prepared import Prepared, Wish, prepare_content, prepare_opening, recovery_context
from operator_console.storage.presence import Presence
from operator_console.storage.private_files import refusing_files
from operator_console.storage.recovery import new_seed, printed, public_half, typed, unseal_with
from operator_console.storage.sessions import Session
from operator_console.storage.slots import SlotsFile
from operator_console.storage.sqlcipher import PAGE_SIZE
from operator_console.storage.vault import Opening, Vault, changes_missing_in, open_vault

_NO_SECRET: Final = frozenset({Code.KEYRING_UNAVAILABLE, Code.DEVICE_SECRET_MISSING, Code.DEVICE_SECRET_WRONG})


class VaultKeeper:
    """Fulfils :class:`operator_console.services.ports.Keeper`.

    From the first look at a vault until :meth:`close` its folder is locked for every other process; ``shared`` lets in
    those that share it too, and nobody else. A vault that belongs to another ``mode`` is refused with ``MODE_WRONG``.
    ``os_user`` is who is at the other end in Guarded mode: every attempt to sign in comes from there.
    """

    def __init__(
        self,
        folder: Path,
        places: SecretPlaces,
        clock: Clock,
        cost: Argon2Cost | None = None,
        *,
        shared: bool = False,
        mode: Mode = Mode.STANDALONE,
        os_user: str = "",
    ) -> None:
        self._folder = folder.absolute()
        self._places = places
        self._clock = clock
        self._cost = cost or Argon2Cost()
        self._shared = shared
        self._mode = mode
        self._os_user = os_user
        self._lock: FolderLock | None = None
        self._presence = Presence(self._folder if shared else None)
        self._turn = attempts_turn(self._folder / ATTEMPTS)
        self._trying = ""

    def state(self) -> VaultState:
        """Look without opening. Refuses a damaged, newer, unreadable or used vault.

        A keyring that does not answer, or has another secret, is told as ``missing`` here; :meth:`open` says which it
        was.
        """
        if not self._is_there():
            return VaultState(present=False, demo=False, device_secret="none")  # noqa: S106
        header = self._header()
        for name in (CUSTOMERS, LOG):
            self._require_file(name)
        SlotsFile(self._folder, header.vault_id).readable()
        return VaultState(present=True, demo=header.demo, device_secret=self._secret_state(header))

    def prepare(
        self,
        accounts: Sequence[FirstAccount],
        policy: str,
        *,
        device_secret: str,
        demo: bool = False,
        auditors: Sequence[bytes] = (),
    ) -> Prepared:
        """Make keys and slots in memory. Refuses a place that is taken, and a keyring that does not answer."""
        require_free(self._folder)
        seed = new_seed()
        wish = Wish(self._folder, self._places.kind_for(device_secret), demo, self._cost, self._mode)
        opening = prepare_opening(
            wish, seed, lambda vault_id: self._places.of(wish.device_secret, vault_id, self._folder, demo=demo)
        )
        content = prepare_content(opening, accounts, policy)
        return Prepared(
            opening,
            content,
            Secret(printed(seed)),
            place_in=partial(self._place, opening.header),
            clock=self._clock,
            opened=self._opened,
            auditors=auditors,
        )

    def first_log_key(self, code: Secret[str]) -> Secret[bytes]:
        """Return the log's first key with the recovery key, or refuse with ``RECOVERY_WRONG``."""
        return Secret(first_key_with(self._folder, typed(code.reveal())))

    def open(self, user: UserName, password: Secret[str]) -> tuple[Vault, Account]:
        """Open with a password, or refuse with ``SIGN_IN_WRONG``; takes as long for a user who does not exist."""
        self._header()
        session = self._session()
        try:
            return self._open(user, password, session)
        except BaseException:
            session.close()
            raise

    def _open(self, user: UserName, password: Secret[str], session: Session) -> tuple[Vault, Account]:
        header = self._header()
        secret = self._secret(header)
        slot = SlotsFile(self._folder, header.vault_id).read(secret).by_user.get(user)
        if slot is None:
            user_key(password.reveal(), secret, os.urandom(SALT_LENGTH), self._cost)
            raise Refusal(Code.SIGN_IN_WRONG)
        master = slot.opened(header.vault_id, password, secret)
        if master is None:
            raise Refusal(Code.SIGN_IN_WRONG)
        vault = self._opened(Opening(self._folder, header, secret, master, self._cost), session)
        try:
            account = vault.accounts.get(user)
        except Refusal:  # a slot whose account was never finished
            account = None
        now = SlotsFile(self._folder, header.vault_id).read(secret).by_user.get(user)
        if account is None or now != slot:  # or one that was taken away while the password was tried
            vault.close()
            raise Refusal(Code.SIGN_IN_WRONG)
        return vault, account

    def recover(self, code: str, user: UserName, password: Secret[str], *, device_secret: str) -> Vault:
        """Open with the recovery key, make a new device secret and a slot for this administrator.

        A name that nobody has becomes a new administrator; another role is refused with ``NOT_YOUR_DUTY``.
        While another process has the vault open it is refused with ``VAULT_IN_USE``: it knows the old secret only.
        Customers that are older than the log are gone on with; the vault says how many changes are missing.
        Ended at any moment, it can be done again: what the recovery key opens is not touched.
        """
        self._header()
        session = self._session(alone=True)
        try:
            return self._recover(code, user, password, device_secret, session)
        except BaseException:
            session.close()
            raise

    def _recover(self, code: str, user: UserName, password: Secret[str], device_secret: str, session: Session) -> Vault:
        old = self._header()
        master = _master_with(old, code)
        header = replace(old, device_secret=self._places.kind_for(device_secret))
        opening = Opening(self._folder, old, self._place(header).fresh(), master, self._cost)
        require_authentic(self._folder, opening.keys.seal_of_files)
        missing = changes_missing_in(opening)
        administrator = self._administrator(opening, user)
        unlogged = self._unlogged_before(old)
        header = replace(header, device_check=device_check(opening.device_secret))
        opening = replace(opening, header=header)
        self._place(header).save(opening.device_secret)
        header.write(self._folder, opening.keys.seal_of_files)
        self._renew_accounts(opening, administrator, password)
        self._attempts_with(header, opening.device_secret).keep_unlogged(unlogged)
        if old.device_secret != header.device_secret:
            with suppress(Refusal):  # the old place may be gone
                self._place(old).forget()
        return self._opened(opening, session, missing)

    def look_into(self, file: BinaryIO) -> Found:
        """Return what a backup says about itself, and what lies in this folder. Refuses what cannot be put back."""
        return restoring.look_into(file, self._folder)

    def put_back(self, file: BinaryIO, *, when: datetime, os_user: str, move: bool) -> Generator[Step, None, PutBack]:
        """Put a vault back from a backup; what lies here is kept under another name, where ``move`` lets it.

        Nobody else has it open meanwhile. Where several processes may serve a folder it is not moved: ``VAULT_EXISTS``.
        """
        restoring.settle(self._folder)
        move = move and not self._shared
        if move and self._lock is None and self._folder.is_dir() and any(self._folder.iterdir()):
            self._lock = FolderLock(self._folder)
        aside = restoring.aside_name(self._folder, when) if move else ""
        wish = restoring.Wish(self._folder, self._mode, when.isoformat(timespec="seconds"), os_user, aside)
        done = yield from restoring.put_back(file, wish, self._lock)
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        return done

    def counting(self) -> AbstractContextManager[None]:
        """No other process counts attempts, or writes them to the log, meanwhile."""
        self._header()
        return self._turn.taken()

    def failures(self, user: str) -> list[datetime]:
        """Return the times of the failed attempts since this user's last success; a lost count is ten for each."""
        return self._attempts().failures(user)

    def failures_from_here(self) -> list[datetime]:
        """Return the times of the failed attempts from the OS user at the other end; none in Standalone."""
        return self._attempts().failures_from_here()

    def begin_attempt(self, user: str, when: datetime) -> None:
        """Count an attempt as failed, durably, before the password is tried."""
        attempts, trying = self._attempts(), secrets.token_hex(8)
        self._presence.enter(trying)
        attempts.begin(user, when, trying)
        self._trying = trying

    def attempt_failed(self) -> None:
        """The attempt that was begun last was a failure; until this is said it may still succeed."""
        self._attempts().fail(self._trying)
        self._tried()

    def clear_attempts(self, user: str) -> None:
        """This user has signed in: forget the failures that count towards a hold, and that this attempt was one."""
        self._attempts().clear(user, self._trying)
        self._tried()

    def unlogged_failures(self) -> list[FailedSignIn]:
        """Return the failed attempts that are not in the log yet, oldest first; one that is still tried is none."""
        return self._attempts().unlogged(self._presence.lives)

    def mark_logged(self, logged: Sequence[FailedSignIn]) -> None:
        """These are in the log now."""
        self._attempts().mark_logged(logged)

    def close(self) -> None:
        """Let go of the folder's lock."""
        self._presence.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _is_there(self) -> bool:
        restoring.settle(self._folder)
        with refusing_files(self._folder / HEADER):
            if (self._folder / HEADER).exists():
                return True
            if (self._folder / CUSTOMERS).exists():
                raise Refusal(Code.VAULT_DAMAGED, file=HEADER)
            return False

    def _header(self) -> Header:
        if not self._is_there():
            raise Refusal(Code.VAULT_ABSENT)
        if self._lock is None:
            self._lock = FolderLock(self._folder, shared=self._shared)
            require_writable(self._folder)
        header = read_header(self._folder)
        header.require_mode(self._mode)
        return header

    def _require_file(self, name: str) -> None:
        path = self._folder / name
        with refusing_files(path):
            if not path.is_file() or path.stat().st_size < PAGE_SIZE:
                raise Refusal(Code.VAULT_DAMAGED, file=name)

    def _place(self, header: Header, folder: Path | None = None) -> SecretPlace:
        return self._places.of(header.device_secret, header.vault_id, folder or self._folder, demo=header.demo)

    def _secret(self, header: Header) -> bytes:
        secret = self._place(header).load()
        if secret is None:
            raise Refusal(Code.DEVICE_SECRET_MISSING)
        header.require_device(secret)
        return secret

    def _secret_state(self, header: Header) -> str:
        """A secret of another day is none: a backup from before a recovery was put back."""
        try:
            self._secret(header)
        except Refusal as refusal:
            if refusal.code in _NO_SECRET:
                return "missing"
            raise
        return header.device_secret

    def _session(self, *, alone: bool = False) -> Session:
        """Begin a session; whatever it is opened with is read after that, so that a recovery cannot come between."""
        opened = FolderLock(self._folder, shared=not alone, name=OPENED) if self._shared else None
        self._presence.sweep()
        return Session(self._presence, opened)

    def _opened(self, opening: Opening, session: Session | None = None, accepted: int = 0) -> Vault:
        self._header()
        return open_vault(opening, session or self._session(), accepted)

    def _tried(self) -> None:
        self._presence.leave(self._trying)
        self._trying = ""

    def _attempts(self) -> AttemptsFile:
        header = self._header()
        return self._attempts_with(header, self._secret(header))

    def _attempts_with(self, header: Header, secret: bytes) -> AttemptsFile:
        return AttemptsFile(
            self._folder / ATTEMPTS, header.vault_id, secret, self._clock, self._turn, os_user=self._os_user
        )

    def _unlogged_before(self, header: Header) -> list[FailedSignIn]:
        """Return what the log does not have yet, as far as the old device secret is still there to read it."""
        with suppress(Refusal):
            return self._attempts_with(header, self._secret(header)).unlogged()
        return []

    def _administrator(self, opening: Opening, user: UserName) -> Account:
        database = opening.customers_database()
        try:
            known = {account.user: account for account in opening.accounts(database).list()}
        finally:
            database.close()
        account = known.get(user, Account(user, user, Role.ADMINISTRATOR))
        if account.role is not Role.ADMINISTRATOR:
            raise Refusal(Code.NOT_YOUR_DUTY, duty=Duty.MANAGE_USERS.value)
        return replace(account, active=True, must_change_password=False, os_user="")

    def _renew_accounts(self, opening: Opening, administrator: Account, password: Secret[str]) -> None:
        database = opening.customers_database()
        try:
            opening.accounts(database).keep_only(administrator, password)
        finally:
            database.close()


def _master_with(header: Header, code: str) -> bytes:
    seed = typed(code)
    if public_half(seed) != header.recovery_public:
        raise Refusal(Code.RECOVERY_WRONG, reason="key")
    return unseal_with(seed, header.recovery_sealed, recovery_context(header.vault_id))
