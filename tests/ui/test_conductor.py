"""From the folder through the gates to the pages and back: every end of a session is masked, locked and traceless."""

import os
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from operator_console.domain.actions import LockCause
from operator_console.domain.roles import Duty
from operator_console.protocol.messages import KeepAlive, VerifyLog
from operator_console.ui.conductor import Conductor
from operator_console.ui.faults import FaultHooks, FaultLog
from operator_console.ui.gates.fatal import FatalGate
from operator_console.ui.gates.first_password import FirstPasswordGate
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.gates.recovery import RecoveryGate
from operator_console.ui.gates.self_review import SelfReviewGate
from operator_console.ui.gates.setup import SetupGate
from operator_console.ui.gates.sign_in import SignInGate
from operator_console.ui.idle import IdleGuard
from operator_console.ui.page import KeyHint, Page, PageSpec
from operator_console.ui.place import Desk, Place
from operator_console.ui.window import Window
from tests.ui.standin_vault import PASSWORD

SECRET = "山田 太郎 090-0000-0000"
TITLE = "電話応対オペレーターコンソール"


class DeskPage(Page):
    """A page that shows something it must not leave behind."""

    made = 0

    def __init__(self, context):
        super().__init__(context)
        DeskPage.made += 1
        self.shown = QLabel(SECRET, self)
        self.masked = []
        self.open_call = False
        self.loss = ""

    def mask_now(self, cause):
        self.masked.append(cause)
        self.shown.setText("●●")

    def may_leave(self):
        return self.loss

    def call_is_open(self):
        return self.open_call

    def keys(self):
        return (KeyHint("F8", "保留"),)


class OtherPage(Page):
    """A second page for everybody."""


SPECS = (
    PageSpec(lambda: "通話", Duty.TAKE_CALLS, DeskPage, "call"),
    PageSpec(lambda: "記録", Duty.READ_LOG, OtherPage, "log"),
    PageSpec(lambda: "端末", None, OtherPage, "status"),
)


@dataclass
class Stage:
    window: Window
    conductor: Conductor
    idle: IdleGuard
    now: list[float] = field(default_factory=lambda: [0.0])

    def sign_in(self, qtbot, password=PASSWORD):
        qtbot.waitUntil(lambda: isinstance(self.window.gate, SignInGate))
        gate = self.window.gate
        gate.credentials.user.setText("sato")
        gate.credentials.password.setText(password)
        gate.credentials.submit()

    def unlock(self, qtbot):
        gate = self.window.gate
        assert isinstance(gate, LockedGate)
        gate.credentials.password.setText(PASSWORD)
        gate.credentials.submit()
        qtbot.waitUntil(lambda: self.window.workbench is not None)

    def work(self, qtbot):
        self.sign_in(qtbot)
        qtbot.waitUntil(lambda: self.window.workbench is not None)
        return self.window.workbench.page


@pytest.fixture
def stage(qtbot, qapp, theme, face, command, tmp_path):
    made = []

    def set_up(scenario=""):
        now = [0.0]
        window = Window(theme)
        qtbot.addWidget(window)
        idle = IdleGuard(qapp, lambda: None, lambda: now[0])
        conductor = Conductor(window, face, idle, Desk(SPECS, tuple, pytest.fail))
        made.append((conductor, idle))
        window.show()
        qtbot.waitExposed(window)
        conductor.open(Place(tmp_path / "vault", lambda _: command(scenario)))
        return Stage(window, conductor, idle, now)

    yield set_up
    for conductor, idle in made:
        conductor.quit()
        qapp.removeEventFilter(idle)


@contextmanager
def destroyed(qtbot, thing):
    """Wait until ``thing`` is destroyed, not merely hidden."""
    gone = []
    thing.destroyed.connect(lambda: gone.append(True))
    yield
    qtbot.waitUntil(lambda: bool(gone))


def everything_said():
    """Every text, tooltip, accessible word and title of every widget that lives."""
    said = []
    for widget in QApplication.allWidgets():
        said += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
        said += [widget.text() if hasattr(widget, "text") else ""]
    return "\n".join(said)


# ---- getting in ------------------------------------------------------------------------------------------------------


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


def test_a_console_without_its_vault_program_says_so(qtbot, stage, tmp_path):
    on = stage()
    on.conductor.quit()
    on.conductor.open(Place(tmp_path, lambda _: ["/nowhere/at/all"]))
    qtbot.waitUntil(lambda: isinstance(on.window.gate, FatalGate))


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


def test_the_lock_also_covers_the_first_password(qtbot, stage):
    on = stage("first")
    on.sign_in(qtbot)
    qtbot.waitUntil(lambda: isinstance(on.window.gate, FirstPasswordGate))
    on.conductor.lock(LockCause.HOTKEY)
    assert isinstance(on.window.gate, LockedGate)


# ---- the lock --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", ["", "stuck"])
def test_ctrl_l_masks_ends_the_vault_and_leaves_nothing(qtbot, stage, scenario, note):
    on = stage(scenario)
    page = on.work(qtbot)
    process = on.conductor.link.process_id
    old = on.conductor.link
    masked = page.masked
    with qtbot.waitSignal(old.over), destroyed(qtbot, page):
        qtbot.keyClick(on.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert masked == ["lock"]
    assert isinstance(on.window.gate, LockedGate)
    assert SECRET not in everything_said()
    assert '{"lock": "hotkey"}' in note.read_text(encoding="utf-8")


def test_unlocking_starts_a_new_process_and_new_pages(qtbot, stage):
    on = stage()
    on.work(qtbot)
    made = DeskPage.made
    before = on.conductor.link.process_id
    on.conductor.lock(LockCause.HOTKEY)
    on.unlock(qtbot)
    assert on.conductor.link.process_id not in (0, before)
    assert DeskPage.made == made + 1


def test_a_password_typed_before_the_new_vault_is_up_waits_for_it(qtbot, stage):
    on = stage("stuck")
    on.work(qtbot)
    on.conductor.lock(LockCause.HOTKEY)
    on.unlock(qtbot)


def test_nobody_there_counts_down_and_locks(qtbot, stage):
    on = stage()
    on.work(qtbot)
    on.now[0] = 280.0
    on.idle.look()
    assert "あと 20 秒" in on.window.idle_banner.words.sentence
    on.now[0] = 300.0
    on.idle.look()
    assert isinstance(on.window.gate, LockedGate)
    assert "操作がなかった" in on.window.gate.why.sentence
    assert on.window.idle_banner.words.sentence == ""


def test_a_new_policy_changes_the_time_without_a_key_press(qtbot, stage):
    on = stage()
    on.work(qtbot)
    session = on.window.workbench.page.context.session
    on.window.workbench.renew(replace(session, idle_seconds=60))
    on.now[0] = 59.0
    on.idle.look()
    assert on.window.workbench is not None
    on.now[0] = 60.0
    on.idle.look()
    assert isinstance(on.window.gate, LockedGate)


def test_a_call_has_more_time(qtbot, stage):
    on = stage()
    on.work(qtbot).open_call = True
    on.now[0] = 600.0
    on.idle.look()
    assert on.window.workbench is not None
    on.now[0] = 900.0
    on.idle.look()
    assert on.window.gate.notice.call_left


def test_a_vault_that_dies_locks_with_a_sentence(qtbot, stage):
    on = stage("dies")
    page = on.work(qtbot)
    with destroyed(qtbot, page):
        on.conductor.link.ask(VerifyLog(), lambda _: None)
    assert "予期せず終了" in on.window.gate.why.sentence
    assert SECRET not in everything_said()
    on.unlock(qtbot)


def test_a_vault_whose_lease_is_over_locks(qtbot, stage):
    on = stage("leaves")
    page = on.work(qtbot)
    with destroyed(qtbot, page):
        on.conductor.link.ask(KeepAlive(), lambda _: None)
    assert "応答が途絶えた" in on.window.gate.why.sentence


def test_a_vault_that_announces_its_end_and_stays_is_killed(qtbot, stage):
    on = stage("lingers")
    on.work(qtbot)
    old = on.conductor.link
    with qtbot.waitSignal(old.over, timeout=1_000):
        old.ask(KeepAlive(), lambda _: None)
    assert isinstance(on.window.gate, LockedGate)


def test_the_last_words_of_the_old_vault_do_not_end_the_new_one(qtbot, stage):
    on = stage("chatty")
    on.work(qtbot)
    on.conductor.lock(LockCause.HOTKEY)
    on.unlock(qtbot)


def test_opening_another_vault_lets_the_first_one_go(qtbot, stage, command, tmp_path):
    on = stage()
    qtbot.waitUntil(lambda: isinstance(on.window.gate, SignInGate))
    old = on.conductor.link
    with qtbot.waitSignal(old.over):
        on.conductor.open(Place(tmp_path / "other", lambda _: command("newer")))
    qtbot.waitUntil(lambda: isinstance(on.window.gate, FatalGate))


def test_a_fault_in_a_slot_locks_without_a_traceback(qtbot, stage, tmp_path, note):
    on = stage()
    page = on.work(qtbot)
    hooks = FaultHooks(FaultLog(tmp_path / "console.log"), on.conductor.fault, pytest.fail)
    with destroyed(qtbot, page):
        hooks.uncaught(ValueError, ValueError(SECRET), None)
    assert "不具合" in on.window.gate.why.sentence
    assert SECRET not in everything_said()
    qtbot.waitUntil(lambda: note.exists() and '{"lock": "fault"}' in note.read_text(encoding="utf-8"))


def test_a_question_goes_with_the_pages(qtbot, stage):
    on = stage()
    on.work(qtbot).loss = "通話が続いています。"
    on.window.workbench.sign_out()
    question = on.window.findChild(QWidget, "question")
    with destroyed(qtbot, question):
        on.conductor.lock(LockCause.HOTKEY)


# ---- getting around and out ------------------------------------------------------------------------------------------


def test_changing_the_page_masks_the_one_before(qtbot, stage):
    on = stage()
    page = on.work(qtbot)
    qtbot.keyClick(on.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(on.window.workbench.page, OtherPage)
    assert page.masked == ["leave"]


def test_f1_shows_the_keys_of_this_page(qtbot, stage):
    on = stage()
    on.work(qtbot)
    qtbot.keyClick(on.window, Qt.Key.Key_F1)
    help_window = on.window.findChild(QWidget, "keys")
    said = [label.text() for label in help_window.findChildren(QLabel)]
    assert {"F8", "保留", "Ctrl+L", "Esc Esc"} <= set(said)


def test_signing_out_goes_back_to_signing_in(qtbot, stage):
    on = stage()
    page = on.work(qtbot)
    with destroyed(qtbot, page):
        on.window.workbench.sign_out()
    on.work(qtbot)


def test_signing_out_asks_first_when_something_is_lost(qtbot, stage):
    on = stage()
    on.work(qtbot).loss = "通話が続いています。"
    on.window.workbench.sign_out()
    assert on.window.workbench is not None


def test_closing_ends_the_vault_before_it_returns(qtbot, stage):
    on = stage("stuck")
    on.work(qtbot)
    process = on.conductor.link.process_id
    on.window.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_closing_asks_first_when_something_is_lost(qtbot, stage):
    on = stage()
    page = on.work(qtbot)
    page.loss = "通話が続いています。"
    on.window.close()
    assert on.window.isVisible()
    page.loss = ""
    on.window.close()
    assert not on.window.isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (853, 533)], ids=["100 %", "150 %"])
def test_the_window_fits_the_screen(qtbot, stage, size):
    on = stage()
    on.work(qtbot)
    on.window.resize(*size)
    assert (on.window.width(), on.window.height()) == size
