"""The set-up: three people, a device secret, a recovery key that was really written down, and nothing before that."""

import stat

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import ConfirmVault, Done, NewUser, PrepareVault, RecoveryCode, Welcome
from operator_console.ui.gates.recovery_key import groups
from operator_console.ui.gates.setup import DEVICE, KEY, PEOPLE, PROOF, SetupGate
from tests.ui.standin_vault import CODE

PEOPLE_TYPED = (("admin", "青木", "ao no fune 1"), ("sato", "佐藤", "ao no fune 2"), ("tanaka", "田中", "ao no fune 3"))


@pytest.fixture
def gate(qtbot, face):
    made = SetupGate(face, Welcome("test", "standalone", False, False, "none", "SecretService", 10), "/somewhere/vault")
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.wants = []
    made.wanted.connect(made.wants.append)
    return made


def type_people(gate):
    for line, (user, display, password) in zip(gate.people.lines, PEOPLE_TYPED, strict=True):
        line.user.setText(user)
        line.display.setText(display)
        line.password.setText(password)


def to_key(gate):
    type_people(gate)
    gate.go_on.click()
    gate.go_on.click()
    gate.answered(RecoveryCode(CODE))


def type_groups(gate):
    for field, number in zip(gate.proof.fields, gate.proof.asked, strict=True):
        field.setText(groups(CODE)[number].lower())


def test_the_whole_way(qtbot, gate):
    to_key(gate)
    people = [NewUser(*typed) for typed in PEOPLE_TYPED]
    assert gate.wants == [
        PrepareVault(administrator=people[0], operator=people[1], lead=people[2], device_secret="keyring")
    ]
    assert gate.steps.currentIndex() == KEY
    gate.go_on.click()
    type_groups(gate)
    gate.go_on.click()
    assert gate.wants[1:] == [ConfirmVault(code=CODE)]
    with qtbot.waitSignal(gate.passed):
        gate.answered(Done())
    assert all(line.password.text() == "" for line in gate.people.lines)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("user", "", "ユーザー名"),
        ("user", "佐 藤", "ユーザー名"),
        ("display", " ", "お名前"),
        ("password", "short", "10 文字以上"),
    ],
)
def test_what_is_wrong_with_a_person_is_said_at_the_field(gate, column, value, words):
    type_people(gate)
    field = getattr(gate.people.lines[1], column)
    field.setText(value)
    gate.go_on.click()
    assert gate.steps.currentIndex() == PEOPLE
    assert "オペレーター" in gate.said.sentence
    assert words in gate.said.sentence
    assert field.property("wrong") == "true"


def test_two_people_cannot_have_one_name(gate):
    type_people(gate)
    gate.people.lines[2].user.setText("SATO")
    gate.go_on.click()
    assert gate.steps.currentIndex() == PEOPLE
    assert "すでに登録" in gate.said.sentence


def test_a_key_that_was_not_written_down_makes_no_vault(gate):
    to_key(gate)
    gate.go_on.click()
    gate.proof.fields[0].setText("ZZZZ")
    gate.go_on.click()
    assert gate.steps.currentIndex() == PROOF
    assert len(gate.wants) == 1
    assert "一致しません" in gate.said.sentence


def test_going_back_from_the_key_forgets_it(gate):
    to_key(gate)
    gate.back.click()
    assert gate.steps.currentIndex() == DEVICE
    gate.go_on.click()
    gate.answered(RecoveryCode(CODE[::-1]))
    gate.go_on.click()
    type_groups(gate)
    gate.go_on.click()
    assert len(gate.wants) == 2


def test_a_refusal_can_be_mended(gate):
    type_people(gate)
    gate.go_on.click()
    gate.device.file.setChecked(True)
    gate.go_on.click()
    gate.refused(Refusal(Code.KEYRING_UNAVAILABLE))
    assert "キーリング" in gate.said.sentence
    assert gate.go_on.isEnabled()
    assert gate.wants[0].device_secret == "file"


def test_saving_the_key_writes_the_chosen_file_for_the_person_alone(gate, tmp_path):
    to_key(gate)
    assert list(tmp_path.iterdir()) == []
    gate.sheet.write(tmp_path / "key.txt")
    assert (tmp_path / "key.txt").read_text(encoding="utf-8").strip() == CODE
    assert stat.S_IMODE((tmp_path / "key.txt").stat().st_mode) == 0o600
    gate.sheet.write(tmp_path / "no" / "folder.txt")
    assert "書き込めませんでした" in gate.sheet.said.sentence
