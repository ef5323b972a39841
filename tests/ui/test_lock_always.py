"""No dialog, menu, file chooser or nested loop delays a lock, and no fault of a page keeps it from happening."""

import os
import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLineEdit, QMenu, QVBoxLayout
from shiboken6 import isValid

from operator_console.domain.actions import LockCause
from operator_console.ui.asking import ask
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.key_help import show_keys
from operator_console.ui.page import Page
from operator_console.ui.tone import Tone
from operator_console.ui.workbench import Workbench
from tests.ui.leak_walker import leaks
from tests.ui.stage import SECRET, TITLE, destroyed

SOON_SECONDS = 3.0
"""Far longer than a lock takes on a busy machine, far shorter than anything that waits for a person."""
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said by the offscreen platform


def dialog_on(page):
    """A dialog with a customer's value in a field."""
    made = QDialog(page)
    line = QLineEdit(SECRET)
    QVBoxLayout(made).addWidget(line)
    return made


def menu_on(page):
    made = QMenu(page)
    made.addAction(SECRET)
    return made


def chooser_on(page):
    made = QFileDialog(page, "Choose")
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    return made


def combo_on(page):
    made = QComboBox(page)
    made.addItem(SECRET)
    made.show()
    return made


OPENERS = {
    "modal loop of a dialog": lambda page: dialog_on(page).exec(),
    "loop of a menu": lambda page: menu_on(page).exec(),
    "loop of a file chooser": lambda page: chooser_on(page).exec(),
    "dialog in a dialog": lambda page: (dialog_on(page).open(), dialog_on(page.window()).exec()),
    "open dialog": lambda page: dialog_on(page).open(),
    "menu": lambda page: menu_on(page).popup(page.mapToGlobal(page.rect().center())),
    "open file chooser": lambda page: chooser_on(page).open(),
    "list of a choice": lambda page: combo_on(page).showPopup(),
    "question of the window": lambda page: ask(page.window(), SECRET, "Yes", pytest.fail),
    "help": lambda page: show_keys(page, SECRET, ()),
}


@pytest.fixture
def at_work(qtbot, stage):
    on = stage()
    return on, on.work(qtbot)


@pytest.mark.parametrize("name", OPENERS)
def test_whatever_is_open_the_lock_comes_at_once_and_takes_it_away(qtbot, at_work, name):
    on, page = at_work
    link, process, took = on.conductor.link, on.conductor.link.process_id, []
    before = QApplication.topLevelWidgets()

    def lock():
        begun = time.monotonic()
        on.conductor.lock(LockCause.SESSION)
        took.append(time.monotonic() - begun)

    with destroyed(qtbot, page):
        QTimer.singleShot(20, lock)
        OPENERS[name](page)
    assert took[0] < SOON_SECONDS
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    qtbot.waitUntil(lambda: not isValid(link))
    qtbot.waitUntil(lambda: not came_since(before))
    assert isinstance(on.window.gate, LockedGate)
    assert leaks([SECRET]) == []
    on.unlock(qtbot)


def came_since(before):
    """Every window that was not there and can be seen or could be shown again."""
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget not in before and (widget.isVisible() or isinstance(widget, QDialog))
    ]


PRESSES = {
    "Esc Esc": (2, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    "Ctrl+L": (1, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
}


@pytest.mark.parametrize("name", ["modal loop of a dialog", "menu", "open file chooser", "list of a choice"])
@pytest.mark.parametrize("keys", PRESSES)
def test_the_panic_key_reaches_through_what_is_open(qtbot, inputs, at_work, name, keys):
    from operator_console.ui.keys import PanicKey

    on, page = at_work
    panic = PanicKey(inputs)
    panic.pressed.connect(on.window.lock_wanted)

    def press():
        times, key, how = PRESSES[keys]
        for _ in range(times):
            popup = QApplication.activePopupWidget()
            if popup is None and QApplication.activeWindow() is None:
                on.window.activateWindow()  # as a window manager does when what was in front of it is gone
                qtbot.waitUntil(on.window.isActiveWindow)
            there = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
            qtbot.keyClick(there or on.window, key, how)

    with destroyed(qtbot, page):
        QTimer.singleShot(50, press)
        OPENERS[name](page)
    assert on.window.gate.why.sentence == "キー操作でロックしました。"


def test_a_page_that_fails_while_it_masks_is_locked_all_the_same(qtbot, at_work, monkeypatch, note):
    on, page = at_work
    monkeypatch.setattr(type(page), "mask_now", lambda *_: 1 / 0)
    process = on.conductor.link.process_id
    with destroyed(qtbot, page), pytest.raises(ZeroDivisionError):
        on.conductor.lock(LockCause.LID)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert isinstance(on.window.gate, LockedGate)
    assert '{"lock": "lid"}' in note.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (LockCause.SESSION, "画面がロックされた"),
        (LockCause.USER_SWITCHED, "利用者が切り替わった"),
        (LockCause.SLEEP, "スリープ"),
        (LockCause.LID, "ふたが閉じられた"),
        (LockCause.HANG, "固まって"),
    ],
)
def test_each_cause_has_its_entry_and_its_sentence(qtbot, at_work, note, cause, words):
    on, page = at_work
    with destroyed(qtbot, page):
        on.conductor.lock(cause)
    assert words in on.window.gate.why.sentence
    assert f'{{"lock": "{cause.value}"}}' in note.read_text(encoding="utf-8")


def test_pages_are_destroyed_and_the_lock_screen_knows_no_customer(qtbot, at_work):
    on, page = at_work
    page.open_call = True
    page.context.say(SECRET, Tone.WARNING)
    on.window.show_idle(5, in_call=True)
    with destroyed(qtbot, page):
        on.conductor.lock(LockCause.IDLE)
    assert [widget for widget in QApplication.allWidgets() if isinstance(widget, Page | Workbench)] == []
    assert leaks([SECRET]) == []
    assert on.window.windowTitle() == TITLE


def test_a_second_cause_while_locked_changes_nothing(qtbot, at_work, note):
    on, _ = at_work
    on.conductor.lock(LockCause.LID)
    gate = on.window.gate
    on.conductor.lock(LockCause.SLEEP)
    assert on.window.gate is gate
    assert note.read_text(encoding="utf-8").count("lock") == 1


def test_in_a_call_what_is_shown_is_masked_when_it_would_lock_without_one(at_work):
    on, page = at_work
    page.open_call = True
    on.now[0] = 301.0
    on.idle.look()
    assert page.masked == ["idle"]
    on.now[0] = 880.0
    on.idle.look()
    assert "通話が続いているときは" in on.window.idle_banner.words.sentence
    assert "あと 20 秒" in on.window.idle_banner.words.sentence
    assert page.masked == ["idle"]
