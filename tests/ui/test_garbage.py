"""Nothing is collected but by the timer's tick, and then as much as is due."""

import gc
from weakref import ref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from operator_console.ui.garbage import Garbage


@pytest.fixture
def garbage(qapp, monkeypatch):
    collecting, thresholds = gc.isenabled(), gc.get_threshold()
    gc.enable()
    parent = QObject()
    yield Garbage(parent)
    gc.set_threshold(*thresholds)
    (gc.enable if collecting else gc.disable)()


class Dropped(QWidget):
    """Held by nobody but itself, like a gate that failed while it was made."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_what_is_dropped_stays_until_the_tick(garbage) -> None:
    gc.set_threshold(50, 10, 10)
    dropped = [ref(Dropped()) for _ in range(100)]
    QApplication.processEvents()  # Qt has events for each of them
    assert all(each() is not None for each in dropped)
    garbage.look()
    assert not any(each() is not None for each in dropped)


def test_a_tick_at_which_nothing_is_due_collects_nothing(garbage) -> None:
    gc.collect()
    dropped = ref(Dropped())
    garbage.look()
    assert dropped() is not None


@pytest.mark.parametrize("generation", [1, 2])
def test_the_older_are_collected_too(garbage, generation) -> None:
    dropped = ref(Dropped())
    gc.collect(generation - 1)  # not yet: it is older by then only if somebody holds it
    assert dropped() is None
    held = Dropped()
    older = ref(held)
    for at in range(generation):
        gc.collect(at)
    del held
    gc.collect(generation - 1)
    assert older() is not None
    gc.set_threshold(1_000_000, *(0 if at == generation else 1_000_000 for at in (1, 2)))
    gc.collect(generation - 1)  # counts for the next generation
    garbage.look()
    assert older() is None
