"""Nobody there: a countdown, then the lock; somebody there: neither."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from operator_console.ui.idle import IdleGuard


class Hands:
    """A clock, and a machine that may or may not tell when it was last touched."""

    def __init__(self):
        self.time = 100.0
        self.everywhere = None

    def now(self):
        return self.time

    def seconds(self):
        return self.everywhere


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def guard(qapp, hands):
    made = IdleGuard(qapp, hands.seconds, hands.now)
    made.begin(lambda: 300, 30)
    yield made
    made.rest()
    qapp.removeEventFilter(made)


def told(guard):
    heard = []
    guard.warned.connect(heard.append)
    guard.expired.connect(lambda: heard.append("expired"))
    return heard


@pytest.mark.parametrize(
    ("waited", "heard"),
    [(0, []), (269, []), (270, [30]), (290.4, [10]), (299.9, [1]), (300, ["expired"]), (9e6, ["expired"])],
)
def test_the_countdown_begins_and_ends_where_it_should(guard, hands, waited, heard):
    said = told(guard)
    hands.time += waited
    guard.look()
    assert said == heard


def test_the_countdown_goes_away_when_somebody_comes_back(qtbot, guard, hands):
    said, field = told(guard), QLineEdit()
    qtbot.addWidget(field)
    hands.time += 280
    guard.look()
    qtbot.keyClick(field, Qt.Key.Key_A)
    guard.look()
    assert said == [20, 0]


def test_hands_elsewhere_on_the_machine_count(guard, hands):
    said = told(guard)
    hands.time += 1_000
    hands.everywhere = 5.0
    guard.look()
    assert said == []


def test_a_machine_that_tells_of_hands_long_ago_does_not_hide_those_in_the_window(qtbot, guard, hands):
    field = QLineEdit()
    qtbot.addWidget(field)
    hands.everywhere = 9_999.0
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert guard.idle_seconds() == 0


def test_the_limit_is_asked_anew_each_time(guard, hands):
    said, limit = told(guard), [900]
    guard.begin(lambda: limit[0], 30)
    hands.time += 400
    guard.look()
    assert said == []
    limit[0] = 300
    guard.look()
    assert said == ["expired"]


def test_it_looks_by_itself(qtbot, guard, hands):
    hands.time += 301
    with qtbot.waitSignal(guard.expired):
        pass
