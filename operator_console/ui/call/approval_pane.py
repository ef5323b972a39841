"""A lead signs for something at the operator's console: why, what for, and the lead's own name and password."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from operator_console.ui.call.notice import Notice
from operator_console.ui.call.part import Part
from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.choice_list import ChoiceList
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.password_field import PasswordField
from operator_console.ui.widgets.scroll import Scroll
from operator_console.ui.widgets.styled import mark
from operator_console.ui.widgets.tick_list import TickList

Sign = Callable[[str, str, str, tuple[str, ...]], None]
"""Takes the lead's name, the password, the reason and the ticked fields."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be signed: title, explanation, the words on the button, and ``(name, label)`` of fields to tick."""

    title: str
    words: str
    button: str
    fields: tuple[tuple[str, str], ...] = ()


class ApprovalPane(Part):
    """Enter goes from field to field; the password is gone as soon as it is sent or the pane is left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign: Sign | None = None
        self._title = Label(size="title")
        self._words = Paragraph()
        self.notice = Notice(theme)
        self.fields = TickList(theme, self.tr("Fields to show"))
        self.reasons = ChoiceList(theme, self.tr("Reason"))
        self.lead = QLineEdit()
        self.lead.setMaxLength(64)
        self.password = PasswordField(theme)
        self.button = Button("", self._submit, kind="primary")
        self._fields_label = Label(self.tr("Which fields? (numbers)"), size="lead")
        self._grid = QGridLayout()
        self._arrange()
        self._connect()

    def ask(self, matter: Matter, reasons: tuple[str, ...], do: Sign) -> None:
        """Ask for a signature, for one of these reasons."""
        self.wipe()
        self._sign = do
        self._title.setText(matter.title)
        self._words.tell(matter.words)
        self.button.setText(matter.button)
        self.reasons.offer(tuple((reason, reason) for reason in reasons))
        self.reasons.setFixedHeight(min(len(reasons), 4) * 44 + 14)
        self.fields.offer_ticks(matter.fields)
        for part in (self.fields, self._fields_label):
            part.setVisible(bool(matter.fields))
        self._grid.setColumnStretch(0, 1 if matter.fields else 0)
        self.notice.say("")

    def refuse(self, words: str) -> None:
        """Say why it was not signed; the password is asked for again."""
        self.notice.say(words, Tone.DANGER)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def wipe(self) -> None:
        """Forget who signs and the password."""
        self.lead.setText("")
        self.password.take()

    def take_focus(self) -> None:
        """Put the focus where the next key goes."""
        first = self.fields if self.fields.isVisibleTo(self) else self.reasons
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is low."""
        mark(self._title, "scale", "lead" if compact else "title")
        mark(self._words, "scale", "small" if compact else "body")
        self._column.setSpacing(4 if compact else 10)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep what has the focus in sight."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.Resize):
            QTimer.singleShot(0, self, self._keep_in_sight)
        return super().eventFilter(watched, event)

    def _keep_in_sight(self) -> None:
        focus = self.focusWidget()
        if focus is not None and self._scroll.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(focus)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever leaves takes name and password along."""
        self.wipe()
        super().hideEvent(event)

    def _submit(self) -> None:
        missing = self._missing()
        if missing is not None:
            words, where = missing
            self.notice.say(words, Tone.WARNING)
            where.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.notice.say("")
        if self._sign is not None:
            self._sign(self.lead.text().strip(), self.password.take(), self.reasons.current, self.fields.ticked)

    def _missing(self) -> tuple[str, QWidget] | None:
        if self.fields.isVisibleTo(self) and not self.fields.ticked:
            return self.tr("Choose the fields that are needed, and no more."), self.fields
        if not self.reasons.current:
            return self.tr("The policy gives no reason for this. Ask an administrator."), self.reasons
        if not self.lead.text().strip():
            return self.tr("The lead types their own user name here."), self.lead
        if not self.password.text():
            return self.tr("The lead types their own password here."), self.password
        return None

    def _connect(self) -> None:
        reason = Qt.FocusReason.TabFocusReason
        self.fields.done.connect(lambda: self.reasons.setFocus(reason))
        self.reasons.chosen.connect(lambda _: self.lead.setFocus(reason))
        self.lead.returnPressed.connect(lambda: self.password.setFocus(reason))
        self.password.returnPressed.connect(self._submit)
        for part in (self.fields, self.reasons, self.lead, self.password, self.button, self._scroll.viewport()):
            part.installEventFilter(self)

    def _arrange(self) -> None:
        self._scroll = Scroll(self)
        inside = QWidget(self._scroll.inside)
        grid = self._grid
        inside.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.addWidget(self._fields_label, 0, 0)
        grid.addWidget(self.fields, 1, 0)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.reasons)
        right.addWidget(FormRow(self.tr("The lead's user name"), self.lead))
        right.addWidget(FormRow(self.tr("The lead's password"), self.password))
        right.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        grid.addWidget(Label(self.tr("Why? (number)"), size="lead"), 0, 1)
        grid.addLayout(right, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.fields.setMinimumHeight(280)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self.notice)
        self._scroll.hold(inside)
        column.addWidget(self._scroll, 1)
