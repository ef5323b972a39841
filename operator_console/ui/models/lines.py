"""A short table whose cells are ready-made words, with the thing behind each row."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T")

Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractTableModel, Generic[T]):
    """Rows of words. ``show`` takes pairs of the thing and its cells; ``thing`` gives it back for a row."""

    def __init__(self, headers: tuple[str, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headers = headers
        self._things: list[T] = []
        self._cells: list[tuple[str, ...]] = []

    def show(self, rows: Sequence[tuple[T, tuple[str, ...]]]) -> None:
        """Replace every row."""
        self.beginResetModel()
        self._things = [thing for thing, _ in rows]
        self._cells = [cells for _, cells in rows]
        self.endResetModel()

    def thing(self, row: int) -> T | None:
        """Return what a row stands for; None where there is no such row."""
        return self._things[row] if 0 <= row < len(self._things) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            return self._cells[index.row()][index.column()]
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None
