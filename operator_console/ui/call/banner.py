"""As whom the call is answered, what it is about, and how far it has come."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from operator_console.domain.calls import Stage
from operator_console.domain.views import CallView
from operator_console.ui.widgets.label import Badge, Label
from operator_console.ui.widgets.styled import mark


class Banner(QFrame):
    """Client company large, purpose beside it, the steps at the right end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client = Label(size="title")
        self._purpose = Label(size="lead", ink="muted")
        self._steps = tuple(Badge(words, "key") for words in self._names())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._client)
        row.addWidget(self._purpose, 1)
        for step in self._steps:
            row.addWidget(step)
        row.setSpacing(8)

    def show_call(self, call: CallView | None) -> None:
        """Show this call, or that there is none."""
        self._client.setText(call.client_name if call else self.tr("Ready for the next call"))
        self._purpose.setText(call.purpose_label if call else "")
        here = _step(call)
        for at, step in enumerate(self._steps):
            mark(step, "badge", "good" if at < here else "info" if at == here else "key")
        self.setAccessibleName(f"{self._client.text()} {self._purpose.text()} {self._names()[here]}")

    def _names(self) -> tuple[str, str, str, str]:
        return (self.tr("1 Purpose"), self.tr("2 Find"), self.tr("3 Check"), self.tr("4 Show"))


def _step(call: CallView | None) -> int:
    if call is None:
        return 0
    return {Stage.OPENED: 1, Stage.FOUND: 2, Stage.VERIFIED: 3}.get(call.stage, 0)
