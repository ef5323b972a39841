"""What is settled before an import: the file, how it is read, whose customers they are, and what may be replaced."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from operator_console.domain.ids import FieldName
from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import FilePreview, ImportFile, PreviewImport
from operator_console.ui.choosing_file import choose_file
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import ROW_HEIGHT, Table
from operator_console.ui.page import PageContext
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph

ENCODINGS: Final = (("UTF-8", "utf-8"), ("Shift_JIS (Windows)", "cp932"), ("EUC-JP", "euc_jp"))
"""What people call an encoding, and what the vault calls it."""
WIDE: Final = 820
"""From this width on (device-independent pixels) two steps stand side by side."""
MOST_ROWS: Final = 5
"""Rows of the table of columns before it scrolls."""


class ImportSetup(QWidget):
    """Three cards, one after the other; nothing is written before ``wanted``."""

    wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.path = ""
        self._preview: FilePreview | None = None
        self.choose = Button(self.tr("Choose a &file (Ctrl+O)"), self.open_dialog, kind="primary")
        self.file_name, self.wrong = Label(size="lead"), Paragraph(ink="danger")
        self.encoding, self.client = QComboBox(), QComboBox()
        self.rows = Paragraph()
        self.lines: Lines[str] = Lines((self.tr("Column in the file"), self.tr("Goes to")))
        self.columns = Table(self.lines, (190,))
        self.reject = QRadioButton(self.tr("Do not import the row; list it as a problem"))
        self.update_known = QRadioButton(self.tr("Replace the customer's fields with those in the file"))
        self.update_means = Paragraph(size="small", ink="muted")
        self.start = Button(self.tr("&Import"), self._want, kind="primary")
        self._fill()
        self._lay_out()
        self.forget()

    # ---- building ----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        for words, name in ENCODINGS:
            self.encoding.addItem(words, name)
        for client in self._context.session.clients:
            self.client.addItem(client.name, client.id)
        self.encoding.activated.connect(lambda _: self._ask(self.encoding.currentData()))
        self._existing = QButtonGroup(self)
        self._existing.addButton(self.reject)
        self._existing.addButton(self.update_known)
        self.update_means.tell(
            self.tr("A cell that is empty in the file empties the field. Fields without a column stay as they are.")
        )

    def _lay_out(self) -> None:
        self.file_card, self.content_card, self.way_card = self._file_card(), self._content_card(), self._way_card()
        self._steps = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._steps.setSpacing(14)
        self._steps.addWidget(self.content_card, 1)
        self._steps.addWidget(self.way_card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        column.addWidget(self.file_card)
        column.addLayout(self._steps)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the second and the third step side by side where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        self._steps.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _file_card(self) -> Card:
        card = _step(self.tr("1. The file"))
        line = QHBoxLayout()
        line.addWidget(self.choose)
        line.addWidget(self.file_name, 1)
        card.body.addLayout(line)
        card.body.addWidget(self.wrong)
        hint = self.tr("A CSV file with a heading line. It can also be dropped onto this page.")
        card.body.addWidget(Paragraph(hint, size="small", ink="muted"))
        return card

    def _content_card(self) -> Card:
        card = _step(self.tr("2. How it is read"))
        hint = self.tr("Found by itself. Choose another when the headings below cannot be read.")
        card.body.addWidget(self.rows)
        card.body.addWidget(FormRow(self.tr("Character encoding"), self.encoding, hint))
        self.columns.setAccessibleName(self.tr("Columns of the file"))
        self.columns.setFixedHeight(ROW_HEIGHT * (MOST_ROWS + 1) + 4)
        card.body.addWidget(self.columns)
        card.body.addStretch(1)
        return card

    def _way_card(self) -> Card:
        card = _step(self.tr("3. How it is imported"))
        card.body.addWidget(FormRow(self.tr("Customers of"), self.client))
        card.body.addWidget(
            Label(self.tr("When the customer number is in the vault already"), size="small", ink="muted")
        )
        for part in (self.reject, self.update_known, self.update_means):
            card.body.addWidget(part)
        card.body.addSpacing(8)
        card.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        return card

    # ---- the file ----------------------------------------------------------------------------------------------------

    def open_dialog(self) -> None:
        """Let the person choose a file."""
        kinds = (self.tr("CSV files (*.csv *.txt)"), self.tr("All files (*)"))
        folder = str(Path(self.path).parent) if self.path else ""
        choose_file(self, self.tr("Choose a customer file"), self.take, kinds=kinds, folder=folder)

    def take(self, path: str) -> None:
        """Look into this file, without importing it."""
        self.forget()
        self.path = path
        self.file_name.setText(Path(path).name)
        self._ask("")

    def forget(self) -> None:
        """Be as before any file was chosen."""
        self.path = ""
        self._preview = None
        self.reject.setChecked(True)
        self.client.setCurrentIndex(0)
        self.file_name.setText(self.tr("No file has been chosen yet."))
        self._say_wrong("")
        self._show_steps(readable=False)
        self.content_card.setVisible(False)

    def _ask(self, encoding: str) -> None:
        self._say_wrong("")
        path = self.path
        request = PreviewImport(path=path, encoding=encoding)
        self._context.link.ask(
            request,
            lambda preview: self._looked(path, preview),
            on_refused=lambda refusal: self._refused(path, refusal),
        )

    def _looked(self, path: str, preview: FilePreview) -> None:
        if path != self.path:
            return
        self._preview = preview
        known = "utf-8" if preview.encoding == "utf-8-sig" else preview.encoding
        self.encoding.setCurrentIndex(self.encoding.findData(known))
        self.rows.tell(self.tr("{count} rows, without the heading line").format(count=f"{preview.rows:,}"))
        self.lines.show([(head, (head, self._label(name))) for head, name in preview.columns])
        self._show_steps(readable=True)
        self.columns.go_to(0)
        self.columns.setFocus()

    def _label(self, name: FieldName | str) -> str:
        labels = {str(field): label for field, label in self._context.session.field_labels}
        return labels.get(name, name) if name else self.tr("— left out")

    def _refused(self, path: str, refusal: Refusal) -> None:
        if path != self.path:
            return
        self._preview = None
        self.rows.tell("")
        self.lines.show([])
        self._say_wrong(self._context.wording.refusal(refusal))
        self._show_steps(readable=False)
        self.choose.setFocus()

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.tell(sentence)
        self.wrong.setVisible(bool(sentence))

    def _show_steps(self, *, readable: bool) -> None:
        self.content_card.setVisible(True)
        self.columns.setVisible(readable)
        self.way_card.setVisible(readable)

    # ---- asking for it -----------------------------------------------------------------------------------------------

    def request(self) -> ImportFile:
        """Return the import as it has been settled."""
        assert self._preview is not None
        return ImportFile(
            path=self.path,
            client=self.client.currentData() or "",
            existing="update" if self.update_known.isChecked() else "reject",
            encoding=self._preview.encoding,
        )

    def _want(self) -> None:
        if self._preview is not None:
            self.wanted.emit()


def _step(title: str) -> Card:
    card = Card(margin=20)
    card.body.addWidget(Label(title, size="lead"))
    return card
