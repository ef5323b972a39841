"""Who saw a customer (閲覧記録), and the statement that nobody did: on the screen and on paper."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.review import SeenRow, SeenView, Statement
from operator_console.domain.roles import Duty
from operator_console.protocol.messages import CustomerSeen, UnseenStatement, WhoSaw
from operator_console.ui.choosing_file import choose_new_file
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import ROW_HEIGHT, Table
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.seen import paper
from operator_console.ui.seen.asking import SeenQuestion
from operator_console.ui.seen.saving import Saving
from operator_console.ui.seen.sheet import Sheet
from operator_console.ui.seen.words import SeenWords
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.cover import RowVeil
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.long_work import LongWork
from operator_console.ui.widgets.styled import mark

_WIDTHS = (172, 92, 130, 120, 150, 190)


class SeenPage(Page):
    """The question, the showings, the statement once it was asked for."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.words = SeenWords(context.session, context.wording)
        self.question = SeenQuestion(context.session.clients, self.words.time)
        self.seen: SeenView | None = None
        self.statement: Statement | None = None
        self._asked: WhoSaw | None = None
        self.work = LongWork(context)
        self._sheet = Sheet(self.words, context.session.display)
        self._saving = Saving(context, self.work, self._ready)
        self.lines: Lines[SeenRow] = Lines(self.words.headers())
        self.table = Table(self.lines, _WIDTHS, 180)
        RowVeil(self.table, context.theme)
        self.summary, self.verdict, self.gaps = Paragraph(ink="muted"), Paragraph(), Paragraph(size="small")
        self.show_seen = Button(self.tr("Sho&w (Enter)"), self.ask, kind="primary")
        self.prove = Button(self.tr("State that it was &not shown"), self.ask_statement)
        self.save = Button(self.tr("Save as PDF (Ctrl+S)"), self.open_dialog)
        self.older = Button("", self._read_older)
        self._lay_out()
        self._forget()
        self.question.wanted.connect(self.ask)
        for field in (self.question.customer.textChanged, self.question.client.currentIndexChanged):
            field.connect(self._forget)
        QShortcut(QKeySequence("Ctrl+S"), self, lambda: self.save.click())

    def _lay_out(self) -> None:
        self.table.setAccessibleName(_title())
        buttons = QHBoxLayout()
        for button in (self.show_seen, self.prove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        self._stated = Card(margin=14)
        inner = Card(frame="none", margin=0)
        for part in (self.verdict, self.gaps):
            inner.body.addWidget(part)
        self._stated.body.addWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(_title(), size="title"))
        column.addWidget(self.question)
        column.addLayout(buttons)
        column.addWidget(self.work)
        column.addWidget(self.summary)
        column.addWidget(self._found(), 1)

    def _found(self) -> QScrollArea:
        """The statement and the showings; they scroll together where the window is low."""
        both = QWidget()
        both.setProperty("ground", "none")
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._stated)
        column.addWidget(self.table, 1)
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.setMinimumHeight(5 * ROW_HEIGHT)
        area = QScrollArea()
        area.setMinimumHeight(ROW_HEIGHT)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(both)
        return area

    def entered(self) -> None:
        """Put the focus on the customer."""
        self.question.customer.setFocus()

    def mask_now(self, cause: str) -> None:
        """Stop reading when the page is left."""
        self.work.cancel()

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("Enter", self.tr("Show who saw the customer")),
            KeyHint("Alt+N", self.tr("State that nothing was shown, with what is uncertain")),
            KeyHint("Alt+O", self.tr("Read older showings")),
            KeyHint("Ctrl+S", self.tr("Save as PDF")),
        )

    # ---- asking ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask who saw the customer."""
        if self.question.is_whole():
            self._asked = self.question.who_saw()
            self.work.run(self._asked, self._seen)

    def ask_statement(self) -> None:
        """Ask for the statement; the showings are asked for with it, so that paper has both."""
        if self.question.is_whole():
            self.work.run(self.question.prove(), self._proved)

    def _forget(self) -> None:
        """What is on the screen is about another customer than the fields are."""
        self.seen, self.statement = None, None
        self.lines.show([])
        self.summary.tell(self.tr("Every reading of this page is written to the log."))
        self._stated.hide()
        self.older.hide()
        self.save.setEnabled(False)

    def _seen(self, reply: CustomerSeen) -> None:
        self._show(reply.seen)
        if reply.seen.rows:
            self.table.go_to(0)
            self.table.setFocus()

    def _read_older(self) -> None:
        self._read_behind(self._older_arrived)

    def _older_arrived(self) -> None:
        self.table.setFocus()

    def _read_behind(self, then: Callable[[], None]) -> None:
        """Read the page of showings before the oldest that is listed."""
        if self.seen is None or self._asked is None or not self.seen.rows:
            return
        request = msgspec.structs.replace(self._asked, before=self.seen.rows[-1].sequence)
        self.work.run(request, lambda reply: self._joined(reply, then), lambda _: self._ready())

    def _joined(self, reply: CustomerSeen, then: Callable[[], None]) -> None:
        if self.seen is not None:
            row = self.table.current_row()
            self._show(replace(reply.seen, rows=(*self.seen.rows, *reply.seen.rows)))
            self.table.go_to(row)
            then()

    def _show(self, seen: SeenView) -> None:
        self.seen = seen
        self.lines.show([(row, self.words.cells(row)) for row in seen.rows])
        self.summary.tell(self.words.summary(seen))
        self.older.setText(self.tr("Read {count} &older ones").format(count=f"{seen.left_out:,}"))
        self.older.setVisible(seen.left_out > 0)
        self._ready()

    def _proved(self, reply: UnseenStatement) -> None:
        self.statement = reply.statement
        self.verdict.tell(self.words.verdict(reply.statement))
        sure = not reply.statement.exposures and not reply.statement.gaps
        mark(self.verdict, "ink", "good" if sure else "warning")
        self.gaps.tell("\n".join((self.words.signed(reply.statement), *self.words.gaps(reply.statement))))
        self._stated.show()
        self.ask()

    # ---- paper -------------------------------------------------------------------------------------------------------

    def open_dialog(self) -> None:
        """Let the person choose where the PDF goes."""
        name = self.tr("who_saw_{day}.pdf").format(day=f"{self.words.time.now():%Y%m%d_%H%M}")
        kinds = (self.tr("PDF files (*.pdf)"),)
        choose_new_file(self, self.tr("Save as PDF"), self.save_to, suffix="pdf", name=name, kinds=kinds)

    def save_to(self, path: str) -> None:
        """Write everything that was asked for to a new file; what is not listed yet is read first."""
        if self.seen is not None and self._saving.may_begin(Path(path)):
            self.save.setEnabled(False)
            self._save_whole(Path(path))

    def _save_whole(self, path: Path) -> None:
        if self.seen is None or self._asked is None:
            return
        if self.seen.left_out:
            self._read_behind(lambda: self._save_whole(path))
            return
        content = paper.pdf(_title(), self._sheet.body(self.seen, self.statement))
        self._saving.save(path, content, self.seen, names=self._asked.names, statement=self.statement)

    def _ready(self) -> None:
        self.save.setEnabled(self.seen is not None)


def _title() -> str:
    return QCoreApplication.translate("SeenPage", "Who saw a customer")


def _short() -> str:
    return QCoreApplication.translate("SeenPage", "Readings")


SPEC = PageSpec(title=_short, duty=Duty.REVIEW, make=SeenPage, key="seen")
