"""What stands in the place of what may not be read from the side: a ground with stripes, and nothing behind it."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QWidget

from operator_console.ui.theme import Theme


def paint_cover(painter: QPainter, region: QRegion, theme: Theme) -> None:
    """Fill a region so that nothing below it can be made out."""
    painter.setClipRegion(region)
    where = region.boundingRect()
    painter.fillRect(where, QColor(theme.tokens.masked_soft))
    painter.fillRect(where, QBrush(QColor(theme.tokens.line), Qt.BrushStyle.BDiagPattern))


class Cover(QWidget):
    """A place that is always covered."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it."""
        painter = QPainter(self)
        paint_cover(painter, QRegion(self.rect().adjusted(0, 4, 0, -4)), self._theme)
        painter.end()


class Veil(QWidget):
    """Covers a widget while privacy mode is on and the keys go elsewhere; a click goes through it."""

    def __init__(self, over: QWidget, theme: Theme) -> None:
        super().__init__(over)
        self._over = over
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        theme.room.changed.connect(self._look)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the focus and the size."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize, QEvent.Type.Show):
            self._look(
                here=event.type() is QEvent.Type.FocusIn
                or (event.type() is not QEvent.Type.FocusOut and self._over.hasFocus())
            )
        return super().eventFilter(watched, event)

    def _look(self, *, here: bool | None = None) -> None:
        used = self._over.hasFocus() if here is None else here
        self.setGeometry(self._over.rect())
        self.setVisible(self._theme.room.private and not used)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the cover."""
        painter = QPainter(self)
        paint_cover(painter, QRegion(QRect(self.rect())), self._theme)
        painter.end()


class RowVeil(QWidget):
    """Covers every row of a table but the current one while privacy mode is on; a click goes through it."""

    def __init__(self, table: QAbstractItemView, theme: Theme) -> None:
        super().__init__(table.viewport())
        self._table = table
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        table.viewport().installEventFilter(self)
        table.verticalScrollBar().valueChanged.connect(self._again)
        table.horizontalScrollBar().valueChanged.connect(self._again)
        table.selectionModel().currentChanged.connect(self._again)
        table.model().layoutChanged.connect(self._again)
        table.model().modelReset.connect(self._again)
        theme.room.changed.connect(self._look)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._look()
        return super().eventFilter(watched, event)

    def _again(self) -> None:
        self.update()

    def _look(self) -> None:
        self.setGeometry(self._table.viewport().rect())
        self.setVisible(self._theme.room.private)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Cover the rows that there are, above and below the current one."""
        model, table = self._table.model(), self._table
        rows = model.rowCount()
        if not rows:
            return
        last = table.visualRect(model.index(rows - 1, 0))
        region = QRegion(QRect(0, 0, self.width(), min(self.height(), last.bottom() + 1)))
        current = table.currentIndex()
        if current.isValid():
            row = table.visualRect(current)
            region -= QRegion(QRect(0, row.top(), self.width(), row.height()))
        painter = QPainter(self)
        paint_cover(painter, region, self._theme)
        painter.end()
