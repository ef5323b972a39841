"""Who saw a customer (閲覧記録), and the statement that nobody did: on the screen and on paper."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.domain.review import SeenRow, SeenView, Statement
from operator_console.domain.roles import Duty
from operator_console.protocol.messages import CustomerSeen, UnseenStatement
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import ROW_HEIGHT, Table
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.seen import paper
from operator_console.ui.seen.asking import SeenQuestion
from operator_console.ui.seen.words import SeenWords
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.long_work import LongWork
from operator_console.ui.widgets.styled import mark

_WIDTHS = (172, 92, 130, 120, 150, 190)


class SeenPage(Page):
    """The question, the showings, the statement once it was asked for."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.words = SeenWords(context.session, context.wording)
        self.question = SeenQuestion(context.session.clients)
        self.seen: SeenView | None = None
        self.statement: Statement | None = None
        self.work = LongWork(context)
        self.lines: Lines[SeenRow] = Lines(self.words.headers())
        self.table = Table(self.lines, _WIDTHS, 180)
        self.summary, self.verdict, self.gaps = Paragraph(ink="muted"), Paragraph(), Paragraph(size="small")
        self.show_seen = Button(self.tr("Sho&w (Enter)"), self.ask, kind="primary")
        self.prove = Button(self.tr("State that it was &not shown"), self.ask_statement)
        self.save = Button(self.tr("Save as PDF (Ctrl+S)"), self.open_dialog)
        self._lay_out()
        self._forget()
        self.question.wanted.connect(self.ask)
        for field in (self.question.customer.textChanged, self.question.client.currentIndexChanged):
            field.connect(self._forget)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save.click)

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
        self.table.setMinimumHeight(5 * ROW_HEIGHT)
        area = QScrollArea()
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
            KeyHint("Ctrl+S", self.tr("Save as PDF")),
        )

    # ---- asking ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask who saw the customer."""
        if self.question.is_whole():
            self.work.run(self.question.who_saw(), self._seen)

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
        self.save.setEnabled(False)

    def _seen(self, reply: CustomerSeen) -> None:
        self.seen = reply.seen
        self.lines.show([(row, self.words.cells(row)) for row in reply.seen.rows])
        self.summary.tell(self.words.summary(reply.seen))
        self.save.setEnabled(True)
        if reply.seen.rows:
            self.table.go_to(0)
            self.table.setFocus()

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
        dialog = QFileDialog(self, self.tr("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilters([self.tr("PDF files (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.tr("who_saw_{day}.pdf").format(day=f"{datetime.now().astimezone():%Y%m%d_%H%M}"))
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write what is on the screen to a new file."""
        if self.seen is None:
            return
        try:
            paper.write_new(Path(path), paper.pdf(_title(), self._body(self.seen)))
        except Refusal as refusal:
            self.context.say(self.context.wording.refusal(refusal), Tone.WARNING)
            return
        self.context.say(self.tr("Saved as {name}.").format(name=Path(path).name), Tone.GOOD)

    def _body(self, seen: SeenView) -> str:
        made = self.tr("Made {time} by {name}").format(
            time=f"{datetime.now().astimezone():%Y/%m/%d %H:%M}", name=self.context.session.display
        )
        reference = self.tr("Customer reference: {reference}").format(reference=seen.customer)
        asked = self.words.range(seen.since, seen.until)
        parts = [paper.section(reference, asked, self.words.summary(seen), made)]
        parts.append(paper.table(self.words.headers(), [self.words.cells(row) for row in seen.rows]))
        if self.statement is not None:
            parts.append(self._statement(self.statement))
        return "".join(parts)

    def _statement(self, statement: Statement) -> str:
        words = self.words
        said = (words.range(statement.since, statement.until), words.verdict(statement), *words.gaps(statement))
        proof = f"{statement.text}key: {statement.key}\nsignature: {statement.signature}\n"
        heading = self.tr("Statement about showings")
        return paper.section(heading, *said, words.signed(statement)) + paper.verbatim(proof)


def _title() -> str:
    return QCoreApplication.translate("SeenPage", "Who saw a customer")


def _short() -> str:
    return QCoreApplication.translate("SeenPage", "Readings")


SPEC = PageSpec(title=_short, duty=Duty.REVIEW, make=SeenPage, key="seen")
