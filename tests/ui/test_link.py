"""The line to the vault: replies find their request, and the end comes in time whatever the vault is doing."""

import os
import time

import pytest
from PySide6.QtWidgets import QWidget

from operator_console.domain.actions import LockCause
from operator_console.domain.refusals import Code
from operator_console.protocol.messages import Done, Hello, KeepAlive, ListUsers, SignIn, VerifyLog, Welcome
from operator_console.ui.link import VaultLink

END_SECONDS = 0.2


@pytest.fixture
def link_to(qtbot, command):
    made = []

    def start(scenario=""):
        link = VaultLink(command(scenario))
        made.append(link)
        link.start()
        return link

    yield start
    for link in made:
        link.end(LockCause.QUIT)


def greeted(qtbot, link):
    replies = []
    link.ask(Hello(), replies.append)
    qtbot.waitUntil(lambda: bool(replies))
    return replies[0]


def test_a_reply_comes_to_who_asked(qtbot, link_to):
    assert isinstance(greeted(qtbot, link_to()), Welcome)


def test_a_refusal_comes_to_who_asked(qtbot, link_to):
    refusals = []
    link_to().ask(SignIn(user="sato", password="x"), pytest.fail, on_refused=refusals.append)
    qtbot.waitUntil(lambda: bool(refusals))
    assert refusals[0].code is Code.SIGN_IN_WRONG


def test_a_refusal_that_nobody_wanted_goes_to_the_window(qtbot, link_to):
    link = link_to()
    with qtbot.waitSignal(link.refused) as told:
        link.ask(ListUsers(), pytest.fail)
    assert told.args[0].code is Code.NOT_YOUR_DUTY
    assert told.args[0].params == {"duty": "manage_users"}


def test_long_work_tells_how_far_it_is_and_can_be_cancelled(qtbot, link_to):
    link, steps, refusals = link_to(), [], []
    request = link.ask(VerifyLog(), pytest.fail, on_refused=refusals.append, on_progress=steps.append)
    qtbot.waitUntil(lambda: bool(steps))
    link.cancel(request)
    qtbot.waitUntil(lambda: bool(refusals))
    assert (steps[0].done, steps[0].total) == (1, 2)
    assert refusals[0].code is Code.CANCELLED


def test_a_reply_for_a_page_that_is_gone_is_dropped(qtbot, link_to):
    class Asker(QWidget):
        def take(self, reply):
            heard.append(reply)

    heard, link, asker = [], link_to(), Asker()
    link.ask(Hello(), asker.take)
    link.ask(Hello(), lambda reply: asker.take((reply,)))
    gone = []
    asker.destroyed.connect(lambda: gone.append(True))
    asker.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    greeted(qtbot, link)
    assert heard == []


def test_sudden_death_is_told(qtbot, link_to):
    link = link_to("dies")
    with qtbot.waitSignals([link.gone, link.over]):
        link.ask(VerifyLog(), pytest.fail, on_refused=pytest.fail)


def test_what_is_asked_after_the_end_is_refused(qtbot, link_to):
    link, refusals = link_to("dies"), []
    with qtbot.waitSignal(link.over):
        link.ask(VerifyLog(), pytest.fail, on_refused=pytest.fail)
    link.ask(Hello(), pytest.fail, on_refused=refusals.append)
    qtbot.waitUntil(lambda: bool(refusals))
    assert refusals[0].code is Code.VAULT_GONE


def test_a_program_that_cannot_be_started_is_told(qtbot):
    link = VaultLink(["/nowhere/at/all"])
    with qtbot.waitSignals([link.gone, link.over]):
        link.start()


def test_a_vault_that_announces_its_end_is_not_missed(qtbot, link_to):
    link, lost = link_to("leaves"), []
    link.gone.connect(lambda: lost.append(True))
    with qtbot.waitSignals([link.ending, link.over]):
        link.ask(VerifyLog(), lambda _: None)
    assert lost == []


@pytest.mark.parametrize("scenario", ["", "stuck"])
def test_the_process_is_gone_in_time(qtbot, link_to, note, scenario):
    link = link_to(scenario)
    greeted(qtbot, link)
    process = link.process_id
    with qtbot.waitSignal(link.over):
        link.ask(VerifyLog(), pytest.fail, on_refused=pytest.fail)
        begun = time.monotonic()
        link.end(LockCause.HOTKEY)
    assert time.monotonic() - begun < END_SECONDS
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert '{"lock": "hotkey"}' in note.read_text(encoding="utf-8")


def test_nothing_is_lost_when_the_end_was_asked_for(qtbot, link_to):
    link, lost = link_to(), []
    link.gone.connect(lambda: lost.append(True))
    greeted(qtbot, link)
    with qtbot.waitSignal(link.over):
        link.sign_out()
    assert lost == []


def test_quitting_waits_for_the_process(qtbot, link_to):
    link = link_to("stuck")
    greeted(qtbot, link)
    process = link.process_id
    link.end(LockCause.QUIT)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_the_reply_type_of_a_request_is_what_its_callback_gets(qtbot, link_to):
    replies = []
    link_to().ask(KeepAlive(), replies.append)
    qtbot.waitUntil(lambda: bool(replies))
    assert replies == [Done()]
