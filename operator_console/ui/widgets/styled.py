"""Marks on widgets that the style sheet knows, set so that a change is seen at once."""

from PySide6.QtWidgets import QWidget


def mark(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property (``kind``, ``tone``, ``ink`` …) and let the style sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
