"""What the tests of the window share: a stand-in for the vault process, and the face of the gates."""

import sys
from pathlib import Path

import pytest

from operator_console.wording import Wording
from tests.protocol.socket_unit import place, sound, unit  # noqa: F401 - fixtures

STANDIN = Path(__file__).with_name("standin_vault.py")


@pytest.fixture
def note(tmp_path):
    """The file into which the stand-in writes what it was told."""
    return tmp_path / "note.txt"


@pytest.fixture
def command(note):
    """Return the command that starts the stand-in with a scenario."""
    return lambda scenario="": [sys.executable, str(STANDIN), scenario, str(note)]


@pytest.fixture
def japanese(qapp):
    """The application as it speaks by default."""
    from PySide6.QtCore import QLocale

    from operator_console.console_process import speak

    before = QLocale()
    translators = speak(qapp, "ja")
    assert len(translators) == 2, "Qt's own Japanese or the product's is missing"
    yield
    for translator in translators:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.fixture
def face(theme, japanese):
    """What gates are drawn with; nobody holds Caps Lock."""
    from operator_console.ui.gates.gate import GateFace

    return GateFace(theme, Wording("ja"), lambda: False)


@pytest.fixture
def inputs(qapp):
    """What somebody presses, moves or types."""
    from operator_console.ui.inputs import Inputs

    made = Inputs(qapp)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def stage(qtbot, inputs, theme, face, command, tmp_path):
    """Return what sets up a window on the stand-in of a scenario; its vaults are ended afterwards."""
    from operator_console.ui.place import Place
    from tests.ui.stage import Stage

    made = []

    def set_up(scenario=""):
        on = Stage.built(qtbot, inputs, theme, face)
        made.append(on)
        on.conductor.open(Place(tmp_path / "vault", lambda _: command(scenario)))
        return on

    yield set_up
    for on in made:
        on.conductor.quit()
