"""Brings a field into sight when it gets the focus by its own key, which a scroll area does for the Tab key alone."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_ROUND = 128
"""Device-independent pixels that are brought into sight around it: its name above, its hint and buttons below."""


class FocusFollower(QObject):
    """Watches these fields for as long as the area lives that holds them."""

    def __init__(self, area: QScrollArea, *fields: QWidget) -> None:
        super().__init__(area)
        self._area = area
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Scroll after whatever else the focus brings about."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            QTimer.singleShot(0, watched, lambda: self._bring(watched))
        return False

    def _bring(self, field: QWidget) -> None:
        """A part that was shown a moment ago has no place yet: it is laid out first."""
        inner = self._area.widget()
        layout = inner.layout() if inner is not None else None
        if layout is not None:
            layout.activate()
        self._area.ensureWidgetVisible(field, 0, _ROUND)
