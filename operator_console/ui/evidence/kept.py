"""Records of the log that were kept elsewhere, gathered for a verification: typed as codes, or opened as files."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from operator_console.domain.refusals import Code, Refusal
from operator_console.ui.choosing_file import choose_files
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.wording import Wording

LONGEST: Final = 1_000
"""Characters of a kept record at most; the text of a picture or a file has about 300."""
_SHOWN: Final = 44
"""Characters of one in the list; what is longer is known by its beginning, which is the code."""


class KeptRecords(Card):
    """``wanted`` asks for a verification with :meth:`texts`; Enter in the field adds what is typed."""

    wanted = Signal()

    def __init__(self, wording: Wording) -> None:
        super().__init__(margin=20)
        self._wording = wording
        self._texts: list[str] = []
        self.field, self.list = QLineEdit(), Paragraph()
        self.add = Button(self.tr("&Add"), self._add)
        self.open = Button(self.tr("Open a &file …"), self.open_dialog)
        self.clear = Button(self.tr("Take &out all"), self._clear)
        self.verify = Button(self.tr("Verify with &kept records"), self._verify, kind="primary")
        self._lay_out()
        self.field.returnPressed.connect(self._add)
        self._tell()

    def _lay_out(self) -> None:
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText("1280-XXXX-XXXX-XXXX-XXXX-XX")
        hint = self.tr("A code, the text of a QR picture, or the pin from the set-up (0-…).")
        self.row = FormRow(self.tr("Record kept e&lsewhere"), self.field, hint)
        adding, last = QHBoxLayout(), QHBoxLayout()
        for button in (self.add, self.open, self.clear):
            adding.addWidget(button)
        last.addWidget(self.verify)
        for line in (adding, last):
            line.addStretch(1)
        self.body.addWidget(Label(self.tr("Compare with records kept elsewhere"), size="lead"))
        self.body.addWidget(self.row)
        self.body.addLayout(adding)
        self.body.addWidget(self.list)
        self.body.addLayout(last)

    def texts(self) -> tuple[str, ...]:
        """Return what was gathered, in the order in which it was added."""
        return tuple(self._texts)

    def say_wrong(self, refusal: Refusal) -> None:
        """Take out the record that the vault cannot read, and put it back into the field to be mended."""
        said = str(refusal.params.get("kept", ""))
        wrong = next((text for text in self._texts if said and text.startswith(said)), "")
        self._texts = [text for text in self._texts if text != wrong]
        self.field.setText(wrong)
        self._tell()
        self._wrong(self._wording.refusal(refusal))

    def open_dialog(self) -> None:
        """Let the person choose a saved record."""
        choose_files(self, self.tr("Open a saved record"), self.read_files)

    def read_files(self, paths: list[str]) -> None:
        """Add what is in these files."""
        for path in paths:
            try:
                with Path(path).open(encoding="utf-8") as file:
                    text = file.read(LONGEST + 1).strip()
            except (OSError, ValueError):
                self._wrong(self._wording.refusal(Refusal(Code.FILE_UNREADABLE, path=Path(path).name)))
                return
            if not text or len(text) > LONGEST:
                self._wrong(self.tr("{name} is no saved record.").format(name=Path(path).name))
                return
            self._take(text)
        self.verify.setFocus()

    def _add(self) -> None:
        text = self.field.text().strip()
        if not text:
            self._wrong(self.tr("Type a code that was kept elsewhere, or open a saved record."))
            return
        self.field.clear()
        self._take(text)
        self.field.setFocus()

    def _take(self, text: str) -> None:
        self.row.say_wrong("")
        if text not in self._texts:
            self._texts.append(text)
        self._tell()

    def _clear(self) -> None:
        self._texts = []
        self._tell()
        self.field.setFocus()

    def _verify(self) -> None:
        if self.field.text().strip() or not self._texts:
            self._add()
        if self._texts:
            self.wanted.emit()

    def _wrong(self, sentence: str) -> None:
        self.row.say_wrong(sentence)
        self.field.setFocus()

    def _tell(self) -> None:
        nothing = self.tr("None given yet. With one, it can be told whether the log was put back to an older state.")
        shown = [text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…" for text in self._texts]
        self.list.tell("\n".join(shown) if shown else nothing)
        self.clear.setEnabled(bool(shown))
