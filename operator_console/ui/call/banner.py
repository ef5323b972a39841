"""As whom the call is answered, who is on the line, what it is about, and how far it has come."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from operator_console.domain.calls import Stage
from operator_console.domain.views import CallView, SessionView
from operator_console.ui.call.caller import caller_label
from operator_console.ui.call.client_sign import ClientSign, signs
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.label import Badge, Label
from operator_console.ui.widgets.styled import mark

_EDGE = 3


class Banner(QFrame):
    """Client company large with its sign and a line in its colour, so that two clients are never mixed up."""

    def __init__(self, session: SessionView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs = signs(session)
        self._in_call = False
        self.sign = ClientSign(theme, self)
        self.client = Label(size="title", parent=self)
        self.purpose = Label(size="lead", ink="muted", parent=self)
        self.caller = Badge("", "key", self)
        self.memo = Badge(self.tr("Memo not saved (F4)"), "warning", self)
        self._steps = tuple(Badge(words, "key", self) for words in self._names())
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, _EDGE + 5)
        row.setSpacing(10)
        row.addWidget(self.sign)
        row.addWidget(self.client)
        row.addWidget(self.purpose, 1)
        for part in (self.memo, self.caller, *self._steps):
            row.addWidget(part)
        self.purpose.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_memo(unsaved=False)
        self.show_call(None)

    def show_call(self, call: CallView | None) -> None:
        """Show this call, or that there is none."""
        self._in_call = call is not None
        self.sign.show_sign(*(self._signs.get(call.client, (1, call.client_name[:1])) if call else (0, "")))
        self.client.setText(call.client_name if call else self.tr("Ready for the next call"))
        self.purpose.setText(call.purpose_label if call else "")
        who = caller_label(call) if call else ""
        self.caller.setText(self.tr("For the customer: {who}").format(who=who) if who else self.tr("The customer"))
        self.caller.setVisible(call is not None)
        mark(self.caller, "badge", "warning" if who else "key")
        here = _step(call)
        for at, step in enumerate(self._steps):
            mark(step, "badge", "good" if at < here else "info" if at == here else "key")
        who = self.caller.text() if call else ""
        self.setAccessibleName(f"{self.client.text()} {self.purpose.text()} {who} {self._names()[here]}")
        self.update()

    def show_memo(self, *, unsaved: bool) -> None:
        """Say that a memo would be lost with the call."""
        self.memo.setVisible(unsaved)

    def set_compact(self, compact: bool) -> None:
        """Be smaller where the window is."""
        mark(self.client, "scale", "lead" if compact else "title")
        self._row.setContentsMargins(0, 0, 0, _EDGE + (1 if compact else 5))
        for step in self._steps:
            step.setVisible(not compact)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the line in the client's colour."""
        super().paintEvent(event)
        if not self._in_call:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.sign.colour)
        painter.drawRoundedRect(QRectF(0, self.height() - _EDGE, self.width(), _EDGE), 1.5, 1.5)
        painter.end()

    def _names(self) -> tuple[str, str, str, str]:
        return (self.tr("1 Purpose"), self.tr("2 Find"), self.tr("3 Check"), self.tr("4 Show"))


def _step(call: CallView | None) -> int:
    if call is None:
        return 0
    return {Stage.OPENED: 1, Stage.FOUND: 2, Stage.VERIFIED: 3}.get(call.stage, 0)
