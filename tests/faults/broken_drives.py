"""Brings Qt to call a function of the console: events for handlers, and an event loop that runs as the console's."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from tests.faults.broken_parts import Part

NONE = Qt.KeyboardModifier.NoModifier
AT = QPointF(3, 3)


def events() -> dict[str, list[QEvent]]:
    """What is sent to a widget so that Qt calls the handler of this name."""
    left = Qt.MouseButton.LeftButton

    def mouse(kind: QEvent.Type) -> QEvent:
        return QMouseEvent(kind, AT, AT, left, left, NONE)

    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(AT, AT, QPoint(0, 1), QPoint(0, 1), Qt.MouseButton.NoButton, NONE, phase, False)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, NONE)
    return {
        "keyPressEvent": [key],
        "mousePressEvent": [mouse(QEvent.Type.MouseButtonPress)],
        "mouseReleaseEvent": [mouse(QEvent.Type.MouseButtonRelease)],
        "mouseDoubleClickEvent": [mouse(QEvent.Type.MouseButtonDblClick)],
        "mouseMoveEvent": [mouse(QEvent.Type.MouseMove)],
        "wheelEvent": [wheel],
        "focusInEvent": [QFocusEvent(QEvent.Type.FocusIn)],
        "focusOutEvent": [QFocusEvent(QEvent.Type.FocusOut)],
        "resizeEvent": [QResizeEvent(QSize(200, 200), QSize(100, 100))],
        "showEvent": [QShowEvent()],
        "hideEvent": [QHideEvent()],
        "closeEvent": [QCloseEvent()],
        "enterEvent": [QEvent(QEvent.Type.Enter)],
        "leaveEvent": [QEvent(QEvent.Type.Leave)],
        "changeEvent": [QEvent(QEvent.Type.PaletteChange)],
        "event": [QEvent(QEvent.Type.User)],
        "eventFilter": [QEvent(QEvent.Type.User)],
    }


def turn(until: Callable[[], bool], seconds: float) -> None:
    """Let the event loop run as the console's own does, from Qt and not from Python, until then or for so long."""
    app, deadline, timer = QApplication.instance(), time.monotonic() + seconds, QTimer(interval=2)

    def look() -> None:
        if until() or time.monotonic() > deadline:
            timer.stop()
            app.exit()

    timer.timeout.connect(look)
    timer.start()
    app.exec()


def is_there(part: Part, window: QWidget) -> bool:
    """Whether a handler has somebody to be called for; whatever is connected has."""
    kind = part.where.split(" ")[1].split(".")[0]
    return part.kind != "handler" or any(_is_a(each, kind) for each in (window, *_all(window)))


def drive_handler(part: Part, window: QWidget) -> None:
    """Have every living object of the handler's class sent what makes Qt call it; the rest follows a new size."""
    name = part.where.rpartition(".")[2]
    kind = part.where.split(" ")[1].split(".")[0]
    for each in (QCoreApplication.instance(), window, *_all(window)):
        if not _is_a(each, kind):
            continue
        if name == "eventFilter":
            QCoreApplication.postEvent(window, QEvent(QEvent.Type.User))
        for event in events().get(name, ()):
            QCoreApplication.postEvent(each, event)
        if isinstance(each, QWidget):
            each.updateGeometry()
            each.update()
    if name not in events():
        window.resize(window.width() + (7 if window.width() < 1290 else -7), window.height())


def _all(window: QWidget) -> list[QObject]:
    app = QCoreApplication.instance()
    return [*window.findChildren(QObject), *(app.findChildren(QObject) if app is not None else [])]


def _is_a(thing: QObject | None, kind: str) -> bool:
    return thing is not None and any(base.__name__ == kind for base in type(thing).__mro__)
