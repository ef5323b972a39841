"""Everything about one entry in words, readable with the keyboard."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser

from operator_console.domain.views import LogRow
from operator_console.ui.log.words import EntryWords
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label


class Details(Card):
    """The pane beside the table."""

    left = Signal()
    """Escape: back to the table."""
    customer_wanted = Signal(str)
    """Show everything about this customer reference."""
    user_wanted = Signal(str)
    """Show everything that this user did."""

    def __init__(self, words: EntryWords, theme: Theme) -> None:
        super().__init__(margin=16)
        self._words, self._theme = words, theme
        self._entry: LogRow | None = None
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.tr("Details of the entry"))
        self.text.setStyleSheet("QTextBrowser, QTextBrowser:focus { padding: 2px; border-width: 2px; }")
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.same_customer = Button(self.tr("This c&ustomer only"), self._ask_customer, kind="quiet")
        self.same_user = Button(self.tr("This &person only"), self._ask_user, kind="quiet")
        theme.changed.connect(self._draw)
        self._lay_out()
        self.show_entry(None)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.same_customer)
        buttons.addWidget(self.same_user)
        buttons.addStretch(1)
        self.body.setSpacing(8)
        self.body.addWidget(Label(self.tr("Details of the entry"), size="lead"))
        self.body.addWidget(self.text, 1)
        self.body.addLayout(buttons)

    def show_entry(self, entry: LogRow | None) -> None:
        """Show this entry; None when there is none."""
        self._entry = entry
        self.same_customer.setEnabled(entry is not None and bool(entry.customer))
        self.same_user.setEnabled(entry is not None and bool(entry.user))
        self._draw()

    def _draw(self) -> None:
        if self._entry is None:
            self.text.setPlainText(self.tr("Choose an entry to see everything about it."))
            return
        rows = "".join(
            f'<tr><td style="color:{self._theme.tokens.muted}; padding:3px 12px 3px 0" nowrap>{escape(heading)}</td>'
            f'<td style="padding:3px 0">{escape(words)}</td></tr>'
            for heading, words in self._words.details(self._entry)
        )
        self.text.setHtml(f'<table cellspacing="0">{rows}</table>')

    def _ask_customer(self) -> None:
        if self._entry is not None:
            self.customer_wanted.emit(str(self._entry.customer))

    def _ask_user(self) -> None:
        if self._entry is not None:
            self.user_wanted.emit(str(self._entry.user))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
