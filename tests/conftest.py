"""One offscreen application for every test that shows something, with a font that has Japanese glyphs."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest


def pytest_configure(config):
    # The offscreen platform says this for every window that has a smallest size; a real one never does.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(scope="session")
def theme(qapp):
    """The look of the application; fails early and clearly where Japanese would be drawn as boxes."""
    from PySide6.QtGui import QFontDatabase

    from operator_console.ui.settings import Scheme
    from operator_console.ui.theme import Theme

    japanese = QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)
    assert japanese, "no font with Japanese glyphs: install one, for example fonts-noto-cjk"
    return Theme(qapp, Scheme.LIGHT)
