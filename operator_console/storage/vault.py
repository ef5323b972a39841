"""An open vault: its stores over two databases, and nothing of it once it is closed."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.resource_files import resource
from operator_console.services.ports import (
    Account,
    CallStore,
    CustomerStore,
    MemoStore,
    Moment,
    PolicyStore,
    RateStore,
    RestoredFrom,
)
from operator_console.services.ports import LogStore as LogPort
from operator_console.storage import backups, restoring
from operator_console.storage.accounts import UserAccounts
from operator_console.storage.calls import Calls
from operator_console.storage.customer_index import CustomerIndex
from operator_console.storage.customers import Customers
from operator_console.storage.database import Database
from operator_console.storage.envelopes import Envelopes
from operator_console.storage.folder import CUSTOMERS
from operator_console.storage.header import Header, require_authentic
from operator_console.storage.keys import Argon2Cost, VaultKeys
from operator_console.storage.log_anchor import LogAnchor
from operator_console.storage.log_store import LogKeys, LogStore
from operator_console.storage.memos import Memos
from operator_console.storage.migrations import migrate
from operator_console.storage.policies import Policies
from operator_console.storage.rates import Rates, open_rates
from operator_console.storage.row_seals import RowSeals
from operator_console.storage.sessions import Session
from operator_console.storage.slots import SlotMaker, Slots
from operator_console.storage.sqlcipher import open_database


@dataclass(frozen=True, slots=True, repr=False)
class Opening:
    """What it takes to open a vault: its folder, its header, and the two secrets."""

    folder: Path
    header: Header
    device_secret: bytes
    master: bytes
    cost: Argon2Cost

    @property
    def keys(self) -> VaultKeys:
        """Everything that grows from the master key."""
        return VaultKeys(self.master)

    def log_keys(self) -> LogKeys:
        """What the log is opened with."""
        keys = self.keys
        return LogKeys(keys.log_database, keys.log_state, self.header.log_id)

    def accounts(self, database: Database) -> UserAccounts:
        """Return the accounts over the customers' database."""
        maker = SlotMaker(self.header.vault_id, self.device_secret, self.master, self.cost)
        return UserAccounts(self.folder, database, maker, self.keys.seal_of_files)

    def customers_database(self, *, create: bool = False) -> Database:
        """Open customers.db in the form that this build knows; refuses with ``VAULT_DAMAGED`` what does not add up."""
        path = self.folder / CUSTOMERS
        connection = open_database(path, self.keys.customers_database, create=create)
        try:
            migrate(connection, path, resource("migrations", "customers"))
            database = Database(connection, path, RowSeals(connection, path, self.keys.rows))
            database.require_whole()
        except BaseException:
            connection.close()
            raise
        return database


class Vault:
    """Fulfils :class:`operator_console.services.ports.OpenVault`."""

    customers: CustomerStore
    memos: MemoStore
    calls: CallStore
    policies: PolicyStore
    log: LogPort

    def __init__(
        self,
        database: Database,
        log: LogStore,
        accounts: UserAccounts,
        keys: VaultKeys,
        anchor: LogAnchor,
        *,
        session: Session,
        opening: Opening,
    ) -> None:
        self.session = session
        self._files = backups.OpenFiles()
        folder = opening.folder
        self._source = backups.Source(folder, opening.header, keys, database, log, accounts, self._files)
        self.changes_missing = 0
        self._database = database
        self._open_rates = partial(open_rates, folder, keys.rates_database)
        self._rates: Database | None = None
        self._log = log
        seals = database.seals
        seals.shared = not session.alone
        log.customers_changed = lambda: seals.generation
        self._closed = False
        self.log = log
        self.accounts = accounts
        self._anchor = anchor
        index = CustomerIndex(keys.index, keys.reference)
        envelopes = Envelopes(keys.field_wrap)
        self.customers = Customers(database, envelopes, index, seals)
        self.memos = Memos(database, envelopes, seals)
        self.calls = Calls(database)
        self.policies = Policies(database)

    @property
    def rates(self) -> RateStore:
        """The counts of what OS users do; their database is opened when first asked for: never in Standalone."""
        if self._closed:
            raise AttributeError("rates")
        if self._rates is None:
            self._rates = self._open_rates()
        return Rates(self._rates)

    def auditors(self) -> list[bytes]:
        """Return the public keys of those who can check every seal of the log."""
        return self._anchor.auditors()

    def add_auditor(self, public: bytes, first_key: Secret[bytes]) -> None:
        """Seal the log's first key to one more public key."""
        self._anchor.add(public, first_key.reveal())

    def sealed_first_key(self) -> list[dict[str, str]]:
        """Return the log's first key as it is sealed to each."""
        return self._anchor.sealed()

    def staged(self, moment: Moment) -> AbstractContextManager[backups.Staged]:
        """Copy the vault as it is now; the copy goes when this is left."""
        return backups.staged(self._source, moment)

    def restored_from(self) -> RestoredFrom | None:
        """Return from which backup it was put back, until that has been told."""
        return restoring.restored_from(self._source.folder, self._source.keys.seal_of_files)

    def restore_told(self) -> None:
        """It is in the log now."""
        restoring.forget(self._source.folder)

    def changed(self) -> bool:
        """Return whether another process has changed customers, accounts or the policy since this was last asked."""
        return not self.session.alone and self._database.changed()

    def close(self) -> None:
        """Close the databases and drop the keys; a second time it does nothing."""
        if self._closed:
            return
        self._closed = True
        del self.customers, self.memos, self.calls, self.policies, self.log, self.accounts, self._anchor
        del self._open_rates, self._source
        try:
            self._log.close()
        finally:
            for database in (self._database, self._rates):
                if database is not None:
                    database.close()
            self._files.close()
            self.session.close()


def _open_log(opening: Opening) -> LogStore:
    """Open the log; one that is broken for reading and verifying only."""
    try:
        return LogStore.open(opening.folder, opening.log_keys())
    except Refusal as refusal:
        if refusal.code is not Code.LOG_BROKEN:
            raise
        return LogStore.open_to_verify(opening.folder, opening.log_keys())


def changes_missing(database: Database, log: LogStore) -> int:
    """Return how many changes of customers.db the log has seen that are not in it.

    What the log tells is read first: another process may change customers and write an entry meanwhile.
    """
    told = log.customers_told()
    return max(0, told - database.seals.counted())


def changes_missing_in(opening: Opening) -> int:
    """Open both databases to look at nothing else."""
    database = opening.customers_database()
    try:
        log = _open_log(opening)
        try:
            return changes_missing(database, log)
        finally:
            log.close()
    finally:
        database.close()


def open_vault(opening: Opening, session: Session, accepted: int = 0) -> Vault:
    """Open both databases; refuses with what is wrong with the files.

    Refuses with ``CUSTOMERS_OLDER`` where ``accepted`` is 0 and changes are missing; otherwise it goes on counting
    after the last one that the log has seen.
    """
    require_authentic(opening.folder, opening.keys.seal_of_files)
    backups.sweep(opening.folder)
    database = opening.customers_database()
    log = None
    try:
        log = _open_log(opening)
        missing = changes_missing(database, log)
        if missing and not accepted:
            raise Refusal(Code.CUSTOMERS_OLDER, missing=missing)
        if missing:
            with database.change():
                database.seals.count_beyond(log.customers_told())
        accounts = opening.accounts(database)
        accounts.settle()
    except BaseException:
        if log is not None:
            log.close()
        database.close()
        raise
    anchor = LogAnchor(opening.folder, opening.header.log_id, opening.keys.seal_of_files)
    vault = Vault(database, log, accounts, opening.keys, anchor, session=session, opening=opening)
    vault.changes_missing = accepted
    return vault


@dataclass(frozen=True, slots=True, repr=False)
class Content:
    """With what a vault is made."""

    accounts: tuple[Account, ...]
    slots: Slots
    policy_version: int
    policy: str
    first_log_key: bytes
    first_signer: bytes


def fill_vault(opening: Opening, content: Content) -> None:
    """Write a new vault's databases and key slots into an empty folder."""
    LogStore.create(opening.folder, opening.log_keys(), content.first_log_key, content.first_signer).close()
    database = opening.customers_database(create=True)
    try:
        Policies(database).save(content.policy_version, content.policy)
        opening.accounts(database).found(content.accounts, content.slots)
    finally:
        database.close()
