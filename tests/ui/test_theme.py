"""The theme follows the system until a person chooses, and its pictures are the product's own."""

import re

import pytest
from PySide6.QtGui import QColor

from operator_console.resource_files import resource
from operator_console.ui.pages.catalogue import PAGES
from operator_console.ui.palette import DARK, LIGHT
from operator_console.ui.settings import Scheme
from operator_console.ui.widgets.row_frame import RowFrame


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
