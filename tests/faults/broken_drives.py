"""Brings Qt to call a function of the console: events for handlers, and an event loop that runs as the console's."""

import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

from operator_console.ui.page import Page
from operator_console.ui.widgets.stack import Stack
from operator_console.ui.window import Window
from tests.faults.broken_events import EVENTS, WORD, drop_on
from tests.faults.broken_parts import Part

SETTLED_SECONDS = 0.05
"""What a part that was brought into sight is given to be laid out and filled."""


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
    return part.kind != "handler" or bool(_those_of(part, window))


def bring_into_sight(part: Part, window: Window) -> None:
    """Open the page, the tab and the pane where a handler's object is, so that it can be painted and dropped on."""
    for each in _those_of(part, window)[:1]:
        for widget in _faces(each, window)[:1]:
            if not widget.isVisible():
                _uncover(widget, window)
                turn(lambda: False, SETTLED_SECONDS)


def drive_handler(part: Part, window: QWidget) -> None:
    """Have every living object of the handler's class sent what makes Qt call it; the rest follows a new size."""
    name = part.where.rpartition(".")[2]
    if name == "eventFilter":
        for each in (window, *window.findChildren(QWidget)):
            QCoreApplication.postEvent(each, QEvent(QEvent.Type.User))
    for each in _those_of(part, window):
        for receiver in (each, *([each.viewport()] if isinstance(each, QAbstractScrollArea) else [])):
            if name in EVENTS:
                QCoreApplication.postEvent(receiver, EVENTS[name]())
        for face in _faces(each, window):
            _ask_of(face, name)
    if name not in EVENTS and name != "eventFilter":
        window.resize(window.width() + (7 if window.width() < 1290 else -7), window.height())


def _ask_of(face: QWidget, name: str) -> None:
    """Have a widget do what needs this handler of it, or of what it shows."""
    face.updateGeometry()
    face.update()
    if name in ("dragEnterEvent", "dropEvent") and face.isVisible():
        drop_on(face)
    if isinstance(face, QPlainTextEdit):
        _copy_and_paste(face, name)
    if isinstance(face, QAbstractItemView) and face.model() is not None:
        _look_through(face, name)
    if name in ("paintEvent", "paint") and not face.isVisible():
        face.grab()


def _copy_and_paste(text: QPlainTextEdit, name: str) -> None:
    if name == "insertFromMimeData":
        QApplication.clipboard().setText(WORD)
        text.paste()
    elif name == "createMimeDataFromSelection":
        text.insertPlainText(WORD)
        text.selectAll()
        text.copy()


def _look_through(view: QAbstractItemView, name: str) -> None:
    model = view.model()
    if name == "fetchMore":
        model.canFetchMore = lambda *_: True  # the tables of the harness are short
    model.layoutChanged.emit()
    rows = model.rowCount(view.rootIndex())
    view.setCurrentIndex(model.index((view.currentIndex().row() + 1) % max(1, rows), 0))
    view.scrollToBottom()


def _those_of(part: Part, window: QWidget) -> list[QObject]:
    kind, app = part.where.split(" ")[1].split(".")[0], QCoreApplication.instance()
    there = [app, window, *window.findChildren(QObject), *app.findChildren(QObject)]
    return [each for each in there if any(base.__name__ == kind for base in type(each).__mro__)]


def _faces(thing: QObject, window: QWidget) -> list[QWidget]:
    """The widgets in which something is seen: itself, what shows its rows, or what it belongs to."""
    if isinstance(thing, QWidget):
        return [thing]
    if isinstance(thing, QAbstractItemModel):
        return [view for view in window.findChildren(QAbstractItemView) if view.model() is thing]
    return [thing.parent()] if isinstance(thing.parent(), QWidget) else []


def _uncover(widget: QWidget, window: Window) -> None:
    """Bring to the front whatever a widget is in."""
    above = [widget]
    while above[-1].parentWidget() is not None and above[-1] is not window:
        above.append(above[-1].parentWidget())
    for part in reversed(above):
        holder = part.parentWidget()
        tabs = holder.parentWidget() if holder is not None else None
        if isinstance(part, Page) and window.workbench is not None:
            _open(part, window)
        elif isinstance(holder, Stack):
            holder.setCurrentWidget(part)
        elif isinstance(tabs, QTabWidget) and tabs.indexOf(part) >= 0:
            tabs.setCurrentWidget(part)
        elif part.isHidden() and part is not window:
            part.show()


def _open(page: Page, window: Window) -> None:
    bench = window.workbench
    for key in bench.keys if bench is not None else ():
        if bench is not None and bench._pages.get(key) is page:
            bench.open(key)
