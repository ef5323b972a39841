"""A card in the middle of the page, for the moments in which there is only one thing to decide."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from operator_console.ui.widgets.card import Card


def put_in_the_middle(card: Card, pane: QWidget) -> None:
    """Lay the card out in the pane, as wide as a line can be read (720 px) and a little above the centre."""
    card.setMaximumWidth(720)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card, 20)
    row.addStretch(1)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addLayout(row)
    column.addStretch(2)
