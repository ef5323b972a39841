"""The policy's text with what is wrong with it below: written, checked, brought from a file, and offered for saving."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.domain.views import PolicyFault
from operator_console.ui.asking import ask
from operator_console.ui.choosing_file import choose_file, choose_new_file
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import ROW_HEIGHT, Table
from operator_console.ui.page import PageContext
from operator_console.ui.policy import files
from operator_console.ui.policy.checking import PolicyCheck
from operator_console.ui.policy.code_edit import CodeEdit
from operator_console.ui.policy.version import place_of_version
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label
from operator_console.ui.widgets.styled import mark

SHORT: Final = 460
"""Below this height (device-independent pixels) fewer problems are shown at once."""


class PolicyEditing(QWidget):
    """Holds the text until it is in force; no refusal and no check ever changes a letter of it."""

    ready = Signal(str)
    """The text was checked, its version is newer, and somebody wants it in force."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._in_force, self._version = "", 0
        self.text = CodeEdit(context.theme, self.tr("Text of the policy (TOML)"))
        self.check = PolicyCheck(context.link, self.text.toPlainText, self)
        self.state = Label(ink="muted")
        self.lines: Lines[PolicyFault] = Lines((self.tr("Line"), self.tr("Where"), self.tr("Problem")))
        self.problems = Table(self.lines, (70, 220), 400)
        self.load = Button(self.tr("&Load … (Ctrl+O)"), self.offer)
        self.write = Button(self.tr("&Write to a file"), self._write_dialog)
        self.save = Button(self.tr("&Save as a new version (Ctrl+S)"), self._save, kind="primary")
        self.write.setToolTip("Ctrl+Shift+S")
        self.state.setMinimumWidth(120)
        self.menu = QMenu(self)
        self._lay_out()
        self._connect()
        self._show_problems(())

    # ---- building ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.problems.setAccessibleName(self.tr("Problems of the text"))
        buttons = QHBoxLayout()
        for button in (self.load, self.write):
            buttons.addWidget(button)
        buttons.addWidget(self.state, 1)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(buttons)
        column.addWidget(self.text, 1)
        column.addWidget(self.problems)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._typed)
        self.check.told.connect(self._show_problems)
        self.problems.opened.connect(self._jump)
        for keys, act in (
            ("Ctrl+O", self.offer),
            ("Ctrl+Shift+S", self._write_dialog),
            ("Ctrl+S", self._save),
            ("F8", self._next_problem),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave most of the room to the text."""
        super().resizeEvent(event)
        self._size_problems()

    # ---- the text ----------------------------------------------------------------------------------------------------

    def put_in_force(self, text: str, version: int) -> None:
        """This is the policy in force; the editor shows it unless something else has been written there."""
        untouched = not self.changed()
        self._in_force, self._version = text, version
        if untouched:
            self.text.put(text)
        self._typed()

    def changed(self) -> bool:
        """Return whether the text is another one than the policy in force."""
        return self.text.toPlainText() != self._in_force

    def _typed(self) -> None:
        self.text.mark_wrong(())
        if self.changed() and files.fits(self.text.toPlainText()):
            self._say_state(self.tr("Checking …"), "muted")
            self.check.soon()
        else:
            self.check.rest()
            self._show_problems(())

    # ---- problems ----------------------------------------------------------------------------------------------------

    def _show_problems(self, faults: tuple[PolicyFault, ...]) -> None:
        wording = self._context.wording
        self.lines.show(
            [(each, (str(each.line), each.where, wording.fact_value("problem", each.problem))) for each in faults]
        )
        self.text.mark_wrong(fault.line for fault in faults)
        self.problems.setVisible(bool(faults))
        if faults:
            self.problems.go_to(0)
        self._size_problems()
        self._describe(faults)

    def _describe(self, faults: tuple[PolicyFault, ...]) -> None:
        if not self.changed():
            self._say_state(self.tr("As in force (version {version})").format(version=self._version), "muted")
        elif not files.fits(self.text.toPlainText()):
            self._say_state(self.tr("The text is too long."), "danger")
        elif faults:
            self._say_state(self.tr("Not saved · {count} problems (F8)").format(count=len(faults)), "danger")
        else:
            words = self.tr("Not saved · no problem, will be version {version}")
            self._say_state(words.format(version=self._next_version()), "good")

    def _say_state(self, words: str, ink: str) -> None:
        self.state.setText(words)
        mark(self.state, "ink", ink)

    def _size_problems(self) -> None:
        rows = min(self.lines.rowCount(), 3 if self.height() < SHORT else 5)
        self.problems.setFixedHeight(self.problems.horizontalHeader().sizeHint().height() + ROW_HEIGHT * rows + 4)

    def _jump(self, row: int) -> None:
        fault = self.lines.thing(row)
        if fault is not None:
            self.text.go_to(fault.line)

    def _next_problem(self) -> None:
        """Go to the next line with a problem, around the end."""
        rows = range(self.lines.rowCount())
        faults = [fault for fault in map(self.lines.thing, rows) if fault is not None]
        here = self.text.line()
        following = next((fault for fault in faults if fault.line > here), faults[0] if faults else None)
        if following is not None:
            self.problems.go_to(faults.index(following))
            self.text.go_to(following.line)

    # ---- bringing another text ---------------------------------------------------------------------------------------

    def offer(self) -> None:
        """Offer the policies that ship, a file, and the policy in force."""
        self.menu.clear()
        for name, path in files.examples():
            words = self.tr("Example: {name}").format(name=name.replace("&", "&&"))
            self.menu.addAction(words).triggered.connect(lambda _=False, path=path: self.take(path))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("A file …")).triggered.connect(self._open_dialog)
        back = self.menu.addAction(self.tr("The policy in force, without the changes"))
        back.setEnabled(self.changed())
        back.triggered.connect(lambda: self._replace(self._in_force))
        self.menu.popup(self.load.mapToGlobal(QPoint(0, self.load.height())))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _open_dialog(self) -> None:
        kinds = (self.tr("Policies (*.toml)"), self.tr("All files (*)"))
        choose_file(self, self.tr("Choose a policy file"), lambda path: self.take(Path(path)), kinds=kinds)

    def take(self, path: Path) -> None:
        """Bring this file into the editor; ask first when that would replace unsaved text."""
        try:
            text = files.read(path)
        except files.NotPolicyText:
            self._context.say(self.tr("This is no text in UTF-8, or it is longer than 400 KB."), Tone.WARNING)
        except Refusal as refusal:
            self._context.say(self._context.wording.refusal(refusal), Tone.WARNING)
        else:
            self._replace(text)

    def _replace(self, text: str) -> None:
        if not self.changed() or text == self.text.toPlainText():
            self._bring(text)
            return
        lost = self.tr("The text in the editor has not been saved. Replace it?")
        ask(self, lost, self.tr("Replace"), lambda: self._bring(text))

    def _bring(self, text: str) -> None:
        self.text.replace(text)
        self.text.setFocus()

    # ---- saving ------------------------------------------------------------------------------------------------------

    def _write_dialog(self) -> None:
        choose_new_file(
            self,
            self.tr("Write the text to a file"),
            lambda path: self.write_to(Path(path)),
            suffix="toml",
            kinds=(self.tr("Policies (*.toml)"),),
            replaces=True,
        )

    def write_to(self, path: Path) -> None:
        """Write the text as it stands to a file; what is in force does not change."""
        try:
            files.write(path, self.text.toPlainText())
        except Refusal as refusal:
            self._context.say(self._context.wording.refusal(refusal), Tone.WARNING)
            return
        words = self.tr("Written to {name}. What is in force has not changed.")
        self._context.say(words.format(name=path.name), Tone.GOOD)

    def _save(self) -> None:
        if not self.changed():
            self._context.say(self.tr("Nothing has been changed."), Tone.INFO)
        elif files.fits(self.text.toPlainText()):
            self.check.now(self._checked)

    def _checked(self, faults: tuple[PolicyFault, ...]) -> None:
        if faults:
            self.problems.setFocus()
            self._context.say(self.tr("It cannot be saved yet. Enter goes to the line of a problem."), Tone.WARNING)
            return
        self._raise_version()
        self.ready.emit(self.text.toPlainText())

    def _next_version(self) -> int:
        place = place_of_version(self.text.toPlainText())
        return max(self._version + 1, place[2] if place else 0)

    def _raise_version(self) -> None:
        place = place_of_version(self.text.toPlainText())
        if place is not None and place[2] <= self._version:
            self.text.overwrite(place[0], place[1], str(self._version + 1))
            self.check.rest()
            self._show_problems(())
