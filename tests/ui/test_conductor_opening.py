"""From the folder through the gates to the pages of a role: the state of the vault decides what comes first."""

import pytest
from PySide6.QtWidgets import QLabel

from operator_console.ui.gates.fatal import FatalGate
from operator_console.ui.gates.first_password import FirstPasswordGate
from operator_console.ui.gates.recovery import RecoveryGate
from operator_console.ui.gates.self_review import SelfReviewGate
from operator_console.ui.gates.setup import SetupGate
from operator_console.ui.gates.sign_in import SignInGate
from tests.ui.stage import TITLE


def test_signing_in_opens_the_pages_of_the_role(qtbot, stage):
    on = stage()
    on.work(qtbot)
    assert on.window.workbench.keys == ("call", "status")
    assert on.window.mode.text() == "単独モード"
    assert "2 回失敗" in on.window.messages.words.sentence
    assert on.window.windowTitle() == TITLE


def test_the_status_bar_says_in_guarded_mode_as_whom_the_vault_sees_the_console(qtbot, stage):
    on = stage("guarded")
    on.work(qtbot)
    assert on.window.mode.text() == "保護モード: taro(1001)"


@pytest.mark.parametrize(("scenario", "gate"), [("absent", SetupGate), ("missing", RecoveryGate), ("newer", FatalGate)])
def test_the_state_of_the_vault_decides_the_first_gate(qtbot, stage, scenario, gate):
    on = stage(scenario)
    qtbot.waitUntil(lambda: isinstance(on.window.gate, gate))


def test_who_cannot_sign_in_gets_to_the_recovery_key_and_back(qtbot, stage):
    on = stage()
    qtbot.waitUntil(lambda: isinstance(on.window.gate, SignInGate))
    on.window.gate.trouble.click()
    recovery = on.window.gate
    assert isinstance(recovery, RecoveryGate)
    assert "復旧キーで開く" in [label.text() for label in recovery.findChildren(QLabel)]
    recovery.back.click()
    assert isinstance(on.window.gate, SignInGate)


def test_a_device_without_its_secret_has_nowhere_to_go_back_to(qtbot, stage):
    on = stage("missing")
    qtbot.waitUntil(lambda: isinstance(on.window.gate, RecoveryGate))
    assert on.window.gate.back.isHidden()


def test_a_newer_vault_is_said_and_can_be_tried_again(qtbot, stage):
    on = stage("newer")
    qtbot.waitUntil(lambda: isinstance(on.window.gate, FatalGate))
    first = on.window.gate
    assert "新しい版" in first.what.sentence
    first.retry.click()
    qtbot.waitUntil(lambda: isinstance(on.window.gate, FatalGate) and on.window.gate is not first)


def test_the_first_password_is_changed_before_anything_else(qtbot, stage):
    on = stage("first")
    on.sign_in(qtbot)
    qtbot.waitUntil(lambda: isinstance(on.window.gate, FirstPasswordGate))
    gate = on.window.gate
    for part in (gate.new.first, gate.new.second):
        part.setText("umi to yama to")
    gate.button.click()
    qtbot.waitUntil(lambda: on.window.workbench is not None)


def test_what_was_asked_in_a_review_is_answered_before_the_first_call(qtbot, stage):
    on = stage("asked")
    on.sign_in(qtbot)
    qtbot.waitUntil(lambda: isinstance(on.window.gate, SelfReviewGate) and on.window.workbench is None)
    on.window.gate.answer.setPlainText("お声が遠かったためです。")
    on.window.gate.button.click()
    qtbot.waitUntil(lambda: on.window.workbench is not None)
