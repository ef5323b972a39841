"""The gates: what they ask, what they say when it is refused, and what they keep to themselves."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.secret import Secret
from operator_console.protocol.messages import ChangePassword, Done, Recover, SignedIn, SignIn, Welcome
from operator_console.ui.gates.fatal import FatalGate
from operator_console.ui.gates.first_password import FirstPasswordGate
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.gates.recovery import RecoveryGate
from operator_console.ui.gates.sign_in import DemoAccount, SignInGate
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.password_field import PasswordField
from tests.ui.standin_vault import PASSWORD, session

WELCOME = Welcome("test", "standalone", True, False, "missing", "SecretService", 10)
WHY = "一定時間操作がなかったため、ロックしました。"


def shown(qtbot, gate):
    qtbot.addWidget(gate)
    gate.resize(1280, 800)
    gate.show()
    qtbot.waitExposed(gate)
    gate.wants = []
    gate.wanted.connect(gate.wants.append)
    return gate


def texts(widget):
    """Everything a person can read on a widget."""
    read = [part.text() for part in widget.findChildren(QWidget) if hasattr(part, "text") and part.isVisible()]
    return "\n".join(read)


# ---- signing in ------------------------------------------------------------------------------------------------------


def test_signing_in_by_keyboard_asks_for_what_was_typed(qtbot, face):
    gate = shown(qtbot, SignInGate(face))
    gate.credentials.user.setText(" sato ")
    gate.credentials.password.setText(PASSWORD)
    qtbot.keyClick(gate.credentials.password, Qt.Key.Key_Return)
    assert gate.wants == [SignIn(user="sato", password=PASSWORD)]
    assert gate.credentials.password.text() == ""


def test_nothing_is_asked_while_something_is_missing(qtbot, face):
    gate = shown(qtbot, SignInGate(face))
    gate.credentials.submit()
    gate.credentials.user.setText("sato")
    gate.credentials.submit()
    assert gate.wants == []


def test_who_signed_in_passes(qtbot, face):
    gate = shown(qtbot, SignInGate(face))
    with qtbot.waitSignal(gate.passed) as passed:
        gate.answered(SignedIn(session(set())))
    assert passed.args[0].user == "sato"


def test_a_wrong_pair_is_said_without_saying_which_half(qtbot, face):
    gate = shown(qtbot, SignInGate(face))
    gate.credentials.user.setText("sato")
    gate.credentials.password.setText("wrong")
    gate.credentials.submit()
    gate.refused(Refusal(Code.SIGN_IN_WRONG))
    assert "ユーザー名またはパスワード" in gate.credentials.said.sentence
    assert gate.credentials.button.isEnabled()


def test_a_hold_counts_down_and_lets_nobody_try(qtbot, face):
    gate = shown(qtbot, SignInGate(face))
    gate.credentials.user.setText("sato")
    gate.credentials.password.setText("wrong")
    gate.credentials.submit()
    gate.refused(Refusal(Code.SIGN_IN_HELD, seconds=62))
    assert not gate.credentials.button.isEnabled()
    assert "1分02秒" in gate.credentials.said.sentence
    gate.credentials.password.setText("again")
    gate.credentials.submit()
    assert len(gate.wants) == 1
    gate.refused(Refusal(Code.SIGN_IN_HELD, seconds=1))
    qtbot.waitUntil(gate.credentials.button.isEnabled, timeout=3_000)
    assert gate.credentials.said.sentence == ""


def test_caps_lock_is_hinted_only_where_it_is_known(qtbot, face):
    for caps, hinted in ((True, True), (False, False), (None, False)):
        gate = shown(qtbot, SignInGate(replace(face, caps=lambda caps=caps: caps)))
        assert gate.credentials.caps.is_on is hinted


def test_the_demo_shows_its_accounts_and_fills_them_in(qtbot, face):
    gate = shown(qtbot, SignInGate(face, [DemoAccount("operator1", "operator", "mihon-denwa-1")]))
    assert "架空" in texts(gate)
    assert "mihon-denwa-1" in texts(gate)
    button = next(part for part in gate.findChildren(Button) if part.text() == "オペレーター")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    gate.credentials.submit()
    assert gate.wants == [SignIn(user="operator1", password="mihon-denwa-1")]


# ---- the password field ----------------------------------------------------------------------------------------------


def test_a_password_never_reaches_the_clipboard(qtbot, theme):
    field = PasswordField(theme)
    qtbot.addWidget(field)
    QApplication.clipboard().setText("before")
    field.setText(PASSWORD)
    field.show_text(True)
    field.selectAll()
    assert not field.hasSelectedText()
    for keys in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
        qtbot.keyClick(field, keys, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == PASSWORD
    assert QApplication.clipboard().text() == "before"


def test_a_shown_password_is_hidden_when_the_focus_leaves(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    field, other = PasswordField(theme, window), QLineEdit(window)
    other.move(0, 60)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.show_text(True)
    other.setFocus()
    assert not field.shows_text


def test_a_taken_password_cannot_be_brought_back(qtbot, theme):
    field = PasswordField(theme)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, PASSWORD)
    assert field.take() == PASSWORD
    field.undo()
    assert field.text() == ""


# ---- the first password ----------------------------------------------------------------------------------------------


def first_password(qtbot, face):
    return shown(qtbot, FirstPasswordGate(face, session({"first"}), Secret(PASSWORD)))


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaa", "sato-sato"])
def test_a_weak_password_is_not_taken(qtbot, face, weak):
    gate = first_password(qtbot, face)
    gate.new.first.setText(weak)
    gate.new.second.setText(weak)
    gate.button.click()
    assert gate.wants == []
    assert "推測されやすい" in texts(gate)


def test_two_different_passwords_are_not_taken(qtbot, face):
    gate = first_password(qtbot, face)
    gate.new.first.setText("umi to yama to")
    gate.new.second.setText("umi to yama ta")
    gate.button.click()
    assert gate.wants == []
    assert "違います" in texts(gate)


def test_a_good_one_is_changed_and_the_session_goes_on(qtbot, face):
    gate = first_password(qtbot, face)
    gate.new.first.setText("umi to yama to")
    gate.new.second.setText("umi to yama to")
    qtbot.keyClick(gate.new.second, Qt.Key.Key_Return)
    assert gate.wants == [ChangePassword(old=PASSWORD, new="umi to yama to")]
    with qtbot.waitSignal(gate.passed) as passed:
        gate.answered(Done())
    assert not passed.args[0].must_change_password


# ---- recovery --------------------------------------------------------------------------------------------------------


def test_recovery_asks_with_everything_it_needs(qtbot, face):
    gate = shown(qtbot, RecoveryGate(face, WELCOME))
    gate.code.setText("AAAA-BBBB")
    gate.user.setText("admin")
    gate.device.file.setChecked(True)
    for field in (gate.new.first, gate.new.second):
        field.setText("umi to yama to")
    gate.button.click()
    assert gate.wants == [Recover(code="AAAA-BBBB", user="admin", password="umi to yama to", device_secret="file")]
    gate.refused(Refusal(Code.RECOVERY_WRONG))
    assert "復旧キーが一致しません" in texts(gate)
    assert gate.button.isEnabled()


def test_without_a_keyring_only_the_file_is_offered_and_called_weaker(qtbot, face):
    gate = shown(qtbot, RecoveryGate(face, Welcome("test", "standalone", True, False, "missing", "", 10)))
    assert not gate.device.keyring.isEnabled()
    assert gate.device.chosen == "file"
    assert "安全性は下がります" in texts(gate)


# ---- the locked screen -----------------------------------------------------------------------------------------------


def locked(qtbot, face, *, call_left=False):
    gate = shown(qtbot, LockedGate(face, session(set())))
    gate.tell(WHY, call_left=call_left)
    return gate


def test_the_locked_screen_says_who_since_when_and_why(qtbot, face):
    gate = locked(qtbot, face)
    for words in ("佐藤 花子", f"{gate.since:%H:%M} から", WHY):
        assert words in texts(gate)
    gate.credentials.password.setText(PASSWORD)
    gate.credentials.submit()
    assert gate.wants == [SignIn(user="sato", password=PASSWORD)]


def test_somebody_else_may_take_over_at_once_when_no_call_is_left(qtbot, face):
    gate = locked(qtbot, face)
    with qtbot.waitSignal(gate.other_person):
        next(part for part in gate.findChildren(Button) if "別の人" in part.text()).click()


def test_somebody_else_is_told_that_a_call_is_left(qtbot, face):
    gate, took = locked(qtbot, face, call_left=True), []
    gate.other_person.connect(lambda: took.append(True))
    next(part for part in gate.findChildren(Button) if "別の人" in part.text()).click()
    question = gate.findChild(QWidget, "question")
    assert took == []
    assert "佐藤 花子さんの通話" in texts(question)
    next(part for part in question.findChildren(Button) if "残して" in part.text()).click()
    assert took == [True]


# ---- what cannot be opened -------------------------------------------------------------------------------------------


def test_a_vault_that_cannot_be_opened_is_said_with_the_next_step(qtbot, face):
    words = face.wording.refusal(Refusal(Code.VAULT_DAMAGED, file="slots.json"))
    gate = shown(qtbot, FatalGate(face, words.what, words.next, "/somewhere/vault"))
    for part in ("slots.json", "管理者に連絡", "/somewhere/vault"):
        assert part in texts(gate)
    with qtbot.waitSignal(gate.passed):
        gate.retry.click()


def test_no_text_on_a_gate_is_cut_off(qtbot, face):
    """Japanese that wraps needs height: every visible label has as much as its text asks for."""
    from PySide6.QtWidgets import QLabel

    gate = shown(qtbot, RecoveryGate(face, WELCOME))
    gate.resize(1280, 800)
    gate.new.accepted()
    qtbot.waitUntil(lambda: gate.height() == 800)
    QApplication.processEvents()
    cut = [
        label.text()
        for label in gate.findChildren(QLabel)
        if label.isVisible() and label.wordWrap() and label.height() + 1 < label.heightForWidth(label.width())
    ]
    assert cut == []
