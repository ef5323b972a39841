"""What a lead or an auditor asks at the review desk, and what everybody may ask about being reviewed."""

from operator_console.domain.review import CaseId, Decision
from operator_console.protocol.request import Request
from operator_console.protocol.review_replies import (
    CustomerSeen,
    Figures,
    Notice,
    ReadingsExported,
    ReviewAnswered,
    ReviewCases,
    ReviewedCase,
    UnseenStatement,
)


class ReviewQueue(Request[ReviewCases], frozen=True):
    """The cases to review; sends progress and can be cancelled.

    ``day`` is a local date (ISO 8601), empty for every day: the last working day's open cases first, then older ones,
    then today's. ``decided``: those too that are fine or an incident. ``after``: only what comes behind this case.
    """

    day: str = ""
    decided: bool = False
    limit: int = 500
    after: CaseId | str = ""
    reply = ReviewCases


class ReviewCase(Request[ReviewedCase], frozen=True):
    """One case with its timeline; sends progress and can be cancelled."""

    case: CaseId
    reply = ReviewedCase


class DecideCase(Request[ReviewedCase], frozen=True):
    """Sign a case off, ask the operator, or escalate it. All but ``fine`` need a comment. Nobody decides their own."""

    case: CaseId
    decision: Decision
    comment: str = ""
    reply = ReviewedCase


class AnswerReview(Request[ReviewAnswered], frozen=True):
    """An operator's answer to what was asked about a case of theirs."""

    case: CaseId
    answer: str
    reply = ReviewAnswered


class WhoSaw(Request[CustomerSeen], frozen=True):
    """Who saw a customer: by number (of ``client``, or of the policy's first) or by the log's reference.

    ``since`` and ``until`` are ISO 8601, empty for open. Without ``names`` staff are numbered. ``before`` is the entry
    of the oldest showing that is known already (0: from the newest). Sends progress and can be cancelled.
    """

    customer: str
    client: str = ""
    since: str = ""
    until: str = ""
    names: bool = True
    before: int = 0
    limit: int = 500
    reply = CustomerSeen


class ExportReadings(Request[ReadingsExported], frozen=True):
    """Who saw a customer is about to leave as a file, which is written once this has been answered.

    ``customer`` is the log's reference, ``sha256`` the digest (hexadecimal) of the file, ``rows`` the showings in it,
    ``statement`` the entry of the statement that stands in it (0: none). ``failed``: the file could not be written.
    """

    customer: str
    sha256: str
    rows: int
    names: bool
    since: str = ""
    until: str = ""
    statement: int = 0
    failed: bool = False
    reply = ReadingsExported


class ProveUnseen(Request[UnseenStatement], frozen=True):
    """State that nothing of a customer was shown between two moments, or what was; sends progress, can be cancelled."""

    customer: str
    since: str
    until: str
    client: str = ""
    reply = UnseenStatement


class ReviewFigures(Request[Figures], frozen=True):
    """The team's numbers for local dates ``since`` to ``until`` (ISO 8601, both included); long work."""

    since: str
    until: str
    reply = Figures


class ReadNotice(Request[Notice], frozen=True):
    """What is recorded about one's work, why, who reviews it and for how long; for everybody."""

    reply = Notice
