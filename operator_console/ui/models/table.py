"""A table for reading with the keyboard: one row at a time, Enter opens it, Tab goes on to the next part."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

ROW_HEIGHT = 38
"""Device-independent pixels."""
_FRAME = """
QTableView, QTableView:focus { border-width: 2px; border-radius: 3px; }
QHeaderView::section { padding-left: 13px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""
"""The frame is as wide with the focus as without, because a table does not lay itself out anew for it; headings stand
over their cells."""


class Table(QTableView):
    """Shows a model of words; nothing in it can be edited, dragged or copied as a block."""

    opened = Signal(int)
    """Enter or a double click on a row."""
    row_changed = Signal(int)
    """Another row is current; -1 for none."""

    def __init__(self, model: QAbstractItemModel, widths: tuple[int, ...], last: int = 120) -> None:
        """``widths`` are those of the columns but the last, which takes the rest and at least ``last`` pixels."""
        super().__init__()
        self._last = last
        self.setModel(model)
        self.setStyleSheet(_FRAME)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._head(widths)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def _head(self, widths: tuple[int, ...]) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the rest of the width to the last column."""
        super().resizeEvent(event)
        last = self.model().columnCount() - 1
        taken = sum(self.columnWidth(column) for column in range(last))
        self.setColumnWidth(last, max(self._last, self.viewport().width() - taken))

    def current_row(self) -> int:
        """Return the current row, or -1."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into sight."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def currentChanged(  # noqa: N802
        self,
        current: QModelIndex,  # type: ignore[override]
        previous: QModelIndex,  # type: ignore[override]
    ) -> None:
        """Tell which row is current."""
        super().currentChanged(current, previous)
        self.row_changed.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row() >= 0:
            self.opened.emit(self.current_row())
        else:
            super().keyPressEvent(event)
