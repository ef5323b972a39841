"""The window on a vault that a service account serves: what the service does is said, and ends masked and locked."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel

from operator_console.console_process import Console, arguments, wanted_vault
from operator_console.domain.actions import LockCause
from operator_console.protocol.client import connect_command
from operator_console.protocol.guarded import GuardedPlace
from operator_console.ui.gates.fatal import FatalGate
from operator_console.ui.gates.first_password import FirstPasswordGate
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.gates.recovery import RecoveryGate
from operator_console.ui.gates.setup import SetupGate
from operator_console.ui.gates.sign_in import SignInGate
from operator_console.ui.place import Place
from tests.ui.standin_vault import PASSWORD

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is for Linux")


@pytest.fixture
def console(qapp, qtbot, tmp_path, monkeypatch):
    """A console that has opened nothing yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    locale = QLocale()
    made = Console(qapp, "ja")
    qtbot.addWidget(made.window)
    yield made
    made.close()
    QLocale.setDefault(locale)


def gate(qtbot, console, kind):
    """Wait for a gate of this kind and return it."""
    qtbot.waitUntil(lambda: isinstance(console.window.gate, kind))
    return console.window.gate


def sign_in(qtbot, console):
    """Sign in to a vault that then asks for a first password: a session without pages is enough here."""
    credentials = gate(qtbot, console, SignInGate).credentials
    credentials.user.setText("sato")
    credentials.password.setText(PASSWORD)
    credentials.submit()
    gate(qtbot, console, FirstPasswordGate)


def unlock(console):
    credentials = console.window.gate.credentials
    credentials.password.setText(PASSWORD)
    credentials.submit()


def test_the_mode_is_shown(qtbot, console, command, unit, place):
    unit(*command("guarded"))
    console.open(place)
    gate(qtbot, console, SignInGate)
    assert console.window.mode.text().startswith("保護モード")


def test_a_service_that_is_not_there_is_said_and_tried_again(qtbot, console, command, unit, place):
    console.open(place)
    fatal = gate(qtbot, console, FatalGate)
    assert "サービスが見つかりません" in fatal.what.sentence
    assert any(str(place.socket) in label.text() for label in fatal.findChildren(QLabel))
    assert not fatal.other.isVisible()
    unit(*command("guarded"))
    fatal.retry.click()
    gate(qtbot, console, SignInGate)


def test_a_service_that_ends_at_once_is_said(qtbot, console, unit, place):
    unit("/bin/true")
    console.open(place)
    assert "応答する前に接続を閉じました" in gate(qtbot, console, FatalGate).what.sentence


def test_a_service_that_never_answers_is_said_and_tried_again(qtbot, console, command, unit, place):
    silent = unit("/bin/sleep", "60")
    limits = ["0.1", "10"]
    console.show()
    console.conductor.open(Place(place, lambda vault: [*connect_command(vault), "--patience", limits.pop(0)]))
    fatal = gate(qtbot, console, FatalGate)
    assert "接続を受け付けていません" in fatal.what.sentence
    assert console.conductor.link is None
    silent.stop()
    unit(*command("guarded"))
    fatal.retry.click()
    gate(qtbot, console, SignInGate)


def test_locking_ends_what_serves_and_a_new_one_is_unlocked(qtbot, console, command, note, unit, place):
    served = unit(*command("guarded,first"))
    console.open(place)
    sign_in(qtbot, console)
    before = served.last()
    console.conductor.lock(LockCause.HOTKEY)
    assert before.wait(5) == 0
    assert '{"lock": "hotkey"}' in note.read_text(encoding="utf-8")
    gate(qtbot, console, LockedGate)
    unlock(console)
    gate(qtbot, console, FirstPasswordGate)
    assert served.last() is not before


def test_a_service_that_goes_away_leaves_a_locked_screen_that_can_be_unlocked_later(
    qtbot, console, command, unit, place
):
    served = unit(*command("guarded,first"))
    console.open(place)
    sign_in(qtbot, console)
    served.stop()
    served.last().kill()
    locked = gate(qtbot, console, LockedGate)
    assert "予期せず終了" in locked.why.sentence
    qtbot.waitUntil(lambda: "サービスが見つかりません" in locked.credentials.said.sentence)
    for _ in range(2):
        unlock(console)
        qtbot.waitUntil(lambda: "サービスが見つかりません" in locked.credentials.said.sentence)
        assert console.window.gate is locked
    served.start()
    unlock(console)
    gate(qtbot, console, FirstPasswordGate)


def test_what_could_not_be_sent_is_not_kept(qtbot, console, command, unit, place):
    """A password that was typed while nobody served is not sent to whoever serves next."""
    served = unit(*command("guarded,first"))
    console.open(place)
    sign_in(qtbot, console)
    served.stop()
    served.last().kill()
    locked = gate(qtbot, console, LockedGate)
    qtbot.waitUntil(lambda: "サービスが見つかりません" in locked.credentials.said.sentence)
    unlock(console)
    qtbot.waitUntil(locked.credentials.button.isEnabled)
    served.start()
    locked.other_person.emit()
    qtbot.waitUntil(lambda: isinstance(console.window.gate, SignInGate))
    assert console.conductor._pending is None


def test_setting_up_asks_nothing_that_the_service_decides(qtbot, console, command, unit, place):
    unit(*command("guarded,absent"))
    console.open(place)
    setup = gate(qtbot, console, SetupGate)
    for line, (user, name) in zip(setup.people.lines, (("a", "あ"), ("b", "い"), ("c", "う")), strict=True):
        line.user.setText(user)
        line.display.setText(name)
        line.password.setText("niwa-no-ishi-33")
    assert "1 / 3" in setup.step.text()
    setup.go_on.click()
    qtbot.waitUntil(lambda: "2 / 3" in setup.step.text())
    setup.back.click()
    assert "1 / 3" in setup.step.text()


def test_recovering_asks_nothing_that_the_service_decides(qtbot, console, command, unit, place):
    unit(*command("guarded,missing"))
    console.open(place)
    recovery = gate(qtbot, console, RecoveryGate)
    assert not recovery.device.isVisible()


def test_a_machine_file_that_others_may_write_opens_nothing(qtbot, console, command, unit, place, sound):
    file = sound / "console.toml"
    file.write_text(f'mode = "guarded"\nsocket = "{place.socket}"\naccount = "{place.account}"\n', encoding="utf-8")
    file.chmod(0o666)
    unit(*command("guarded"))
    wanted = arguments(["--machine-file", str(file)])
    console.open_found(lambda: wanted_vault(wanted))
    fatal = gate(qtbot, console, FatalGate)
    assert "書き換えられる状態" in fatal.what.sentence
    file.chmod(0o644)
    fatal.retry.click()
    gate(qtbot, console, SignInGate)


def test_a_folder_that_is_named_goes_before_the_machine_file(sound):
    assert wanted_vault(arguments(["--vault", "somewhere"])) == Path("somewhere")
    file = sound / "console.toml"
    file.write_text('mode = "guarded"\nsocket = "/run/x"\naccount = "x"\n', encoding="utf-8")
    file.chmod(0o644)
    assert wanted_vault(arguments(["--machine-file", str(file)])) == GuardedPlace(Path("/run/x"), "x")
