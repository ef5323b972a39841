"""The log for a lead or an auditor: who did what, when and why, and whether the log itself holds."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from operator_console.domain.roles import Duty
from operator_console.ui.log.entries import Entries
from operator_console.ui.log.verification import Verification
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label
from operator_console.ui.widgets.stack import Stack


class LogPage(Page):
    """Two views: the entries, and the verification."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.entries, self.verification = Entries(context), Verification(context)
        self.refresh = Button(self.tr("&Refresh (F5)"), self._refresh)
        self.filter = Button(self.tr("Filters (Ctrl+F)"), self._to_filters)
        self.verify = Button(self.tr("&Verify the log"), self._verify)
        self.views = Stack()
        self._lay_out()
        self.verification.closed.connect(self._show_entries)
        self.verification.jump.connect(self._jump)
        for keys, act in (("F5", self._refresh), ("Ctrl+F", self._to_filters), ("Esc", self._show_entries)):
            QShortcut(QKeySequence(keys), self, act)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(_title(), size="title"), 1)
        for button in (self.refresh, self.filter, self.verify):
            head.addWidget(button)
        self.views.addWidget(self.entries)
        self.views.addWidget(self.verification)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.views, 1)

    def entered(self) -> None:
        """Read the newest entries and stand on the newest."""
        if self.views.currentWidget() is self.entries:
            self._refresh()

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("F5", self.tr("Read the newest entries")),
            KeyHint("Ctrl+F", self.tr("Go to the filters")),
            KeyHint("Enter", self.tr("In the filters: show. In the table: go to the details")),
            KeyHint("Esc", self.tr("Back to the table")),
            KeyHint("Alt+V", self.tr("Verify the log")),
            KeyHint("Alt+L", self.tr("After a verification: type a record that was kept elsewhere")),
            KeyHint("Alt+K", self.tr("Verify with the records kept elsewhere")),
        )

    def may_leave(self) -> str:
        """Leaving during a verification loses its result."""
        return self.tr("The log is still being verified.") if self.verification.running else ""

    def _refresh(self) -> None:
        self._show_entries()
        self.entries.offer_choices()
        self.entries.read()

    def _verify(self) -> None:
        self.entries.stop()
        self.views.setCurrentWidget(self.verification)
        for button in (self.refresh, self.filter, self.verify):
            button.hide()
        self.verification.start()

    def _show_entries(self) -> None:
        self.views.setCurrentWidget(self.entries)
        for button in (self.refresh, self.filter, self.verify):
            button.show()
        self.entries.to_table()

    def _to_filters(self) -> None:
        self._show_entries()
        self.entries.to_filters()

    def _jump(self, sequence: int) -> None:
        self._show_entries()
        self.entries.go_to(sequence)


def _title() -> str:
    return QCoreApplication.translate("LogPage", "Access log")


SPEC = PageSpec(title=_title, duty=Duty.READ_LOG, make=LogPage, key="log")
