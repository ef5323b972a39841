"""Every reply of the protocol: what the vault may say, and nothing else."""

from typing import Final

import msgspec

from operator_console.domain.actions import LockCause
from operator_console.domain.ids import FieldName
from operator_console.domain.refusals import Code
from operator_console.domain.views import (
    CallView,
    MachineCheck,
    MemoFinding,
    PolicyFault,
    RejectedRow,
    SessionView,
    UserView,
)

MOST_REJECTED: Final = 10_000


class Reply(msgspec.Struct, frozen=True, tag=True):
    """What the vault answers."""

    def __repr__(self) -> str:
        """Name the message alone: it may carry what a caller said, a password, a value."""
        return f"<{type(self).__name__}>"


class Done(Reply, frozen=True):
    """It has been done; there is nothing more to say."""


class Refused(Reply, frozen=True):
    """It has not been done, and why."""

    code: Code
    params: dict[str, str | int]


class Progress(Reply, frozen=True):
    """How far long work has come; the request is answered later. ``total`` is 0 while it is not known."""

    stage: str
    done: int
    total: int


class Ending(Reply, frozen=True):
    """Sent with request id 0: the vault is about to end by itself."""

    cause: LockCause


class Welcome(Reply, frozen=True):
    """The vault before anyone has signed in."""

    build: str
    mode: str
    present: bool
    demo: bool
    device_secret: str
    """``keyring``, ``file``, ``missing`` (a recovery is needed) or ``none`` (there is no vault yet)."""
    keyring: str
    """The backend that can be used on this machine, or empty."""
    password_length: int
    os_user: str = ""
    """As whom the vault sees the console: in Guarded mode ``name(uid)``, as the system tells it."""


class RecoveryCode(Reply, frozen=True):
    """The recovery key, shown once. Nothing has been written yet."""

    code: str
    pin: str = ""
    """The code of the first key that signs checkpoints; a lead writes it down too, away from this machine."""


class SignedIn(Reply, frozen=True):
    """Somebody has signed in."""

    session: SessionView


class Diagnosis(Reply, frozen=True):
    """The state of this machine as the vault process sees it."""

    checks: tuple[MachineCheck, ...]


class CallState(Reply, frozen=True):
    """The call as it is now."""

    call: CallView


class Revealed(Reply, frozen=True):
    """The one message that carries a customer's value."""

    field: FieldName
    value: str
    seconds: int
    spoken: bool = False
    """Whether a screen reader is to be told: its entry says so."""


class RoomAnswered(Reply, frozen=True):
    """The answers are in the log; ``due``: with a no among them no call may be taken."""

    due: bool


class SharingBegun(Reply, frozen=True):
    """The screen may be captured for so many seconds."""

    seconds: int


class MemoChecked(Reply, frozen=True):
    """What was found in a memo's text; nothing is stored."""

    findings: tuple[MemoFinding, ...]


class MemoDisposed(Reply, frozen=True):
    """The memo is gone; an operator gets the call as it is now."""

    call: CallView | None = None


class PolicyText(Reply, frozen=True):
    """The policy in force."""

    text: str
    version: int


class PolicyChecked(Reply, frozen=True):
    """What is wrong with a policy's text, in the order of its lines; nothing when it could be saved."""

    problems: tuple[PolicyFault, ...]


class PolicySaved(Reply, frozen=True):
    """The new policy is in force: at once for whoever saved it, for everybody else at their next request."""

    session: SessionView


class MatchingTried(Reply, frozen=True):
    """Whether the answer is the stored value, and the name of the rule that decided."""

    met: bool
    rule: str


class Users(Reply, frozen=True):
    """Everyone who has an account."""

    users: tuple[UserView, ...]


class FilePreview(Reply, frozen=True):
    """A file before it is imported: its encoding, and which column goes where (empty: left out)."""

    encoding: str
    rows: int
    columns: tuple[tuple[str, FieldName | str], ...]


class Imported(Reply, frozen=True):
    """What an import did. Rejected rows stay with the vault until they are saved or the next import begins."""

    imported: int
    rejected: tuple[RejectedRow, ...]
    """The first :data:`MOST_REJECTED` of them."""
    cancelled: bool
    rejected_count: int = 0
    """How many there are in all."""
