"""The figures: what is painted stands in a table too, against the median, for whole local days, in both themes."""

import pytest
from desk_bench import bench, refuse
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QColor

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Code
from operator_console.domain.review import DayFigures, FiguresView, OperatorFigures
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.ui.figures.bars import Bar, Bars
from operator_console.ui.figures.heat import HOURS, HeatMap
from operator_console.ui.pages.figures import SPEC
from operator_console.ui.settings import Scheme


def hours(at, number):
    return tuple(number if hour == at else 0 for hour in range(HOURS))


SATO = OperatorFigures(UserName("sato"), "佐藤 三郎", 40, 120, 10, 12.0, 3.0, hours(9, 120))
SUZUKI = OperatorFigures(UserName("suzuki"), "鈴木 四葉", 40, 40, 10, 4.0, 1.0, hours(14, 40))
FIGURES = FiguresView(
    since="2026-11-01",
    until="2026-11-02",
    operators=(SATO, SUZUKI),
    median_per_hour=8.0,
    median_per_call=2.0,
    median_by_hour=tuple(float(n) for n in hours(9, 60)),
    week=tuple(hours(9, 10 * day) for day in range(7)),
    days=(DayFigures("2026-11-01", 50, 5, 100), DayFigures("2026-11-02", 30, 0, 60)),
    calls=80,
    step_ups=5,
    reveals=160,
)


@pytest.fixture
def desk(theme, qtbot, japanese):
    made = bench(theme, Role.LEAD)
    made.link.answers = {m.ReviewFigures: lambda _: m.Figures(FIGURES)}
    page = made.enter(SPEC, qtbot, size=(1280, 740), active=True)
    return made, page


def row(lines, at):
    return [lines.index(at, column).data() for column in range(lines.columnCount())]


def test_the_range_is_asked_for_as_local_days(desk, qtbot):
    made, page = desk
    page.since.setDate(QDate(2026, 11, 1))
    page.until.setDate(QDate(2026, 11, 2))
    qtbot.keyClick(page, Qt.Key.Key_F5)
    assert made.link.asked[-1] == m.ReviewFigures("2026-11-01", "2026-11-02")


def test_everybody_stands_against_the_median_in_picture_and_table(desk):
    _, page = desk
    assert [(bar.label, bar.value, bar.against) for bar in page.operators.team.bars] == [
        ("佐藤 三郎", 12.0, 8.0),
        ("鈴木 四葉", 4.0, 8.0),
    ]
    assert row(page.operators.lines, 0)[:5] == ["佐藤 三郎", "40", "120", "12.0", "1.5 倍"]
    assert "8.0" in page.operators.team.accessibleName()


def test_arrow_keys_in_the_table_choose_whose_day_is_drawn(desk, qtbot):
    _, page = desk
    assert page.operators.day.bars[9] == Bar("9", 120, "120", 60.0)
    qtbot.keyClick(page.operators.table, Qt.Key.Key_Down)
    assert "鈴木 四葉" in page.operators.whose.text()
    assert page.operators.day.bars[14].value == 40
    assert page.operators.day.accessibleName() == page.operators.whose.text()


def test_week_and_days_have_every_number_in_their_tables(desk):
    _, page = desk
    assert row(page.week.lines, 6)[9 + 1] == "60"
    assert page.week.lines.rowCount() == 7
    assert row(page.days.lines, 0) == ["2026/11/01", "50", "5", "10.0 %", "100"]
    assert [round(bar.against, 2) for bar in page.days.picture.bars] == [6.25, 6.25]
    assert page.days.picture.bars[0].label == "11/1"


def test_the_views_are_turned_with_the_keyboard(desk, qtbot):
    _, page = desk
    assert page.views.tabBar().hasFocus()
    qtbot.keyClick(page.views.tabBar(), Qt.Key.Key_Right)
    assert page.views.currentWidget() is page.week
    qtbot.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.views.currentWidget() is page.days


def test_a_range_that_is_refused_is_said(desk):
    made, page = desk
    made.link.answers[m.ReviewFigures] = refuse(Code.RANGE_BAD)
    page.show_range.click()
    made.link.settle()
    assert made.said[-1][1] == "warning"


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_bars_are_as_high_as_their_values_in_both_themes(theme, qtbot, scheme):
    theme.choose(scheme)
    try:
        picture = Bars(theme, "中央値")
        qtbot.addWidget(picture)
        picture.resize(400, 252)
        picture.show_bars((Bar("a", 10, "10"), Bar("b", 5, "5")), "ab")
        image, accent = picture.grab().toImage(), QColor(theme.tokens.accent)
        high, low = (
            sum(image.pixelColor(x, y).rgb() == accent.rgb() for y in range(image.height())) for x in (102, 298)
        )
        assert high == pytest.approx(200, abs=3)
        assert low == pytest.approx(100, abs=3)
    finally:
        theme.choose(Scheme.LIGHT)


def test_the_most_is_the_strongest_in_the_map(theme, qtbot):
    picture = HeatMap(theme, ("月", "火"))
    qtbot.addWidget(picture)
    picture.resize(34 + 24 * 40, 22 + 2 * 80)
    picture.show_rows((hours(3, 100), hours(3, 20)), "週")
    image = picture.grab().toImage()
    most, some, none = (image.pixelColor(34 + x * 40 + 5, 22 + y * 80 + 5) for x, y in ((3, 0), (3, 1), (4, 0)))
    assert most.name() == theme.tokens.accent
    assert none.name() == theme.tokens.sunken
    assert most.lightness() < some.lightness() < none.lightness()


def test_every_number_in_the_map_can_be_read(theme):
    from operator_console.ui.figures.heat import _between
    from operator_console.ui.palette import DARK, LIGHT, contrast

    for tokens in (LIGHT, DARK):
        for percent in range(101):
            ground = _between(tokens.sunken, tokens.accent, percent / 100).name()
            ink = tokens.on_accent if percent > 55 else tokens.text
            assert contrast(ink, ground) >= 4.5, (percent, ground)
