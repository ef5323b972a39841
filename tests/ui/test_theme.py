"""The theme follows the system until a person chooses, and its pictures are the product's own."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QMainWindow, QScrollArea

from operator_console.resource_files import resource
from operator_console.ui.pages.catalogue import PAGES
from operator_console.ui.palette import DARK, LIGHT
from operator_console.ui.settings import Scheme
from operator_console.ui.widgets.row_frame import RowFrame
from tests.faults.soak_measures import cannot_be_measured, measure


@pytest.fixture(autouse=True)
def light_again(theme):
    yield
    theme.choose(Scheme.LIGHT)


def test_choosing_changes_what_is_drawn(qtbot, qapp, theme):
    with qtbot.waitSignal(theme.changed):
        theme.choose(Scheme.DARK)
    assert theme.tokens is DARK
    assert DARK.surface in qapp.styleSheet()
    assert qapp.palette().window().color() == QColor(DARK.surface)


def test_the_switch_goes_both_ways(theme):
    theme.toggle()
    assert theme.dark
    theme.toggle()
    assert theme.tokens is LIGHT


def test_what_paints_itself_is_painted_again_in_the_other_colours(qtbot, theme):
    """Nothing asks for it by itself: with the style sheet Qt paints every widget again."""
    painted = []

    class Painted(RowFrame):
        def paintEvent(self, event):  # noqa: N802 - Qt's name
            painted.append(self.theme.tokens)
            super().paintEvent(event)

    row = Painted(theme)
    qtbot.addWidget(row)
    row.show()
    qtbot.waitUntil(lambda: LIGHT in painted)
    theme.toggle()
    qtbot.waitUntil(lambda: DARK in painted)


@pytest.mark.skipif(bool(cannot_be_measured()), reason="a process of this system cannot measure itself")
def test_what_qt_keeps_for_widgets_that_are_gone_is_let_go(qtbot, theme):
    """Each lies at a place of its own: what is kept for a place is used again for the next widget there."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()

    def show_and_destroy(count: int) -> int:
        apart = []
        for size in range(count):
            area = QScrollArea()
            apart.append(bytearray(600 + size * 24))
            window.setCentralWidget(area)
            qtbot.waitUntil(area.isVisible)
            window.grab()
        window.setCentralWidget(QLabel())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        apart.clear()
        return measure()["in_use"]

    before = show_and_destroy(40)
    theme.forget_the_gone()
    assert before - measure()["in_use"] > 40 * 150


def test_the_system_is_followed_where_nobody_chose(theme):
    theme.choose(Scheme.SYSTEM)
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.dark == dark


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_picture_fills_its_square_at_every_scale(theme, ratio):
    from operator_console.ui.icons import picture

    image = picture("app", "#000000", 32, ratio).toImage()
    middle = image.height() // 2
    assert image.width() == 32 * ratio
    assert image.pixelColor(image.width() - 2, middle).alpha() == 255


def test_every_page_has_an_icon():
    assert [spec.key for spec in PAGES if not resource("icons", f"{spec.key}.svg").is_file()] == []


def test_one_colour_drawings_take_the_ink():
    fixed = [
        path.name
        for path in resource("icons").glob("*.svg")
        if path.stem != "app" and re.search(r"#[0-9a-f]{3}", path.read_text(encoding="utf-8"))
    ]
    assert fixed == []
