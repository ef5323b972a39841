"""Of two vaults on one folder one is refused within two seconds; a copy on another machine needs its recovery."""

import os
import shutil
import time

import pytest

from operator_console.domain.refusals import Code
from operator_console.protocol import messages as m
from operator_console.storage import folder
from tests.faults.deeds import ADDRESS
from tests.faults.workshop import LEAD, OPERATOR, PASSWORD, errors, make_workshop, verified_call

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the harness forks")
SECONDS = 2.0


@pytest.fixture
def workshop(tmp_path):
    return make_workshop(tmp_path)


def told(reply) -> str:
    return reply.code if isinstance(reply, m.Refused) else type(reply).__name__


def second_at_work(workshop) -> list[str]:
    """Return what is wrong when somebody opens the vault while another one is at work."""
    wrong = []
    first = workshop.start()
    verified_call(first, workshop)
    second = workshop.start()
    begin = time.monotonic()
    if (answer := told(second.tell(m.SignIn(LEAD, PASSWORD)))) != Code.VAULT_IN_USE:
        wrong.append(f"the second was told {answer}")
    if time.monotonic() - begin > SECONDS:
        wrong.append("the second had to wait")
    if not isinstance(first.tell(m.RevealField(ADDRESS)), m.Revealed):
        wrong.append("the first was disturbed")
    first.kill_after(0)
    if (answer := told(second.tell(m.SignIn(LEAD, PASSWORD)))) != "SignedIn":
        wrong.append(f"after the first the second was told {answer}")
    second.kill_after(0)
    return wrong


def test_one_of_two_is_refused_at_once(workshop, full):
    for _ in range(50 if full else 1):
        assert second_at_work(workshop) == []
    assert errors(workshop.verdict()) == []


def test_of_two_that_come_together_one_gets_in(workshop, full):
    for _ in range(50 if full else 2):
        vaults = [workshop.start(), workshop.start()]
        for vault in vaults:
            vault.send(m.SignIn(OPERATOR, PASSWORD))
        answers = [told(vault.hear()) for vault in vaults]
        assert sorted(answers) == ["SignedIn", Code.VAULT_IN_USE]
        for vault in vaults:
            vault.kill_after(0)
    assert errors(workshop.verdict()) == []


def test_the_harness_catches_a_lock_that_lets_everybody_in(workshop, monkeypatch):
    monkeypatch.setattr(folder, "_try_lock", lambda *_, **__: True)
    assert "the second was told SignedIn" in second_at_work(workshop)


def test_a_copy_on_another_machine_needs_its_recovery_and_leaves_the_first_alone(workshop, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(workshop.folder, elsewhere / "vault")
    copy = workshop.moved(elsewhere)
    first, other = workshop.start(), copy.start()
    verified_call(first, workshop)
    assert told(other.tell(m.SignIn(OPERATOR, PASSWORD))) == Code.DEVICE_SECRET_MISSING
    assert not copy.secrets.exists()
    assert told(other.tell(m.Recover(workshop.recovery, "admin", PASSWORD, "file"))) == "Done"
    assert told(other.tell(m.SignIn("admin", PASSWORD))) == "SignedIn"
    assert isinstance(first.tell(m.RevealField(ADDRESS)), m.Revealed)
    first.kill_after(0)
    other.kill_after(0)
