"""What an input method is not told: neither what was typed before nor what is selected."""

from typing import Final

from PySide6.QtCore import Qt

_QUERY = Qt.InputMethodQuery
_TEXTS: Final = (
    _QUERY.ImSurroundingText,
    _QUERY.ImCurrentSelection,
    _QUERY.ImTextBeforeCursor,
    _QUERY.ImTextAfterCursor,
)
_PLACES: Final = (_QUERY.ImCursorPosition, _QUERY.ImAnchorPosition, _QUERY.ImAbsolutePosition)


def untold(query: Qt.InputMethodQuery) -> str | int | None:
    """Return what is answered in place of the text around the cursor; None where the widget may answer itself.

    An input method is another program, and keeps what it learns. Composing needs no text but its own. Every desktop
    asks by a ``QInputMethodQueryEvent``, which comes here.
    """
    if query in _TEXTS:
        return ""
    return 0 if query in _PLACES else None
