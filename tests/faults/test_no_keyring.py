"""With a keyring that is missing, hangs or keeps in plain text, the way to recovery is open within five seconds."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from operator_console.domain.refusals import Code
from operator_console.domain.secret import Secret
from operator_console.protocol import messages as m
from operator_console.protocol.client import ConversationCore, vault_command
from operator_console.storage import keyrings
from operator_console.storage.device_secret import SecretPlaces
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import SystemClock
from tests.faults.workshop import CHEAP, LEAD, PASSWORD, make_workshop

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the buses are Linux's")
SECONDS = 5.0
WAYS = ("missing", "hanging", "null", "plaintext")


class KeptInMemory:
    """A keyring for the recovery that moves the vault's secret into one."""

    name = "memory"

    def __init__(self):
        self.kept = {}

    def get(self, entry):
        return self.kept.get(entry)

    def put(self, entry, text):
        self.kept[entry] = text

    def drop(self, entry):
        self.kept.pop(entry, None)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """A vault whose device secret is in a keyring that this machine does not have."""
    made = make_workshop(tmp_path_factory.mktemp("keyring"))
    keyring = KeptInMemory()
    keeper = VaultKeeper(made.folder, SecretPlaces(lambda: keyring, made.secrets), SystemClock(), CHEAP)
    keeper.recover(made.recovery, "admin", Secret(PASSWORD), device_secret="keyring").close()
    keeper.close()
    return replace(made)


@pytest.fixture
def surroundings(tmp_path, way):
    bus = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(bus))
        listening.listen(8)
        (tmp_path / "stray.py").write_text(
            "from keyring.backend import KeyringBackend\n"
            "class Keyring(KeyringBackend):\n"
            "    priority = 1000\n"
            f"    def set_password(self, *a): open({str(tmp_path / 'told')!r}, 'w').write(str(a))\n"
            "    get_password = set_password\n"
        )
        backends = {"null": "keyring.backends.null.Keyring", "plaintext": "stray.Keyring"}
        yield os.environ | {
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus if way == 'hanging' else '/nowhere'}",
            "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]),
            "XDG_DATA_HOME": str(tmp_path / "data"),
            **({"PYTHON_KEYRING_BACKEND": backends[way]} if way in backends else {}),
        }


class RealVault:
    """The vault process as the console starts it."""

    def __init__(self, folder, environment):
        pipe = subprocess.PIPE
        self._core = ConversationCore()
        self._process = subprocess.Popen(vault_command(folder), stdin=pipe, stdout=pipe, env=environment, bufsize=0)

    def ask(self, request):
        """Return the answer and the seconds that it took."""
        begin = time.monotonic()
        self._process.stdin.write(self._core.request(request)[1])
        while data := self._process.stdout.read(1 << 16):
            for _, reply in self._core.feed(data):
                return reply, time.monotonic() - begin
        raise AssertionError("the vault ended")

    def close(self):
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def vault(workshop, surroundings):
    vault = RealVault(workshop.folder, surroundings)
    yield vault
    vault.close()


@pytest.mark.parametrize("way", WAYS)
def test_the_way_to_recovery_is_open_and_nothing_new_is_made(vault, workshop, tmp_path):
    before = {path.name: path.read_bytes() for path in workshop.folder.glob("*.json")}
    welcome, took = vault.ask(m.Hello())
    assert (welcome.present, welcome.device_secret) == (True, "missing")
    assert took <= SECONDS
    refused, took = vault.ask(m.SignIn(LEAD, PASSWORD))
    assert refused.code in {Code.KEYRING_UNAVAILABLE, Code.DEVICE_SECRET_MISSING}
    assert took <= SECONDS
    refused, took = vault.ask(m.Recover(workshop.recovery, "admin", PASSWORD, "keyring"))
    assert refused.code is Code.KEYRING_UNAVAILABLE
    assert {path.name: path.read_bytes() for path in workshop.folder.glob("*.json")} == before
    assert not (tmp_path / "told").exists()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("way", ["plaintext"])
def test_the_harness_catches_a_keyring_chosen_by_discovery(surroundings, tmp_path):
    """The planted fault: the library chooses, and writes what it is given where anybody can read it."""
    program = "import keyring; keyring.set_password('operator-console', 'entry', 'text')"
    subprocess.run([sys.executable, "-c", program], env=surroundings, check=True)
    assert (tmp_path / "told").exists()
    assert keyrings.TIMEOUT <= SECONDS
