"""What is sent to a part of the window so that Qt calls one of its handlers."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

NONE: Final = Qt.KeyboardModifier.NoModifier
LEFT: Final = Qt.MouseButton.LeftButton
AT: Final = QPointF(3, 3)
WORD: Final = "見本"


def _mouse(kind: QEvent.Type) -> Callable[[], QEvent]:
    return lambda: QMouseEvent(kind, AT, AT, LEFT, LEFT, NONE)


def _wheel() -> QEvent:
    none = Qt.MouseButton.NoButton
    return QWheelEvent(AT, AT, QPoint(0, 1), QPoint(0, 1), none, NONE, Qt.ScrollPhase.NoScrollPhase, False)


def _composed() -> QEvent:
    composed = QInputMethodEvent()
    composed.setCommitString(WORD)
    return composed


def _menu() -> QEvent:
    return QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, AT.toPoint(), AT.toPoint(), NONE)


EVENTS: Final[dict[str, Callable[[], QEvent]]] = {
    "keyPressEvent": lambda: QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, NONE),
    "mousePressEvent": _mouse(QEvent.Type.MouseButtonPress),
    "mouseReleaseEvent": _mouse(QEvent.Type.MouseButtonRelease),
    "mouseDoubleClickEvent": _mouse(QEvent.Type.MouseButtonDblClick),
    "mouseMoveEvent": _mouse(QEvent.Type.MouseMove),
    "wheelEvent": _wheel,
    "focusInEvent": lambda: QFocusEvent(QEvent.Type.FocusIn),
    "focusOutEvent": lambda: QFocusEvent(QEvent.Type.FocusOut),
    "resizeEvent": lambda: QResizeEvent(QSize(200, 200), QSize(100, 100)),
    "showEvent": QShowEvent,
    "hideEvent": QHideEvent,
    "closeEvent": QCloseEvent,
    "enterEvent": lambda: QEvent(QEvent.Type.Enter),
    "leaveEvent": lambda: QEvent(QEvent.Type.Leave),
    "changeEvent": lambda: QEvent(QEvent.Type.PaletteChange),
    "event": lambda: QEvent(QEvent.Type.User),
    "inputMethodEvent": _composed,
    "inputMethodQuery": lambda: QInputMethodQueryEvent(Qt.InputMethodQuery.ImSurroundingText),
    "contextMenuEvent": _menu,
}
"""By the name of the handler."""


def drop_on(widget: QWidget) -> None:
    """Drag a text that is also a file over a widget in sight and let it fall, near a corner and in the middle."""
    window, mime = widget.window(), QMimeData()
    mime.setText(WORD)
    mime.setUrls([QUrl.fromLocalFile("/nowhere/customers.csv")])
    for place in (QPoint(4, 4), widget.rect().center()):
        at = widget.mapTo(window, place)
        given = Qt.DropAction.CopyAction, mime, LEFT, NONE
        QCoreApplication.sendEvent(window.windowHandle(), QDragEnterEvent(at, *given))
        QCoreApplication.sendEvent(window.windowHandle(), QDropEvent(QPointF(at), *given))
