"""The only place where a customer's value is on the screen: painted from a buffer that is overwritten when masked."""

from collections.abc import Callable
from typing import Final
from weakref import WeakSet

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from operator_console.ui.steps import do_all
from operator_console.ui.theme import Theme
from operator_console.ui.widgets.lettering import value_font
from operator_console.ui.widgets.watermark import paint_watermark

_SIDE = 8
_ABOVE = 3
_LEAST = 96


_there: Final["WeakSet[RevealedValue]"] = WeakSet()


def blank_values() -> None:
    """Overwrite every value that is shown, on every page and dialog; safe whatever Qt is in the middle of.

    Not by a method of :class:`RevealedValue`: a value is gone even if one of those fails, or this does.
    """
    values = [value for value in _there if value._buffer]
    for value in values:
        buffer, value._buffer = value._buffer, bytearray()
        buffer[:] = bytes(len(buffer))
    do_all(*(value.tell_gone for value in values))


class RevealedValue(QWidget):
    """Paints one value; there is no text to select, drag, copy, hover or read by another program.

    The value lives in one ``bytearray`` (UTF-8) that this widget owns from :meth:`show_value` to :meth:`forget`.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buffer = bytearray()
        self._theme = theme
        self._stamp = ""
        self._font = value_font()
        _there.add(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def shown(self) -> bool:
        """Whether there is a value on the screen."""
        return bool(self._buffer)

    def show_value(self, value: bytearray, *, spoken: bool = False) -> None:
        """Take over the buffer and paint it; the caller keeps no other copy.

        ``spoken``: a screen reader is told the value as long as it is shown. Qt then keeps a text of it that nobody can
        overwrite, which is why it is not so by itself.
        """
        self.forget()
        self._buffer = value
        self._stamp = self._theme.room.stamp()
        if spoken:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, value.decode()))
        self.setAccessibleName(value.decode() if spoken else self.tr("Being shown"))
        self.updateGeometry()
        self.update()

    def hand_to(self, take: Callable[[bytearray], None]) -> bool:
        """Lend the buffer to what copies it; return whether a value is still shown."""
        if self._buffer:
            take(self._buffer)
        return bool(self._buffer)

    def forget(self) -> None:
        """Overwrite the buffer and repaint before returning."""
        if self._buffer:
            self.blank()
            self.updateGeometry()
            self.repaint()

    def blank(self) -> None:
        """Overwrite the buffer now and repaint soon; also inside a layout or a painting."""
        if not self._buffer:
            return
        self._buffer[:] = bytes(len(self._buffer))
        self._buffer = bytearray()
        self.tell_gone()

    def tell_gone(self) -> None:
        """Say nothing any more to a screen reader, and repaint soon; the widget may be gone itself."""
        if isValid(self):
            self.setAccessibleName("")
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a width to start from; the height follows the width."""
        return QSize(260, self.heightForWidth(max(self.width(), 260)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of the value at the present width."""
        return QSize(_LEAST, self.heightForWidth(max(self.width(), _LEAST)))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Return that a long value takes more lines when it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height in pixels that the value needs at this width."""
        metrics = QFontMetricsF(self._font)
        if not self._buffer:
            return round(metrics.height()) + 2 * _ABOVE
        room = QRectF(0, 0, max(1, width - 2 * _SIDE), 4000)
        wrap = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        height = metrics.boundingRect(room, int(wrap), self._buffer.decode()).height()
        return round(max(height, metrics.height())) + 2 * _ABOVE

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the value, if there is one."""
        if not self._buffer:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.revealed))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.setPen(QColor(self._theme.tokens.on_revealed))
        painter.setFont(self._font)
        option = QTextOption(Qt.AlignmentFlag.AlignVCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        room: QRect = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        painter.drawText(QRectF(room), self._buffer.decode(), option)
        paint_watermark(painter, QRectF(self.rect()), self._stamp, QColor(self._theme.tokens.on_revealed))
        painter.end()
