"""The sign of a client company: its colour and how its name begins, the same wherever that client is meant."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from operator_console.domain.views import SessionView
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.lettering import text_font

COLOURS: Final = 6
_FORMS: Final = ("株式会社", "有限会社", "合同会社", "一般社団法人", "医療法人", "(株)", "（株）")


def signs(session: SessionView) -> dict[str, tuple[int, str]]:
    """Return each client's colour number, from 1, and its initial: two letters where one would not tell it apart."""
    bare = {client.id: _bare(client.name) for client in session.clients}
    first = [name[:1] for name in bare.values()]
    return {
        client: (at % COLOURS + 1, name[: 1 if first.count(name[:1]) == 1 else 2])
        for at, (client, name) in enumerate(bare.items())
    }


class ClientSign(QWidget):
    """A square with the initial; empty while there is no call."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour = 0
        self._initial = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def colour(self) -> QColor:
        """The client's colour in the palette of the moment."""
        return QColor(getattr(self._theme.tokens, f"client_{self._colour}"))

    def show_sign(self, colour: int, initial: str) -> None:
        """Show this client's; 0 and nothing for none."""
        self._colour, self._initial = colour, initial
        self.setVisible(bool(colour))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a square as high as the name beside it."""
        return QSize(34, 34)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the initial on its ground."""
        if not self._colour:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setPen(QColor(self._theme.tokens.on_client))
        painter.setFont(text_font("value" if len(self._initial) < 2 else "small", QFont.Weight.Bold))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initial)
        painter.end()


def _bare(name: str) -> str:
    for form in _FORMS:
        name = name.removeprefix(form)
    return name.strip()
