"""What a lead or an auditor asks about the log, and what everybody may ask about its evidence."""

from operator_console.domain.evidence import ExportForm, Way
from operator_console.protocol.log_replies import (
    CheckpointTaken,
    EvidenceState,
    LogChoices,
    LogExported,
    LogPage,
    LogVerified,
)
from operator_console.protocol.request import NewFile, Request


class ReadLog(Request[LogPage], frozen=True):
    """Entries older than ``before`` (0: from the newest), newest first, that match every filter which is not empty.

    ``since`` and ``until`` are ISO 8601 UTC; ``customer`` is a customer's number or a reference from the log. The first
    filter over many entries sends progress and can be cancelled.
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
    """Check the whole log; sends progress and can be cancelled.

    ``kept`` are checkpoints that were kept elsewhere, each a code, the text of a picture or file, or the pin.
    """

    kept: tuple[str, ...] = ()
    reply = LogVerified


class ReadEvidence(Request[EvidenceState], frozen=True):
    """How far the log is fixed; everybody who has signed in may ask."""

    reply = EvidenceState


class TakeCheckpoint(Request[CheckpointTaken], frozen=True):
    """Make a checkpoint of the log as it is now, for taking away; everybody who has signed in may."""

    reply = CheckpointTaken


class Deliver(Request[EvidenceState], frozen=True):
    """The checkpoint that covers ``entries`` has been taken away, or is to be written to a new file at ``path``."""

    entries: int
    way: Way
    path: NewFile = ""
    reply = EvidenceState


class ExportLog(Request[LogExported], frozen=True):
    """Write the log to a new file for reading or verifying elsewhere; sends progress and can be cancelled.

    A checkpoint is made first. Of a broken log only a bundle is written, which says so. ``nonce`` is what an auditor
    gave to see that the vault has the present key (hex).
    """

    path: NewFile
    form: ExportForm = ExportForm.BUNDLE
    nonce: str = ""
    reply = LogExported


class AddAuditorKey(Request[EvidenceState], frozen=True):
    """Let one more auditor check every seal: their public key as a code, and the vault's recovery key, which has it."""

    key: str
    recovery: str
    reply = EvidenceState
