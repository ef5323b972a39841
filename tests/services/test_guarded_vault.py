"""A Guarded vault in its own process: it serves whom the system names, and does for nobody what they could not do."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from call_centre import AOZORA, CUSTOMER, guarded_text, refused
from guarded_site import ADMITTING, AS_IT_IS, PATIENCE, STANDALONE, GuardedSite, Talk

from operator_console.domain.evidence import ExportForm, Way
from operator_console.domain.ids import FieldName, ItemId, PurposeId, UserName
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.protocol.peers import peer_of
from operator_console.storage.machine import this_place
from operator_console.storage.seats import MOST, take_seat
from operator_console.vault_process.sites import an_operator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is Linux's")

ME = this_place("guarded", os.getuid() if os.name == "posix" else 0).os_user
Connect = Callable[..., Talk]
HEADER = "顧客番号,氏名,フリガナ\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> GuardedSite:
    return GuardedSite(
        tmp_path_factory.mktemp("guarded"), guarded_text(reveals_per_day=3, reveals_per_hour=3, lease_seconds=3600)
    ).make()


@pytest.fixture
def console(site: GuardedSite) -> Iterator[Callable[..., Talk]]:
    """Connects one more console; all are gone when the test ends."""
    started: list[Talk] = []

    def connect(*how: Any, **more: Any) -> Talk:
        started.append(site.start(*how, **more))
        return started[-1]

    yield connect
    for talk in started:
        talk.close()


@pytest.fixture(scope="module")
def clerk(site: GuardedSite) -> Iterator[Talk]:
    """The administrator, who imports."""
    talk = site.start()
    talk.sign_in("admin")
    yield talk
    talk.close()


@pytest.fixture(scope="module")
def lead(site: GuardedSite) -> Iterator[Talk]:
    """The lead, who reads the log."""
    talk = site.start()
    talk.sign_in("lead")
    yield talk
    talk.close()


def entries(talk: Talk) -> list[Any]:
    return list(talk.ask(m.ReadLog()).rows)


# ---- who is served ---------------------------------------------------------------------------------------------------


def test_it_says_in_which_mode_it_is_and_as_whom_it_sees_the_console(lead: Talk) -> None:
    welcome = lead.ask(m.Hello())
    assert (welcome.mode, welcome.os_user, welcome.device_secret) == ("guarded", ME, "file")


def test_the_entries_are_the_peers(lead: Talk, tmp_path: Path) -> None:
    with (tmp_path / "log.csv").open("w+b") as file:
        lead.ask(m.ExportLog(path="/anywhere/log.csv", form=ExportForm.CSV), file.fileno())
        file.seek(0)
        lines = file.read().decode("utf-8-sig").splitlines()
    assert all(f'"{ME}"' in line and '"guarded"' in line for line in lines[1:])
    assert len(lines) > 3


def test_root_and_the_service_account_itself_are_turned_away(console: Connect) -> None:
    """Whoever runs the tests is at both ends, so the rule as it is refuses them."""
    talk = console(AS_IT_IS)
    with refused(Code.PEER_REFUSED) as told:
        talk.reply()
    assert told.value.params == {"os_user": ME}
    assert talk.process.wait(PATIENCE) == 4


def test_the_rule_admits_other_os_users() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        peer = peer_of(ours.fileno())
    assert not an_operator(peer)
    other = type(peer)(os.geteuid() + 1000, peer.gid, peer.pid)
    assert an_operator(other)
    assert not an_operator(type(peer)(0, 0, peer.pid))


def test_without_a_socket_nobody_is_served(site: GuardedSite) -> None:
    command = [sys.executable, "-P", "-c", ADMITTING, "--vault", str(site.folder), "--guarded"]
    done = subprocess.run(command, input=b"", capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 4
    assert b'"code":"peer_unknown"' in done.stdout


def test_an_output_that_goes_elsewhere_is_refused(console: Connect, tmp_path: Path) -> None:
    with (tmp_path / "elsewhere").open("wb") as file:
        assert console(output=file.fileno()).process.wait(PATIENCE) == 4


def test_a_folder_into_which_others_can_look_is_not_served(site: GuardedSite, console: Connect) -> None:
    site.folder.chmod(0o750)
    with refused(Code.FOLDER_OPEN):
        console().reply()
    site.folder.chmod(0o700)
    assert console().ask(m.Hello()).present


def test_one_os_user_does_not_take_every_place(site: GuardedSite, console: Connect) -> None:
    taken = []
    with refused(Code.CONSOLES_MANY) as told:
        while True:
            taken.append(take_seat(site.folder, os.getuid()))
    with refused(Code.CONSOLES_MANY):
        console().reply()
    for seat in taken:
        seat.release()
    assert told.value.params == {"limit": MOST}
    assert console().ask(m.Hello()).present


def test_a_standalone_process_does_not_open_a_guarded_vault(site: GuardedSite, console: Connect, lead: Talk) -> None:
    """Even where it could read the files; here it is refused because another shares the vault, else for its mode."""
    talk = console(STANDALONE)
    with pytest.raises(Refusal) as caught:
        talk.ask(m.Hello())
    assert caught.value.code in {Code.MODE_WRONG, Code.VAULT_IN_USE}


def test_several_consoles_have_one_vault_open(console: Connect, lead: Talk) -> None:
    operator = console()
    operator.sign_in("hana")
    operator.ask(m.OpenCall(client=AOZORA, purpose=PurposeId("delivery")))
    assert "call_opened" in [row.action for row in entries(lead)[:3]]
    operator.ask(m.EndCall())


# ---- files -----------------------------------------------------------------------------------------------------------


def customers(folder: Path, number: str) -> Path:
    path = folder / "customers.csv"
    path.write_text(f"{HEADER}{number},見本 太郎,ミホン タロウ\n{number},見本 次郎,ミホン ジロウ\n", encoding="utf-8")
    return path


def test_a_path_alone_opens_nothing(clerk: Talk, site: GuardedSite, tmp_path: Path) -> None:
    """The service account could read its own vault and whatever it may see; the console's word is not enough."""
    readable = customers(tmp_path, "T-1")
    requests = [m.PreviewImport(path=str(path)) for path in (readable, site.folder / "vault.json", "/etc/passwd")]
    for request in (*requests, m.ImportFile(path=str(readable))):
        with refused(Code.FILE_NOT_HANDED):
            clerk.ask(request)
    new = tmp_path / "new"
    taken = clerk.ask(m.TakeCheckpoint())
    with refused(Code.FILE_NOT_HANDED):
        clerk.ask(m.Deliver(entries=taken.entries, way=Way.FILE, path=str(new)))
    assert not new.exists()


def test_a_file_that_is_handed_over_is_imported_and_its_rejects_are_saved(clerk: Talk, tmp_path: Path) -> None:
    path = customers(tmp_path, "T-2")
    with path.open("rb") as file:
        preview = clerk.ask(m.PreviewImport(path="/vault/a.csv"), file.fileno())
        assert preview.rows == 2
        done = clerk.ask(m.ImportFile(path="/vault/a.csv"), file.fileno())
    assert (done.imported, done.rejected_count) == (1, 1)
    with (tmp_path / "rejects.csv").open("x+b") as new:
        clerk.ask(m.SaveRejects(path="/vault/rejects.csv"), new.fileno())
    assert "ジロウ" in (tmp_path / "rejects.csv").read_text(encoding="utf-8")
    assert not Path("/vault").exists()


def test_two_files_for_one_name_are_none(clerk: Talk, tmp_path: Path) -> None:
    with customers(tmp_path, "T-3").open("rb") as one, Path("/etc/passwd").open("rb") as other:
        with refused(Code.FILE_NOT_HANDED):
            clerk.ask(m.PreviewImport(path="x.csv"), one.fileno(), other.fileno())
        assert clerk.ask(m.PreviewImport(path="x.csv"), one.fileno()).rows == 2


def test_a_file_that_came_with_another_request_is_not_used_later(clerk: Talk, tmp_path: Path) -> None:
    with customers(tmp_path, "T-4").open("rb") as file:
        clerk.ask(m.Hello(), file.fileno())
    with refused(Code.FILE_NOT_HANDED):
        clerk.ask(m.PreviewImport(path="x.csv"))


def test_long_work_keeps_its_own_file(clerk: Talk, tmp_path: Path) -> None:
    """An import takes its file when it is its turn; what comes meanwhile brings its own, and keeps none open."""
    rows = "".join(f"L-{number},見本 太郎,ミホン タロウ\n" for number in range(200))
    path = tmp_path / "many.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    with path.open("rb") as many, customers(tmp_path, "T-5").open("rb") as few:
        clerk.send(m.ImportFile(path="many.csv"), many.fileno())
        clerk.send(m.PreviewImport(path="few.csv"), few.fileno())
        clerk.send(m.ImportFile(path="few.csv"), few.fileno())
        replies = []
        for _ in range(3):
            try:
                replies.append(clerk.reply())
            except Refusal as refusal:
                replies.append(refusal)
    kinds = {type(each).__name__ for each in replies}
    assert kinds == {"FilePreview", "Imported", "Refusal"}
    assert next(each.imported for each in replies if isinstance(each, m.Imported)) == 200
    open_files = [link.readlink() for link in Path(f"/proc/{clerk.process.pid}/fd").iterdir()]
    assert not [each for each in open_files if each.suffix == ".csv"]


def test_an_export_is_written_to_the_operators_own_file(lead: Talk, tmp_path: Path) -> None:
    path = tmp_path / "log.oclog"
    with path.open("x+b") as file:
        made = lead.ask(m.ExportLog(path=str(path), form=ExportForm.BUNDLE), file.fileno())
    assert made.bytes == path.stat().st_size > 0


# ---- no more than by hand --------------------------------------------------------------------------------------------


def shown(talk: Talk, times: int) -> list[Any]:
    found = []
    for _ in range(times):
        try:
            found.append(talk.ask(m.RevealField(FieldName("address"))))
        except Refusal as refusal:
            found.append(refusal)
    return found


def test_a_script_at_the_socket_gets_what_a_hand_would_and_stands_in_the_log(console: Connect, lead: Talk) -> None:
    operator = console()
    operator.sign_in("hana")
    operator.ask(m.OpenCall(client=AOZORA, purpose=PurposeId("delivery")))
    operator.ask(m.FindCustomer({FieldName("number"): CUSTOMER["number"]}))
    for item in ("name", "phone"):
        operator.ask(m.AnswerItem(ItemId(item), CUSTOMER[item]))
    replies = shown(operator, 50)
    assert [each.value for each in replies[:3]] == [CUSTOMER["address"]] * 3
    assert {each.code for each in replies[3:]} == {Code.RATE_REACHED}
    operator.ask(m.EndCall())
    actions = [row.action for row in entries(lead)]
    assert actions.count("reveal") == 3
    assert actions.count("rate_reached") == 1
    assert actions.count("reveal_refused") == 0


@pytest.mark.parametrize("size", [1, 65_536])
def test_a_flood_of_nonsense_keeps_no_other_console_waiting(console: Connect, lead: Talk, size: int) -> None:
    noisy = console()
    noisy.socket.setblocking(False)
    piece = b"\x00" * size
    for _ in range(200):
        try:
            noisy.socket.send(piece + b"\n")
        except BlockingIOError:
            break
    assert entries(lead)
    noisy.process.kill()


def test_every_request_that_is_served_is_counted_or_known_not_to_be() -> None:
    from operator_console.vault_process.limits import COUNTED, UNCOUNTED

    assert not set(COUNTED) & UNCOUNTED
    assert {*COUNTED, *UNCOUNTED} <= set(m.REQUESTS)
    writing = {m.OpenCall, m.RevealField, m.BreakGlass, m.SaveMemo, m.ReadLog, m.TryMatching, m.SetOsUser}
    assert not writing & UNCOUNTED


def test_ties_are_made_by_the_protocol_too(clerk: Talk) -> None:
    users = clerk.ask(m.SetOsUser(user=UserName("hana"), os_user="hana")).users
    assert {user.user: user.os_user for user in users}["hana"] == "hana"
    with refused(Code.OS_USER_BAD):
        clerk.ask(m.SetOsUser(user=UserName("hana"), os_user="a b"))
    clerk.ask(m.SetOsUser(user=UserName("hana"), os_user=""))
