"""An editor for a text with lines: numbers beside it, the current line, and the lines that something is wrong with."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from operator_console.ui.theme import Theme
from operator_console.ui.widgets.lettering import value_font

_FRAME: Final = """
QPlainTextEdit {{ background: {raised}; padding: 0; border: 2px solid {line}; border-radius: 3px; }}
QPlainTextEdit:focus {{ padding: 0; border: 2px solid {focus}; }}
"""
"""As wide with the focus as without, so that the text does not move."""
_ROOM: Final = 12


class CodeEdit(QPlainTextEdit):
    """Plain text; Tab goes on to the next part of the page, Ctrl+Z undoes whatever replaced it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._wrong: frozenset[int] = frozenset()
        self.numbers = _Numbers(self)
        self.setAccessibleName(name)
        self.setFont(value_font())
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scrolled)
        self.cursorPositionChanged.connect(self._colour)
        theme.changed.connect(self._dress)
        self._dress()
        self._make_room()

    # ---- the text ----------------------------------------------------------------------------------------------------

    def put(self, text: str) -> None:
        """Show another text from its beginning; nothing is left to undo, and it counts as saved."""
        self.setPlainText(text)
        self.document().setModified(False)

    def replace(self, text: str) -> None:
        """Write another text over this one; Ctrl+Z brings this one back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def overwrite(self, start: int, end: int, words: str) -> None:
        """Write ``words`` over the code points ``start`` to ``end``; Ctrl+Z takes it back."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(_utf16(text[:start]))
        cursor.setPosition(_utf16(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)

    def go_to(self, line: int) -> None:
        """Put the cursor at the beginning of a line (from 1) and bring it into sight."""
        block = self.document().findBlockByNumber(min(max(line, 1), self.blockCount()) - 1)
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()
        self.setFocus()

    def line(self) -> int:
        """Return the line of the cursor, from 1."""
        return self.textCursor().blockNumber() + 1

    def mark_wrong(self, lines: Iterable[int]) -> None:
        """Show that something is wrong with these lines."""
        self._wrong = frozenset(lines)
        self._colour()

    # ---- numbers -----------------------------------------------------------------------------------------------------

    def width_of_numbers(self) -> int:
        """Return the width that the numbers need, in pixels."""
        digits = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9" * digits + "!") + 2 * _ROOM

    def paint_numbers(self, room: QRect) -> None:
        """Paint the numbers of the lines in sight; a line with a problem has a mark as well as a colour."""
        tokens = self._theme.tokens
        painter = QPainter(self.numbers)
        painter.setFont(self.font())
        painter.fillRect(room, QColor(tokens.sunken))
        painter.fillRect(self.numbers.width() - 1, room.top(), 1, room.height(), QColor(tokens.line))
        block, here = self.firstVisibleBlock(), self.line()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset()).toAlignedRect()
            if place.top() > room.bottom():
                break
            line = block.blockNumber() + 1
            wrong = line in self._wrong
            ink = tokens.danger if wrong else tokens.text if line == here else tokens.muted
            painter.setPen(QColor(ink))
            box = QRect(0, place.top(), self.numbers.width() - _ROOM, place.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line))
            if wrong:
                painter.drawText(box.adjusted(_ROOM, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "!")
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the numbers beside the text."""
        super().resizeEvent(event)
        self._place_numbers()

    def _make_room(self) -> None:
        self.setViewportMargins(self.width_of_numbers(), 0, 0, 0)
        self._place_numbers()

    def _place_numbers(self) -> None:
        text, width = self.viewport().geometry(), self.width_of_numbers()
        self.numbers.setGeometry(text.left() - width, text.top(), width, text.height())

    def _scrolled(self, room: QRect, down: int) -> None:
        if down:
            self.numbers.scroll(0, down)
        else:
            self.numbers.update(0, room.y(), self.numbers.width(), room.height())

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setStyleSheet(_FRAME.format(raised=tokens.raised, line=tokens.line, focus=tokens.focus))
        self._colour()

    def _colour(self) -> None:
        tokens = self._theme.tokens
        lines = {self.line(): tokens.masked_soft} | dict.fromkeys(sorted(self._wrong), tokens.danger_soft)
        self.setExtraSelections([self._whole_line(line, colour) for line, colour in lines.items()])
        self.numbers.update()

    def _whole_line(self, line: int, colour: str) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
        selection.format.setBackground(QColor(colour))
        selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return selection


class _Numbers(QWidget):
    """The strip beside the text."""

    def __init__(self, edit: CodeEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the width of the numbers."""
        return QSize(self._edit.width_of_numbers(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Let the editor paint, which knows its lines."""
        self._edit.paint_numbers(event.rect())


def _utf16(text: str) -> int:
    """Return the length of a text as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2
