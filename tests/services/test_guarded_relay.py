"""The console's relay and the guarded vault together, with real files: what an operator names is read and written."""

import contextlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from call_centre import guarded_text, password
from guarded_site import ADMITTING, GuardedSite

from operator_console.domain.backups import Here
from operator_console.domain.evidence import ExportForm
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient, connect_command
from operator_console.protocol.guarded import GuardedPlace
from tests.protocol.socket_unit import SocketUnit, own_account, sound_folder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is Linux's")


@contextlib.contextmanager
def served(root: Path) -> Iterator[tuple[GuardedSite, GuardedPlace]]:
    """A guarded vault behind a socket that nobody else can replace."""
    folder = sound_folder()
    if folder is None:
        pytest.skip("there is no folder here that only root or the tests' own user can change")
    site = GuardedSite(root, guarded_text(lease_seconds=3600)).make()
    command = [sys.executable, "-P", "-c", ADMITTING, "--vault", str(site.folder), "--guarded"]
    unit = SocketUnit(folder / "socket", command)
    with contextlib.ExitStack() as ending:
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        ending.callback(unit.close)
        unit.start()
        yield site, GuardedPlace(folder / "socket", own_account())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuardedPlace]:
    with served(tmp_path_factory.mktemp("relayed")) as (_, place):
        yield place


@pytest.fixture
def client(place: GuardedPlace) -> Iterator[VaultClient]:
    with VaultClient(connect_command(place)) as client:
        yield client


def signed_in(client: VaultClient, user: str) -> VaultClient:
    client.ask(m.SignIn(user, password(user).reveal()))
    return client


def test_a_file_is_imported_and_its_rejects_are_saved_where_the_operator_says(
    client: VaultClient, tmp_path: Path
) -> None:
    path, rejects = tmp_path / "見本.csv", tmp_path / "rejects.csv"
    path.write_text("顧客番号,氏名\nR-1,見本 太郎\nR-1,見本 次郎\n", encoding="utf-8")
    signed_in(client, "admin")
    assert client.ask(m.PreviewImport(path=str(path))).rows == 2
    done = client.ask(m.ImportFile(path=str(path)))
    assert (done.imported, done.rejected_count) == (1, 1)
    client.ask(m.SaveRejects(path=str(rejects)))
    assert "次郎" in rejects.read_text(encoding="utf-8")
    assert rejects.stat().st_mode & 0o777 == 0o600


def test_an_export_is_whole_and_takes_nobodys_place(client: VaultClient, tmp_path: Path) -> None:
    path = tmp_path / "log.oclog"
    signed_in(client, "lead")
    made = client.ask(m.ExportLog(path=str(path), form=ExportForm.BUNDLE))
    assert made.bytes == path.stat().st_size
    before = path.read_bytes()
    with pytest.raises(Refusal) as caught:
        client.ask(m.ExportLog(path=str(path), form=ExportForm.BUNDLE))
    assert (caught.value.code, path.read_bytes()) == (Code.FILE_EXISTS, before)


def test_a_new_file_whose_request_is_refused_is_gone(client: VaultClient, tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    signed_in(client, "admin")
    with pytest.raises(Refusal) as caught:
        client.ask(m.SaveRejects(path=str(path)))
    assert (caught.value.code, path.exists()) == (Code.NOTHING_TO_SAVE, False)


def test_what_the_operator_may_not_read_the_vault_does_not_read_for_them(client: VaultClient, tmp_path: Path) -> None:
    signed_in(client, "admin")
    with pytest.raises(Refusal) as caught:
        client.ask(m.PreviewImport(path=str(tmp_path / "absent.csv")))
    assert caught.value.code is Code.FILE_UNREADABLE
    assert client.ask(m.Hello()).mode == "guarded"


def test_a_backup_is_written_by_the_operators_rights_and_put_back_where_nothing_lies(tmp_path: Path) -> None:
    file = tmp_path / "見本.ocbackup"
    (tmp_path / "site").mkdir()
    with served(tmp_path / "site") as (site, place):
        with VaultClient(connect_command(place)) as client, VaultClient(connect_command(place)) as beside:
            signed_in(beside, "lead")
            seen: list[bytes | None] = []  # at each sign of progress; the last may be read when the file has its name
            look = lambda _: seen.append(file.read_bytes() if file.exists() else None)  # noqa: E731
            made = signed_in(client, "admin").ask(m.MakeBackup(str(file)), look)
            assert seen and {*seen} <= {None, file.read_bytes()}
            assert made.backup.bytes == file.stat().st_size and made.backup.mode == "guarded"
            assert [path.name for path in tmp_path.iterdir() if "ocbackup" in path.name] == [file.name]
        with VaultClient(connect_command(place)) as client:
            found = client.ask(m.LookIntoBackup(str(file)))
            assert (found.here, found.entries_here > made.backup.entries) == (Here.SAME, True)
            with pytest.raises(Refusal) as caught:
                client.ask(m.RestoreBackup(str(file), move=True))
            assert caught.value.code is Code.VAULT_EXISTS
        site.folder.rename(site.folder.with_name("moved-by-root"))
        with VaultClient(connect_command(place)) as client:
            assert not client.ask(m.Hello()).present
            assert client.ask(m.RestoreBackup(str(file))).aside == ""
            assert client.ask(m.Hello()).present
            signed_in(client, "admin")
            assert client.ask(m.VerifyLog()).ok
