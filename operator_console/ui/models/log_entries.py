"""The log as a table that holds only the pages near the eye, however many entries there are."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from operator_console.domain.refusals import Refusal
from operator_console.domain.views import LogRow
from operator_console.protocol.messages import LogPage, Progress, ReadLog
from operator_console.ui.link import VaultLink

PAGE: Final = 200
"""Entries asked for at once."""
KEEP: Final = 8
"""Pages held at once; what lies further away is asked for again when it comes into sight."""

Index = QModelIndex | QPersistentModelIndex


class LogEntries(QAbstractTableModel):
    """Entries newest first. Rows that are known but far away cost one number for every ``PAGE`` of them."""

    loaded = Signal()
    """A page has arrived, or there is nothing to show."""
    refused = Signal(object)
    """The vault refused to read: a :class:`Refusal`."""
    progressed = Signal(object)
    """The log is looked through for its filters: a :class:`Progress`."""

    def __init__(
        self,
        link: VaultLink,
        headers: tuple[str, ...],
        cell: Callable[[LogRow, int], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._headers, self._cell = link, headers, cell
        self._which = ReadLog(limit=PAGE)
        self._turn = 0
        self._working: int | None = None
        self._forget()

    def _forget(self) -> None:
        self._turn += 1
        self._count = 0
        self._more = False
        self._starts = [self._which.before]
        self._near: OrderedDict[int, tuple[LogRow, ...]] = OrderedDict()
        self._asked: set[int] = set()

    def read(self, which: ReadLog) -> None:
        """Show the entries of this request from its beginning; what was shown is forgotten."""
        self.stop()
        self.beginResetModel()
        self._which = msgspec.structs.replace(which, limit=PAGE)
        self._forget()
        self.endResetModel()
        self._ask(0)

    def stop(self) -> None:
        """Wait no longer for a question that takes long."""
        if self._working is not None:
            self._link.cancel(self._working)
            self._working = None
            self._asked.clear()
            self._turn += 1

    def entry(self, row: int) -> LogRow | None:
        """Return the entry of a row; None while its page is on the way."""
        page = self._near.get(row // PAGE)
        if page is None:
            self._ask(row // PAGE)
            return None
        self._near.move_to_end(row // PAGE)
        return page[row % PAGE] if row % PAGE < len(page) else None

    def row_of(self, sequence: int) -> int:
        """Return the row of an entry that is held, or -1."""
        for number, page in self._near.items():
            for place, entry in enumerate(page):
                if entry.sequence == sequence:
                    return number * PAGE + place
        return -1

    def held(self) -> int:
        """Return how many entries are in memory."""
        return sum(len(page) for page in self._near.values())

    @property
    def is_loading(self) -> bool:
        """Whether a page is on the way."""
        return bool(self._asked)

    @property
    def is_looking_through(self) -> bool:
        """Whether a question takes long."""
        return self._working is not None

    @property
    def has_more(self) -> bool:
        """Whether older entries match that have not been counted yet."""
        return self._more

    # ---- pages on their way ------------------------------------------------------------------------------------------

    def _ask(self, number: int) -> None:
        if number in self._asked or number >= len(self._starts):
            return
        self._asked.add(number)
        turn = self._turn
        request = msgspec.structs.replace(self._which, before=self._starts[number])
        asked = self._link.ask(
            request,
            lambda reply: self._arrived(turn, number, reply),
            on_refused=lambda refusal: self._was_refused(turn, number, refusal),
            on_progress=lambda progress: self._told(turn, asked, progress),
        )

    def _told(self, turn: int, request: int, progress: Progress) -> None:
        if turn == self._turn:
            self._working = request
            self.progressed.emit(progress)

    def _was_refused(self, turn: int, number: int, refusal: Refusal) -> None:
        if turn == self._turn:
            self._working = None
            self._asked.discard(number)
            self._more = False
            self.refused.emit(refusal)

    def _arrived(self, turn: int, number: int, page: LogPage) -> None:
        if turn != self._turn:
            return
        self._working = None
        self._asked.discard(number)
        if number * PAGE == self._count and page.rows:
            self._append(number, page)
        elif page.rows:
            self._hold(number, page.rows)
            last = self.index(number * PAGE + len(page.rows) - 1, len(self._headers) - 1)
            self.dataChanged.emit(self.index(number * PAGE, 0), last)
        self.loaded.emit()

    def _append(self, number: int, page: LogPage) -> None:
        self._more = page.more and len(page.rows) == PAGE
        self._starts[number] = page.rows[0].sequence + 1
        if self._more:
            self._starts.append(page.rows[-1].sequence)
        self.beginInsertRows(QModelIndex(), self._count, self._count + len(page.rows) - 1)
        self._hold(number, page.rows)
        self._count += len(page.rows)
        self.endInsertRows()

    def _hold(self, number: int, rows: tuple[LogRow, ...]) -> None:
        self._near[number] = rows
        while len(self._near) > KEEP:
            self._near.popitem(last=False)

    # ---- what Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many entries are known to match."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell; ``…`` while its page is on the way."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        entry = self.entry(index.row())
        return "…" if entry is None else self._cell(entry, index.column())

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Return whether scrolling further down finds more."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._ask(len(self._starts) - 1)
