"""Tries the rules of matching on made-up values before anybody relies on them; nothing of it is kept."""

from collections import deque
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from operator_console.domain.fields import Kind
from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import MatchingTried, TryMatching
from operator_console.ui.models.table import Table
from operator_console.ui.page import PageContext
from operator_console.ui.policy.trials import MATCH, MISMATCH, Trial, Trials, pasted
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.styled import mark

MOST: Final = 1_000
"""Pairs in the table; a longer table is for ``match-check`` in the terminal."""
_WIDTHS: Final = (96, 136, 136, 164, 76)
_RULE: Final = 170
"""Columns in device-independent pixels, and the least of the last one; values get two thirds of what is left."""
LONGEST: Final = 4_000
"""Characters of a value, as of the longest kind."""


class Trying(QWidget):
    """A line to fill in, and what came of the lines before it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._waiting: deque[Trial] = deque()
        self._asked: Trial | None = None
        self.kind, self.expected = QComboBox(), QComboBox()
        self.stored, self.answer, self.reading = QLineEdit(), QLineEdit(), QLineEdit()
        self.add = Button(self.tr("Co&mpare (Enter)"), self._add, kind="primary")
        self.paste = Button(self.tr("&Paste a table (Ctrl+Shift+V)"), self._paste)
        self.empty = Button(self.tr("Clear &all (Ctrl+Delete)"), self.clear)
        headers = (
            self.tr("Kind"),
            self.tr("On file"),
            self.tr("Answer"),
            self.tr("Result"),
            self.tr("Expected"),
            self.tr("Rule"),
        )
        self.lines = Trials(headers, self._cell)
        self.table = _PairTable(self.lines, _WIDTHS, _RULE)
        self.count = Label(ink="muted")
        self._fill()
        self._lay_out()
        self._connect()
        self._tell()

    # ---- building ----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        for kind in Kind:
            self.kind.addItem(self._kind_words(kind), kind)
        self.expected.addItem("—", "")
        for result in (MATCH, MISMATCH):
            self.expected.addItem(self._context.wording.fact_value("result", result), result)
        for edit in (self.stored, self.answer, self.reading):
            edit.setMaxLength(LONGEST)
            edit.returnPressed.connect(self._add)

    def _lay_out(self) -> None:
        self.table.setAccessibleName(self.tr("Pairs that were tried"))
        self.reading_row = FormRow(self.tr("Reading on file"), self.reading)
        line = QHBoxLayout()
        line.setSpacing(8)
        for row, stretch in (
            (FormRow(self.tr("Kind"), self.kind), 0),
            (FormRow(self.tr("On file"), self.stored), 3),
            (self.reading_row, 2),
            (FormRow(self.tr("Answer"), self.answer), 3),
            (FormRow(self.tr("Expected"), self.expected), 0),
        ):
            line.addWidget(row, stretch)
        line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        buttons = QHBoxLayout()
        buttons.addWidget(self.count, 1)
        buttons.addWidget(self.paste)
        buttons.addWidget(self.empty)
        kept = self.tr(
            "Nothing of what is typed here is kept: it is gone when you leave, and the log says only that a rule was"
            " tried, for which kind, and which rule decided. Use made-up values."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Paragraph(kept, ink="muted"))
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.table.opened.connect(self._take_back)
        self.table.removed.connect(self._remove)
        self.table.pasted.connect(self._paste)
        QShortcut(QKeySequence("Ctrl+Shift+V"), self, self._paste)
        QShortcut(QKeySequence("Ctrl+Delete"), self, self.clear)
        self._kind_changed()

    def _kind_words(self, kind: Kind) -> str:
        return self._context.wording.fact_value("kind", kind)

    def _kind_changed(self) -> None:
        self.reading_row.setVisible(self.kind.currentData() == Kind.NAME)

    # ---- the words of a pair -----------------------------------------------------------------------------------------

    def _cell(self, trial: Trial, column: int) -> str:
        wording = self._context.wording
        expected = wording.fact_value("result", trial.expected) if trial.expected else "—"
        rule = wording.fact_value("rule", trial.rule)
        stored = f"{trial.stored}（{trial.reading}）" if trial.reading else trial.stored
        return (self._kind_words(trial.kind), stored, trial.answer, self._result(trial), expected, rule)[column]

    def _result(self, trial: Trial) -> str:
        if trial.met is None:
            return "…"
        words = self._context.wording.fact_value("result", MATCH if trial.met else MISMATCH)
        sign = "○" if trial.met else "×"
        if trial.differs:
            return self.tr("{sign} {result} (not as expected)").format(sign=sign, result=words)
        return f"{sign} {words}"

    def _tell(self) -> None:
        trials = self.lines.trials
        differing = sum(trial.differs for trial in trials)
        words = self.tr("{count} pairs, {differing} not as expected") if differing else self.tr("{count} pairs")
        self.count.setText(words.format(count=len(trials), differing=differing) if trials else "")
        mark(self.count, "ink", "danger" if differing else "muted")
        self.empty.setEnabled(bool(trials))

    # ---- pairs -------------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        kind = Kind(self.kind.currentData())
        reading = self.reading.text() if kind is Kind.NAME else ""
        self._try([Trial(kind, self.stored.text(), self.answer.text(), self.expected.currentData(), reading)])
        self.answer.clear()
        self.answer.setFocus()

    def _paste(self) -> None:
        kinds = {str(kind): kind for kind in Kind} | {self._kind_words(kind): kind for kind in Kind}
        words = self._context.wording
        results = {each: each for each in (MATCH, MISMATCH)}
        results |= {words.fact_value("result", each).lower(): each for each in (MATCH, MISMATCH)}
        trials, unread = pasted(QGuiApplication.clipboard().text(), kinds, results)
        if unread or not trials:
            said = self.tr(
                "Lines that cannot be read: {lines}. Each needs kind, value on file and answer between tabs, then, if"
                " wanted, the expected result and the reading."
            )
            self._context.say(said.format(lines="、".join(map(str, unread[:10])) or "—"), Tone.WARNING)
        self._try(trials)

    def _try(self, trials: list[Trial]) -> None:
        room = MOST - len(self.lines.trials)
        if len(trials) > room:
            words = self.tr("The table takes {most} pairs; the rest was left out.").format(most=f"{MOST:,}")
            self._context.say(words, Tone.WARNING)
        self.lines.add(trials[:room])
        self._waiting.extend(trials[:room])
        if trials[:room]:
            self.table.go_to(len(self.lines.trials) - 1)
        self._tell()
        self._ask_next()

    def _ask_next(self) -> None:
        """One at a time, so that a long table never stands in the way of a lock."""
        if self._asked is not None or not self._waiting:
            return
        self._asked = trial = self._waiting.popleft()
        request = TryMatching(kind=trial.kind, stored=trial.stored, answer=trial.answer, reading=trial.reading)
        self._context.link.ask(request, lambda tried: self._answered(trial, tried), on_refused=self._refused)

    def _answered(self, trial: Trial, tried: MatchingTried) -> None:
        self._asked = None
        self.lines.answer(trial, met=tried.met, rule=tried.rule)
        self._tell()
        self._ask_next()

    def _refused(self, refusal: Refusal) -> None:
        self._asked = None
        self._waiting.clear()
        self._context.say(self._context.wording.refusal(refusal), Tone.WARNING)

    def _take_back(self, row: int) -> None:
        """Put a pair into the line again, to try it in another way."""
        trial = self.lines.trials[row]
        self.kind.setCurrentIndex(self.kind.findData(trial.kind))
        self.expected.setCurrentIndex(self.expected.findData(trial.expected))
        for edit, words in ((self.stored, trial.stored), (self.answer, trial.answer), (self.reading, trial.reading)):
            edit.setText(words)
        self.answer.setFocus()
        self.answer.selectAll()

    def _remove(self, row: int) -> None:
        trial = self.lines.trials[row]
        self._waiting = deque(each for each in self._waiting if each is not trial)
        self.lines.remove(row)
        self._tell()

    def clear(self) -> None:
        """Take everything away, the line included."""
        self._waiting.clear()
        self.lines.clear()
        for edit in (self.stored, self.answer, self.reading):
            edit.clear()
        self._tell()
        self.stored.setFocus()


class _PairTable(Table):
    """Delete takes a pair away, Ctrl+V pastes more."""

    removed = Signal(int)
    pasted = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the two values what there is room for."""
        left = max(0, self.viewport().width() - sum(_WIDTHS) - _RULE)
        for column in (1, 2):
            self.setColumnWidth(column, _WIDTHS[column] + left // 3)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Look for these two keys first."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_Delete and self.current_row() >= 0:
            self.removed.emit(self.current_row())
        else:
            super().keyPressEvent(event)
