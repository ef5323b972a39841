"""The log written to a new file: for a verifier, for people, or for a system that watches."""

from pathlib import Path
from string import hexdigits
from typing import Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from operator_console.domain.evidence import ExportForm
from operator_console.protocol.messages import ExportLog, LogExported
from operator_console.ui.choosing_file import choose_new_file
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.page import PageContext
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.long_work import LongWork

_SUFFIX: Final = {
    ExportForm.BUNDLE: "jsonl",
    ExportForm.CSV: "csv",
    ExportForm.XLSX: "xlsx",
    ExportForm.OCSF: "jsonl",
}

LONGEST_NONCE: Final = 64
"""Bytes."""


class Export(Card):
    """Form, place, progress, and what was written."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(margin=16)
        self._context = context
        self._path = ""
        self.form, self.nonce = QComboBox(), QLineEdit()
        self.work = LongWork(context)
        self.outcome = Paragraph(size="small")
        self.start = Button(self.tr("&Export …"), self.open_dialog)
        self._broken = context.session.evidence_only
        for form in (ExportForm.BUNDLE,) if self._broken else ExportForm:
            self.form.addItem(context.wording.fact_value("form", form), form)
        self._lay_out()
        self.form.currentIndexChanged.connect(self._form_chosen)
        self.nonce.returnPressed.connect(self.open_dialog)

    def _lay_out(self) -> None:
        what = self.tr(
            "The whole log leaves the vault readable, without customers' values but with the names of staff. A"
            " record is made first; the export itself is an entry."
        )
        if self._broken:
            what = self.tr(
                "The log is broken. What is there leaves the vault readable, with the names of staff, in a file that"
                " says from where it is. No entry can tell of it: note yourself who took it, when and why."
            )
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(FormRow(self.tr("For&m"), self.form), 1)
        line.addStretch(1)
        self.nonce.setMaxLength(4 * LONGEST_NONCE)
        hint = self.tr(
            "What the auditor gave you (hexadecimal), so that they see that the vault answered now. May be empty."
        )
        self.nonce_row = FormRow(self.tr("&Question of the auditor"), self.nonce, hint)
        going = QHBoxLayout()
        going.addWidget(self.start)
        going.addStretch(1)
        self.outcome.hide()
        self.body.addWidget(Label(self.tr("Export the log"), size="lead"))
        self.body.addWidget(Paragraph(what, ink="muted"))
        self.body.addLayout(line)
        self.body.addWidget(self.nonce_row)
        self.body.addLayout(going)
        self.body.addWidget(self.work)
        self.body.addWidget(self.outcome)
        self._form_chosen()

    @property
    def running(self) -> bool:
        """Whether an export is being written."""
        return self.work.running

    def open_dialog(self) -> None:
        """Let the person choose where it goes, once the auditor's question can be one."""
        if not self._may_begin():
            return
        suffix = _SUFFIX[self._form()]
        day = f"{OfficeTime(self._context.session.utc_offset_minutes).now():%Y%m%d_%H%M}"
        name = self.tr("log_{day}.{suffix}").format(day=day, suffix=suffix)
        choose_new_file(self, self.tr("Export the log"), self.save_to, suffix=suffix, name=name)

    def save_to(self, path: str) -> None:
        """Ask the vault to write it."""
        self._path = path
        self.outcome.hide()
        self.start.setEnabled(False)
        self.work.run(ExportLog(path, self._form(), self._question()), self._done, lambda _: self._ready())

    def _form(self) -> ExportForm:
        return ExportForm(self.form.currentData())

    def _question(self) -> str:
        """The nonce without the spaces and hyphens by which people group it; only a bundle has an answer in it."""
        return "".join(self.nonce.text().lower().split()).replace("-", "") if self._asks() else ""

    def _asks(self) -> bool:
        return self._form() is ExportForm.BUNDLE and not self._broken

    def _form_chosen(self) -> None:
        self.nonce_row.setVisible(self._asks())

    def _may_begin(self) -> bool:
        if not self.start.isEnabled():
            return False
        question = self._question()
        fits = len(question) % 2 == 0 and len(question) <= 2 * LONGEST_NONCE and set(question) <= set(hexdigits)
        words = self.tr("Only pairs of 0–9 and a–f, {bytes} at most. Ask the auditor for it again.")
        self.nonce_row.say_wrong("" if fits else words.format(bytes=LONGEST_NONCE))
        if not fits:
            self.nonce.setFocus()
        return fits

    def _ready(self) -> None:
        self.start.setEnabled(True)
        self.start.setFocus()

    def _done(self, reply: LogExported) -> None:
        self._ready()
        words = self.tr("{name}: {entries} entries, {bytes} bytes. Record at its end: {code}\nSHA-256: {digest}")
        if not reply.code:
            words = self.tr("{name}: {entries} entries of a broken log, {bytes} bytes.\nSHA-256: {digest}")
        self.outcome.tell(
            words.format(
                name=Path(self._path).name,
                entries=f"{reply.entries:,}",
                bytes=f"{reply.bytes:,}",
                code=reply.code,
                digest=" ".join(reply.sha256[at : at + 16] for at in range(0, len(reply.sha256), 16)),
            )
        )
        self.outcome.show()
        self._context.say(self.tr("The log has been exported."), Tone.GOOD)
