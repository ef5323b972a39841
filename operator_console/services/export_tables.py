"""Writes entries for people and for a SIEM: CSV, a workbook, and JSON lines with the names of OCSF."""

import csv
import io
import json
import re
from collections.abc import Generator, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

from operator_console.audit.record import Entry, MalformedRecord, decode
from operator_console.domain.actions import Action, Outcome

Rows = Sequence[tuple[int, bytes, bytes]]
Steps = Generator[tuple[str, int, int], None, None]
BOM: Final = b"\xef\xbb\xbf"
COLUMNS: Final = (
    *("sequence", "time", "user", "role", "action", "outcome", "call", "customer", "purpose", "fields", "reason"),
    *("facts", "checklist", "policy_version", "os_user", "device", "session", "boot_id", "build", "mode"),
)
ROWS_IN_A_SHEET: Final = 1_000_000
"""A sheet has 1,048,576 rows at most (ECMA-376)."""
LONGEST_CELL: Final = 32_767
_FORMULA: Final = re.compile(r"^[\s\x00]*[=+\-@＝＋－＠\t\r\n]")
"""What a spreadsheet may take for a formula, full width included (OWASP, CSV Injection)."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: one that could be begins with an apostrophe."""
    clean = _CONTROL.sub("\ufffd", text)
    return f"'{clean}" if _FORMULA.match(clean) else clean


def write_csv(file: BinaryIO, batches: Iterable[Rows], total: int) -> Steps:
    """Write UTF-8 with a byte order mark, every cell in quotes (RFC 4180)."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    file.write(BOM)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    done = 0
    try:
        for rows in batches:
            writer.writerows(_cells(row) for row in rows)
            done += len(rows)
            yield "exporting", done, total
    finally:
        text.detach()


def write_xlsx(file: BinaryIO, batches: Iterable[Rows], total: int) -> Steps:
    """Write a workbook in which every cell is a text, a new sheet for every million entries."""
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    done, sheet = 0, book.create_sheet("log 1")
    sheet.append(COLUMNS)
    for rows in batches:
        for row in rows:
            if done and done % ROWS_IN_A_SHEET == 0:
                sheet = book.create_sheet(f"log {done // ROWS_IN_A_SHEET + 1}")
                sheet.append(COLUMNS)
            cells = [WriteOnlyCell(sheet, value=cell[:LONGEST_CELL]) for cell in _cells(row)]
            for cell in cells:
                cell.data_type = "s"
            sheet.append(cells)
            done += 1
        yield "exporting", done, total
    book.save(file)


def write_ocsf(file: BinaryIO, batches: Iterable[Rows], total: int) -> Steps:
    """Write one JSON object a line with the field names of OCSF 1.3 (https://schema.ocsf.io/1.3.0)."""
    done = 0
    for rows in batches:
        for sequence, record, _ in rows:
            event = json.dumps(_event(sequence, record), ensure_ascii=False, separators=(",", ":"))
            file.write(event.encode() + b"\n")
        done += len(rows)
        yield "exporting", done, total


def _cells(row: tuple[int, bytes, bytes]) -> list[str]:
    entry = _entry(row[1])
    if entry is None:
        return [str(row[0]), *[""] * (len(COLUMNS) - 1)]
    told: dict[str, str] = {name: str(getattr(entry, name)) for name in COLUMNS if hasattr(entry, name)}
    told["sequence"] = str(row[0])
    told["time"] = datetime.fromtimestamp(entry.wall_us / 1_000_000, UTC).isoformat(timespec="milliseconds")
    told["fields"] = " ".join(entry.fields)
    told["facts"] = "; ".join(f"{name}={value}" for name, value in entry.facts)
    return [harmless(told[name]) for name in COLUMNS]


def _entry(record: bytes) -> Entry | None:
    try:
        return decode(record)
    except MalformedRecord:
        return None


_CLASSES: Final = {
    **dict.fromkeys((Action.SIGN_IN, Action.SIGN_IN_FAILED, Action.SIGN_OUT, Action.LOCK), (3, 3002)),
    **dict.fromkeys(
        (
            *(Action.USER_ADDED, Action.USER_RESET, Action.USER_DISABLED, Action.PASSWORD_CHANGED),
            *(Action.CLIENTS_SET, Action.OS_USER_SET),
        ),
        (3, 3001),
    ),
}
"""Category and class: identity and access management; everything else is API activity."""
_ACTIVITY: Final = {
    Action.SIGN_IN: 1,
    Action.SIGN_IN_FAILED: 1,
    Action.SIGN_OUT: 2,
    Action.USER_ADDED: 1,
    Action.PASSWORD_CHANGED: 3,
    Action.USER_RESET: 4,
    Action.USER_DISABLED: 5,
    Action.REVEAL: 2,
    Action.SEARCH: 2,
}
_OTHER: Final = 99
_FAILURES: Final = frozenset({Outcome.REFUSED, Outcome.FAILED})


def _event(sequence: int, record: bytes) -> dict[str, Any]:
    entry = _entry(record)
    if entry is None:
        return {"class_uid": 0, "category_uid": 0, "metadata": {"sequence": sequence}, "raw_data": record.hex()}
    category, kind = _CLASSES.get(entry.action, (6, 6003))
    activity = _ACTIVITY.get(entry.action, _OTHER)
    failed = entry.outcome in _FAILURES or entry.action is Action.SIGN_IN_FAILED
    return {
        "category_uid": category,
        "class_uid": kind,
        "activity_id": activity,
        "type_uid": kind * 100 + activity,
        "severity_id": 1,
        "status_id": 2 if failed else 1,
        "time": entry.wall_us // 1000,
        "message": entry.action.value,
        "metadata": {
            "version": "1.3.0",
            "uid": f"{entry.log_id.hex()}/{sequence}",
            "sequence": sequence,
            "product": {"name": "Operator Console", "vendor_name": "Operator Console", "version": entry.build},
        },
        "actor": {"user": {"name": entry.user, "type": entry.role}, "session": {"uid": entry.session}},
        "device": {"hostname": entry.device, "type_id": 0},
        "api": {"operation": entry.action.value},
        "resources": [{"uid": entry.customer, "type": "customer"}] if entry.customer else [],
        "unmapped": {
            "outcome": entry.outcome.value,
            "call": entry.call,
            "purpose": entry.purpose,
            "fields": list(entry.fields),
            "reason": entry.reason,
            "facts": dict(entry.facts),
            "mode": entry.mode,
            "os_user": entry.os_user,
            "policy_version": entry.policy_version,
        },
    }
