"""What several vault processes do on one folder at the same time, each a way to lose something if they did not wait."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from operator_console.domain.actions import Action, LockCause, Outcome
from operator_console.domain.ids import UserName
from operator_console.domain.lockout import FREE_FAILURES
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol.inbox import Lease
from operator_console.services.call import end_call, open_call
from operator_console.services.files import FilesByPath
from operator_console.services.follow_changes import follow_changes
from operator_console.services.manage_policy import save_policy
from operator_console.services.manage_users import disable_user, reset_password, set_clients
from operator_console.services.ports import Account
from operator_console.services.verify_log import verify_log
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import this_place
from operator_console.vault_process.conversation import Conversation, Machine
from tests.services.call_centre import AOZORA, HINATA, CallCentre, default_text, in_call, password, refused, verified
from tests.services.other_process import shared_keeper

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="one process alone serves a vault there")


class SharedCentre(CallCentre):
    """A call centre whose folder other processes share."""

    def _keeper(self) -> VaultKeeper:
        keeper = shared_keeper(self.folder)
        keeper._clock = self.clock
        return keeper


class Other:
    """Another process; it ends with the test."""

    def __init__(self, folder: Path, *deed: str) -> None:
        command = [sys.executable, "-m", "tests.services.other_process", str(folder), *deed]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def hear(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def go(self) -> None:
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def rest(self) -> list[str]:
        """Let it end by itself and return what it still said."""
        return self._process.communicate(timeout=60)[0].split()

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[SharedCentre]:
    made = SharedCentre(tmp_path, default_text())
    yield made
    made.close()


@pytest.fixture
def others(centre: SharedCentre) -> Iterator[Any]:
    """Start other processes; whatever is left of them ends with the test."""
    started: list[Other] = []

    def start(*deed: str) -> Other:
        started.append(Other(centre.folder, *deed))
        return started[-1]

    yield start
    for other in started:
        other.kill()


def at_once(processes: list[Other]) -> None:
    for each in processes:
        assert each.hear() == "ready"
    for each in processes:
        each.go()


def test_guesses_at_once_are_as_many_as_guesses_one_after_the_other(centre: SharedCentre, others: Any) -> None:
    guessing = [others("guess", "hana") for _ in range(3)]
    at_once(guessing)
    heard = [code for each in guessing for code in each.rest()]
    assert heard.count("sign_in_wrong") == FREE_FAILURES
    assert len(centre.keeper.failures("hana")) == FREE_FAILURES
    centre.sit("taro")
    assert len(centre.entries(Action.SIGN_IN_FAILED)) == FREE_FAILURES


def test_a_sign_in_that_is_still_being_tried_is_no_failure_yet(centre: SharedCentre) -> None:
    trying = shared_keeper(centre.folder)
    trying.begin_attempt("hana", centre.clock.now())
    centre.sit("taro")
    assert not centre.entries(Action.SIGN_IN_FAILED)
    trying.close()  # as if the process had died
    centre.sit("taro")
    assert len(centre.entries(Action.SIGN_IN_FAILED)) == 1


def test_a_success_leaves_the_failures_that_were_counted_meanwhile(centre: SharedCentre) -> None:
    trying, guessing = shared_keeper(centre.folder), shared_keeper(centre.folder)
    now = centre.clock.now()
    trying.begin_attempt("hana", now)
    guessing.begin_attempt("hana", now + timedelta(seconds=1))
    guessing.attempt_failed()
    trying.clear_attempts("hana")
    assert trying.failures("hana") == [now + timedelta(seconds=1)]
    assert [each.when for each in trying.unlogged_failures()] == [now + timedelta(seconds=1)]
    trying.close()
    guessing.close()


def test_accounts_made_at_once_are_all_there(centre: SharedCentre, others: Any) -> None:
    making = [others("add_many", "one", "admin"), others("add_many", "two", "lead")]
    at_once(making)
    assert [each.rest() for each in making] == [["added"], ["added"]]
    desk = centre.sit("taro")
    made = [account.user for account in desk.vault.accounts.list() if "-" in account.user]
    assert len(made) == 20
    assert all(desk.vault.accounts.check(user, Secret("a first password")) for user in made)


def test_opening_waits_for_a_change_of_the_slots_instead_of_settling_it(centre: SharedCentre, others: Any) -> None:
    adding = others("add", "newcomer")
    assert adding.hear() == "written"
    opening = others("sit", "taro")
    adding.go()
    assert adding.rest() == ["added"]
    assert opening.hear() == "in"
    desk = centre.sit("hana")
    assert desk.vault.accounts.check("newcomer", Secret("a first password"))


def test_a_change_of_the_slots_by_a_process_that_died_is_settled(centre: SharedCentre, others: Any) -> None:
    adding = others("add", "newcomer")
    assert adding.hear() == "written"
    adding.kill()
    desk = centre.sit("hana")
    assert "newcomer" not in [account.user for account in desk.vault.accounts.list()]


def test_an_import_is_settled_when_its_process_has_died_and_not_before(
    centre: SharedCentre, others: Any, tmp_path: Path
) -> None:
    file = tmp_path / "many.csv"
    file.write_text("\n".join(["顧客番号,氏名", *(f"T-{n:06d},見本 花子" for n in range(60))]), encoding="utf-8")
    importing = others("begin_import", str(file))
    assert importing.hear() == "importing"
    centre.sit("lead")
    assert not centre.entries(Action.VAULT_SETTLED)
    importing.kill()
    for _ in range(2):
        centre.sit("lead")
        (settled,) = centre.entries(Action.VAULT_SETTLED)
    facts = dict(settled.facts)
    assert facts["import"] == str(centre.entries(Action.IMPORT_BEGUN)[0].sequence)
    assert facts["imported"] == "20"


def test_of_two_imports_at_once_each_is_settled_by_itself(centre: SharedCentre, others: Any, tmp_path: Path) -> None:
    centre.sit("admin").vault.accounts.add(_admin("admin2"), password("admin2"))
    centre.leave()
    files = [tmp_path / f"{name}.csv" for name in "ab"]
    for file in files:
        rows = (f"{file.stem}-{n:06d},見本 花子" for n in range(60))
        file.write_text("\n".join(["顧客番号,氏名", *rows]), encoding="utf-8")
    dying = others("begin_import", str(files[0]))
    assert dying.hear() == "importing"
    dying.kill()
    going_on = others("begin_import", str(files[1]))
    assert going_on.hear() == "importing"
    centre.sit("lead")
    assert len(centre.entries(Action.VAULT_SETTLED)) == 1
    going_on.go()
    assert going_on.hear() == "imported"
    centre.sit("lead")
    assert len(centre.entries(Action.VAULT_SETTLED)) == 1
    assert len(centre.entries(Action.IMPORT_ENDED)) == 1


def test_one_account_works_at_one_console(centre: SharedCentre, others: Any) -> None:
    there = others("sit", "hana")
    assert there.hear() == "in"
    with refused(Code.SIGNED_IN_ELSEWHERE):
        centre.sign_in("hana")
    assert not centre.keeper.failures("hana")
    centre.sit("taro")
    assert [entry.user for entry in centre.entries(Action.SIGN_IN) if entry.outcome is Outcome.REFUSED] == ["hana"]
    there.kill()
    centre.sit("hana")


def test_an_account_is_free_as_soon_as_its_console_is_locked(centre: SharedCentre, others: Any) -> None:
    there = others("sit", "hana")
    assert there.hear() == "in"
    there.go()
    there.rest()
    centre.sit("hana")


def test_a_recovery_waits_until_nobody_has_the_vault_open(centre: SharedCentre, others: Any) -> None:
    there = others("sit", "hana")
    assert there.hear() == "in"
    with refused(Code.VAULT_IN_USE):
        centre.keeper.recover("", "admin", password("admin"), device_secret="file")
    there.kill()
    with refused(Code.RECOVERY_WRONG):
        centre.keeper.recover("", "admin", password("admin"), device_secret="file")
    centre.sit("hana")


def test_the_answers_of_a_day_are_counted_over_all_consoles(centre: SharedCentre, others: Any) -> None:
    limit = read_policy(default_text()).limits.attempts_per_customer_day
    answering = [others("answer", user) for user in ("hana", "taro")]
    at_once(answering)
    assert sum(int(taken) for each in answering for taken in each.rest()) == limit


def test_a_log_that_others_write_is_verified_without_a_finding(centre: SharedCentre, others: Any) -> None:
    writing = [others("write", user) for user in ("hana", "taro")]
    assert [each.hear() for each in writing] == ["writing", "writing"]
    desk = centre.sit("lead")
    findings = []
    for _ in range(3):
        work = verify_log(desk)
        try:
            while True:
                next(work)
        except StopIteration as end:
            findings += end.value.findings
    for each in writing:
        each.go()
    written = sum(int(each.rest()[0]) for each in writing)
    assert not [found for found in findings if found.severity == "error"]
    end = desk.vault.log.end()
    assert end is not None
    assert end.entries > written > 0
    checkpoints = [each.entries for each in desk.vault.log.checkpoints.stored()]
    assert checkpoints == sorted(set(checkpoints))


class TestChangesOfOthers:
    """What an administrator changes in a process of their own holds at once for everybody."""

    @pytest.fixture
    def office(self, centre: SharedCentre) -> Iterator[Any]:
        """Do something as the administrator, in another session."""
        office = SharedCentre.__new__(SharedCentre)
        office.folder, office.clock, office.desk = centre.folder, centre.clock, None
        office.keeper = office._keeper()
        yield lambda: office.sit("admin")
        office.close()

    def test_a_disabled_account_does_nothing_more(self, centre: SharedCentre, office: Any) -> None:
        desk = verified_desk(centre)
        disable_user(office(), "hana")
        with refused(Code.ACCESS_CHANGED):
            follow_changes(desk)
        assert centre.entries(Action.LOCK)[0].reason == "access"

    def test_its_conversation_is_over_at_its_next_request(self, centre: SharedCentre, office: Any) -> None:
        machine = Machine(lambda: "", lambda: ())
        place = this_place("guarded")
        conversation = Conversation(centre.keeper, centre.clock, place, machine, Lease(60.0), FilesByPath())
        conversation.at_desk = centre.sit("hana")
        assert conversation.desk is centre.desk
        disable_user(office(), "hana")
        with refused(Code.ACCESS_CHANGED):
            conversation.desk  # noqa: B018 - every request begins so
        with refused(Code.NOT_SIGNED_IN):
            conversation.desk  # noqa: B018
        assert (conversation.lease.left, conversation.lease.cause) == (0, LockCause.ACCESS)

    def test_so_does_one_that_was_given_another_password(self, centre: SharedCentre, office: Any) -> None:
        desk = centre.sit("hana")
        reset_password(office(), "hana", Secret("another one entirely"))
        with refused(Code.ACCESS_CHANGED):
            follow_changes(desk)

    def test_the_policy_holds_for_an_open_call_too(self, centre: SharedCentre, office: Any) -> None:
        desk = verified_desk(centre)
        assert desk.call is not None
        field = desk.call.reveals[0]
        save_policy(office(), without_reveal(field))
        follow_changes(desk)
        assert desk.policy.version == 2
        assert desk.call is not None
        assert field not in desk.call.reveals
        open_again(desk)
        assert centre.entries(Action.CALL_ENDED)[0].policy_version == 2

    def test_a_call_for_a_client_that_was_taken_away_is_ended(self, centre: SharedCentre, office: Any) -> None:
        desk = verified_desk(centre)
        set_clients(office(), "hana", (HINATA,))
        follow_changes(desk)
        assert desk.call is None
        assert centre.entries(Action.CALL_ENDED)[0].reason == "policy"
        with refused(Code.CLIENT_UNKNOWN):
            open_call(desk, AOZORA, "delivery")

    def test_two_administrators_cannot_disable_each_other(self, centre: SharedCentre, office: Any) -> None:
        one = office()
        one.vault.accounts.add(_admin("admin2"), password("admin2"))
        other = centre.sit("admin2")
        disable_user(one, "admin2")
        with refused(Code.LAST_ADMINISTRATOR):
            disable_user(other, "admin")

    def test_of_two_policies_saved_at_once_one_is_refused(self, centre: SharedCentre, office: Any) -> None:
        administrator = office()
        centre.sit("lead")
        text = default_text(lambda text: text.replace("version = 1", "version = 2", 1))
        save_policy(administrator, text)
        administrator.policy = read_policy(default_text())  # as one that has looked just before
        with refused(Code.POLICY_INVALID):
            save_policy(administrator, text)

    def test_nothing_is_read_again_where_nothing_has_changed(self, centre: SharedCentre) -> None:
        desk = centre.sit("hana")
        policy = desk.policy
        follow_changes(desk)
        assert desk.policy is policy


def verified_desk(centre: SharedCentre) -> Any:
    desk = centre.sit("hana")
    verified(desk)
    return desk


def open_again(desk: Any) -> None:
    end_call(desk)
    in_call(desk)
    end_call(desk)


def without_reveal(field: str) -> str:
    """The next policy, in which this field is revealed for no purpose."""

    def change(text: str) -> str:
        text = text.replace("version = 1", "version = 2", 1)
        return text.replace(f'"{field}", ', "") if f'"{field}", ' in text else text.replace(f', "{field}"', "")

    return default_text(change)


def _admin(name: str) -> Account:
    return Account(UserName(name), "", Role.ADMINISTRATOR, must_change_password=False)
