"""An override that fails below Qt is an exception in Python, not the end of the process."""

import importlib
import pkgutil
import subprocess
import sys

import pytest

FAILS = """
{first}
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

class Part(QWidget):
    def sizeHint(self):
        return int("")

app = QApplication(["-platform", "offscreen"])
outer = QWidget()
QVBoxLayout(outer).addWidget(Part())
try:
    outer.sizeHint()
except ValueError:
    print("caught")
"""


def run(first):
    return subprocess.run(
        [sys.executable, "-c", FAILS.format(first=first)], capture_output=True, text=True, check=False
    )


def test_a_fault_in_c_below_a_layout_is_caught():
    done = run("import operator_console.ui")
    assert (done.returncode, done.stdout) == (0, "caught\n"), done.stderr


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="the interpreter makes every exception an object")
def test_every_override_of_the_console_is_kept_whole():
    import operator_console.console_process
    from operator_console import desktop, ui
    from tests.faults.broken_parts import handlers

    assert operator_console.console_process
    for room in (ui, desktop):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not module.name.endswith(("windows_watch", "mac_watch")):
                importlib.import_module(module.name)
    found = [(part.where, part.reach()) for part in handlers()]
    assert len(found) > 100
    assert [where for where, method in found if not hasattr(method, "__wrapped__")] == []
