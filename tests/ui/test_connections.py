"""What a signal is connected to: never a method of Qt's own, of which the binding keeps 64 bytes for each connection.

They are a string that nobody gives back (PySide6 6.11; a lambda and a method of Python's own cost nothing). There are
few of them, but each keeps the page of memory in which it lies.
"""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QScrollArea

import operator_console

RARE = {
    *("asking.py", "key_help.py", "window.py", "workbench.py"),
    *("fatal.py", "new_password.py", "recovery.py", "recovery_key.py", "restore.py", "setup.py"),
}
"""Dialogs, and gates that few see twice: what is made at each lock, call or look at a page counts."""
UI = Path(operator_console.__file__).parent / "ui"
SOURCES = sorted(source for source in UI.rglob("*.py") if source.name not in RARE)
QT = (QApplication, QDialog, QLineEdit, QPushButton, QScrollArea, QTimer, SignalInstance)
QTS_OWN = {
    name
    for kind in QT
    for name in dir(kind)
    if not name.startswith("_") and callable(getattr(kind, name)) and not isinstance(getattr(kind, name), Signal)
}
MAKES_A_CONNECTION = {"connect", "Button", "QShortcut"}


def of_qt(source: str, own: set[str]) -> list[str]:
    """Methods of Qt's own, by name, that this source connects something to."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [(getattr(call.func, "attr", getattr(call.func, "id", "")), call) for call in calls]
    connected = [argument for name, call in named if name in MAKES_A_CONNECTION for argument in call.args]
    return [each.attr for each in connected if isinstance(each, ast.Attribute) and each.attr in QTS_OWN - own]


@pytest.fixture(scope="module")
def own():
    """The names of all methods of the console's own."""
    trees = [ast.parse(source.read_text(encoding="utf-8")) for source in UI.rglob("*.py")]
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.relative_to(UI).as_posix())
def test_no_signal_calls_a_method_of_qts_own(own, source):
    assert of_qt(source.read_text(encoding="utf-8"), own) == []


@pytest.mark.parametrize(
    "line", ["a.changed.connect(self.b.setFocus)", "Button('x', self.left.emit)", "QShortcut(keys, self, self.b.click)"]
)
def test_such_a_line_is_found(own, line):
    assert of_qt(line, own) != []


@pytest.mark.parametrize("line", ["a.changed.connect(self._show)", "Button('x', lambda: self.left.emit())"])
def test_others_are_left_alone(own, line):
    assert of_qt(line, own) == []
