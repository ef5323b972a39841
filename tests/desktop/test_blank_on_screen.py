"""On a real X server the window is blank as soon as another program has the keys."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def started(screen, script):
    environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, str(HERE / script)]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ended(program):
    program.stdin.write("\n")
    program.stdin.flush()
    program.wait(10)


def until(program, word):
    """Read until it says that."""
    for line in program.stdout:
        if line.strip() == word:
            return
    raise AssertionError(f"it ended before it was {word}")


def test_another_program_in_front_blanks(screen):
    with started(screen, "blanks.py") as console:
        until(console, "open")
        with started(screen, "other_program.py") as other:
            until(console, "blank")
            ended(other)
        ended(console)
