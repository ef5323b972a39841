"""A card in the middle of the page, for the moments in which there is only one thing to decide."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.scroll import Scroll


def put_in_the_middle(card: Card, pane: QWidget) -> None:
    """Lay the card out in the pane, as wide as a line can be read (720 px); it scrolls where the window is too low."""
    card.setMaximumWidth(720)
    area = Scroll(pane)
    middle = QWidget(area.inside)
    row = QHBoxLayout(middle)
    row.setContentsMargins(0, 8, 0, 0)
    row.addStretch(1)
    row.addWidget(card, 20)
    row.addStretch(1)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    area.hold(middle)
    column.addWidget(area)
