"""Hides the work while another program's window is in front, and shows it again where it was."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.widgets.label import Label, Paragraph


class Blank(QWidget):
    """Covers a widget completely whenever no window of the console has the keys; off unless the room wants it.

    What was revealed has been masked by then, because the focus has left the page.
    """

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over)
        self._over = over
        self._theme = theme
        self._working = False
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = Label()
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        title = Label(self.tr("Hidden while another window is in front"), size="title")
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        words = Paragraph(self.tr("Come back to this window to go on where you were."), ink="muted")
        column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        over.installEventFilter(self)
        theme.changed.connect(self._draw)
        theme.room.changed.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._moved)
        self._draw()
        self.hide()

    def set_working(self, working: bool) -> None:
        """Say whether there is work to hide; a gate shows nothing of anybody."""
        self._working = working
        self.look()

    def look(self) -> None:
        """Hide or show now."""
        away = QGuiApplication.focusWindow() is None
        hidden = self._working and self._theme.room.blank and away
        if hidden:
            self.setGeometry(self._over.rect())
            self.raise_()
        self.setVisible(hidden)
        if hidden:
            self.repaint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as what is covered."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def _moved(self, _: object) -> None:
        """Look when the event is over: between two windows of ours there is a moment with none."""
        QTimer.singleShot(0, self, self.look)

    def _draw(self) -> None:
        self._picture.setPixmap(self._theme.picture("eye-off", "muted", 48))
