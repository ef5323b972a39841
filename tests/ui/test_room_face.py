"""The room: only the field in use can be read, nothing stays behind another window, a photograph tells whose it is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from call_fakes import VALUES, session
from call_keyboard import Desk, K
from desk_bench import bench, log_of
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QWidget

from operator_console.domain.roles import Role
from operator_console.domain.room import RoomRules
from operator_console.protocol import messages as m
from operator_console.ui.blanking import Blank
from operator_console.ui.log.entries import Entries
from operator_console.ui.room import Room
from operator_console.ui.settings import RoomChoice, Scheme
from operator_console.ui.widgets.cover import Cover, Veil
from operator_console.ui.widgets.revealed_value import RevealedValue

NOW = datetime(2026, 11, 22, 2, 7, tzinfo=UTC)


@pytest.fixture
def room(theme, monkeypatch):
    """The room of the theme that every widget is given, left as it was found."""
    monkeypatch.setattr(theme.room, "_now", lambda: NOW)
    yield theme.room
    theme.room.choice = RoomChoice()


@pytest.fixture
def desk(qtbot, theme, room):
    return Desk(qtbot, theme)


def faces(desk):
    return {field.field.name: type(field._faces.currentWidget()).__name__ for field in desk.page.parts.card.fields}


def test_only_the_row_in_use_can_be_read(desk, room):
    desk.met()
    before = faces(desk)
    assert set(before.values()) == {"Label"}
    room.choose(private=True)
    now = faces(desk)
    empty = {field.field.name for field in desk.page.parts.card.fields if field.field.empty}
    assert {name for name, face in now.items() if face == "Label"} - empty == {"name"}
    desk.press(K.Key_Down)
    assert {name for name, face in faces(desk).items() if face == "Label"} - empty != {"name"}
    room.choose(private=False)
    assert faces(desk) == before


def test_a_covered_row_is_the_same_whatever_is_behind_it(qtbot, theme):
    pictures = []
    for _ in range(2):
        cover = Cover(theme)
        qtbot.addWidget(cover)
        cover.resize(200, 30)
        pictures.append(cover.grab().toImage())
    assert pictures[0] == pictures[1]


def test_one_value_at_a_time_is_shown(desk, room):
    desk.met()
    desk.press(K.Key_1, K.Key_2)
    assert desk.shown() == {"name", "phone"}
    room.choose(private=True)
    assert len(desk.shown()) == 1
    desk.press(K.Key_3)
    assert desk.shown() == {"postal_code"}
    assert faces(desk)["postal_code"] == "RevealedValue"
    assert {cause for _, cause in desk.link.ends()} == {"next"}


def test_what_was_typed_can_be_read_only_where_the_keys_go(desk, room):
    desk.press(K.Key_1, K.Key_1)
    phone, kana = desk.page.parts.finding.ways[1], desk.page.parts.finding.ways[3]
    desk.press(K.Key_2, alt=True)
    box = next(iter(phone.inputs.values()))
    box.insert(VALUES["phone"])
    hints = box.inputMethodHints()
    room.choose(private=True)
    assert box.echoMode() is QLineEdit.EchoMode.Normal
    kana.begin()
    assert box.echoMode() is QLineEdit.EchoMode.Password
    assert box.inputMethodHints() == hints
    phone.begin()
    assert (box.echoMode(), box.text()) == (QLineEdit.EchoMode.Normal, VALUES["phone"])
    assert box.inputMethodHints() == hints, "Japanese can be composed again"


def test_the_memo_is_covered_while_the_keys_go_elsewhere(desk, room):
    desk.met()
    room.choose(private=True)
    desk.press(K.Key_F4)
    veil = desk.memo.edit.findChild(Veil)
    assert not veil.isVisible()
    desk.type("折り返し")
    desk.press(K.Key_F6)
    assert veil.isVisible()
    assert veil.geometry() == desk.memo.edit.rect()
    veil_picture = desk.memo.edit.grab().toImage()
    desk.memo.edit.setPlainText("まったく別の文")
    assert desk.memo.edit.grab().toImage() == veil_picture


def test_of_a_list_the_current_row_alone_can_be_read(qtbot, theme, room):
    room.choose(private=True)
    made = bench(theme, Role.LEAD)
    made.link.answers |= {m.ReadLog: log_of(20), m.ReadLogChoices: lambda _: m.LogChoices((), ())}
    view = Entries(made.context)
    qtbot.addWidget(view)
    view.resize(1100, 700)
    view.show()
    view.read()
    made.link.settle()
    table = view.table
    table.setCurrentIndex(table.model().index(3, 0))
    shown = table.viewport().grab().toImage()
    row, other = table.visualRect(table.model().index(3, 2)), table.visualRect(table.model().index(5, 2))
    room.choose(private=False)
    plain = table.viewport().grab().toImage()
    assert shown.copy(row) == plain.copy(row)
    assert shown.copy(other) != plain.copy(other)
    table.setCurrentIndex(table.model().index(5, 0))
    room.choose(private=True)
    assert table.viewport().grab().toImage().copy(other) != shown.copy(other)


def test_the_policy_chooses_until_somebody_does(theme):
    room = Room()
    assert not (room.private or room.blank or room.spoken)
    room.begin(replace(session(), room=RoomRules(privacy=True, blank=True)))
    assert room.private
    assert room.blank
    room.choose(private=False)
    assert not room.private
    room.end()
    assert room.choice == RoomChoice(private=False)
    assert Room(RoomChoice(private=False)).begin(replace(session(), room=RoomRules(privacy=True))) is None


def test_the_window_is_blank_behind_another_program(qtbot, theme, room, monkeypatch):
    work = QWidget()
    qtbot.addWidget(work)
    blank = Blank(work, theme)
    work.resize(400, 300)
    with qtbot.waitActive(work):
        work.show()
        work.activateWindow()
    room.begin(replace(session(), room=RoomRules(blank=True)))
    blank.set_working(True)
    assert not blank.isVisible()
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
    QGuiApplication.instance().focusWindowChanged.emit(None)
    qtbot.waitUntil(blank.isVisible)
    work.resize(500, 350)
    assert blank.geometry() == work.rect()
    assert blank.grab().toImage().pixelColor(250, 20).alpha() == 255
    blank.set_working(False)
    assert not blank.isVisible(), "a gate shows nothing of anybody"
    blank.set_working(True)
    monkeypatch.undo()
    blank.look()
    assert not blank.isVisible()
    room.choose(blank=False)
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)
    blank.look()
    assert not blank.isVisible()


# ---- the watermark ---------------------------------------------------------------------------------------------------


def value_picture(theme, stamp, value=VALUES["address"]):
    """A value as it is shown, with another stamp where that is wanted."""
    widget = RevealedValue(theme)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(420, 64)
    widget.show_value(bytearray(value, "utf-8"))
    widget._stamp = stamp
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    widget.forget()
    widget.deleteLater()
    return picture


def photographed(picture):
    """Half the size and back, at a phone's JPEG quality: what is left of a photograph of a screen."""
    size = picture.size()
    small = picture.scaled(size / 2, mode=Qt.TransformationMode.SmoothTransformation)
    store = QBuffer()
    store.open(QIODevice.OpenModeFlag.ReadWrite)
    assert small.save(store, "JPEG", 45)
    back = QImage.fromData(store.data(), "JPEG").scaled(QSize(size), mode=Qt.TransformationMode.SmoothTransformation)
    return back.convertToFormat(QImage.Format.Format_Grayscale8)


def likeness(first, second):
    """The correlation of two differences, from -1 to 1."""
    mean_a, mean_b = sum(first) / len(first), sum(second) / len(second)
    a, b = [x - mean_a for x in first], [x - mean_b for x in second]
    norm = (sum(x * x for x in a) * sum(x * x for x in b)) ** 0.5
    return sum(x * y for x, y in zip(a, b, strict=True)) / norm if norm else 0.0


def difference(first, second):
    width = range(first.width())
    return [(first.pixel(x, y) & 255) - (second.pixel(x, y) & 255) for y in range(first.height()) for x in width]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_watermark_survives_a_photograph(theme, scheme):
    theme.choose(scheme)
    try:
        stamp, other = "sato 2026/11/22 11:07", "tanaka 2026/11/22 16:42"
        plain = value_picture(theme, "")
        wanted = difference(value_picture(theme, stamp), plain)
        wrong = difference(value_picture(theme, other), plain)
        left = difference(photographed(value_picture(theme, stamp)), photographed(plain))
        assert likeness(left, wanted) > 0.5
        assert likeness(left, wanted) > likeness(left, wrong) + 0.2, "it tells who, not only that there is one"
        nothing = difference(photographed(plain), photographed(plain))
        assert likeness(nothing, wanted) == 0, "the question finds a mark where there is none"
    finally:
        theme.choose(Scheme.LIGHT)


def test_a_shown_value_carries_who_and_when(desk, room):
    desk.met()
    desk.press(K.Key_1)
    assert desk.field("name").value._stamp == "", "nobody has signed in"
    desk.press(K.Key_1)
    room.begin(replace(session(), utc_offset_minutes=540))
    desk.press(K.Key_1)
    assert desk.field("name").value._stamp == "sato 2026/11/22 11:07"
    desk.press(K.Key_1)
    room.begin(replace(session(), room=RoomRules(watermark=False)))
    desk.press(K.Key_1)
    assert desk.field("name").value._stamp == ""
