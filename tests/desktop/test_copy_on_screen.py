"""On a real X server another program finds the copy in the clipboard, marked, and never in what is selected."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("copies.py")
NEEDLE = "東京都架空区針山町七丁目31番6号"


def pasted(screen, selection, target="UTF8_STRING"):
    """What another program is given, and whether there is anything."""
    command = ["xclip", "-o", "-selection", selection, "-t", target]
    told = subprocess.run(command, env={**os.environ, "DISPLAY": screen}, capture_output=True, timeout=10, check=False)
    return told.stdout.decode()


@pytest.mark.skipif(shutil.which("xclip") is None, reason="xclip is not installed")
def test_a_copy_is_marked_and_goes_and_the_selection_is_never_touched(screen):
    environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, str(SCRIPT), NEEDLE], env=environment, **pipes) as program:

        def step() -> None:
            program.stdin.write("\n")
            program.stdin.flush()
            assert program.stdout.readline() == "done\n"

        assert program.stdout.readline() == "ready\n"
        assert NEEDLE not in pasted(screen, "clipboard")
        step()
        assert pasted(screen, "clipboard") == NEEDLE
        assert "x-kde-passwordManagerHint" in pasted(screen, "clipboard", "TARGETS")
        assert pasted(screen, "clipboard", "x-kde-passwordManagerHint") == "secret"
        assert NEEDLE not in pasted(screen, "primary")
        step()
        assert NEEDLE not in pasted(screen, "clipboard")
        step()
    assert program.returncode == 0
