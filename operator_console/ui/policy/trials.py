"""Pairs to try a rule of matching on: read from a pasted table, and kept only while the page is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from operator_console.domain.fields import Kind

MATCH: Final = "match"
MISMATCH: Final = "mismatch"
_NEEDED: Final = 3

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Trial:
    """One pair. ``met`` is None until the vault has answered; an empty ``expected`` expects nothing."""

    kind: Kind
    stored: str
    answer: str
    expected: str = ""
    reading: str = ""
    met: bool | None = None
    rule: str = ""

    @property
    def differs(self) -> bool:
        """Whether the result is not the expected one."""
        return self.met is not None and self.expected == (MISMATCH if self.met else MATCH)


class Trials(QAbstractTableModel):
    """The pairs with what came of them; ``cell`` gives the words of a column."""

    def __init__(self, headers: tuple[str, ...], cell: Callable[[Trial, int], str]) -> None:
        super().__init__()
        self._headers = headers
        self._cell = cell
        self.trials: list[Trial] = []

    def add(self, trials: Sequence[Trial]) -> None:
        """Add pairs at the end."""
        if trials:
            first = len(self.trials)
            self.beginInsertRows(QModelIndex(), first, first + len(trials) - 1)
            self.trials += trials
            self.endInsertRows()

    def answer(self, trial: Trial, *, met: bool, rule: str) -> None:
        """Write down what came of a pair, unless it has been taken away."""
        row = next((row for row, each in enumerate(self.trials) if each is trial), -1)
        if row >= 0:
            self.trials[row] = replace(trial, met=met, rule=rule)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._headers) - 1))

    def remove(self, row: int) -> None:
        """Take one pair away."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.trials[row]
        self.endRemoveRows()

    def clear(self) -> None:
        """Take every pair away."""
        self.beginResetModel()
        self.trials = []
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of pairs."""
        return 0 if parent.isValid() else len(self.trials)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            return self._cell(self.trials[index.row()], index.column())
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None


def pasted(text: str, kinds: dict[str, Kind], results: dict[str, str]) -> tuple[list[Trial], list[int]]:
    """Return the pairs of a pasted table and the lines (from 1) that could not be read.

    Columns between tabs: kind, stored, answer and, if given, expected and reading, as ``match-check`` reads them. A
    heading line is left out. ``kinds`` and ``results`` say which words, in lower case, are known.
    """
    trials: list[Trial] = []
    unread: list[int] = []
    for line, row in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in row.split("\t")]
        if not any(cells) or (line == 1 and cells[0].lower() == "kind"):
            continue
        trial = _trial(cells, kinds, results)
        if trial is None:
            unread.append(line)
        else:
            trials.append(trial)
    return trials, unread


def _trial(cells: list[str], kinds: dict[str, Kind], results: dict[str, str]) -> Trial | None:
    if not _NEEDED <= len(cells) <= _NEEDED + 2:
        return None
    kind, stored, answer, expected, reading = (*cells, "", "")[: _NEEDED + 2]
    result = results.get(expected.lower(), "") if expected else ""
    if kind.lower() not in kinds or (expected and not result):
        return None
    return Trial(kinds[kind.lower()], stored, answer, result, reading)
