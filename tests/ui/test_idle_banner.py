"""The countdown to the lock is in sight and moves nothing."""

import pytest


@pytest.fixture
def at_work(qtbot, stage):
    on = stage()
    on.work(qtbot)
    return on


def test_nothing_moves_when_it_comes_and_when_it_goes(qtbot, at_work):
    window = at_work.window
    before = window.workbench.geometry()
    window.show_idle(20, in_call=True)
    qtbot.waitExposed(window)
    assert window.idle_banner.isVisible()
    assert window.workbench.geometry() == before
    window.show_idle(0)
    assert not window.idle_banner.isVisible()
    assert window.workbench.geometry() == before


@pytest.mark.parametrize("width", [700, 1280])
def test_it_is_in_front_with_all_its_words(qtbot, at_work, width):
    window = at_work.window
    window.show_idle(20)
    window.resize(width, 800)
    banner = window.idle_banner
    qtbot.waitUntil(lambda: banner.geometry().right() < window.centralWidget().width())
    words = banner.words
    assert words.height() >= words.heightForWidth(words.width())
    assert window.centralWidget().childAt(banner.geometry().center()) in (banner, words)
