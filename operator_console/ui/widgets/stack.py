"""One of several widgets at a time, with Qt's own names; only the one in sight says how much room there has to be."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QWidget


class Stack(QWidget):
    """What QStackedWidget is, but for the room that the hidden ones ask for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = _InSight(self)

    def addWidget(self, part: QWidget) -> None:  # noqa: N802 - Qt's name
        """Take a widget in, behind the others; one that has been taken in stays where it is."""
        if self._parts.indexOf(part) < 0:
            self._parts.addWidget(part)

    def removeWidget(self, part: QWidget) -> None:  # noqa: N802 - Qt's name
        """Let go of a widget, which is still this one's child."""
        self._parts.removeWidget(part)

    def currentWidget(self) -> QWidget | None:  # noqa: N802 - Qt's name
        """Return the widget in sight; None when there is none at all."""
        return self._parts.currentWidget()

    def setCurrentWidget(self, part: QWidget) -> None:  # noqa: N802 - Qt's name
        """Bring a widget that has been taken in into sight."""
        self._parts.setCurrentWidget(part)

    def currentIndex(self) -> int:  # noqa: N802 - Qt's name
        """Return how many were taken in before the one in sight; -1 when there is none."""
        return self._parts.currentIndex()

    def setCurrentIndex(self, index: int) -> None:  # noqa: N802 - Qt's name
        """Bring the widget before which so many were taken in into sight."""
        self._parts.setCurrentIndex(index)


class _InSight(QStackedLayout):
    """Qt's own asks what is hidden too: at each step of a call it sets the sentences of every other step."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        part = self.currentWidget()
        return part.sizeHint().expandedTo(self.minimumSize()) if part else QSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        part = self.currentWidget()
        return part.minimumSizeHint().expandedTo(part.minimumSize()) if part else QSize()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        part = self.currentWidget()
        return part is not None and part.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        part = self.currentWidget()
        return part.heightForWidth(width) if part else -1
