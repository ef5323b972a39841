"""Writes the log to a file, for a verifier, for people or for a SIEM; that it leaves is an entry, written before."""

import os
import sys
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

from operator_console.audit.bundle import BROKEN, checkpoint_line, entry_line, line_of
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.evidence import ExportForm
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.services.checkpoints import code_of
from operator_console.services.desk import Desk
from operator_console.services.export_tables import Rows, write_csv, write_ocsf, write_xlsx
from operator_console.services.journal import microseconds
from operator_console.services.ports import Files

BATCH: Final = 1000
NONCE_BYTES: Final = 32
Step = tuple[str, int, int]
Steps = Generator[Step, None, None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and the code of the checkpoint with which it ends; empty where the log is broken."""

    entries: int
    size: int
    sha256: str
    code: str


def export_log(
    desk: Desk, files: Files, path: Path, form: ExportForm, nonce: str = ""
) -> Generator[tuple[str, int, int], None, Exported]:
    """Write every entry up to the one that tells of this export; yields the stage, entries done and entries in all.

    ``nonce`` is what an auditor wants to see answered by the vault, in hexadecimal; drawn at random where it is empty.
    Throwing ``Refusal(CANCELLED)`` stops it and removes the file. Refuses with ``FILE_EXISTS``, ``FILE_UNWRITABLE``
    or ``DISK_FULL``. Of a broken log, which takes no entry, only a bundle is made, and it says what it is.
    """
    desk.require(Duty.READ_LOG)
    if not desk.vault.log.writable:
        return (yield from _export_broken(desk, files, path, form))
    challenge = _nonce(nonce)
    attached = _attached(desk)
    digest = sha256(b"".join(attached)).hexdigest()
    with files.create(path) as file:
        facts = (("form", form.value), ("attachments", digest))
        entries = desk.journal.write(Action.LOG_EXPORTED, facts=facts)
        made = desk.vault.log.checkpoint(microseconds(desk.clock.now()))
        try:
            yield from _WRITERS[form](_Export(desk, file, entries, attached, challenge))
        except Refusal as refused:
            outcome = Outcome.CANCELLED if refused.code is Code.CANCELLED else Outcome.FAILED
            desk.journal.write(Action.LOG_EXPORTED, outcome, facts=facts)
            raise
        return _told(file, entries, code_of(made))


def _export_broken(desk: Desk, files: Files, path: Path, form: ExportForm) -> Generator[Step, None, Exported]:
    """Everything that is there, without an entry about it, an answer to a challenge, or a checkpoint of its own."""
    if form is not ExportForm.BUNDLE:
        raise Refusal(Code.LOG_BROKEN)
    log = desk.vault.log
    end = log.end()
    entries, head = (end.entries, end.head.hex()) if end else (0, "")
    header = {
        "format": 1,
        BROKEN: True,
        "log": log.log_id.hex(),
        "first_public": log.checkpoints.first_public.hex(),
        "entries": entries,
        "head": head,
        "challenge": {"nonce": "", "entries": entries, "head": head, "answer": ""},
    }
    with files.create(path) as file:
        export = _Export(desk, file, sys.maxsize, _attached(desk), b"")
        done = yield from _lines(export, header)
        return _told(file, done, "")


@dataclass(frozen=True, slots=True)
class _Export:
    desk: Desk
    file: BinaryIO
    entries: int
    attached: list[bytes]
    challenge: bytes

    def batches(self) -> Generator[Rows, None, None]:
        """Every entry of the export, with its seal, a batch at a time."""
        last = 0
        while last < self.entries:
            rows = [row for row in self.desk.vault.log.stored(last, BATCH) if row.sequence <= self.entries]
            if not rows:
                return
            last = rows[-1].sequence
            yield rows


def _bundle(export: _Export) -> Steps:
    log = export.desk.vault.log
    answered = log.answer(export.challenge)
    if answered is None or answered.entries != export.entries:
        raise Refusal(Code.LOG_BROKEN)
    header = {
        "format": 1,
        "log": log.log_id.hex(),
        "first_public": log.checkpoints.first_public.hex(),
        "entries": export.entries,
        "head": answered.head.hex(),
        "challenge": {
            "nonce": export.challenge.hex(),
            "entries": answered.entries,
            "head": answered.head.hex(),
            "answer": answered.answer.hex(),
        },
    }
    yield from _lines(export, header)


def _lines(export: _Export, header: dict[str, Any]) -> Generator[Step, None, int]:
    """Write the header, what is attached, the checkpoints, the entries and the end; return how many entries."""
    digest, log = sha256(), export.desk.vault.log

    def put(lines: Iterable[bytes]) -> None:
        content = b"".join(lines)
        digest.update(content)
        export.file.write(content)

    put([line_of("header", header), *export.attached])
    put(checkpoint_line(each.content) for each in log.checkpoints.stored() if each.entries <= export.entries)
    done = 0
    for rows in export.batches():
        put(entry_line(*row) for row in rows)
        done += len(rows)
        yield "exporting", done, 0 if export.entries == sys.maxsize else export.entries
    export.file.write(line_of("end", {"sha256": digest.hexdigest()}))
    return done


def _csv(export: _Export) -> Steps:
    yield from write_csv(export.file, export.batches(), export.entries)


def _xlsx(export: _Export) -> Steps:
    yield from write_xlsx(export.file, export.batches(), export.entries)


def _ocsf(export: _Export) -> Steps:
    yield from write_ocsf(export.file, export.batches(), export.entries)


_WRITERS: Final[dict[ExportForm, Callable[[_Export], Steps]]] = {
    ExportForm.BUNDLE: _bundle,
    ExportForm.CSV: _csv,
    ExportForm.XLSX: _xlsx,
    ExportForm.OCSF: _ocsf,
}


def _attached(desk: Desk) -> list[bytes]:
    """The lines that explain the entries: every policy, everybody's name, and to whom the first key is sealed."""
    policies = [line_of("policy", {"version": number, "text": text}) for number, text in desk.vault.policies.all()]
    users = [
        line_of("user", {"name": each.user, "display": each.display, "role": each.role.value})
        for each in desk.vault.accounts.list()
    ]
    anchor = line_of("anchor", {"recipients": list(map(dict, desk.vault.sealed_first_key()))})
    return [*policies, *users, anchor]


def _nonce(text: str) -> bytes:
    try:
        nonce = bytes.fromhex(text) if text else os.urandom(NONCE_BYTES)
    except ValueError:
        raise Refusal(Code.REQUEST_MALFORMED) from None
    if not 0 < len(nonce) <= 2 * NONCE_BYTES:
        raise Refusal(Code.REQUEST_MALFORMED)
    return nonce


def _told(file: BinaryIO, entries: int, code: str) -> Exported:
    digest, size = sha256(), 0
    file.seek(0)
    while chunk := file.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
    return Exported(entries, size, digest.hexdigest(), code)
