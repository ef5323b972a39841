"""Reads a customer file as people bring it: its encoding is found or chosen, every record keeps its line and its text.

A record is read strictly (RFC 4180 quoting, line ends of any kind). ``line`` is the physical line on which a record
begins; the header is line 1.
"""

import csv
import hashlib
import io
from codecs import BOM_UTF8, getincrementaldecoder, lookup
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unicodedata import normalize

from operator_console.domain.ids import FieldName
from operator_console.domain.policy import Policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.ports import Files

LIMIT_MB: Final = 200
"""The largest file that is read, in MB of 1,000,000 bytes."""
ENCODINGS: Final = ("utf-8", "utf-8-sig", "cp932", "euc_jp")
"""What a file may be written in, by Python's names."""
_SAME: Final = {"shift_jis": "cp932"}
"""Windows writes cp932 where people say Shift_JIS; the stricter codec refuses 髙, ① and ㈱."""
_CHUNK: Final = 1 << 20

Step = tuple[str, int, int]
"""How far long work has come: stage, done, total (0 while unknown)."""
Columns = tuple[tuple[str, FieldName | str], ...]
"""The header's names in order, each with the field it fills; empty for a column that is left out."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record. ``raw`` is its text as it stands in the file, line end included."""

    line: int
    cells: list[str] = field(repr=False)
    raw: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """A file whose encoding is known to fit all of it and whose header has every required column."""

    name: str
    encoding: str
    sha256: str
    columns: Columns
    header: Record
    data: bytes = field(repr=False)

    def records(self) -> Iterator[Record]:
        """Yield the records after the header; empty lines are none. Refuses ``FILE_BAD_QUOTES``."""
        records = _records(self.data, self.encoding)
        next(records)
        return records


def read_file(files: Files, path: Path, encoding: str, policy: Policy) -> Generator[Step, None, CustomerFile]:
    """Read a file whole; yields how far it has come after every MB, so that other work can go on in between.

    Args:
        files: How it is opened.
        path: The file.
        encoding: A name that Python knows, or empty: UTF-8, then cp932, then EUC-JP, the first that fits every byte
            and gives a header in which the required columns are found.
        policy: Its fields say what the columns are called.

    Raises:
        Refusal: ``FILE_UNREADABLE``, ``FILE_TOO_LARGE``, ``FILE_NOT_TEXT``, ``FILE_NO_HEADER`` (``missing``: labels of
            the columns that are not there), ``FILE_COLUMN_TWICE`` or ``FILE_BAD_QUOTES``.
    """
    data = _bytes(files, path)
    digest = yield from _digest(data)
    absent: Refusal | None = None
    for candidate in _candidates(data, encoding):
        if not (yield from _fits(data, candidate)):
            continue
        header = next(_records(data, candidate), Record(1, [], ""))
        try:
            columns = match_columns(header.cells, policy)
        except Refusal as refused:
            absent = absent or refused
            continue
        return CustomerFile(path.name, candidate, digest, columns, header, data)
    raise absent or Refusal(Code.FILE_NOT_TEXT)


def match_columns(header: list[str], policy: Policy) -> Columns:
    """Return which field each column fills, by the field's label and its other names (NFKC, letter case aside)."""
    known = {_plain(text): spec.name for spec in policy.fields.values() for text in (spec.label, *spec.headers)}
    columns = tuple((cell.strip(), known.get(_plain(cell), "")) for cell in header)
    taken: set[FieldName | str] = set()
    for cell, name in columns:
        if name and name in taken:
            raise Refusal(Code.FILE_COLUMN_TWICE, column=cell)
        taken.add(name)
    missing = [spec.label for spec in policy.fields.values() if spec.required and spec.name not in taken]
    if missing:
        raise Refusal(Code.FILE_NO_HEADER, missing="、".join(missing))
    return columns


def _plain(text: str) -> str:
    return normalize("NFKC", text).strip().casefold()


def _bytes(files: Files, path: Path) -> bytes:
    """Read at most the limit: what grows, or has no end, while it is read is too large too."""
    limit = LIMIT_MB * 1_000_000
    try:
        with files.open_to_read(path) as file:
            data = file.read(limit + 1)
    except OSError:
        raise Refusal(Code.FILE_UNREADABLE, path=str(path)) from None
    if len(data) > limit:
        raise Refusal(Code.FILE_TOO_LARGE, limit_mb=LIMIT_MB)
    if b"\0" in data:
        raise Refusal(Code.FILE_NOT_TEXT)
    return data


def _digest(data: bytes) -> Generator[Step, None, str]:
    digest = hashlib.sha256()
    for start in range(0, len(data), _CHUNK):
        digest.update(data[start : start + _CHUNK])
        yield "reading", min(start + _CHUNK, len(data)), len(data)
    return digest.hexdigest()


def _candidates(data: bytes, chosen: str) -> tuple[str, ...]:
    utf8 = "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"
    if not chosen:
        return (utf8,) if utf8 == "utf-8-sig" else (utf8, "cp932", "euc_jp")
    try:
        name = lookup(chosen).name
    except (LookupError, ValueError):
        raise Refusal(Code.FILE_NOT_TEXT) from None
    name = _SAME.get(name, name)
    if name not in ENCODINGS:
        raise Refusal(Code.FILE_NOT_TEXT)
    return (utf8,) if name in {"utf-8", "utf-8-sig"} else (name,)


def _fits(data: bytes, encoding: str) -> Generator[Step, None, bool]:
    """Return whether every byte can be read so. The decoder's own error is dropped: it carries the bytes."""
    decoder = getincrementaldecoder(encoding)()
    for start in range(0, len(data), _CHUNK):
        end = start + _CHUNK
        try:
            decoder.decode(data[start:end], final=end >= len(data))
        except UnicodeDecodeError:
            return False
        yield "reading", min(end, len(data)), len(data)
    return True


class _Lines:
    """The physical lines of a text, counted, and kept until the record that they make is whole."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.read = 0
        self._kept: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self.read += 1
        self._kept.append(line)
        return line

    def take(self) -> str:
        """Return the lines read since the last record."""
        raw = "".join(self._kept)
        self._kept.clear()
        return raw


def _records(data: bytes, encoding: str) -> Iterator[Record]:
    lines = _Lines(io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline=""))
    reader = csv.reader(lines, strict=True)
    while True:
        begins = lines.read + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Refusal(Code.FILE_BAD_QUOTES, line=begins) from None
        raw = lines.take()
        if cells:
            yield Record(begins, cells, raw)
