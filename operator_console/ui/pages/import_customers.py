"""Importing a file of customers: look first, import with a way to stop, then mend what was rejected."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.domain.roles import Duty
from operator_console.protocol.messages import Imported, Progress
from operator_console.ui.importing.outcome import ImportOutcome
from operator_console.ui.importing.setup import ImportSetup
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.stack import Stack


class ImportPage(Page):
    """Three views: settle, wait, outcome. What stands in a row of the file is never shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setup, self.outcome = ImportSetup(context), ImportOutcome(context)
        self.bar, self.count = QProgressBar(), Label(ink="muted")
        self.stop = Button(self.tr("&Stop the import"), self._stop)
        self.views = Stack()
        self._request = 0
        self.running = False
        self._lay_out()
        self.setup.wanted.connect(self._start)
        self.outcome.another.connect(self._begin_again)
        QShortcut(QKeySequence("Ctrl+O"), self, self._open)
        QShortcut(QKeySequence("Ctrl+S"), self, self._save)
        self.setAcceptDrops(True)

    # ---- building ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.setup)
        self.setup.setProperty("ground", "none")
        self._settling, self._waiting = scroll, self._progress_view()
        for view in (self._settling, self._waiting, self.outcome):
            self.views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(_title(), size="title"))
        column.addWidget(self.views, 1)

    def _progress_view(self) -> QWidget:
        card = Card(margin=20)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.stop)
        card.body.addWidget(Label(self.tr("The file is being imported"), size="lead"))
        card.body.addWidget(self.bar)
        card.body.addLayout(line)
        stays = self.tr("What has been imported stays when you stop. Nothing is imported by halves.")
        card.body.addWidget(Paragraph(stays, size="small", ink="muted"))
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        return view

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Stand where the work begins."""
        if self.views.currentWidget() is self._settling and not self.setup.path:
            self.setup.choose.setFocus()

    def may_leave(self) -> str:
        """A running import, or rows that have not been saved, would be lost."""
        if self.running:
            return self.tr("An import is running.")
        return self.tr("The rejected rows have not been saved yet.") if self.outcome.unsaved else ""

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("Ctrl+O", self.tr("Choose a file")),
            KeyHint("Ctrl+S", self.tr("Save the rejected rows")),
        )

    # ---- the work ----------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        if self.views.currentWidget() is self._settling:
            self.setup.open_dialog()

    def _save(self) -> None:
        if self.views.currentWidget() is self.outcome and self.outcome.lines.rowCount():
            self.outcome.open_dialog()

    def _start(self) -> None:
        self.running = True
        self.bar.setRange(0, 0)
        self.count.setText(self.tr("Reading the file …"))
        self.stop.setEnabled(True)
        self.views.setCurrentWidget(self._waiting)
        self.stop.setFocus()
        self._request = self.context.link.ask(
            self.setup.request(), self._finished, on_refused=self._refused, on_progress=self._progressed
        )

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.count.setText(self.tr("Stopping after the rows that are being written …"))
        self.context.link.cancel(self._request)

    def _progressed(self, progress: Progress) -> None:
        if progress.stage == "importing" and progress.total and self.stop.isEnabled():
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)
            words = self.tr("{done} of {total} rows")
            self.count.setText(words.format(done=f"{progress.done:,}", total=f"{progress.total:,}"))

    def _finished(self, result: Imported) -> None:
        self.running = False
        self.views.setCurrentWidget(self.outcome)
        self.outcome.tell(result, self.setup.path)

    def _refused(self, refusal: Refusal) -> None:
        self.running = False
        self.views.setCurrentWidget(self._settling)
        self.setup.start.setFocus()
        self.context.say(self.context.wording.refusal(refusal), Tone.WARNING)

    def _begin_again(self) -> None:
        self.outcome.unsaved = False
        self.setup.forget()
        self.views.setCurrentWidget(self._settling)
        self.setup.choose.setFocus()

    # ---- dropping a file ---------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take one file of this machine, while a file can be chosen."""
        urls = event.mimeData().urls()
        settling = self.views.currentWidget() is self._settling
        if settling and len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Look into the file."""
        self.setup.take(event.mimeData().urls()[0].toLocalFile())
        event.acceptProposedAction()


def _title() -> str:
    return QCoreApplication.translate("ImportPage", "Import customers")


SPEC = PageSpec(title=_title, duty=Duty.IMPORT_CUSTOMERS, make=ImportPage, key="import")
