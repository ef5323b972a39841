"""What the vault says about its log: pages of it, what a verification found, checkpoints, exports."""

from operator_console.domain.actions import Action
from operator_console.domain.evidence import EvidenceView
from operator_console.domain.ids import UserName
from operator_console.domain.views import Finding, LogRow
from operator_console.protocol.replies import Reply


class LogPage(Reply, frozen=True):
    """Entries, newest first; ``more`` says whether older ones match too."""

    rows: tuple[LogRow, ...]
    more: bool


class LogChoices(Reply, frozen=True):
    """What the filters of the log can be set to, from its entries up to ``known``; asked again, it knows more.

    ``last`` is the last entry; it is known to the end where ``known`` is not less.
    """

    users: tuple[UserName, ...]
    actions: tuple[Action, ...]
    known: int = 0
    last: int = 0


class LogVerified(Reply, frozen=True):
    """What a verification of the whole log found. ``ok`` is true when no finding is an error."""

    ok: bool
    entries: int
    findings: tuple[Finding, ...]
    seals_checked: bool = False
    """Whether the seal of every entry was checked; that takes the log's first key."""
    left_out: int = 0
    """Findings that were found and are not listed."""
    looks_like: str = ""
    """What kind of change it looks like: a code of ``ChangeKind``; empty when there is none."""
    good_until: int = 0
    """The entries from 1 to this one are what a checkpoint kept elsewhere says; 0 when none was given or fits."""
    good_after: int = 0
    """The entries after this one join up to the end that the key file names; the number of entries: none does."""
    since: str = ""
    """The time of the last entry before the first error, ISO 8601 UTC; empty when there is none."""


class EvidenceState(Reply, frozen=True):
    """How far the log is fixed."""

    evidence: EvidenceView


class CheckpointTaken(Reply, frozen=True):
    """A checkpoint of the log as it is now, to be taken away; it counts once it has been delivered."""

    entries: int
    time: str
    code: str
    """What a person reads out or writes down, such as ``1280-7K2M-Q9XA-0FTR-W3HD-5P``."""
    text: str
    """The code and the whole checkpoint, as it is in the picture and in the file."""
    qr: tuple[str, ...]
    """The picture of ``text`` as a QR code: a row of ``0`` and ``1`` (dark) for each line, without its quiet zone."""


class LogExported(Reply, frozen=True):
    """An export has been written; ``code`` is the checkpoint that it ends with, empty where the log is broken."""

    entries: int
    bytes: int
    sha256: str
    code: str
