"""The alarm of a window that stands still: set anew, taken back, and told of at the next start."""

import faulthandler
import stat

import pytest

from operator_console.ui.hang import HangWatch


@pytest.fixture
def alarms(monkeypatch):
    """What faulthandler is told; a real alarm would end the tests."""
    told = []
    monkeypatch.setattr(
        faulthandler, "dump_traceback_later", lambda seconds, **how: told.append((seconds, how["exit"]))
    )
    monkeypatch.setattr(faulthandler, "cancel_dump_traceback_later", lambda: told.append("off"))
    return told


@pytest.fixture
def path(tmp_path):
    return tmp_path / "logs" / "hang.log"


def test_the_alarm_is_set_with_every_tick_and_taken_back_at_the_end(qtbot, alarms, path):
    watch = HangWatch(path, 7)
    watch.start()
    assert alarms == [(7, True)]
    qtbot.waitUntil(lambda: len(alarms) == 2)
    watch.stop()
    assert alarms[-1] == "off"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_next_start_knows_of_it_once(qapp, alarms, path):
    first = HangWatch(path)
    assert not first.hung_before
    first.stop()
    path.write_text("Timeout (0:00:30)!\n", encoding="utf-8")
    second = HangWatch(path)
    assert second.hung_before
    second.stop()
    third = HangWatch(path)
    assert not third.hung_before
    third.stop()


def test_a_place_that_cannot_be_written_keeps_nothing_from_being_watched(qapp, alarms, tmp_path):
    (tmp_path / "file").write_text("")
    watch = HangWatch(tmp_path / "file" / "hang.log", 7)
    watch.start()
    watch.stop()
    assert alarms == [(7, True), "off"]
