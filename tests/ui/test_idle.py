"""Nobody there: a countdown, then the lock; somebody there: neither."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from operator_console.ui.idle import Allowed, IdleGuard
from operator_console.ui.keys import PanicKey

CALM = Allowed(mask=300, lock=300, warning=30)


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
def guard(inputs, hands):
    made = IdleGuard(inputs, hands.seconds, hands.now)
    made.begin(lambda: CALM)
    yield made
    made.rest()


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
    guard.begin(lambda: Allowed(300, limit[0], 30))
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


# ---- what is shown goes first ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("allowed", "masked_at"), [(CALM, 270), (Allowed(300, 900, 30), 300), (Allowed(300, 310, 30), 280)]
)
def test_all_is_masked_before_the_countdown_or_at_the_ordinary_limit(guard, hands, allowed, masked_at):
    masked = []
    guard.begin(lambda: allowed)
    guard.masking.connect(lambda: masked.append(True))
    hands.time += masked_at - 1
    guard.look()
    assert masked == []
    hands.time += 1
    guard.look()
    guard.look()
    assert masked == [True], "once, not with every look"


def test_it_is_masked_again_when_somebody_was_there_in_between(qtbot, guard, hands):
    masked, field = [], QLineEdit()
    qtbot.addWidget(field)
    guard.masking.connect(lambda: masked.append(True))
    for _ in range(2):
        hands.time += 275
        guard.look()
        qtbot.keyClick(field, Qt.Key.Key_Shift)
        guard.look()
    assert masked == [True, True]


# ---- the key that says "I am here" -----------------------------------------------------------------------------------


@pytest.fixture
def field(qtbot):
    """A line in a window in front, with a shortcut that must not fire."""
    made = QLineEdit()
    qtbot.addWidget(made)
    made.fired = []
    QShortcut(QKeySequence("F12"), made, lambda: made.fired.append(True))
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    made.hide()


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_F12, Qt.Key.Key_Space, Qt.Key.Key_Control])
def test_the_key_that_ends_the_countdown_does_nothing_else(qtbot, guard, hands, field, key):
    said = told(guard)
    hands.time += 280
    guard.look()
    qtbot.keyClick(field, key)
    assert said == [20, 0]
    assert (field.text(), field.fired) == ("", [])
    qtbot.keyClick(field, Qt.Key.Key_A)
    qtbot.keyClick(field, Qt.Key.Key_F12)
    assert (field.text(), field.fired) == ("a", [True]), "the next one is an ordinary key again"


def test_the_panic_key_works_during_the_countdown(qtbot, inputs, guard, hands, field):
    panic = PanicKey(inputs)
    pressed = []
    panic.pressed.connect(lambda: pressed.append(True))
    hands.time += 280
    guard.look()
    qtbot.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True]
