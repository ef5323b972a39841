"""``match-check``: tries the matching rules on a table of pairs before anybody relies on them."""

import argparse
import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from operator_console.cli.options import Subparsers, command, output_options
from operator_console.cli.terminal import FINDING, FINE, WRONG_USE, Terminal, aligned
from operator_console.domain.fields import Kind
from operator_console.domain.matching import Result, Verdict, compare
from operator_console.domain.refusals import Code, Refusal
from operator_console.wording import Wording

COLUMNS: Final = ("kind", "stored", "answer", "expected", "reading")
"""The columns in order where the file has no header; the last two may be missing or empty."""
_NEEDED: Final = 3
_MOST_BYTES: Final = 64 * 1024 * 1024
_ENCODINGS: Final = ("utf-8-sig", "cp932")
_LINE_CELLS: Final = 11
_KIND_CELLS: Final = 13
_RESULT_CELLS: Final = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the table; ``line`` counts from 1. ``expected`` is None where the row expects nothing."""

    line: int
    kind: Kind
    stored: str
    answer: str
    expected: Result | None
    reading: str


class _BadRow(Exception):  # noqa: N818 - an answer to whoever made the table
    """A row that cannot be tried: the key of the sentence and the line."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


def add_parser(subparsers: Subparsers, words: Wording) -> None:
    """Add the command."""
    parser = command(subparsers, "match-check", words)
    parser.add_argument("file", metavar="FILE.tsv", type=Path, help=words.cli("help_match_file"))
    output_options(parser, words)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Print result and rule of each pair; 1 when one differs from what was expected, 2 for a table with a bad row.

    With ``--json``: a list of ``{"kind", "stored", "answer", "expected", "result", "rule"}``.
    """
    try:
        pairs = list(_pairs(_text(arguments.file)))
    except _BadRow as bad:
        kinds = "、".join(kind.value for kind in Kind)
        terminal.stderr.write(terminal.words.cli(bad.key, line=bad.line, kinds=kinds) + "\n")
        return WRONG_USE
    verdicts = [compare(pair.kind, pair.stored, pair.answer, reading=pair.reading) for pair in pairs]
    found = list(zip(pairs, verdicts, strict=True))
    differing = sum(_differs(pair, verdict) for pair, verdict in found)
    if arguments.json:
        terminal.say(json.dumps([_as_json(pair, verdict) for pair, verdict in found], ensure_ascii=False))
    else:
        for pair, verdict in found:
            terminal.say(_line(pair, verdict, terminal.words))
        terminal.say(terminal.words.cli("matches_tried", pairs=len(pairs), differing=differing))
    return FINDING if differing else FINE


def _text(path: Path) -> str:
    """Return the file's text. Refuses one that cannot be read, is larger than 64 MB, or is no text."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
    except OSError:
        raise Refusal(Code.FILE_UNREADABLE, path=str(path)) from None
    if len(raw) > _MOST_BYTES:
        raise Refusal(Code.FILE_TOO_LARGE, limit_mb=_MOST_BYTES // 1024**2)
    for encoding in _ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _BadRow("match_not_text", 1)


def _pairs(text: str) -> Iterator[Pair]:
    columns: Sequence[str] = COLUMNS
    rows = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if rows.line_num == 1 and row[0].strip().lower() == COLUMNS[0]:
            columns = _header(row)
            continue
        yield _pair(dict(zip(columns, row, strict=False)), rows.line_num, len(row) > len(columns))


def _header(row: list[str]) -> list[str]:
    named = [cell.strip().lower() for cell in row]
    if not set(COLUMNS[:_NEEDED]) <= set(named) <= set(COLUMNS) or len(named) > len(set(named)):
        raise _BadRow("match_header_unknown", 1)
    return named


def _pair(cells: dict[str, str], line: int, too_many: bool) -> Pair:
    if too_many or not set(COLUMNS[:_NEEDED]) <= set(cells):
        raise _BadRow("match_columns_wrong", line)
    expected = cells.get("expected", "").strip().lower()
    try:
        kind = Kind(cells["kind"].strip().lower())
    except ValueError:
        raise _BadRow("match_kind_unknown", line) from None
    if expected and expected not in set(Result):
        raise _BadRow("match_expected_unknown", line)
    wanted = Result(expected) if expected else None
    return Pair(line, kind, cells["stored"], cells["answer"], wanted, cells.get("reading", ""))


def _differs(pair: Pair, verdict: Verdict) -> bool:
    return pair.expected is not None and pair.expected is not verdict.result


def _as_json(pair: Pair, verdict: Verdict) -> dict[str, str | None]:
    return {
        "kind": pair.kind.value,
        "stored": pair.stored,
        "answer": pair.answer,
        "expected": pair.expected.value if pair.expected else None,
        "result": verdict.result.value,
        "rule": verdict.rule,
    }


def _line(pair: Pair, verdict: Verdict, words: Wording) -> str:
    """The line's number, kind, result and rule; not the texts, which are customers' as often as not."""
    cells = (
        aligned(words.cli("match_row", line=pair.line), _LINE_CELLS),
        aligned(pair.kind.value, _KIND_CELLS),
        aligned(words.cli("matched" if verdict.result is Result.MATCH else "not_matched"), _RESULT_CELLS),
        verdict.rule,
        "  " + words.cli("match_not_as_expected") if _differs(pair, verdict) else "",
    )
    return "".join(cells)
