"""Turns one record of a file into a customer's fields, or says in which column it is wrong and why; never guesses.

A row is looked at column by column from the left, and its first problem is the one reported: a row that is mended and
imported again shows the next. Two rows with the same customer number are a problem of the second, whatever becomes of
the first, because nobody but the owner of the file can say which of them is right.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from unicodedata import normalize

from operator_console.domain.customers import RowProblem
from operator_console.domain.fields import FieldSpec
from operator_console.domain.ids import FieldName
from operator_console.domain.masks import mask
from operator_console.domain.matching import BadValue, canonical, check
from operator_console.domain.policy import Policy
from operator_console.domain.views import RejectedRow
from operator_console.services.import_files import Columns, Record
from operator_console.services.ports import FieldValue

NUMBER: Final = FieldName("number")
"""The field that tells customers of one client apart."""

_UNIFIED: Final = re.compile("[^\\uF900-\\uFAFF\\U0002F800-\\U0002FA1F]+")
"""Everything but the compatibility ideographs, which NFC would replace: a name keeps the character it is written in."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row without a problem. ``number`` is canonical; a column that is empty has an empty value."""

    line: int
    number: str = field(repr=False)
    fields: Mapping[FieldName, FieldValue] = field(repr=False)


def as_written(text: str) -> str:
    """Return the text without outer white space, its marks composed (NFC), and otherwise as it was written."""
    return _UNIFIED.sub(lambda part: normalize("NFC", part[0]), text.strip())


def field_value(spec: FieldSpec, text: str) -> FieldValue:
    """Return a field ready to be stored: value, mask, and the term it is found by. Raises ``BadValue``."""
    value = as_written(text)
    if not value:
        return FieldValue("", "")
    check(spec.kind, value)
    found_by = spec.find or spec.name == NUMBER
    return FieldValue(value, mask(spec.kind, spec.mask, value), canonical(spec.kind, value) if found_by else "")


class RowReader:
    """Reads the rows of one file, remembering the customer numbers that it has seen."""

    def __init__(self, columns: Columns, policy: Policy) -> None:
        self._columns = [(header, policy.fields[FieldName(name)] if name else None) for header, name in columns]
        self._first_lines: dict[str, int] = {}

    def read(self, record: Record) -> Row | RejectedRow:
        """Return the row, or its first problem from the left."""
        found, expected = len(record.cells), len(self._columns)
        if found != expected:
            counts: dict[str, str | int] = {"found": found, "expected": expected}
            return RejectedRow(record.line, "", RowProblem.WRONG_COLUMN_COUNT, counts)
        number = ""
        fields: dict[FieldName, FieldValue] = {}
        problem: RejectedRow | None = None
        for (header, spec), cell in zip(self._columns, record.cells, strict=True):
            if spec is None:
                continue
            value = self._value(record.line, header, spec, cell)
            if isinstance(value, RejectedRow):
                problem = problem or value
                continue
            fields[spec.name] = value
            if spec.name == NUMBER:
                number = canonical(spec.kind, value.value)
                problem = self._seen(record.line, header, number, problem)
        return problem or Row(record.line, number, fields)

    def _value(self, line: int, header: str, spec: FieldSpec, cell: str) -> FieldValue | RejectedRow:
        try:
            value = field_value(spec, cell)
        except BadValue as bad:
            return RejectedRow(line, header, bad.problem, dict(bad.params))
        if spec.required and not value.value:
            missing = RowProblem.MISSING_NUMBER if spec.name == NUMBER else RowProblem.MISSING_VALUE
            return RejectedRow(line, header, missing, {})
        return value

    def _seen(self, line: int, header: str, number: str, earlier: RejectedRow | None) -> RejectedRow | None:
        """Remember the number; return the row's problem so far, or that the number has been seen."""
        first = self._first_lines.setdefault(number, line)
        if earlier or first == line:
            return earlier
        return RejectedRow(line, header, RowProblem.DUPLICATE_NUMBER, {"first_line": first})
