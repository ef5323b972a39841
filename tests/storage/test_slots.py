import json

import pytest

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.sealed_json import packed
from operator_console.storage.slots import SlotMaker, Slots, SlotsFile

VAULT, DEVICE, MASTER, SEAL = bytes(16), b"d" * 32, b"m" * 32, b"s" * 32
MAKER = SlotMaker(VAULT, DEVICE, MASTER, Argon2Cost(64, 1, 1))
USER, PASSWORD = UserName("someone"), Secret("a password")


def slots_of(version):
    return Slots(version, {USER: MAKER.make(USER, Role.OPERATOR, PASSWORD, version)})


@pytest.fixture
def file(tmp_path):
    file = SlotsFile(tmp_path, VAULT)
    file.write(slots_of(1), DEVICE, SEAL)
    return file


@pytest.fixture
def copies(tmp_path):
    return [tmp_path / "slots.json", tmp_path / "slots.copy.json"]


def test_a_slot_opens_with_its_password_and_its_device_only(file):
    slot = file.read(DEVICE).by_user[USER]
    assert slot.opened(VAULT, PASSWORD, DEVICE) == MASTER
    assert slot.opened(VAULT, Secret("another"), DEVICE) is None
    assert slot.opened(VAULT, PASSWORD, b"x" * 32) is None
    assert slot.opened(b"x" * 16, PASSWORD, DEVICE) is None


@pytest.mark.parametrize(
    "change", [{"user": "other"}, {"role": Role.ADMINISTRATOR}, {"version": 9}, {"cost": Argon2Cost(64, 2, 1)}]
)
def test_nothing_of_a_slots_header_can_be_changed(file, change):
    from dataclasses import replace

    assert replace(file.read(DEVICE).by_user[USER], **change).opened(VAULT, PASSWORD, DEVICE) is None


@pytest.mark.parametrize("torn", [0, 1])
@pytest.mark.parametrize("left", [None, 0, 100])
def test_one_torn_copy_is_read_past_and_mended(file, copies, torn, left):
    whole = copies[1 - torn].read_bytes()
    if left is None:
        copies[torn].unlink()
    else:
        copies[torn].write_bytes(whole[:left])
    assert file.read(DEVICE).version == 1
    file.check(DEVICE, SEAL)
    assert copies[torn].read_bytes() == whole


def test_of_two_whole_copies_the_newer_is_taken_and_the_other_brought_up(file, copies):
    older = copies[1].read_bytes()
    file.write(slots_of(2), DEVICE, SEAL)
    copies[1].write_bytes(older)
    assert file.read(DEVICE).version == 2
    file.check(DEVICE, SEAL)
    assert copies[1].read_bytes() == copies[0].read_bytes() != older


def test_a_change_of_any_bit_in_both_copies_is_refused(file, copies, refused):
    content = copies[0].read_bytes()
    for place in range(0, len(content) - 1, 5):
        for path in copies:
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert refused(Code.VAULT_DAMAGED, file.read, DEVICE) == {"file": "slots.json"}


def test_what_was_written_with_another_device_secret_or_for_another_vault_is_refused(file, tmp_path, refused):
    refused(Code.VAULT_DAMAGED, file.read, b"x" * 32)
    refused(Code.VAULT_DAMAGED, SlotsFile(tmp_path, b"x" * 16).read, DEVICE)


def test_what_no_open_vault_has_written_is_refused_when_the_vault_is_open(file, refused):
    file.write(slots_of(7), DEVICE, b"x" * 32)
    assert file.read(DEVICE).version == 7
    refused(Code.VAULT_DAMAGED, file.check, DEVICE, SEAL)


@pytest.mark.parametrize(
    "body", [{"format": "one"}, {"format": None}, [], "text", {}, {"format": 1, "vault": VAULT.hex()}]
)
def test_nonsense_with_a_right_checksum_is_refused(file, copies, body, refused):
    for path in copies:
        path.write_bytes(packed(body))
    refused(Code.VAULT_DAMAGED, file.readable)


def test_a_file_as_long_as_the_disk_is_not_read(file, copies, refused):
    for path in copies:
        with path.open("wb") as sparse:
            sparse.truncate(1 << 40)
    refused(Code.VAULT_DAMAGED, file.readable)


def test_no_secret_is_in_the_file(file, copies):
    text = copies[0].read_text()
    assert json.loads(text)["body"]["slots"][0]["user"] == USER
    assert not [each for each in (DEVICE.hex(), MASTER.hex(), PASSWORD.reveal()) if each in text]
