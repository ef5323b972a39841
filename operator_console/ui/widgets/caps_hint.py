"""Says that Caps Lock is on, while a password is being typed; says nothing where the system does not tell."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.widgets.label import Label

LOOK_MS: Final = 400


class CapsHint(QWidget):
    """Looks at the key a few times a second while it is on the screen."""

    def __init__(self, theme: Theme, caps: Callable[[], bool | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = caps
        self._icon = Label()
        self.words = Label(self.tr("Caps Lock is on."), size="small", ink="warning")
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        theme.changed.connect(self._draw)
        self._draw()
        self._timer.start()
        self.look()

    @property
    def is_on(self) -> bool:
        """Whether the hint says that Caps Lock is on."""
        return self.words.isVisibleTo(self)

    def look(self) -> None:
        """Look now."""
        on = self._caps() is True
        self._icon.setVisible(on)
        self.words.setVisible(on)
        self.setVisible(on)

    def _draw(self) -> None:
        self._icon.setPixmap(self._theme.picture("caps", "warning", 18))
