"""Every message of the protocol. A request names its reply; nothing else crosses between the two processes."""
# ruff: noqa: I001, PLC0414 - requests and replies are handed on under their own names

from typing import Final

import msgspec

from operator_console.domain.actions import LockCause
from operator_console.domain.ids import ClientId
from operator_console.protocol.backup_messages import (
    BackupFound as BackupFound,
    BackupMade as BackupMade,
    BackupRestored as BackupRestored,
    BackupState as BackupState,
    LookIntoBackup as LookIntoBackup,
    MakeBackup as MakeBackup,
    ReadBackups as ReadBackups,
    RestoreBackup as RestoreBackup,
)
from operator_console.protocol.call_requests import (
    AnswerItem as AnswerItem,
    BeginCallBack as BeginCallBack,
    BreakGlass as BreakGlass,
    ChangePurpose as ChangePurpose,
    CheckMemo as CheckMemo,
    DisposeMemo as DisposeMemo,
    EndCall as EndCall,
    EndCallBack as EndCallBack,
    EndShowing as EndShowing,
    FindCustomer as FindCustomer,
    HoldCall as HoldCall,
    LiftLimit as LiftLimit,
    OpenCall as OpenCall,
    OpenSealed as OpenSealed,
    PutBack as PutBack,
    ResumeCall as ResumeCall,
    RevealField as RevealField,
    RevealMemo as RevealMemo,
    SaveMemo as SaveMemo,
    SetCaller as SetCaller,
    TakeBackCall as TakeBackCall,
)
from operator_console.protocol.log_replies import (
    CheckpointTaken as CheckpointTaken,
    EvidenceState as EvidenceState,
    LogChoices as LogChoices,
    LogExported as LogExported,
    LogPage as LogPage,
    LogVerified as LogVerified,
)
from operator_console.protocol.log_requests import (
    AddAuditorKey as AddAuditorKey,
    Deliver as Deliver,
    ExportLog as ExportLog,
    ReadEvidence as ReadEvidence,
    ReadLog as ReadLog,
    ReadLogChoices as ReadLogChoices,
    TakeCheckpoint as TakeCheckpoint,
    VerifyLog as VerifyLog,
)
from operator_console.protocol.office_requests import (
    AddUser as AddUser,
    CheckPolicy as CheckPolicy,
    DisableUser as DisableUser,
    ImportFile as ImportFile,
    ListUsers as ListUsers,
    PreviewImport as PreviewImport,
    ReadPolicy as ReadPolicy,
    ResetPassword as ResetPassword,
    SavePolicy as SavePolicy,
    SaveRejects as SaveRejects,
    SetClients as SetClients,
    SetOsUser as SetOsUser,
    TryMatching as TryMatching,
)
from operator_console.protocol.replies import (
    CallState as CallState,
    Diagnosis as Diagnosis,
    Done as Done,
    Ending as Ending,
    FilePreview as FilePreview,
    Imported as Imported,
    MatchingTried as MatchingTried,
    MemoChecked as MemoChecked,
    MemoDisposed as MemoDisposed,
    PolicyChecked as PolicyChecked,
    PolicySaved as PolicySaved,
    PolicyText as PolicyText,
    Progress as Progress,
    RecoveryCode as RecoveryCode,
    Refused as Refused,
    Reply as Reply,
    Revealed as Revealed,
    RoomAnswered as RoomAnswered,
    SharingBegun as SharingBegun,
    SignedIn as SignedIn,
    Users as Users,
    Welcome as Welcome,
)
from operator_console.protocol.request import (
    Request as Request,
    Route as Route,
)
from operator_console.protocol.review_replies import (
    CustomerSeen as CustomerSeen,
    Figures as Figures,
    Notice as Notice,
    ReadingsExported as ReadingsExported,
    ReviewAnswered as ReviewAnswered,
    ReviewCases as ReviewCases,
    ReviewedCase as ReviewedCase,
    UnseenStatement as UnseenStatement,
)
from operator_console.protocol.review_requests import (
    AnswerReview as AnswerReview,
    DecideCase as DecideCase,
    ExportReadings as ExportReadings,
    ProveUnseen as ProveUnseen,
    ReadNotice as ReadNotice,
    ReviewCase as ReviewCase,
    ReviewFigures as ReviewFigures,
    ReviewQueue as ReviewQueue,
    WhoSaw as WhoSaw,
)
from operator_console.protocol.room_requests import (
    AnswerRoom as AnswerRoom,
    BeginSharing as BeginSharing,
    CopyField as CopyField,
    EndSharing as EndSharing,
    SetSpeaking as SetSpeaking,
)

VERSION: Final = 1
"""Protocol version; the vault refuses any other."""
MAX_LINE: Final = 1 << 20
"""Bytes in a line at most, the line end included."""


# ---- before anyone has signed in -------------------------------------------------------------------------------------


class Hello(Request[Welcome], frozen=True):
    """The first request of every conversation."""

    reply = Welcome


class NewUser(msgspec.Struct, frozen=True):
    """An account to be made; the password is a first one that its owner changes when signing in."""

    user: str
    display: str
    password: str

    def __repr__(self) -> str:
        """Name the message alone."""
        return f"<{type(self).__name__}>"


class PrepareVault(Request[RecoveryCode], frozen=True):
    """Make a new vault in memory and show its recovery key. ``device_secret`` is ``keyring`` or ``file``."""

    administrator: NewUser
    operator: NewUser
    lead: NewUser
    device_secret: str
    policy: str = ""
    """The policy as TOML; empty for the standard one."""
    auditor_key: str = ""
    """An auditor's public key as a code: its owner can check every seal of the log. Empty for none."""
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
    """A sign of life; the vault's lease begins anew. Every other request is one too.

    ``within`` is a promise: the next sign comes within so many seconds, each time. A window gives it, in the thread
    that draws it; the vault ends when it is broken. 0 promises nothing beyond the lease.
    """

    within: float = 0.0

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


# ---- a lead ----------------------------------------------------------------------------------------------------------


class SealCustomer(Request[Done], frozen=True):
    """A lead seals a customer by their number, or opens them again, without seeing them.

    A sealed customer is not found: the answer is that of a number nobody has.
    """

    client: ClientId
    number: str
    sealed: bool
    reason: str
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
