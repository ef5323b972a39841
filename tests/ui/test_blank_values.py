"""What is shown is overwritten in two ways, so that it is gone whichever of them fails."""

import pytest

from operator_console.ui.widgets import revealed_value
from operator_console.ui.widgets.revealed_value import RevealedValue, blank_values
from tests.ui.stage import SECRET


def fails(*_: object) -> None:
    raise ZeroDivisionError


@pytest.fixture
def shown(qtbot, theme):
    """Two values that are shown, aloud too, and the buffers they are in."""
    values = [RevealedValue(theme), RevealedValue(theme)]
    buffers = [bytearray(SECRET.encode()) for _ in values]
    for value, buffer in zip(values, buffers, strict=True):
        qtbot.addWidget(value)
        value.show_value(buffer, spoken=True)
    return values, buffers


def is_gone(values, buffers) -> bool:
    return not any(any(buffer) for buffer in buffers) and not any(value._buffer for value in values)


@pytest.mark.parametrize("method", ["blank", "forget", "tell_gone"])
def test_a_value_whose_own_method_fails_is_overwritten(shown, monkeypatch, method):
    monkeypatch.setattr(RevealedValue, method, fails)
    if method == "tell_gone":
        with pytest.raises(ZeroDivisionError):
            blank_values()
    else:
        blank_values()
    assert is_gone(*shown)


def test_a_value_that_cannot_say_whether_it_is_shown_is_overwritten(shown, monkeypatch):
    monkeypatch.setattr(RevealedValue, "shown", property(fails))
    blank_values()
    assert is_gone(*shown)


def test_a_value_forgets_by_itself(shown, monkeypatch):
    monkeypatch.setattr(revealed_value, "blank_values", fails)
    for value in shown[0]:
        value.forget()
    assert is_gone(*shown)


def test_nothing_is_said_of_it_any_more(shown):
    blank_values()
    assert [value.accessibleName() for value in shown[0]] == ["", ""]
