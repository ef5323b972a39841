"""An override that fails below Qt is told at once and goes no further: nobody else fails, and the process goes on."""

import importlib
import pkgutil
import subprocess
import sys

FAILS = """
import sys
import operator_console.ui
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

class Part(QWidget):
    def sizeHint(self):
        return int("")

    def minimumSizeHint(self):
        print("next")
        return super().minimumSizeHint()

sys.excepthook = lambda kind, *_: print(kind.__name__)
app = QApplication(["-platform", "offscreen"])
outer = QWidget()
QVBoxLayout(outer).addWidget(Part())
outer.sizeHint()
print("through")
"""
WITHOUT_ANSWER = {"paint", "fetchMore", "data", "headerData", "inputMethodQuery", "createMimeDataFromSelection"}
WITHOUT_ANSWER |= {"insertFromMimeData", "currentChanged"}


def overrides():
    import operator_console.console_process
    from operator_console import desktop, ui
    from tests.faults.broken_parts import handlers

    assert operator_console.console_process
    for room in (ui, desktop):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not module.name.endswith(("windows_watch", "mac_watch")):
                importlib.import_module(module.name)
    return [(part.where, part.reach()) for part in handlers()]


def test_a_fault_below_a_layout_is_told_and_the_layout_goes_on():
    done = subprocess.run([sys.executable, "-c", FAILS], capture_output=True, text=True, check=False)
    said = done.stdout.split()
    assert done.returncode == 0, done.stderr
    assert said[-1] == "through"
    assert set(said) == {"ValueError", "next", "through"}


def test_every_override_of_the_console_is_caught_in():
    found = overrides()
    assert len(found) > 100
    assert [where for where, method in found if not hasattr(method, "__wrapped__")] == []


def test_every_override_that_must_answer_has_an_answer():
    from operator_console.ui.overrides import ANSWERS

    names = {method.__name__ for _, method in overrides() if not method.__name__.endswith("Event")}
    assert names - ANSWERS.keys() - WITHOUT_ANSWER == set()
