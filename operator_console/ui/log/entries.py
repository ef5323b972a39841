"""The entries of the log: filters above, the table, and everything about the entry that is chosen."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import LogChoices, Progress, ReadLog, ReadLogChoices
from operator_console.ui.log.details import Details
from operator_console.ui.log.filters import FilterBar
from operator_console.ui.log.words import REASON, WIDTHS, EntryWords
from operator_console.ui.models.log_entries import LogEntries
from operator_console.ui.models.table import Table
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.page import PageContext
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.cover import RowVeil
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.stack import Stack

WIDE, TALL = 900, 430
"""From this size on (device-independent pixels) there is room for filters, table and details at once."""
DETAILS = 330
"""Width of the details beside the table."""
AROUND = 5
"""Newer entries shown above the one that was jumped to."""


class Entries(QWidget):
    """Reads only when asked: on entering, by the button of the filters, by F5 and by scrolling."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._target = 0
        self._wide = self._tall = True
        self._known: tuple[tuple[str, ...], tuple[str, ...]] = (), ()
        words = EntryWords(context.session, context.wording)
        time = OfficeTime(context.session.utc_offset_minutes)
        self.filters = FilterBar(context.session.clients, context.wording.action, time, time.now)
        self.model = LogEntries(context.link, words.headers(time.name), words.cell, self)
        self.table = Table(self.model, WIDTHS, REASON)
        RowVeil(self.table, context.theme)
        self.details = Details(words, context.theme)
        self.empty, self.shown = Paragraph(ink="muted"), Label(size="small", ink="muted")
        self._lay_out()
        self._connect()

    # ---- building ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = Stack()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(12)
        self.split.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.split.addWidget(self._stack)
        self.split.addWidget(self.details)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([2 * DETAILS, DETAILS])
        self.details.setMinimumWidth(DETAILS - 40)
        self.table.setAccessibleName(self.tr("Entries of the log"))
        self._card = Card(margin=14)
        self._card.body.addWidget(self.filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._card)
        column.addWidget(self.split, 1)
        column.addWidget(self.shown)

    def _connect(self) -> None:
        self.filters.wanted.connect(self.read)
        self.model.loaded.connect(self._loaded)
        self.model.dataChanged.connect(self._redraw_details)
        self.model.refused.connect(self._refused)
        self.model.progressed.connect(self._progressed)
        self.table.row_changed.connect(self._chosen)
        self.table.opened.connect(lambda _: self._open_details())
        self.details.left.connect(self.to_table)
        self.details.customer_wanted.connect(self._only_customer)
        self.details.user_wanted.connect(self._only_user)

    # ---- reading -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Show the newest entries that the filters let through."""
        self._target = 0
        self._ask(self.filters.request())

    def stop(self) -> None:
        """Wait no longer for a filter that takes long: the vault does one long work at a time."""
        if self.model.is_looking_through:
            self.model.stop()
            self.shown.setText(self.tr("Not read"))

    def go_to(self, sequence: int) -> None:
        """Show one entry among its neighbours, whatever the filters were set to."""
        self.filters.reset()
        self._target = sequence
        self._ask(msgspec.structs.replace(self.filters.request(), before=sequence + AROUND + 1))

    def offer_choices(self) -> None:
        """Offer in the filters what occurs in the log by now."""
        self._context.link.ask(ReadLogChoices(), self._offered)

    def _ask(self, which: ReadLog) -> None:
        self.details.show_entry(None)
        self.shown.setText(self.tr("Reading …"))
        self.model.read(which)

    def _offered(self, choices: LogChoices) -> None:
        """Offer what is known; while that is not all and somebody looks, ask on: other requests come in between."""
        known = choices.users, choices.actions
        if known != self._known:  # a list that somebody has open is not filled anew without need
            self._known = known
            self.filters.offer(choices)
        if choices.known < choices.last and self.isVisible():
            self.offer_choices()

    def _progressed(self, progress: Progress) -> None:
        words = self.tr("Looking through the log for the filters: {done} of {total} entries")
        self.shown.setText(words.format(done=f"{progress.done:,}", total=f"{progress.total:,}"))

    def _loaded(self) -> None:
        count = self.model.rowCount()
        self._stack.setCurrentWidget(self.table if count else self.empty)
        self.empty.tell(self._nothing())
        self.shown.setText(self._how_many(count))
        if count and self.table.current_row() < 0:
            self.table.go_to(max(0, self.model.row_of(self._target)))
            self.to_table()

    def _how_many(self, count: int) -> str:
        words = self.tr("{count} entries, and older ones below") if self.model.has_more else self.tr("{count} entries")
        if self._target:
            words = self.tr("Entry {entry} and those around it. F5 goes back to the newest.")
        return words.format(count=f"{count:,}", entry=self._target)

    def _nothing(self) -> str:
        if self.filters.is_set():
            return self.tr("No entry matches.\nClear the filters, or choose a longer period.")
        return self.tr("There is no entry yet.\nEntries appear here as soon as somebody works with the console.")

    def _refused(self, refusal: Refusal) -> None:
        self.shown.setText(self.tr("Not read"))
        self._context.say(self._context.wording.refusal(refusal), Tone.WARNING)

    # ---- the entry that is chosen ------------------------------------------------------------------------------------

    def _chosen(self, row: int) -> None:
        self.details.show_entry(self.model.entry(row) if row >= 0 else None)

    def _redraw_details(self) -> None:
        self._chosen(self.table.current_row())

    def _only_customer(self, reference: str) -> None:
        self.filters.only_customer(reference)
        self.read()

    def _only_user(self, user: str) -> None:
        self.filters.only_user(user)
        self.read()

    # ---- what has room -----------------------------------------------------------------------------------------------

    def to_filters(self) -> None:
        """Bring the filters, also where there is no room for them all the time."""
        self._card.show()
        self.filters.user.setFocus()

    def to_table(self) -> None:
        """Bring the table; where there is little room, the filters and the details make way."""
        self._card.setVisible(self._tall)
        self._stack.show()
        self.details.setVisible(self._wide)
        self.table.setFocus()

    def _open_details(self) -> None:
        self.details.show()
        self._stack.setVisible(self._wide)
        self.details.text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show beside the table what there is room for."""
        super().resizeEvent(event)
        wide, tall = event.size().width() >= WIDE, event.size().height() >= TALL
        if (wide, tall) != (self._wide, self._tall):
            self._wide, self._tall = wide, tall
            self.details.setVisible(wide)
            self._stack.show()
            self._card.setVisible(tall)
