"""A vault with a customer and a backup of it, copied for each test to a machine of its own."""

import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest

from operator_console.domain.ids import ClientId, FieldName
from operator_console.domain.refusals import Refusal
from operator_console.protocol import messages as m
from operator_console.services.ports import FieldValue, LogFilter
from tests.services.evidence_office import Office

AOZORA, KANA = ClientId("aozora"), FieldName("kana")


@contextmanager
def refused(code):
    with pytest.raises(Refusal) as caught:
        yield caught
    assert caught.value.code is code, caught.value


@pytest.fixture(scope="module", name="made")
def made_once(tmp_path_factory):
    """A vault with a customer, and a backup of it."""
    office = Office(tmp_path_factory.mktemp("made")).make()
    office.sign_in("admin")
    add(office, "A1")
    backup = office.ask(m.MakeBackup(str(office.root / "first.ocbackup"))).backup
    office.lock()
    return office, backup


@pytest.fixture(name="place")
def own_machine(made, tmp_path):
    """A machine of one's own with that vault and that backup on it."""
    office = made[0]
    for name in ("vault", "secrets"):
        shutil.copytree(office.root / name, tmp_path / name)
    shutil.copyfile(office.root / "first.ocbackup", tmp_path / "first.ocbackup")
    place = Office(tmp_path, recovery=office.recovery)
    place.wall = replace(office.wall, since=office.wall.since)
    yield place
    place.leave()


def add(office, number):
    office.desk.vault.customers.insert(AOZORA, number, {KANA: FieldValue("はなこ", "***", "ハナコ")})


def file_of(place, name="first.ocbackup"):
    return str(place.root / name)


def backed_up(place, name="later.ocbackup"):
    return place.ask(m.MakeBackup(file_of(place, name))).backup


def nobody(place):
    """A new process at which nobody has signed in."""
    place.start()
    return place


def restored(place, name="first.ocbackup", *, move=False):
    return nobody(place).ask(m.RestoreBackup(file_of(place, name), move))


def entries(place, action):
    return list(reversed(place.desk.vault.log.page(LogFilter(action=action), 0, 100)))


def beside(place):
    """What lies beside the vault, without what every test has there."""
    return sorted(path.name for path in place.root.iterdir() if path.name not in {"vault", "secrets", "first.ocbackup"})
