"""A new user makes a vault, writes down the recovery key, and everybody chooses their own password."""

import re

from PySide6.QtWidgets import QLabel

from operator_console.ui.gates.recovery_key import RecoveryKeyProof, RecoveryKeySheet
from tests.journeys.person import Key


def written_down(person) -> dict[int, str]:
    """Copy the numbered groups from the sheet."""
    sheet = person.console.window.findChild(RecoveryKeySheet)
    texts = [label.text() for label in sheet.findChildren(QLabel) if label.text() and label.isVisible()]
    numbers = [text for text in texts if text.isdigit() and len(text) <= 2]
    groups = [text for text in texts if len(text) == 4]
    return {int(number): group for number, group in zip(numbers, groups, strict=True)}


def test_from_nothing_to_the_first_sign_in(seat, tmp_path, guarded, door) -> None:
    vault = tmp_path / "new" / "vault"
    person = seat(vault)
    person.sees("新しい保管庫を作ります")
    for number, text in enumerate(
        ("admin", "青木", "asa-no-hirune-2", "sato", "佐藤", "yube-no-sampo-1", "tanaka", "田中")
    ):
        if number:
            person.tab_to_input()
        person.type(text)
    person.tab_to_input()
    person.type("niwa-no-ishi-33")
    person.press(Key.Key_Return)
    if not guarded:
        person.sees("2 / 4")
        person.press(Key.Key_Space)
    person.sees("復旧キー")
    sheet = written_down(person)
    assert len(sheet) == 8
    assert not door.holds(vault), "something is on the disk before the key was confirmed"
    person.press(Key.Key_Space)
    proof = person.console.window.findChild(RecoveryKeyProof)
    person.type("ZZZZ")
    person.tab_to_input()
    person.type("ZZZZ")
    person.press(Key.Key_Return)
    person.sees("復旧キーと一致しません")
    assert not door.holds(vault)
    asked = [int(re.match(r"\d+", label.text())[0]) for label in proof.findChildren(QLabel) if label.text()]
    for field, number in zip(proof.fields, asked, strict=True):
        field.clear()
        field.setFocus()
        person.type(sheet[number])
    person.press(Key.Key_Return)
    person.sees("ログイン", "保管庫を作りました")
    assert door.holds(vault)
    assert sorted(sheet.values())[0] not in person.screen()

    person.fill("sato", "yube-no-sampo-1")
    person.sees("新しいパスワード")
    person.fill("inu to nagai sampo", "inu to nagai sampo")
    person.sees("次のお電話をお待ちしています")
