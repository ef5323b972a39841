"""A server that is not the vault's is refused in words, before anything is said to it: no name, no password."""

import contextlib
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from operator_console.console_process import Console
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient
from operator_console.ui.gates.first_password import FirstPasswordGate
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.gates.sign_in import SignInGate
from tests.guarded.house import House
from tests.ui.standin_vault import PASSWORD

IMPOSTOR = Path(__file__).with_name("impostor.py")
STANDIN = Path(__file__).resolve().parents[1] / "ui" / "standin_vault.py"
NOTHING = "nothing\n"
Serve = Callable[[Path, int], "subprocess.Popen[str]"]


@pytest.fixture
def impostor() -> Iterator[Serve]:
    """Return what starts a false server of an OS user at a path; its lines are what it heard."""
    with contextlib.ExitStack() as ending:

        def start(path: Path, uid: int) -> "subprocess.Popen[str]":
            command = [sys.executable, "-P", str(IMPOSTOR), str(path), str(uid)]
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            ending.callback(process.communicate)
            ending.callback(process.kill)
            assert process.stdout is not None
            assert process.stdout.readline() == "listening\n"
            return process

        yield start


@pytest.fixture
def folder(house: House) -> Iterator[Path]:
    """A folder that root alone can change, as the service's own is."""
    made = house.place.socket.with_name("elsewhere")
    made.mkdir()
    yield made
    shutil.rmtree(made)


def greet(house: House, door: Path) -> Refusal:
    """Return why an operator who signs in there is not let in."""
    with (
        VaultClient(house.relay("operator", door), stderr=subprocess.DEVNULL) as client,
        pytest.raises(Refusal) as caught,
    ):
        client.ask(m.SignIn("hana", PASSWORD))
    return caught.value


def heard(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None
    return server.stdout.readline()


@pytest.mark.parametrize("who", ["operator", "other", "stranger"])
@pytest.mark.parametrize("whose", ["root", "their own"])
def test_another_users_server_hears_nothing(house: House, impostor: Serve, folder: Path, who: str, whose: str) -> None:
    """In a folder of its own, and even where root had put its socket at the very place."""
    person = house.who[who]
    if whose != "root":
        os.chown(folder, person.uid, person.gid)
    server = impostor(folder / "vault.sock", person.uid)
    refusal = greet(house, folder / "vault.sock")
    assert (refusal.code, refusal.params) == (Code.SERVER_UNTRUSTED, {"path": str(folder / "vault.sock")})
    assert heard(server) == NOTHING


def test_a_right_server_at_a_place_that_can_be_replaced_hears_nothing(
    house: House, impostor: Serve, folder: Path
) -> None:
    """Root's own socket in a folder of an operator's, of the group's, of everybody's, and behind a link."""
    server = impostor(folder / "vault.sock", 0)
    operator, gid = house.who["operator"], house.who["operator"].group
    assert gid is not None
    for uid, group, mode in ((operator.uid, 0, 0o755), (0, gid, 0o775), (0, 0, 0o777), (0, 0, 0o1777)):
        os.chown(folder, uid, group)
        folder.chmod(mode)
        refusal = greet(house, folder / "vault.sock")
        assert (refusal.code, refusal.params) == (Code.SERVER_REPLACEABLE, {"path": str(folder)})
        assert heard(server) == NOTHING
    os.chown(folder, 0, 0)
    folder.chmod(0o755)
    (folder / "link").symlink_to(folder / "vault.sock")
    assert greet(house, folder / "link").code is Code.SERVER_REPLACEABLE
    assert heard(server) == NOTHING


def test_a_right_server_at_a_right_place_is_spoken_to(house: House, impostor: Serve, folder: Path) -> None:
    """The harness hears what is said: this server is root's, and nobody else could have put it there."""
    server = impostor(folder / "vault.sock", 0)
    client = VaultClient(house.relay("operator", folder / "vault.sock"), stderr=subprocess.DEVNULL)
    client._send(m.SignIn("hana", PASSWORD))
    client.close()
    assert PASSWORD.encode().hex() in heard(server)


# ---- the window ------------------------------------------------------------------------------------------------------


@pytest.fixture
def console(qapp, qtbot, tmp_path, monkeypatch):
    """A console that has opened nothing yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    locale = QLocale()
    made = Console(qapp, "ja")
    qtbot.addWidget(made.window)
    yield made
    made.close()
    QLocale.setDefault(locale)


def has_been_heard(server: "subprocess.Popen[str]") -> bool:
    """Whether a console came and went: the window must go on meanwhile, for it is the window that connects."""
    return bool(select.select([server.stdout], [], [], 0)[0])


def gate(qtbot, console, kind):
    qtbot.waitUntil(lambda: isinstance(console.window.gate, kind))
    return console.window.gate


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_server_that_took_the_services_place_is_told_no_password(
    qtbot, console, tmp_path, impostor, unit, place
) -> None:
    """While the screen was locked, another one came: the person types the password, and the screen says why not."""
    served = unit(sys.executable, str(STANDIN), "guarded,first", str(tmp_path / "note.txt"))
    console.open(place)
    credentials = gate(qtbot, console, SignInGate).credentials
    credentials.user.setText("sato")
    credentials.password.setText(PASSWORD)
    credentials.submit()
    gate(qtbot, console, FirstPasswordGate)
    served.stop()
    served.last().kill()
    server = impostor(place.socket, 64001)
    locked = gate(qtbot, console, LockedGate)
    qtbot.waitUntil(lambda: has_been_heard(server))
    assert heard(server) == NOTHING
    for _ in range(2):
        qtbot.waitUntil(lambda: "正規の保管庫のサービスではありません" in locked.credentials.said.sentence)
        qtbot.waitUntil(locked.credentials.button.isEnabled)
        locked.credentials.password.setText(PASSWORD)
        locked.credentials.submit()
        qtbot.waitUntil(lambda: has_been_heard(server))
        assert heard(server) == NOTHING
    assert console.window.gate is locked
    place.socket.unlink()
    served.start()
    qtbot.waitUntil(locked.credentials.button.isEnabled)
    locked.credentials.password.setText(PASSWORD)
    locked.credentials.submit()
    gate(qtbot, console, FirstPasswordGate)
