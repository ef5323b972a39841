"""Checks an exported log without the console: one file, Python's standard library and ``cryptography``, nothing else.

    python offline_verifier.py EXPORT [--first-key-file FILE | --auditor-key FILE] [--pin CODE ...] [--json]

EXPORT is what ``operator-console export-log`` wrote as a bundle; docs/EVIDENCE.md describes every byte of it. With the
log's first key (its file, or the auditor's private key to which it was sealed) the seal of every entry and the answer
to the challenge are checked too. ``--pin`` is a code that was kept elsewhere: that of the first signing key, or of a
checkpoint; it may be given several times. Ends with 0 when all is in order, 1 with findings, 2 when it could not look.
"""

import argparse
import base64
import getpass
import hashlib
import json
import struct
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import load_pem_private_key

ORDER = ["header", "attachment", "checkpoint", "entry", "end"]
NAMES = {
    "header": "challenge entries first_public format head log type",
    "policy": "text type version",
    "user": "display name role type",
    "anchor": "recipients type",
    "checkpoint": "content type",
    "entry": "mac record sequence told type",
    "end": "sha256 type",
}
TEXTS = [
    "action",
    "outcome",
    "boot_id",
    "user",
    "role",
    "os_user",
    "device",
    "session",
    "call",
    "customer",
    "purpose",
    "reason",
    "checklist",
    "build",
    "mode",
]
ACTIONS = frozenset(
    """
    vault_made vault_opened vault_settled sign_in sign_in_failed sign_out lock recovery
    backup_begun backup_ended restored
    password_changed user_added user_reset user_disabled clients_set os_user_set policy_changed matching_tried
    rate_reached rate_over call_opened call_resumed call_held call_taken_back call_ended purpose_changed caller_set
    call_back_begun call_back_ended search customer_put_back answer reveal reveal_ended
    reveal_refused break_glass limit_lifted sealed_opened customer_sealed customer_unsealed
    memo_saved memo_refused memo_disposed import_begun import_ended rejects_saved log_read
    log_verified review_read reviewed review_answered customer_log_read statement_made
    customer_log_exported log_exported checkpoint_delivered auditor_key_added mode_change_begun mode_changed
    room_checked field_copied speaking_set sharing_begun sharing_ended
    """.split()  # noqa: SIM905 - a table is read better than a column
)
OUTCOMES = frozenset(
    """
    done met not_yet_met found nothing too_many refused cancelled failed
    """.split()  # noqa: SIM905 - a table is read better than a column
)
BROKEN = f"broken {NAMES['header']}"
"""The names of the header of an export from a log into which the vault could not write any more."""
Told = dict[str, Any]
Opener = Callable[[bytes, list[Told]], bytes]
"""Finds the first key, given the log's id and what it was sealed to."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BIGGEST_GAP = 10_000_000
MOST = 1000
"""Findings that are kept; the others are counted."""


class Wrong(Exception):  # noqa: N818 - named for what it says
    """A line, a record or a code that is not one."""


class Verification:
    """One export, taken line by line; :attr:`findings` are pairs of a code and the entry it is about."""

    def __init__(self, first_key: "bytes | Opener | None" = None, pins: Iterable[str] = ()) -> None:
        self.first_key: bytes | None = None
        self._opener = first_key if callable(first_key) else None
        if isinstance(first_key, bytes):
            self.first_key = first_key
        self.log_id = b""
        self.pins = [read_pin(pin) for pin in pins]
        self.findings: list[Told] = []
        self.left_out = 0
        self.entries = 0
        self.stage = -1
        self.lines = 0
        self.whole = hashlib.sha256()
        self.attachments = hashlib.sha256()
        self.header: Told = {}
        self.anchor: list[Told] = []
        self.checkpoints: list[bytes] = []
        self.head = bytes(32)
        self.key = self.first_key
        self.sequence = 0
        self.highest = 0
        self.last_told: Told = {}
        self.wanted: set[int] = set()
        self.seen: dict[int, bytes] = {}
        self.trusted_until = 0

    # ---- lines

    def run(self, lines: Iterable[bytes]) -> bool:
        """Check every line and the end; return whether everything is in order."""
        try:
            for line in lines:
                self.line(line)
            if self.stage != 4:
                raise Wrong("no end")
        except (Wrong, KeyError, TypeError, ValueError, AttributeError, RecursionError):
            self.findings = []
            self._find("export_damaged", 0, line=self.lines + 1)
        else:
            self._conclude()
        return not self.findings

    def line(self, raw: bytes) -> None:
        """Take one line with its line feed."""
        parsed = json.loads(raw.decode("utf-8"))
        if not isinstance(parsed, dict):
            raise Wrong("not an object")
        plain = json.dumps(parsed, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        if plain + b"\n" != raw:
            raise Wrong("not written so")
        kind = parsed["type"]
        names = " ".join(sorted(parsed))
        if names != NAMES[kind] and not (kind == "header" and names == BROKEN and parsed["broken"] is True):
            raise Wrong("other names")
        stage = ORDER.index("attachment" if kind in ("policy", "user", "anchor") else kind)
        if self.stage == 4 or stage < self.stage or (stage == 0) is not (self.stage == -1):
            raise Wrong("out of place")
        if stage >= 3 and self.stage < 3:
            self._before_entries()
        self.stage = stage
        getattr(self, "_on_" + ORDER[stage])(parsed, raw)
        if stage < 4:
            self.whole.update(raw)
        self.lines += 1

    def _on_header(self, told: Told, _: bytes) -> None:
        challenge = told["challenge"]
        if told["format"] != 1 or sorted(challenge) != ["answer", "entries", "head", "nonce"]:
            raise Wrong("another form")
        for text in (told["head"], told["first_public"], challenge["head"], challenge["answer"], challenge["nonce"]):
            _from_hex(text)
        if len(_from_hex(told["log"])) != 16:
            raise Wrong("no log id")
        _whole_number(told["entries"])
        _whole_number(challenge["entries"])
        self.header = told

    def _on_attachment(self, told: Told, raw: bytes) -> None:
        self.attachments.update(raw)
        if told["type"] == "anchor":
            self.anchor = told["recipients"]

    def _on_checkpoint(self, told: Told, _: bytes) -> None:
        self.checkpoints.append(_from_base64(told["content"]))

    def _on_end(self, told: Told, _: bytes) -> None:
        if told["sha256"] != self.whole.hexdigest():
            self._find("export_damaged", 0, line=self.lines + 1)

    def _before_entries(self) -> None:
        """Everything but the entries is there: note at which entries the head will be wanted."""
        self.log_id = bytes.fromhex(self.header["log"])
        for content in self.checkpoints:
            parts = _split_checkpoint(content)
            if parts:
                self.wanted.add(parts["entries"])
        for entries, _ in self.pins:
            self.wanted.add(entries)
        if self._opener is not None:
            self.first_key = self._opener(self.log_id, self.anchor)
        self.key = self.first_key

    # ---- entries

    def _on_entry(self, told: Told, _: bytes) -> None:
        number = told["sequence"]
        record, seal = _from_base64(told["record"]), _from_base64(told["mac"])
        _whole_number(number)
        self.entries += 1
        self._in_place(number)
        self._sealed(number, record, seal)
        said: Told = {}
        try:
            said = read_record(record)
        except Wrong:
            self._find("malformed", number)
        else:
            if said["log_id"] != self.header["log"]:
                self._find("foreign_log", number)
            if said["sequence"] != number:
                self._find("duplicate" if said["sequence"] < number else "reordered", number)
            if said["previous"] != self.head.hex():
                self._find("chain_broken", number)
        if json.dumps(told["told"], sort_keys=True) != json.dumps(said, sort_keys=True):
            self._find("export_differs", number)
        self.head = hashlib.sha256(record).digest()
        self.sequence, self.last_told = number, said
        if number in self.wanted and number > self.highest:
            self.seen[number] = self.head
        self.highest = max(self.highest, number)

    def _in_place(self, number: int) -> None:
        missing = number - self.sequence - 1
        if missing < 0:
            self._find("reordered", number)
            return
        if missing:
            self._find("gap", self.sequence + 1, missing=missing)
        if self.key is not None and missing > BIGGEST_GAP:
            self._find("mac_wrong", number)
            self.key = None
        if self.key is not None:
            self.key = _evolved(self.key, missing)

    def _sealed(self, number: int, record: bytes, seal: bytes) -> None:
        if self.key is None:
            return
        if hashlib.blake2b(record, key=_purpose(self.key, b"seal"), digest_size=32).digest() != seal:
            self._find("mac_wrong", number)
        self.key = _evolved(self.key, 1)

    # ---- the end

    def _conclude(self) -> None:
        entries, last = self.header["entries"], self.sequence
        if "broken" in self.header:
            self._find("export_broken", last)
        if "broken" in self.header and not self.header["head"]:
            self._find("end_unknown", last)
        elif entries > last:
            self._find("end_missing", last + 1, missing=entries - last)
        elif entries < last:
            self._find("end_beyond", entries + 1, extra=last - entries)
        elif self.header["head"] != self.head.hex():
            self._find("end_head", last)
        self._check_checkpoints()
        if "broken" not in self.header:
            self._check_own_entry(last)
            self._check_challenge()
        for pin in self.pins:
            self._check_pin(*pin)

    def _check_own_entry(self, last: int) -> None:
        """The last entry tells of the export and of everything that is attached to it."""
        facts = {fact[0]: fact[1] for fact in self.last_told.get("facts", [])}
        told_so = facts.get("attachments") == self.attachments.hexdigest()
        if self.last_told.get("action") != "log_exported" or not told_so:
            self._find("attachment_differs", last)

    def _check_checkpoints(self) -> None:
        public, reach = bytes.fromhex(self.header["first_public"]), 0
        good: list[Told] = []
        broken: int | None = None
        for content in self.checkpoints:
            parts = _split_checkpoint(content)
            if parts is None:
                broken = reach
                break
            if parts["log"] != self.log_id or parts["entries"] < reach or not _signed(public, content):
                broken = parts["entries"]
                break
            good.append(parts)
            public, reach = parts["next"], parts["entries"]
        if broken is not None:
            self._find("checkpoint_broken", broken)
        for parts in good:
            if self.seen.get(parts["entries"], bytes(32) if parts["entries"] == 0 else None) != parts["head"]:
                self._find("checkpoint_mismatch", parts["entries"])
                break
        if broken is None and self.sequence > reach and "broken" not in self.header:
            self._find("checkpoint_missing", self.sequence)

    def _check_challenge(self) -> None:
        asked, entries = self.header["challenge"], self.header["entries"]
        fits = (asked["entries"], asked["head"]) == (entries, self.header["head"])
        if fits and self.first_key is not None:
            key = _evolved(self.first_key, min(entries, self.sequence))
            content = bytes.fromhex(asked["nonce"]) + struct.pack(">Q", entries) + bytes.fromhex(asked["head"])
            right = hashlib.blake2b(content, key=_purpose(key, b"challenge"), digest_size=32).hexdigest()
            fits = right == asked["answer"]
        if not fits:
            self._find("key_not_current", entries)

    def _check_pin(self, entries: int, code: str) -> None:
        if entries == 0:
            if code != pin_of(self.log_id, 0, bytes.fromhex(self.header["first_public"])):
                self._find("pin_mismatch", 0)
        elif entries > self.sequence:
            self._find("kept_ahead", self.sequence + 1, missing=entries - self.sequence)
        elif entries not in self.seen or code != pin_of(self.log_id, entries, self.seen[entries]):
            self._find("kept_mismatch", entries)
        else:
            self.trusted_until = max(self.trusted_until, entries)

    def _find(self, code: str, sequence: int, **more: int) -> None:
        if len(self.findings) < MOST:
            self.findings.append({"code": code, "sequence": sequence, **more})
        else:
            self.left_out += 1


# ---- bytes


def read_record(record: bytes) -> Told:
    """Return what a record says; raise Wrong for bytes that no entry has, or an unknown action."""
    if len(record) < 79 or record[0] != 1:
        raise Wrong("no header")
    sequence = int.from_bytes(record[17:25], "big")
    wall = int.from_bytes(record[57:65], "big", signed=True)
    since = int.from_bytes(record[65:73], "big")
    policy = int.from_bytes(record[73:77], "big")
    fields, facts = record[77], record[78]
    count = len(TEXTS) + fields + 2 * facts
    at = 79 + 2 * count
    if len(record) < at:
        raise Wrong("no table")
    texts = []
    for place in range(count):
        size = int.from_bytes(record[79 + 2 * place : 81 + 2 * place], "big")
        piece = record[at : at + size]
        at += size
        if len(piece) != size:
            raise Wrong("cut short")
        texts.append(_as_text(piece))
    if at != len(record):
        raise Wrong("too long")
    said: Told = dict(zip(TEXTS, texts, strict=False))
    if said["action"] not in ACTIONS or said["outcome"] not in OUTCOMES:
        raise Wrong("no action")
    rest = texts[len(TEXTS) :]
    pairs = [[rest[i], rest[i + 1]] for i in range(fields, len(rest), 2)]
    if pairs != sorted(pairs):
        raise Wrong("facts out of order")
    said.update(
        log_id=record[1:17].hex(),
        sequence=sequence,
        previous=record[25:57].hex(),
        wall_us=wall,
        monotonic_ns=since,
        policy_version=policy,
        fields=rest[:fields],
        facts=pairs,
    )
    return said


def _as_text(piece: bytes) -> str:
    try:
        text = piece.decode("utf-8")
    except UnicodeDecodeError:
        raise Wrong("not UTF-8") from None
    if unicodedata.normalize("NFC", text) != text:
        raise Wrong("not composed")
    return text


def _split_checkpoint(content: bytes) -> Told | None:
    """Return the parts of a checkpoint, or None."""
    if len(content) != 157 or content[:5] != b"OCCP\x01":
        return None
    return {
        "log": content[5:21],
        "entries": int.from_bytes(content[21:29], "big"),
        "head": content[29:61],
        "next": content[61:93],
    }


def _signed(public: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(content[93:], content[:93])
    except (InvalidSignature, ValueError):
        return False
    return True


def _purpose(key: bytes, name: bytes) -> bytes:
    return hashlib.blake2b(key, digest_size=32, person=name).digest()


def _evolved(key: bytes, times: int) -> bytes:
    for _ in range(times):
        key = _purpose(key, b"evolve")
    return key


def _whole_number(told: object) -> None:
    if type(told) is not int or told < 0 or told >= 1 << 62:
        raise Wrong("no number")


def _from_hex(text: str) -> bytes:
    content = bytes.fromhex(text)
    if content.hex() != text:
        raise Wrong("not written so")
    return content


def _from_base64(text: str) -> bytes:
    content = base64.b64decode(text, validate=True)
    if base64.b64encode(content).decode() != text:
        raise Wrong("not written so")
    return content


# ---- codes and keys


def pin_of(log_id: bytes, entries: int, head: bytes) -> str:
    """Return the code of a checkpoint, or with no entries that of the first signing key."""
    front = b"operator-console checkpoint code/1" + log_id + struct.pack(">Q", entries) + head
    digest = hashlib.sha256(front).digest()[:10]
    number = int.from_bytes(digest, "big")
    digits = "".join(LETTERS[(number >> (75 - 5 * place)) & 31] for place in range(16))
    return f"{entries}{digits}{_check_letters(str(entries), digits)}"


def _check_letters(entries: str, digits: str) -> str:
    total = 0
    for value in [int(figure) for figure in entries] + [LETTERS.index(letter) for letter in digits]:
        total = (32 * total + value) % 1021
    return LETTERS[total >> 5] + LETTERS[total & 31]


def read_pin(text: str) -> tuple[int, str]:
    """Return how many entries a code covers, and the code without its hyphens; raise Wrong when it is none."""
    words = unicodedata.normalize("NFKC", text).upper().split()
    if len(words) > 1 and len(words[-1]) > 99:
        words.pop()
    code = "".join(letter for letter in "".join(words) if letter.isalnum())
    code = code.replace("O", "0").replace("I", "1").replace("L", "1")
    entries, digits, check = code[:-18], code[-18:-2], code[-2:]
    if not (entries.isascii() and entries.isdigit()) or any(letter not in LETTERS for letter in digits):
        raise Wrong("not a code")
    if str(int(entries)) != entries or check != _check_letters(entries, digits):
        raise Wrong("mistyped")
    return int(entries), code


def opener(private: Any) -> "Opener":
    """Return what finds the first key among what it was sealed to (HPKE, RFC 9180)."""
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

    def find(log_id: bytes, recipients: list[Told]) -> bytes:
        info = b"".join(struct.pack(">I", len(part)) + part for part in (b"log anchor/1", log_id))
        own = private.public_key().public_bytes_raw().hex()
        for each in recipients:
            if each["public"] == own:
                try:
                    return suite.decrypt(bytes.fromhex(each["sealed"]), private, info=info)
                except (InvalidTag, ValueError):
                    break
        raise SystemExit("the log's first key was not sealed to this key")

    return find


def _first_key_from(arguments: argparse.Namespace) -> "bytes | Opener | None":
    if arguments.first_key_file:
        return bytes.fromhex(Path(arguments.first_key_file).read_text(encoding="ascii").strip())
    if arguments.auditor_key:
        asked = sys.stdin.readline().rstrip("\r\n") if arguments.passphrase_stdin else getpass.getpass("Passphrase: ")
        return opener(load_pem_private_key(Path(arguments.auditor_key).read_bytes(), asked.encode()))
    return None


def main(argv: Sequence[str] | None = None) -> int:
    """Check the export that is named; return 0, 1 or 2."""
    parser = argparse.ArgumentParser(description="Checks an exported log of Operator Console.")
    parser.add_argument("export")
    keys = parser.add_mutually_exclusive_group()
    keys.add_argument("--first-key-file", help="the log's first key, 64 hexadecimal digits")
    keys.add_argument("--auditor-key", help="the auditor's private key (PEM), which opens the first key in the export")
    parser.add_argument("--passphrase-stdin", action="store_true", help="read the key's passphrase from standard input")
    parser.add_argument("--pin", action="append", default=[], help="a code that was kept elsewhere")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(argv)
    try:
        check = Verification(_first_key_from(arguments), arguments.pin)
        with Path(arguments.export).open("rb") as lines:
            good = check.run(lines)
    except (Wrong, OSError, ValueError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    result = {
        "ok": good,
        "entries": check.entries,
        "seals_checked": check.first_key is not None,
        "good_until": check.trusted_until,
        "findings": check.findings,
        "left_out": check.left_out,
    }
    sys.stdout.write(json.dumps(result) + "\n" if arguments.json else _in_words(result))
    return 0 if good else 1


def _in_words(result: Told) -> str:
    lines = [f"entry {each['sequence']}: {each['code']}" for each in result["findings"]]
    lines.append(f"{result['entries']} entries, {'in order' if result['ok'] else 'NOT in order'}")
    if not result["seals_checked"]:
        lines.append("The seals were not checked: that takes the log's first key.")
    if result["good_until"]:
        lines.append(f"Up to entry {result['good_until']} the log is what a code kept elsewhere says.")
    else:
        lines.append("No code of a checkpoint was given: an older state put back as a whole cannot be excluded.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
