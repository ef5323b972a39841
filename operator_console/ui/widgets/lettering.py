"""Fonts for what is painted and not a label: the theme's stack and type scale, and a font for values."""

from PySide6.QtGui import QFont

from operator_console.ui.stylesheet import FONTS, SIZES

_EVEN = ("Noto Sans Mono CJK JP", "BIZ UDGothic", "MS Gothic", "Osaka-Mono", "Hiragino Sans", "monospace")


def text_font(size: str, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the text font in a size of the type scale, figures of one width where it has them."""
    made = QFont(list(FONTS))
    made.setPixelSize(SIZES[size])
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def value_font() -> QFont:
    """Return the font of values: every figure as wide as the next, so that digits can be read out in groups."""
    made = QFont(list(_EVEN))
    made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPixelSize(SIZES["value"])
    return made
