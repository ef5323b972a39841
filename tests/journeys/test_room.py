"""A day at home: the room is looked at once, nobody reads along, and a copy is gone with the lock."""

import re

import pytest
from PySide6.QtGui import QGuiApplication

from operator_console.domain.actions import LockCause
from operator_console.domain.roles import Role
from operator_console.resource_files import resource
from tests.journeys.person import CONTROL, Key
from tests.journeys.steps import open_call, reveal_address, sign_in

ROOM = """
[room]
privacy = true
stop = true

[room_questions.door]
label = "ドア"
ask = "ドアは閉まっていますか。"
advice = "ドアを閉めてください。"
"""


@pytest.fixture
def home(copies, tmp_path):
    """A vault whose policy asks for the room; the address may be copied and is not to be said aloud."""
    text = resource("policies", "default.toml").read_text(encoding="utf-8")
    text = re.sub(r"(?s)\[room\].*?(?=\n# )", "", text) + ROOM
    text = text.replace("[fields.address]\n", "[fields.address]\ncopy = true\nunspoken = true\n")
    return copies(tmp_path / "vault", text)


def test_a_day_at_home(seat, home):
    person = seat(home.vault)
    sign_in(person, home, Role.OPERATOR)
    person.sees("本日の始業前の確認", "ドアは閉まっていますか。")
    person.press(Key.Key_2)
    person.sees("先に次の対応をしてください", "ドアを閉めてください。")
    person.press(Key.Key_Return)
    person.sees("ドアは閉まっていますか。")
    person.press(Key.Key_1)
    open_call(person, home)
    room = person.console.window._theme.room
    assert room.private, "the policy's choice"
    person.press(Key.Key_F10)
    assert not room.private
    person.type(home.caller["name"])
    person.press(Key.Key_Return)
    person.sees("生年月日をお願いいたします")
    person.type(home.caller["birth_date"])
    person.press(Key.Key_Return)
    person.sees("確認できました", "復唱禁止")
    person.press(Key.Key_F10)
    reveal_address(person, home)
    assert person.console.window.workbench.page.parts.card.fields
    assert room.stamp().startswith(home.of(Role.OPERATOR)[0])
    clipboard = QGuiApplication.clipboard()
    person.press(Key.Key_C, with_=CONTROL)
    person.wait(lambda: clipboard.text() == home.caller["address"], "it has not been copied")
    person.console.conductor.lock(LockCause.HOTKEY)
    assert clipboard.text() == ""
    assert room.stamp() == "", "nobody is there any more"
    person.sees("ロック中")
    person.fill(home.of(Role.OPERATOR)[1])
    person.sees("前の通話に戻る")
    assert room.private, "remembered"
