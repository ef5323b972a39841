"""The line to the vault: however a vault ends, the session ends locked with a sentence, and another can be opened."""

import pytest

from operator_console.domain.actions import LockCause
from operator_console.protocol.messages import VerifyLog
from operator_console.ui.gates.fatal import FatalGate
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.gates.sign_in import SignInGate
from operator_console.ui.place import Place
from tests.ui.stage import SECRET, destroyed, everything_said


def test_a_console_without_its_vault_program_says_so(qtbot, stage, tmp_path):
    on = stage()
    on.conductor.quit()
    on.conductor.open(Place(tmp_path, lambda _: ["/nowhere/at/all"]))
    qtbot.waitUntil(lambda: isinstance(on.window.gate, FatalGate))


@pytest.mark.parametrize(
    ("scenario", "words"),
    [("dies", "予期せず終了"), ("leaves", "応答が途絶えた")],
    ids=["dies", "its lease is over"],
)
def test_a_vault_that_ends_by_itself_locks_with_a_sentence(qtbot, stage, scenario, words):
    on = stage(scenario)
    page = on.work(qtbot)
    with destroyed(qtbot, page):
        on.conductor.link.ask(VerifyLog(), lambda _: None)
    assert words in on.window.gate.why.sentence
    assert SECRET not in everything_said()
    on.unlock(qtbot)


def test_a_vault_that_announces_its_end_and_stays_is_killed(qtbot, stage):
    on = stage("lingers")
    on.work(qtbot)
    old = on.conductor.link
    with qtbot.waitSignal(old.over, timeout=1_000):
        old.ask(VerifyLog(), lambda _: None)
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
