"""One offscreen application for every test that shows something, with a font that has Japanese glyphs."""

import gc
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from pytestqt.qtbot import QtBot

TESTS_BETWEEN = 25
"""Tests between two collections of garbage."""
MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""
ROOM = 4 << 30
"""Bytes that have to be free there; all tests together leave about 0.5 GB."""
PATIENCE_MS = 30_000
"""How long a test of the window waits for what must come: a machine with ten times its load is no finding."""


class PatientBot(QtBot):
    """Waits as long as a busy machine needs; a test that measures a time says so itself."""

    def waitUntil(self, callback, *, timeout=PATIENCE_MS):  # noqa: N802 - the name that it has
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE_MS, **how):  # noqa: N802 - the name that it has
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitSignals(self, signals, *, timeout=PATIENCE_MS, **how):  # noqa: N802 - the name that it has
        return super().waitSignals(signals, timeout=timeout, **how)


class BetweenTests:
    """Collects garbage in the main thread, between two tests, and at no other time.

    An object of Qt has to die in its own thread, and the interpreter collects in whichever thread is running: a helper
    thread of a test would now and then take the timers of an earlier test's window with it, and the worker would crash.
    """

    def __init__(self):
        gc.disable()
        self._finished = 0

    def pytest_collection_finish(self):
        """Look no more through the thousands of tests themselves: that took longer than most of them do."""
        gc.freeze()

    def pytest_runtest_logfinish(self):
        self._finished += 1
        if self._finished % TESTS_BETWEEN == 0:
            gc.collect()


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="run the long harnesses at their whole size")
    parser.addoption("--guarded", action="store_true", help="play the journeys against a vault service on a socket")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """Half as many workers again as processors: much of what a test takes is waiting for another process."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return usable + (usable + 1) // 2


def pytest_collection_modifyitems(config, items):
    if config.getoption("--full"):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="a long harness: run with --full"))


@pytest.fixture(scope="session")
def full(request):
    """Whether the harnesses run at their whole size."""
    return request.config.getoption("--full")


def keep_compiled(config):
    """Let all processes of the tests find what was compiled once, also where nothing is to be kept beside the sources.

    There are hundreds of them, and compiling what a vault process imports takes half as long as importing it.
    """
    if sys.dont_write_bytecode and hasattr(config, "cache"):
        kept = str(config.cache.mkdir("compiled"))
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = kept
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False


def work_in_memory():
    """Put the files of the tests where no sync waits for a disk, unless TMPDIR says where; faults are made above it."""
    if "TMPDIR" in os.environ or not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return
    found = os.statvfs(MEMORY)
    if found.f_bavail * found.f_frsize > ROOM and not found.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_configure(config):
    keep_compiled(config)
    work_in_memory()
    config.pluginmanager.register(BetweenTests())
    # The offscreen platform says this for every window that has a smallest size; a real one never does.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture
def qtbot(qapp, request):
    """The test's hands and eyes, as pytest-qt has them, with more patience."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def look(qapp):
    """The look of the application; fails early and clearly where Japanese would be drawn as boxes."""
    from PySide6.QtGui import QFontDatabase

    from operator_console.ui.settings import Scheme
    from operator_console.ui.theme import Theme

    japanese = QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)
    assert japanese, "no font with Japanese glyphs: install one, for example fonts-noto-cjk"
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def theme(look):
    """The look, in a room where nobody has signed in; whoever does leaves it again."""
    yield look
    look.room.end()
