"""Icons in the ink of the palette: one-colour drawings from resources/icons, where ``currentColor`` is the ink."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from operator_console.resource_files import resource


def picture(name: str, ink: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the drawing ``name`` in ``ink`` (``#rrggbb``), ``size`` device-independent pixels wide and high."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", ink)
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon(name: str, ink: str, size: int = 20) -> QIcon:
    """Return the drawing as an icon that stays sharp at 100 % to 200 % scale."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(picture(name, ink, size, ratio))
    return made
