"""Every message of the protocol. A request names its reply; nothing else crosses between the two processes."""
# ruff: noqa: I001, PLC0414 - the replies are handed on under their own names

from collections.abc import Callable, Generator
from typing import Any, ClassVar, Final, Generic, NamedTuple, Self, TypeVar

import msgspec

from operator_console.domain.actions import LockCause
from operator_console.domain.ids import CallId, ClientId, FieldName, ItemId, PurposeId, UserName
from operator_console.domain.roles import Role
from operator_console.protocol.replies import (
    CallState as CallState,
    Diagnosis as Diagnosis,
    Done as Done,
    Ending as Ending,
    FilePreview as FilePreview,
    Imported as Imported,
    LogChoices as LogChoices,
    LogPage as LogPage,
    LogVerified as LogVerified,
    Progress as Progress,
    RecoveryCode as RecoveryCode,
    Refused as Refused,
    Reply as Reply,
    Revealed as Revealed,
    SignedIn as SignedIn,
    Users as Users,
    Welcome as Welcome,
)

VERSION: Final = 1
"""Protocol version; the vault refuses any other."""
MAX_LINE: Final = 1 << 20
"""Bytes in a line at most, the line end included."""


R = TypeVar("R", bound=Reply)


class Route(NamedTuple):
    """A kind of request with what serves it. Made by :meth:`Request.answered_by`, which checks that they fit."""

    request: "type[Request[Any]]"
    handler: Callable[[Any], Any]


class Request(msgspec.Struct, Generic[R], frozen=True, tag=True, forbid_unknown_fields=True):
    """What the console asks; the type parameter is the reply it gets when it is not refused."""

    reply: ClassVar[type[Reply]]

    @classmethod
    def answered_by(cls, handler: "Callable[[Self], R | Generator[Progress, None, R]]") -> Route:
        """Bind this kind of request to its handler; a generator is long work that yields its progress."""
        return Route(cls, handler)


# ---- before anyone has signed in -------------------------------------------------------------------------------------


class Hello(Request[Welcome], frozen=True):
    """The first request of every conversation."""

    reply = Welcome


class NewUser(msgspec.Struct, frozen=True):
    """An account to be made; the password is a first one that its owner changes when signing in."""

    user: str
    display: str
    password: str


class PrepareVault(Request[RecoveryCode], frozen=True):
    """Make a new vault in memory and show its recovery key. ``device_secret`` is ``keyring`` or ``file``."""

    administrator: NewUser
    operator: NewUser
    lead: NewUser
    device_secret: str
    reply = RecoveryCode


class ConfirmVault(Request[Done], frozen=True):
    """The recovery key as it was written down: write the prepared vault to disk."""

    code: str
    reply = Done


class SignIn(Request[SignedIn], frozen=True):
    """Open the vault. Wrong name and wrong password are the same refusal."""

    user: str
    password: str
    reply = SignedIn


class Recover(Request[Done], frozen=True):
    """The device secret is lost: open with the recovery key, make a new secret and a password for an administrator."""

    code: str
    user: str
    password: str
    device_secret: str
    reply = Done


class KeepAlive(Request[Done], frozen=True):
    """A sign of life; the vault's lease begins anew. Every other request is one too."""

    reply = Done


class Diagnose(Request[Diagnosis], frozen=True):
    """What works on this machine."""

    reply = Diagnosis


# ---- anyone who has signed in ----------------------------------------------------------------------------------------


class ChangePassword(Request[Done], frozen=True):
    """A new password for oneself."""

    old: str
    new: str
    reply = Done


class Lock(Request[Done], frozen=True):
    """Write why, answer, end the process."""

    cause: LockCause
    reply = Done


class SignOut(Request[Done], frozen=True):
    """End the call if there is one, write it, answer, end the process."""

    reply = Done


class Cancel(Request[Done], frozen=True):
    """Stop long work. The request ``request`` is answered with what was done until then, or refused as cancelled."""

    request: int
    reply = Done


# ---- an operator -----------------------------------------------------------------------------------------------------


class OpenCall(Request[CallState], frozen=True):
    """Pick up a call for a client company and a purpose."""

    client: ClientId
    purpose: PurposeId
    reply = CallState


class ResumeCall(Request[CallState], frozen=True):
    """Go on, masked, with the call that a lock interrupted."""

    call: CallId
    reply = CallState


class ChangePurpose(Request[CallState], frozen=True):
    """The caller wants something else: same customer, the other purpose's checklist; right answers still count."""

    purpose: PurposeId
    reply = CallState


class FindCustomer(Request[CallState], frozen=True):
    """Find the caller by one exact identifier or a set of weak ones: field name to what was heard."""

    by: dict[FieldName, str]
    reply = CallState


class PutBack(Request[CallState], frozen=True):
    """It is not this customer: drop the card and what was answered."""

    reply = CallState


class AnswerItem(Request[CallState], frozen=True):
    """What the caller said to one question."""

    item: ItemId
    answer: str
    reply = CallState


class RevealField(Request[Revealed], frozen=True):
    """Show one field for some seconds."""

    field: FieldName
    reply = Revealed


class EndShowing(Request[Done], frozen=True):
    """A field is masked again. ``cause`` is ``timer``, ``key``, ``hold``, ``end``, ``leave`` or ``lock``."""

    field: FieldName
    cause: str
    reply = Done


class HoldCall(Request[CallState], frozen=True):
    """The caller waits."""

    reply = CallState


class TakeBackCall(Request[CallState], frozen=True):
    """The caller is back."""

    reply = CallState


class EndCall(Request[Done], frozen=True):
    """Goodbye: the grant dies, the card goes."""

    reply = Done


# ---- a lead or an auditor --------------------------------------------------------------------------------------------


class ReadLog(Request[LogPage], frozen=True):
    """Entries older than ``before`` (0: from the newest), newest first, that match every filter which is not empty.

    ``since`` and ``until`` are ISO 8601 UTC; ``customer`` is a customer's number or a reference from the log.
    """

    before: int = 0
    limit: int = 100
    user: str = ""
    action: str = ""
    customer: str = ""
    client: str = ""
    since: str = ""
    until: str = ""
    reply = LogPage


class ReadLogChoices(Request[LogChoices], frozen=True):
    """What the filters can be set to."""

    reply = LogChoices


class VerifyLog(Request[LogVerified], frozen=True):
    """Check the whole log; sends progress and can be cancelled."""

    reply = LogVerified


# ---- an administrator ------------------------------------------------------------------------------------------------


class ListUsers(Request[Users], frozen=True):
    """Everyone who has an account."""

    reply = Users


class AddUser(Request[Users], frozen=True):
    """A new account; its first password must be changed at the first sign-in."""

    user: str
    display: str
    role: Role
    password: str
    reply = Users


class ResetPassword(Request[Users], frozen=True):
    """A new first password for somebody; enables a disabled account again."""

    user: UserName
    password: str
    reply = Users


class DisableUser(Request[Users], frozen=True):
    """Take somebody's key away. Their entries in the log stay."""

    user: UserName
    reply = Users


class PreviewImport(Request[FilePreview], frozen=True):
    """Read a file's header. An empty ``encoding`` finds out by itself."""

    path: str
    encoding: str = ""
    reply = FilePreview


class ImportFile(Request[Imported], frozen=True):
    """Import a CSV file for a client company; sends progress and can be cancelled between rows.

    An empty ``client`` is the policy's first. ``existing`` is ``reject`` or ``update``: what happens to a row whose
    customer number is in the vault already.
    """

    path: str
    client: str = ""
    existing: str = "reject"
    encoding: str = ""
    reply = Imported


class SaveRejects(Request[Done], frozen=True):
    """Write the rows that the last import rejected, as they stood, to a new file that can be mended and imported."""

    path: str
    reply = Done


REQUESTS: Final = tuple(
    sorted(
        (t for t in list(globals().values()) if isinstance(t, type) and issubclass(t, Request) and t is not Request),
        key=lambda t: t.__name__,
    )
)
REPLIES: Final = tuple(
    sorted(
        (t for t in list(globals().values()) if isinstance(t, type) and issubclass(t, Reply) and t is not Reply),
        key=lambda t: t.__name__,
    )
)
