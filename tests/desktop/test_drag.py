"""A drag holds the event loop of its source: a lock ends it, and nothing can be dropped any more."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("drags.py")


def test_a_lock_ends_a_drag_at_once(screen):
    environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, str(SCRIPT)]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=True)
    first, last = told.stdout.splitlines()
    assert first == "put away", "the drag was under way when it locked"
    word, milliseconds = last.split()
    assert word == "over"
    assert int(milliseconds) < 300
