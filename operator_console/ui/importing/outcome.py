"""What came of an import: how many rows went in, which did not and why, and how to mend them."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.domain.views import RejectedRow
from operator_console.protocol.messages import Done, Imported, SaveRejects
from operator_console.ui.choosing_file import choose_new_file
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import ROW_HEIGHT, Table
from operator_console.ui.page import PageContext
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark

REASON: Final = 720
"""Room for the longest reason, in device-independent pixels."""


class ImportOutcome(QScrollArea):
    """Line, column and reason of each rejected row; never what stands in it."""

    another = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._source = ""
        self.unsaved = False
        self.title, self.stays, self.mend = Label(size="lead"), Paragraph(), Paragraph(ink="muted")
        self.lines: Lines[RejectedRow] = Lines((self.tr("Line"), self.tr("Column"), self.tr("Reason")))
        self.rejected = Table(self.lines, (80, 150), REASON)
        self.save = Button(self.tr("&Save the rejected rows (Ctrl+S)"), self.open_dialog, kind="primary")
        self.next = Button(self.tr("Import another &file"), self._another)
        self._lay_out()

    def _lay_out(self) -> None:
        self.rejected.setAccessibleName(self.tr("Rows that were not imported"))
        self.mend.tell(
            self.tr(
                "To mend them: save the rejected rows to a file, correct each line as its reason says, and import that"
                " file. They are kept only until the next import or until the console locks."
            )
        )
        card = Card(margin=20)
        for part in (self.title, self.stays, self.mend):
            card.body.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.next)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        self.rejected.setMinimumHeight(4 * ROW_HEIGHT)
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(card)
        column.addWidget(self.rejected, 1)
        column.addStretch(0)
        self.setWidgetResizable(True)
        self.setWidget(inner)

    def tell(self, result: Imported, source: str) -> None:
        """Show what an import of the file ``source`` did."""
        self._source = source
        self.unsaved = bool(result.rejected)
        self.title.setText(self._title(result))
        mark(self.title, "ink", "warning" if result.cancelled or result.rejected else "good")
        stays = self._stays(result)
        self.stays.tell(stays)
        self.stays.setVisible(bool(stays))
        self.lines.show([(row, self._cells(row)) for row in result.rejected])
        for part in (self.mend, self.save, self.rejected):
            part.setVisible(bool(result.rejected))
        if result.rejected:
            self.rejected.go_to(0)
            self.save.setFocus()
        else:
            self.next.setFocus()

    def _title(self, result: Imported) -> str:
        if result.cancelled:
            words = self.tr("Stopped. {imported} rows have been imported and stay.")
        elif result.rejected:
            words = self.tr("{imported} rows imported, {rejected} rows not")
        else:
            words = self.tr("All {imported} rows have been imported.")
        return words.format(imported=f"{result.imported:,}", rejected=f"{len(result.rejected):,}")

    def _stays(self, result: Imported) -> str:
        if result.cancelled and result.rejected:
            words = self.tr(
                "{rejected} rows had a problem until then. The rows after that have not been read: import the same file"
                " again, and what is in the vault already is listed as a problem."
            )
        elif result.cancelled:
            words = self.tr(
                "The rows after that have not been read: import the same file again, and what is in the vault already"
                " is listed as a problem."
            )
        else:
            words = self.tr("Every row that is not in the list below is in the vault.") if result.rejected else ""
        return words.format(rejected=f"{len(result.rejected):,}")

    def _cells(self, row: RejectedRow) -> tuple[str, ...]:
        return f"{row.line:,}", row.column, self._context.wording.problem(row.reason, row.params)

    # ---- saving ------------------------------------------------------------------------------------------------------

    def open_dialog(self) -> None:
        """Let the person choose where the rejected rows go; a free name beside the source is offered."""
        title, kinds = self.tr("Save the rejected rows"), (self.tr("CSV files (*.csv *.txt)"),)
        choose_new_file(self, title, self.save_to, suffix="csv", name=str(self.suggestion()), kinds=kinds)

    def suggestion(self) -> Path:
        """Return a name beside the source that no file has yet."""
        source = Path(self._source)
        stem = self.tr("{name}_to_mend").format(name=source.stem)
        free = source.with_name(f"{stem}.csv")
        number = 2
        while free.exists():
            free = source.with_name(f"{stem}_{number}.csv")
            number += 1
        return free

    def save_to(self, path: str) -> None:
        """Ask the vault to write the rejected rows to a new file."""
        self._context.link.ask(SaveRejects(path=path), lambda done: self._saved(path, done), on_refused=self._not_saved)

    def _saved(self, path: str, _: Done) -> None:
        self.unsaved = False
        words = self.tr("Saved as {name}. Mend it and import it.").format(name=Path(path).name)
        self._context.say(words, Tone.GOOD)
        self.next.setFocus()

    def _not_saved(self, refusal: Refusal) -> None:
        self._context.say(self._context.wording.refusal(refusal), Tone.WARNING)

    def _another(self) -> None:
        self.another.emit()
