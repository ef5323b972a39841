"""Getting around and out: a page that is left is masked, and nothing that would be lost goes without a question."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.stage import OtherPage, destroyed


def test_changing_the_page_masks_the_one_before(qtbot, stage):
    on = stage()
    page = on.work(qtbot)
    qtbot.keyClick(on.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(on.window.workbench.page, OtherPage)
    assert page.masked == ["leave"]


def test_f1_shows_the_keys_of_this_page(qtbot, stage):
    on = stage()
    on.work(qtbot)
    qtbot.keyClick(on.window, Qt.Key.Key_F1)
    help_window = on.window.findChild(QWidget, "keys")
    said = [label.text() for label in help_window.findChildren(QLabel)]
    assert {"F8", "保留", "Ctrl+L", "Esc Esc"} <= set(said)


def test_signing_out_goes_back_to_signing_in(qtbot, stage):
    on = stage()
    page = on.work(qtbot)
    with destroyed(qtbot, page):
        on.window.workbench.sign_out()
    on.work(qtbot)


def test_signing_out_asks_first_when_something_is_lost(qtbot, stage):
    on = stage()
    on.work(qtbot).loss = "通話が続いています。"
    on.window.workbench.sign_out()
    assert on.window.workbench is not None


def test_closing_ends_the_vault_before_it_returns(qtbot, stage):
    on = stage("stuck")
    on.work(qtbot)
    process = on.conductor.link.process_id
    on.window.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_closing_asks_first_when_something_is_lost(qtbot, stage):
    on = stage()
    page = on.work(qtbot)
    page.loss = "通話が続いています。"
    on.window.close()
    assert on.window.isVisible()
    page.loss = ""
    on.window.close()
    assert not on.window.isVisible()


@pytest.mark.parametrize("size", [(1280, 800), (853, 533)], ids=["100 %", "150 %"])
def test_the_window_fits_the_screen(qtbot, stage, size):
    on = stage()
    on.work(qtbot)
    on.window.resize(*size)
    assert (on.window.width(), on.window.height()) == size
