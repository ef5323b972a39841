"""Of several widgets one is in sight, and only that one is asked for its size."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from operator_console.ui.widgets.label import Paragraph
from operator_console.ui.widgets.stack import Stack


class Counted(QWidget):
    """As high as it is told, and counts how often it is asked."""

    def __init__(self, size: QSize, *, by_width: bool = False) -> None:
        super().__init__()
        self.size_wanted = size
        self.asked = 0
        policy = self.sizePolicy()
        policy.setHeightForWidth(by_width)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        self.asked += 1
        return self.size_wanted

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        self.asked += 1
        return 12_000 // max(1, width)


@pytest.fixture
def stack(qtbot) -> Iterator[Stack]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Stack()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    window.show()
    yield made  # and the window lives as long


def test_the_first_is_in_sight_and_the_others_are_not(stack):
    first, second = Counted(QSize(10, 10)), Counted(QSize(10, 10))
    assert (stack.currentWidget(), stack.currentIndex()) == (None, -1)
    for part in (first, second):
        stack.addWidget(part)
    assert (stack.currentWidget(), stack.currentIndex()) == (first, 0)
    assert (first.isVisible(), second.isVisible()) == (True, False)
    stack.setCurrentWidget(second)
    assert (first.isVisible(), second.isVisible()) == (False, True)
    stack.setCurrentIndex(0)
    assert (first.isVisible(), second.isVisible()) == (True, False)


def test_what_is_hidden_asks_for_no_room_and_is_not_asked(stack):
    small, large = Counted(QSize(30, 20)), Counted(QSize(700, 600), by_width=True)
    stack.addWidget(small)
    stack.addWidget(large)
    large.asked = 0
    assert (stack.sizeHint(), stack.minimumSizeHint()) == (QSize(30, 20), QSize(30, 20))
    assert not stack.hasHeightForWidth()
    assert large.asked == 0
    stack.setCurrentWidget(large)
    assert stack.minimumSizeHint() == QSize(700, 600)
    assert (stack.hasHeightForWidth(), stack.heightForWidth(100)) == (True, 120)


def test_sentences_that_wrap_get_the_lines_that_they_need(stack, qtbot):
    words = Paragraph("受話器の向こうの人に、登録のとおりの氏名を言ってもらってください。" * 6)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(words)
    column.addStretch(1)
    stack.addWidget(QWidget())
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    stack.window().resize(240, 900)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 100)


def test_what_is_taken_out_is_not_in_sight(stack):
    first, second = Counted(QSize(10, 10)), Counted(QSize(20, 20))
    stack.addWidget(first)
    stack.addWidget(second)
    stack.removeWidget(first)
    first.deleteLater()
    assert stack.currentWidget() is second
    assert stack.sizeHint() == QSize(20, 20)
