"""The export of a log that carries its own evidence: how each line is written, and how a whole one is checked.

docs/EVIDENCE.md describes the form; ``offline_verifier.py`` reads it with a parser of its own.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from operator_console.audit.chain import answer, next_key
from operator_console.audit.checkpoints import BadCheckpoint, Kept, follow
from operator_console.audit.checkpoints import decode as decode_checkpoint
from operator_console.audit.comparison import Delivered, Seen, compare, own_findings
from operator_console.audit.findings import FindingCode, Severity
from operator_console.audit.record import LOG_ID_BYTES, Entry, MalformedRecord, decode
from operator_console.audit.verifier import Stored, Verifier
from operator_console.domain.actions import Action
from operator_console.domain.views import Finding

FORMAT: Final = 1
ATTACHED: Final = frozenset({"policy", "user", "anchor"})
ORDER: Final = {"header": 0, "policy": 1, "user": 1, "anchor": 1, "checkpoint": 2, "entry": 3, "end": 4}
"""The kinds of lines in their order; lines of the same place are in any order among each other."""
KEYS: Final = {
    "header": {"type", "format", "log", "first_public", "entries", "head", "challenge"},
    "policy": {"type", "version", "text"},
    "user": {"type", "name", "display", "role"},
    "anchor": {"type", "recipients"},
    "checkpoint": {"type", "content"},
    "entry": {"type", "sequence", "record", "mac", "told"},
    "end": {"type", "sha256"},
}
BROKEN: Final = "broken"
"""One name more in the header of an export from a log into which the vault could not write any more."""
CHALLENGE_KEYS: Final = {"nonce", "entries", "head", "answer"}
BATCH: Final = 1000


@dataclass(frozen=True, slots=True)
class BundleEnd:
    """Where the log ended when it was exported."""

    entries: int
    head: bytes


@dataclass(frozen=True, slots=True)
class BundleVerdict:
    """What was found in an export. ``ok``: it is what was exported, and the log is what was written."""

    ok: bool
    entries: int
    seals_checked: bool
    findings: tuple[Finding, ...]
    good_until: int = 0


class DamagedLine(ValueError):  # noqa: N818 - named for what it says
    """This line is not one that an export has in this place."""


def line_of(kind: str, content: dict[str, Any]) -> bytes:
    """Return one line: JSON (RFC 8259) with sorted keys and no spaces, UTF-8, a line feed behind it."""
    told = {"type": kind, **content}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def entry_line(sequence: int, record: bytes, seal: bytes) -> bytes:
    """Return the line of an entry: its stored bytes, and what they say for whoever reads along."""
    content = {"sequence": sequence, "record": _packed(record), "mac": _packed(seal), "told": told_of(record)}
    return line_of("entry", content)


def told_of(record: bytes) -> dict[str, Any]:
    """Return what a record says, as JSON; nothing where it is not one."""
    try:
        entry = decode(record)
    except MalformedRecord:
        return {}
    return _told(entry)


def checkpoint_line(content: bytes) -> bytes:
    """Return the line of a checkpoint."""
    return line_of("checkpoint", {"content": _packed(content)})


def _told(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = entry._asdict()
    plain |= {"log_id": entry.log_id.hex(), "previous": entry.previous.hex()}
    plain |= {"action": entry.action.value, "outcome": entry.outcome.value}
    return plain | {"fields": list(entry.fields), "facts": [list(fact) for fact in entry.facts]}


def check_bundle(lines: Iterable[bytes], first_key: bytes | None = None, kept: Sequence[Kept] = ()) -> BundleVerdict:
    """Check an export line by line. ``first_key`` is A0; ``kept`` are checkpoints that somebody kept elsewhere."""
    check = _Check(first_key, kept)
    try:
        for number, line in enumerate(lines, start=1):
            check.take(number, line)
        return check.finish()
    except DamagedLine:
        return check.damaged(check.number + 1)


@dataclass
class _Check:
    first_key: bytes | None
    kept: Sequence[Kept]
    place: int = -1
    header: dict[str, Any] = field(default_factory=dict)
    checkpoints: list[bytes] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    waiting: list[Stored] = field(default_factory=list)
    verifier: Verifier | None = None
    last_record: bytes = b""
    ended: bool = False
    number: int = 0
    """The last line that was as it is written."""

    def __post_init__(self) -> None:
        self.all, self.attached = sha256(), sha256()

    def take(self, number: int, line: bytes) -> None:
        told = _read(line)
        place = ORDER.get(told.get("type", ""), -1)
        if self.ended or place < self.place or place < 0 or (place == 0) != (self.place == -1):
            raise DamagedLine("out of place")
        more = {BROKEN} if told["type"] == "header" and told.get(BROKEN) is True else set()
        if set(told) != KEYS[told["type"]] | more:
            raise DamagedLine("other names")
        self.place = place
        with _reading():
            getattr(self, f"_{told['type'] if told['type'] not in ATTACHED else 'attachment'}")(told, line)
        if place < ORDER["end"]:
            self.all.update(line)
        self.number = number

    def finish(self) -> BundleVerdict:
        if not self.ended:
            raise DamagedLine("no end")
        check = self._fed()
        end = BundleEnd(self.header["entries"], bytes.fromhex(self.header["head"]))
        broken = BROKEN in self.header
        verdict = check.finish(None if broken and not end.head else end)
        self.found += verdict.findings
        seen = Seen(check._log_id, check.last, check.heads, check.times)
        public = bytes.fromhex(self.header["first_public"])
        self.found += own_findings(seen, follow(self.checkpoints, public, seen.log_id), 0 if broken else check.last)
        if broken:
            self.found.append(_finding(FindingCode.EXPORT_BROKEN, check.last))
        else:
            self._attachments(check.last)
            self._challenge(end)
        compared = compare(seen, public, self.kept, Delivered(known=False))
        self.found += compared.findings
        return self._verdict(verdict.entries, compared.good_until)

    def damaged(self, line: int) -> BundleVerdict:
        """Where a line is not as it is written, nothing that the others say is judged."""
        self.found = [_finding(FindingCode.EXPORT_DAMAGED, 0, line=line)]
        return self._verdict(0, 0)

    def _verdict(self, entries: int, good_until: int) -> BundleVerdict:
        ok = not any(finding.severity is Severity.ERROR for finding in self.found)
        ordered = sorted(self.found, key=lambda finding: finding.sequence)
        return BundleVerdict(ok, entries, self.first_key is not None, tuple(ordered), good_until)

    def _header(self, told: dict[str, Any], _: bytes) -> None:
        if told["format"] != FORMAT:
            raise DamagedLine("another form")
        self.header = told
        challenge = told["challenge"]
        if set(challenge) != CHALLENGE_KEYS or len(_hex(told["log"])) != LOG_ID_BYTES:
            raise DamagedLine("other names")
        for raw in (told["head"], told["first_public"], challenge["head"], challenge["answer"], challenge["nonce"]):
            _hex(raw)
        _number(told["entries"])
        _number(challenge["entries"])

    def _attachment(self, _: dict[str, Any], line: bytes) -> None:
        self.attached.update(line)

    def _entry(self, told: dict[str, Any], _: bytes) -> None:
        sequence, record, seal = told["sequence"], _unpacked(told["record"]), _unpacked(told["mac"])
        _number(sequence)
        if line_of("", {"told": told["told"]}) != line_of("", {"told": told_of(record)}):
            self.found.append(_finding(FindingCode.EXPORT_DIFFERS, sequence))
        self.waiting.append((sequence, record, seal))
        self.last_record = record
        if len(self.waiting) >= BATCH:
            self._fed()

    def _checkpoint(self, told: dict[str, Any], _: bytes) -> None:
        self.checkpoints.append(_unpacked(told["content"]))

    def _end(self, told: dict[str, Any], _: bytes) -> None:
        if told["sha256"] != self.all.hexdigest():
            self.found.append(_finding(FindingCode.EXPORT_DAMAGED, 0, line=self.number + 1))
        self.ended = True

    def _fed(self) -> Verifier:
        if self.verifier is None:
            covered = [wanted for content in self.checkpoints for wanted in _covered(content)]
            watched = [*covered, *(each.entries for each in self.kept)]
            self.verifier = Verifier(bytes.fromhex(self.header["log"]), self.first_key, watched)
        if self.waiting:
            self.verifier.feed(self.waiting)
            self.waiting = []
        return self.verifier

    def _attachments(self, last: int) -> None:
        """What the export's own entry, the last, says of policies, names and keys."""
        told = told_of(self.last_record)
        facts = dict(map(tuple, told.get("facts", [])))
        if told.get("action") != Action.LOG_EXPORTED or facts.get("attachments") != self.attached.hexdigest():
            self.found.append(_finding(FindingCode.ATTACHMENT_DIFFERS, last))

    def _challenge(self, end: BundleEnd) -> None:
        asked = self.header["challenge"]
        where = BundleEnd(asked["entries"], bytes.fromhex(asked["head"]))
        right = where == end
        if right and self.first_key is not None:
            key = self.first_key
            for _ in range(min(end.entries, self._fed().last)):
                key = next_key(key)
            right = asked["answer"] == answer(key, bytes.fromhex(asked["nonce"]), end.entries, end.head).hex()
        if not right:
            self.found.append(_finding(FindingCode.KEY_NOT_CURRENT, end.entries))


class _reading:  # noqa: N801 - used like a function
    """What is missing or of another kind in a line makes it a damaged one."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, KeyError | TypeError | ValueError | AttributeError):
            raise DamagedLine("not as it is written") from None


def _read(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise DamagedLine("not JSON") from None
    if not isinstance(told, dict) or not isinstance(told.get("type"), str):
        raise DamagedLine("not an object")
    again = dict(told)
    try:
        written = line_of(again.pop("type"), again)
    except (ValueError, RecursionError):
        raise DamagedLine("not text") from None
    if written != line:
        raise DamagedLine("not as it is written")
    return told


def _covered(content: bytes) -> list[int]:
    try:
        return [decode_checkpoint(content).entries]
    except BadCheckpoint:
        return []


def _hex(text: str) -> bytes:
    content = bytes.fromhex(text)
    if content.hex() != text:
        raise DamagedLine("not as it is written")
    return content


def _number(told: object) -> None:
    if type(told) is not int or not 0 <= told < 1 << 62:
        raise DamagedLine("a number is none")


def _packed(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _unpacked(text: str) -> bytes:
    content = b64decode(text, validate=True)
    if _packed(content) != text:
        raise DamagedLine("not as it is written")
    return content


def _finding(code: FindingCode, sequence: int, **params: str | int) -> Finding:
    return Finding(code.value, sequence, params, code.severity)
