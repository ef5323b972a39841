"""What the services need of the machine: the few Protocols that storage and the clock fulfil."""
# ruff: noqa: I001, PLC0414 - the log's ports are handed on under their own names

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from operator_console.domain.ids import CallId, ClientId, CustomerId, CustomerRef, FieldName, MemoId, UserName
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.services.backup_ports import (
    BackupSource as BackupSource,
    BackupTarget as BackupTarget,
    Found as Found,
    Moment as Moment,
    PutBack as PutBack,
    RestoredFrom as RestoredFrom,
    Step as Step,
)
from operator_console.services.log_ports import (
    Checkpoints as Checkpoints,
    Collector as Collector,
    Draft as Draft,
    KeptCheckpoint as KeptCheckpoint,
    LogAnswer as LogAnswer,
    LogEnd as LogEnd,
    LogFilter as LogFilter,
    LogStore as LogStore,
    StoredEntry as StoredEntry,
)
from operator_console.services.surroundings import (
    Clock as Clock,
    Files as Files,
    Place as Place,
    RateCount as RateCount,
    RateStore as RateStore,
)

# ---- customers -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field as it is written: the value is sealed, the mask stored beside it, the term indexed (empty: not)."""

    value: str = field(repr=False)
    mask: str
    term: str = field(default="", repr=False)


class CustomerStore(Protocol):
    """Customers of one vault. Values are sealed one by one; nothing here decrypts but :meth:`value`."""

    def change(self) -> AbstractContextManager[None]:
        """One transaction: everything inside it or nothing; durable when it ends."""

    def insert(self, client: ClientId, number: str, fields: Mapping[FieldName, FieldValue]) -> CustomerId:
        """Add a customer; ``number`` is the canonical customer number from which the reference is made."""

    def update(self, customer: CustomerId, fields: Mapping[FieldName, FieldValue]) -> None:
        """Replace the fields given; a field with an empty value is removed."""

    def find(
        self, client: ClientId, terms: Mapping[FieldName, str], limit: int, *, sealed: bool | None = None
    ) -> list[CustomerId]:
        """Return at most ``limit`` customers of this client that have every one of these canonical terms.

        ``sealed``: only those that are (True) or are not (False); None for all.
        """

    def sealed(self, customer: CustomerId) -> bool:
        """Return whether this customer's existence is not to be confirmed."""

    def seal(self, customer: CustomerId, *, sealed: bool) -> None:
        """Seal a customer, or open them again."""

    def remake(self, name: FieldName, make: Callable[[str], FieldValue]) -> None:
        """Make the mask and the term of a field anew for every customer who has it; the values stay."""

    def masks(self, customer: CustomerId) -> dict[FieldName, str]:
        """Return the stored mask of every field that has a value."""

    def sealed_value(self, customer: CustomerId, name: FieldName) -> Callable[[], str] | None:
        """Read one field as it is kept; calling what is returned decrypts it. None where the field is empty."""

    def value(self, customer: CustomerId, name: FieldName) -> str:
        """Decrypt one field; empty where there is none. Refuses when the sealed bytes are not what was written."""

    def ref(self, customer: CustomerId) -> CustomerRef:
        """Return the reference by which the log names this customer."""

    def ref_of_number(self, client: ClientId, number: str) -> CustomerRef:
        """Return the reference that a customer with this canonical number has, whether or not there is one."""

    def count(self) -> int:
        """Return the number of customers in the vault."""

    def attempts(self, customer: CustomerId, day: str) -> int:
        """Return the answers given for this customer on a day (ISO date), by all operators."""

    def count_attempt(self, customer: CustomerId, day: str) -> None:
        """Add one to that number, durably."""

    def forget_attempts(self, customer: CustomerId, day: str) -> None:
        """Set that number to 0."""


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo as it is listed: its mask, never its text. ``written`` is ISO 8601 UTC."""

    id: MemoId
    customer: CustomerId
    call: CallId
    author: UserName
    written: str
    mask: str


class MemoStore(Protocol):
    """The history of customers; nothing here decrypts but :meth:`text`."""

    def add(self, customer: CustomerId, call: CallId, author: UserName, written: str, text: str) -> MemoId:
        """Seal and keep a memo; masked whole."""

    def of(self, customer: CustomerId) -> list[Memo]:
        """Return a customer's memos, newest first."""

    def get(self, memo: MemoId) -> Memo | None:
        """Return one memo, or None where there is none."""

    def text(self, memo: MemoId) -> str:
        """Decrypt one memo. Refuses when the sealed bytes are not what was written."""

    def dispose(self, memo: MemoId) -> None:
        """Destroy a memo; its bytes are overwritten."""


@dataclass(frozen=True, slots=True)
class SavedCall:
    """What of a call outlives a lock. ``state`` is the service's own JSON, without a customer's value."""

    id: CallId
    operator: UserName
    state: str


class CallStore(Protocol):
    """The open call of each operator, so that a lock does not lose it."""

    def save(self, call: SavedCall) -> None:
        """Write or replace the operator's open call."""

    def load(self, operator: UserName) -> SavedCall | None:
        """Return the operator's open call."""

    def drop(self, operator: UserName) -> None:
        """Forget it."""


class PolicyStore(Protocol):
    """Every version of the policy that was ever in force, as its TOML text."""

    def current(self) -> str:
        """Return the newest version's text."""

    def newest(self) -> int:
        """Return the newest version's number."""

    def all(self) -> list[tuple[int, str]]:
        """Return every version with its text, oldest first."""

    def save(self, version: int, text: str) -> None:
        """Write a new version."""


# ---- the vault as a whole --------------------------------------------------------------------------------------------


ALL_CLIENTS: Final = ClientId("*")
"""Stands for every client of the policy, in the accounts of a vault from before clients were granted."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user as kept in the vault."""

    user: UserName
    display: str
    role: Role
    active: bool = True
    must_change_password: bool = True
    last_sign_in: str = ""
    clients: tuple[ClientId, ...] = ()
    """For which an operator answers; none where it is empty."""
    os_user: str = ""
    """The OS user from whom alone it signs in, by name or number, where the policy ties accounts."""


class Accounts(Protocol):
    """Users and their key slots in an open vault."""

    def alone(self) -> AbstractContextManager[None]:
        """No other process changes an account meanwhile: for whoever looks before they change."""

    def list(self) -> list[Account]:
        """Return every account, in the order they were made."""

    def add(self, account: Account, password: Secret[str]) -> None:
        """Make a key slot for a new user."""

    def set_password(self, user: UserName, password: Secret[str], *, must_change: bool) -> None:
        """Replace the user's key slot; makes a disabled account active again."""

    def check(self, user: UserName, password: Secret[str]) -> bool:
        """Return whether this password opens the user's slot."""

    def disable(self, user: UserName) -> None:
        """Destroy the user's key slot."""

    def set_clients(self, user: UserName, clients: tuple[ClientId, ...]) -> None:
        """Grant an operator these client companies and no other."""

    def set_os_user(self, user: UserName, os_user: str) -> None:
        """Tie an account to an OS user; empty for none."""

    def note_sign_in(self, user: UserName, when: str) -> None:
        """Remember the time of a sign-in (ISO 8601 UTC)."""


class Session(Protocol):
    """One opened vault as other processes on the same folder see it."""

    @property
    def id(self) -> str:
        """Its name in the log."""

    def take(self, user: UserName) -> None:
        """This person works here from now on, or refuse with ``SIGNED_IN_ELSEWHERE`` while they do so elsewhere."""

    def lives(self, session: str) -> bool:
        """Return whether a session of this name is still open in a living process."""


class OpenVault(BackupSource, Protocol):
    """A vault whose keys are in memory."""

    @property
    def session(self) -> Session:
        """The session that opening it began."""

    @property
    def changes_missing(self) -> int:
        """How many changes of the customers were lost when it was opened with the recovery key; 0 otherwise."""

    def changed(self) -> bool:
        """Return whether another process has changed customers, accounts or the policy since this was last asked."""

    @property
    def customers(self) -> CustomerStore:
        """Its customers."""

    @property
    def memos(self) -> MemoStore:
        """The history of its customers."""

    @property
    def calls(self) -> CallStore:
        """The open calls."""

    @property
    def policies(self) -> PolicyStore:
        """The versions of its policy."""

    @property
    def rates(self) -> RateStore:
        """How often each OS user did what."""

    @property
    def log(self) -> LogStore:
        """Its log."""

    @property
    def accounts(self) -> Accounts:
        """Its users."""

    def auditors(self) -> list[bytes]:
        """Return the public keys of those who can check every seal of the log, 32 bytes each."""

    def add_auditor(self, public: bytes, first_key: Secret[bytes]) -> None:
        """Seal the log's first key to one more public key."""

    def sealed_first_key(self) -> Sequence[Mapping[str, str]]:
        """Return the log's first key as it is sealed to each: ``kind``, ``public`` and ``sealed`` in hexadecimal."""

    def close(self) -> None:
        """Close the databases and drop the keys."""


@dataclass(frozen=True, slots=True)
class FailedSignIn:
    """A failed attempt that has not been written to the log yet, because the log was closed."""

    user: str
    when: datetime
    os_user: str = ""
    """From whom it came, in Guarded mode."""


@dataclass(frozen=True, slots=True)
class VaultState:
    """A vault before it is opened. ``device_secret``: ``keyring``, ``file``, ``credential``, ``missing``, ``none``."""

    present: bool
    demo: bool
    device_secret: str


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """One of the accounts with which a vault is made."""

    account: Account
    password: Secret[str]


class PreparedVault(Protocol):
    """A vault that exists in memory only, until its recovery key has been confirmed."""

    @property
    def recovery_code(self) -> Secret[str]:
        """The private half of the recovery key, as it is printed."""

    @property
    def pin(self) -> str:
        """The code of the first key that signs checkpoints."""

    def write(self) -> OpenVault:
        """Write it to disk, wholly or not at all, and return it open."""


class Keeper(BackupTarget, Protocol):
    """The vault's folder: its state, its key slots, its counters of failed attempts. Refuses with what is wrong."""

    def state(self) -> VaultState:
        """Look without opening. Refuses a damaged, newer or unreadable vault."""

    def prepare(
        self,
        accounts: Sequence[FirstAccount],
        policy: str,
        *,
        device_secret: str,
        demo: bool = False,
        auditors: Sequence[bytes] = (),
    ) -> PreparedVault:
        """Make keys and slots in memory. The log's first key is sealed to the auditors' public keys as well."""

    def first_log_key(self, code: Secret[str]) -> Secret[bytes]:
        """Return the log's first key with the recovery key, or refuse with ``RECOVERY_WRONG``."""

    def open(self, user: UserName, password: Secret[str]) -> tuple[OpenVault, Account]:
        """Open with a password, or refuse with ``SIGN_IN_WRONG``; takes as long for a user who does not exist."""

    def recover(self, code: str, user: UserName, password: Secret[str], *, device_secret: str) -> OpenVault:
        """Open with the recovery key, make a new device secret and a slot for this administrator.

        Every other slot is void afterwards, because it was made with the lost secret.
        """

    def counting(self) -> AbstractContextManager[None]:
        """No other process counts attempts, or writes them to the log, meanwhile."""

    def failures(self, user: str) -> list[datetime]:
        """Return the times of the failed attempts since this user's last success."""

    def failures_from_here(self) -> list[datetime]:
        """Return the times of the failed attempts from the OS user at the other end, whoever they wanted to be."""

    def begin_attempt(self, user: str, when: datetime) -> None:
        """Count an attempt as failed, durably, before the password is tried."""

    def attempt_failed(self) -> None:
        """The attempt that was begun last was a failure; until this is said it may still succeed."""

    def clear_attempts(self, user: str) -> None:
        """The attempt that was begun last was this user's and succeeded: forget what counts towards a hold."""

    def unlogged_failures(self) -> list[FailedSignIn]:
        """Return the failed attempts that are not in the log yet, oldest first; one that is still tried is none."""

    def mark_logged(self, logged: Sequence[FailedSignIn]) -> None:
        """These are in the log now."""

    def close(self) -> None:
        """Let go of the folder's lock."""
