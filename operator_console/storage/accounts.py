"""Users of an open vault: their key slots in a file, all else in the database, and the two kept in step."""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from operator_console.domain.ids import ClientId, UserName
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.services.ports import Account
from operator_console.storage.database import Database
from operator_console.storage.folder import CUSTOMERS
from operator_console.storage.slots import FILES, SlotMaker, Slots, SlotsFile
from operator_console.storage.turns import Turn

TURN: Final = "accounts.lock"
_SLOTS = "slots"


class UserAccounts:
    """Fulfils :class:`operator_console.services.ports.Accounts`.

    A change writes the slots' file just before the database commits. The file is thus never older than the database
    says: an older one was put back, a newer one is what a sudden end left, and :meth:`settle` follows it. Whoever
    changes or settles has the turn for it from the first look to the last write.
    """

    def __init__(self, folder: Path, database: Database, maker: SlotMaker, seal_key: bytes) -> None:
        self._turn = Turn(folder / TURN)
        self._database = database
        self._file = SlotsFile(folder, maker.vault_id)
        self._maker = maker
        self._seal_key = seal_key

    def alone(self) -> AbstractContextManager[None]:
        """No other process changes an account meanwhile: for whoever looks before they change."""
        return self._turn.taken()

    def list(self) -> list[Account]:
        """Return every account, in the order they were made."""
        rows = self._database.rows(
            "SELECT user, display, role, active, must_change_password, last_sign_in, clients, os_user FROM account"
            " ORDER BY place"
        )
        return [_account_of(row) for row in rows]

    def get(self, user: UserName) -> Account:
        """Return one account, or refuse with ``USER_UNKNOWN``."""
        for account in self.list():
            if account.user == user:
                return account
        raise Refusal(Code.USER_UNKNOWN, user=user)

    def add(self, account: Account, password: Secret[str]) -> None:
        """Make a key slot for a new user; refuses with ``USER_EXISTS``."""
        with self._turn.taken():
            if any(each.user == account.user for each in self.list()):
                raise Refusal(Code.USER_EXISTS, user=account.user)
            slots = self._slots()
            slot = self._maker.make(account.user, account.role, password, slots.version + 1)
            with self._database.change():
                self._put(account)
                self._write(slots.with_slot(slot))

    def set_password(self, user: UserName, password: Secret[str], *, must_change: bool) -> None:
        """Replace the user's key slot; makes a disabled account active again."""
        with self._turn.taken():
            account = self.get(user)
            slots = self._slots()
            slot = self._maker.make(user, account.role, password, slots.version + 1)
            with self._database.change():
                self._put(replace(account, active=True, must_change_password=must_change))
                self._write(slots.with_slot(slot))

    def check(self, user: UserName, password: Secret[str]) -> bool:
        """Return whether this password opens the user's slot."""
        slot = self._slots().by_user.get(user)
        return slot is not None and slot.opened(self._maker.vault_id, password, self._maker.device_secret) is not None

    def disable(self, user: UserName) -> None:
        """Destroy the user's key slot."""
        with self._turn.taken(), self._database.change():
            self._put(replace(self.get(user), active=False))
            self._write(self._slots().without(user))

    def set_clients(self, user: UserName, clients: tuple[ClientId, ...]) -> None:
        """Grant an operator these client companies and no other."""
        with self._turn.taken(), self._database.change():
            self._put(replace(self.get(user), clients=clients))

    def set_os_user(self, user: UserName, os_user: str) -> None:
        """Tie an account to an OS user; empty for none."""
        with self._turn.taken(), self._database.change():
            self._put(replace(self.get(user), os_user=os_user))

    def note_sign_in(self, user: UserName, when: str) -> None:
        """Remember the time of a sign-in (ISO 8601 UTC)."""
        with self._database.change():
            self._database.run("UPDATE account SET last_sign_in = ? WHERE user = ?", when, user)

    def found(self, accounts: Sequence[Account], slots: Slots) -> None:
        """Write the accounts with which a vault is made; their slots have been made already."""
        with self._database.change():
            for account in accounts:
                self._put(account)
            self._write(slots)

    def keep_only(self, account: Account, password: Secret[str]) -> None:
        """After a recovery: one slot, made with the new device secret; everybody else waits for a new password."""
        with self._turn.taken():
            version = self._noted() + 1
            slot = self._maker.make(account.user, account.role, password, version)
            with self._database.change():
                self._database.run("UPDATE account SET active = 0")
                self._put(account)
                self._write(Slots(version, {account.user: slot}))

    def settle(self) -> None:
        """Bring the database in step with the slots' file; refuses with ``VAULT_DAMAGED`` when the file is older."""
        with self._turn.taken():
            self._settle()

    def _settle(self) -> None:
        self._file.check(self._maker.device_secret, self._seal_key)
        slots, noted = self._slots(), self._noted()
        if slots.version < noted:
            raise Refusal(Code.VAULT_DAMAGED, file=FILES[0])
        if slots.version > noted:
            self._follow(slots)
        for account in self.list():
            slot = slots.by_user.get(account.user)
            if (slot is not None) is not account.active or (slot and slot.role is not account.role):
                raise Refusal(Code.VAULT_DAMAGED, file=CUSTOMERS)

    def _follow(self, slots: Slots) -> None:
        known = {account.user for account in self.list()}
        kept = {user: slot for user, slot in slots.by_user.items() if user in known}
        with self._database.change():
            for user in known:
                self._database.run("UPDATE account SET active = ? WHERE user = ?", int(user in kept), user)
            if len(kept) < len(slots.by_user):
                self._write(Slots(slots.version + 1, kept))
            else:
                self._note(slots.version)

    def _slots(self) -> Slots:
        return self._file.read(self._maker.device_secret)

    def _write(self, slots: Slots) -> None:
        """Write the file as the last step of a change: what can fail in the database has gone well by now."""
        self._note(slots.version)
        self._file.write(slots, self._maker.device_secret, self._seal_key)

    def _noted(self) -> int:
        row = self._database.row("SELECT version FROM outside WHERE name = ?", _SLOTS)
        return int(row[0]) if row else 0

    def _note(self, version: int) -> None:
        self._database.run(
            "INSERT INTO outside (name, version) VALUES (?, ?) ON CONFLICT DO UPDATE SET version = excluded.version",
            _SLOTS,
            version,
        )

    def _put(self, account: Account) -> None:
        self._database.run(
            "INSERT INTO account (user, display, role, active, must_change_password, last_sign_in, clients, os_user)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user) DO UPDATE SET display = excluded.display,"
            " active = excluded.active, must_change_password = excluded.must_change_password,"
            " clients = excluded.clients, os_user = excluded.os_user",
            account.user,
            account.display,
            account.role.value,
            int(account.active),
            int(account.must_change_password),
            account.last_sign_in,
            json.dumps(account.clients),
            account.os_user,
        )


def _account_of(row: Any) -> Account:
    user, display, role, active, must_change, last_sign_in, clients, os_user = row
    granted = tuple(ClientId(client) for client in json.loads(clients))
    return Account(UserName(user), display, Role(role), bool(active), bool(must_change), last_sign_in, granted, os_user)
