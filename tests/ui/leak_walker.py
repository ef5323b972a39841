"""Looks everywhere where a program, a screen reader or a curious colleague could find text in a running application."""

from functools import cache

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QMetaType, QMimeData, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QClipboard,
    QDrag,
    QGuiApplication,
    QInputMethodQueryEvent,
    QTextCursor,
    QTextDocument,
    QTextObject,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

_ACCESSIBLE = tuple((kind, kind.name) for kind in QAccessible.Text)
_ROLES = (*range(32), *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 16))
_GETTERS = (
    "text", "selectedText", "displayText", "placeholderText", "toPlainText", "toHtml", "currentText", "title",
    "windowTitle", "windowFilePath", "windowIconText", "toolTip", "statusTip", "whatsThis", "accessibleName",
    "accessibleDescription", "objectName", "styleSheet", "iconText", "format", "prefix", "suffix",
)  # fmt: skip


_TOLD = (
    Qt.InputMethodQuery.ImSurroundingText,
    Qt.InputMethodQuery.ImCurrentSelection,
    Qt.InputMethodQuery.ImTextBeforeCursor,
    Qt.InputMethodQuery.ImTextAfterCursor,
)
_ASKED = tuple((query, query.name) for query in _TOLD)
_NO_TEXT = frozenset(
    QMetaType.Type[name].value
    for name in (
        *("Bool", "Int", "UInt", "Double", "QSize", "QRect", "QPoint", "QRegion", "QSizePolicy"),
        *("QFont", "QPalette", "QColor", "QCursor", "QIcon", "QPixmap", "QLocale"),
    )
)
"""Types of properties that hold no text; nor does any enumeration."""
_HIDING = str.maketrans("", "", " 　-‐–\t\n\0")


def leaks(needles):
    """Return ``(where, needle)`` for every needle that can be found; whitespace and hyphens do not hide one."""
    wanted = {needle: _flat(needle) for needle in needles if needle}
    clean: set[str] = set()  # most texts are found again and again
    found = []
    for where, text in everything():
        if text in clean:
            continue
        flat = _flat(text)
        held = [(where, needle) for needle, letters in wanted.items() if letters in flat]
        if not held:
            clean.add(text)
        found += held
    return found


def everything():
    """Yield ``(where, text)`` for every text that can be reached from outside the painted pixels."""
    yield from _clipboards()
    seen = set()
    roots = [*QApplication.topLevelWidgets(), *QGuiApplication.topLevelWindows(), QApplication.instance()]
    for root in roots:
        for thing in (root, *root.findChildren(QObject)):
            if id(thing) not in seen and isValid(thing) and not isinstance(thing, QTextObject):
                seen.add(id(thing))
                yield from _object(thing)
    for widget in QApplication.topLevelWidgets():
        yield from _accessible(QAccessible.queryAccessibleInterface(widget), _name(widget), 0)


def _object(thing):
    where = _name(thing)
    for getter in _getters(type(thing), frozenset(vars(thing))):
        method = getattr(thing, getter)
        if callable(method):
            yield from _texts(f"{where}.{getter}", _call(method))
    for name in _properties(thing):
        yield from _texts(f"{where}[{name}]", _property(thing, name))
    for raw in thing.dynamicPropertyNames():
        name = bytes(raw).decode()
        yield from _texts(f"{where}[dynamic {name}]", _property(thing, name))
    if isinstance(thing, QAbstractItemModel):
        yield from _model(where, thing)
    if isinstance(thing, QTextDocument):
        yield f"{where} document", thing.toHtml()
    if isinstance(thing, QDrag):
        yield from _mime(f"{where} drag", thing.mimeData())
    if isinstance(thing, QWidget):
        interface = QAccessible.queryAccessibleInterface(thing)
        yield from _own_accessible(interface, where)
        yield from _python(thing, where)
        yield from _input_method(thing, where)
        yield from _dragged(thing, where)


@cache
def _getters(kind, own):
    """The names of the getters that a thing of this kind with these attributes of its own has."""
    return [getter for getter in _GETTERS if getter in own or hasattr(kind, getter)]


_PROPERTIES = {}


def _properties(thing):
    """The names of a thing's properties that could hold text; Qt's own things are told apart by what Qt calls them."""
    meta = thing.metaObject()
    kind = type(thing), meta.className(), meta.propertyCount()
    if kind not in _PROPERTIES:
        every = [meta.property(at) for at in range(meta.propertyCount())]
        _PROPERTIES[kind] = [each.name() for each in every if not each.isEnumType() and each.typeId() not in _NO_TEXT]
    return _PROPERTIES[kind]


def _input_method(widget, where):
    """What an input method is told when it asks, as every desktop asks."""
    for query, name in _ASKED:
        event = QInputMethodQueryEvent(query)
        QApplication.sendEvent(widget, event)
        yield from _texts(f"{where} input method {name}", _answer(event, query))


def _answer(event, query):
    try:
        return event.value(query)
    except RuntimeError:  # what is selected, as Qt's own type that Python does not know: see what is dragged
        return None


def _dragged(widget, where):
    """What another program would get if everything in the widget were selected and dragged away."""
    if isinstance(widget, QAbstractItemView) and widget.dragEnabled() and widget.model() is not None:
        model = widget.model()
        cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(_columns(model))]
        yield from _mime(f"{where} dragged", model.mimeData(cells) if cells else None)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        before = widget.textCursor()
        whole = QTextCursor(widget.document())
        whole.select(QTextCursor.SelectionType.Document)
        blocked = widget.blockSignals(True)
        widget.setTextCursor(whole)
        yield from _mime(f"{where} dragged", widget.createMimeDataFromSelection())
        widget.setTextCursor(before)
        widget.blockSignals(blocked)


def _mime(where, data: QMimeData | None):
    for name in data.formats() if data is not None else ():
        raw = bytes(data.data(name))
        yield f"{where} {name}", raw.decode("utf-8", "replace")
        yield f"{where} {name}", raw.decode("utf-16-be", "replace")  # how Qt streams its own


def _python(widget, where):
    """What a widget of ours keeps in plain attributes: strings there are text waiting to be shown."""
    for name, value in vars(widget).items():
        yield from _texts(f"{where}.{name} (attribute)", value)


def _model(where, model):
    columns = _columns(model)
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            for role in _ROLES:
                yield from _texts(f"{where}({row},{column}) role {role}", model.data(index, role))
    for role in _ROLES:
        for section in range(columns):
            yield from _texts(f"{where} header", model.headerData(section, Qt.Orientation.Horizontal, role))


def _columns(model):
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def _accessible(interface, where, depth):
    """Walk the accessibility tree itself: it may hold things that are no widget."""
    if interface is None or not interface.isValid() or depth > 40:
        return
    yield from _own_accessible(interface, where)
    for at in range(interface.childCount()):
        yield from _accessible(interface.child(at), f"{where}/{at}", depth + 1)


def _own_accessible(interface, where):
    if interface is None or not interface.isValid():
        return
    for kind, name in _ACCESSIBLE:
        yield f"{where} accessible {name}", interface.text(kind)
    text = interface.textInterface()
    if text is not None:
        yield f"{where} accessible characters", text.text(0, text.characterCount())
    value = interface.valueInterface()
    if value is not None:
        yield from _texts(f"{where} accessible value", value.currentValue())


def _clipboards():
    clipboard = QGuiApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard]
    modes += [QClipboard.Mode.Selection] if clipboard.supportsSelection() else []
    for mode in modes:
        yield from _mime(f"clipboard {mode.name}", clipboard.mimeData(mode))


def _texts(where, value):
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, bytes | bytearray):
        yield where, bytes(value).decode("utf-8", "replace")
    elif isinstance(value, QAction):
        yield where, value.text()
    elif isinstance(value, QAbstractItemModel):
        yield from _model(where, value)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _texts(where, each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(where, key)
            yield from _texts(where, each)


def _call(method):
    try:
        return method()
    except TypeError:  # it wants arguments: not a getter of ours
        return None


def _property(thing, name):
    try:
        return thing.property(name)
    except RuntimeError:  # a type of Qt's own that Python does not know; never text
        return None


def _name(thing):
    return f"{type(thing).__name__}({thing.objectName()})"


def _flat(text):
    return text.translate(_HIDING)
