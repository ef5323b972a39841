"""Turns, queues and names among processes: exclusive while their process lives, free as soon as it does not."""

import subprocess
import sys
import time

import pytest

from operator_console.domain.refusals import Code
from operator_console.storage.presence import FOLDER, Presence
from operator_console.storage.turns import Queue, Turn

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="one process alone serves a vault there")

HOLD = """
with Turn(path).taken():
    print("held", flush=True)
    sys.stdin.read()
"""
ENTER = """
presence = Presence(path)
presence.enter("hana")
print("held", flush=True)
sys.stdin.read()
"""
IN_TURN = """
import mmap, time
with path.with_name("count").open("r+b") as file, mmap.mmap(file.fileno(), 8) as count:
    queue = Queue(path)
    while True:
        with queue.taken():
            end = time.perf_counter() + 0.002
            while time.perf_counter() < end:
                pass
            count[:] = (int.from_bytes(count[:], "big") + 1).to_bytes(8, "big")
"""


@pytest.fixture
def process():
    """Run a few lines in another process, which ends with the test."""
    started = []

    def run(lines, path):
        program = "import sys; from pathlib import Path\n"
        program += "from operator_console.storage.turns import Queue, Turn\n"
        program += "from operator_console.storage.presence import Presence\n"
        program += f"path = Path(sys.argv[1])\n{lines}"
        started.append(
            subprocess.Popen([sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        )
        return started[-1]

    yield run
    for each in started:
        each.kill()
        each.communicate()


def test_a_turn_is_one_at_a_time_and_ends_with_its_process(tmp_path, process, refused):
    other = process(HOLD, tmp_path / "lock")
    assert other.stdout.readline() == b"held\n"
    refused(Code.VAULT_IN_USE, Turn(tmp_path / "lock", wait=0).take)
    other.kill()
    other.wait()
    with Turn(tmp_path / "lock", wait=0).taken():
        pass


def test_whoever_has_the_turn_may_take_it_again(tmp_path, refused):
    turn = Turn(tmp_path / "lock", wait=0)
    with turn.taken():
        with turn.taken():
            pass
        refused(Code.VAULT_IN_USE, Turn(tmp_path / "lock", wait=0).take)
    with Turn(tmp_path / "lock", wait=0).taken():
        pass


def test_in_a_queue_nobody_is_passed_by_again_and_again(tmp_path, process):
    count = tmp_path / "count"
    count.write_bytes(bytes(8))
    process(IN_TURN, tmp_path / "queue")

    def turns():
        return int.from_bytes(count.read_bytes(), "big")

    deadline = time.monotonic() + 30
    queue, passed = Queue(tmp_path / "queue"), []
    while turns() < 10:
        assert time.monotonic() < deadline
    for _ in range(20):
        before = turns()
        with queue.taken():
            passed.append(turns() - before)
        now = turns()
        while turns() == now:
            assert time.monotonic() < deadline
    assert sorted(passed)[len(passed) // 2] <= 3, passed


def test_a_name_is_free_when_its_process_has_ended(tmp_path, process, refused):
    other = process(ENTER, tmp_path)
    assert other.stdout.readline() == b"held\n"
    presence = Presence(tmp_path)
    assert presence.lives("hana")
    assert not presence.lives("taro")
    refused(Code.SIGNED_IN_ELSEWHERE, presence.enter, "hana", wait=0)
    other.kill()
    other.wait()
    assert not presence.lives("hana")
    presence.enter("hana")
    assert presence.lives("hana")
    presence.close()


def test_what_the_dead_leave_is_swept_away_and_what_the_living_have_stays(tmp_path, process):
    other = process(ENTER, tmp_path)
    assert other.stdout.readline() == b"held\n"
    (tmp_path / FOLDER / "left by somebody").touch()
    mine = Presence(tmp_path)
    mine.enter("taro")
    mine.sweep()
    assert len(list((tmp_path / FOLDER).iterdir())) == 2
    assert mine.lives("hana")
    assert mine.lives("taro")
    mine.close()


def test_where_one_process_alone_has_the_vault_nothing_is_written(tmp_path):
    presence = Presence(None)
    presence.enter("hana")
    presence.sweep()
    assert not presence.lives("another")
    assert not list(tmp_path.iterdir())
