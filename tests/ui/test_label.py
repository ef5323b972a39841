"""What a label said before is nowhere any more once it says something else."""

import pytest

from operator_console.ui.tone import Tone
from operator_console.ui.widgets.label import Paragraph
from operator_console.ui.widgets.message_bar import MessageBar
from tests.ui.leak_walker import leaks

SECRET = "東京都中央区見本町 3-2-1"


@pytest.mark.parametrize("instead", ["", "別の文です。"])
@pytest.mark.parametrize("hidden", [False, True])
def test_a_sentence_that_was_replaced_is_gone_at_once(qtbot, instead, hidden):
    words = Paragraph(SECRET)
    qtbot.addWidget(words)
    words.show()
    qtbot.waitExposed(words)
    words.sizeHint()
    assert leaks([SECRET])
    words.setHidden(hidden)
    words.tell(instead)
    assert leaks([SECRET]) == []
    assert words.sentence == instead


def test_a_message_that_was_hushed_is_gone_at_once(qtbot, face):
    bar = MessageBar(face.theme)
    qtbot.addWidget(bar)
    bar.say(SECRET, Tone.WARNING)
    qtbot.waitExposed(bar)
    bar.grab()
    assert leaks([SECRET])
    bar.hush()
    assert leaks([SECRET]) == []
