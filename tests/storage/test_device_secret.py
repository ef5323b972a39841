import os
import subprocess
import sys
import threading
import time

import pytest
from keyring.backend import KeyringBackend

from operator_console.domain.refusals import Code
from operator_console.storage.device_secret import InFile, InKeyring, SecretPlaces
from operator_console.storage.keyrings import ALLOWED, NAMES, SystemKeyring, approved, system_keyring, within

VAULT, SECRET = bytes(16), b"s" * 32


class KeptInMemory:
    """A keyring that answers, for what lies above the real ones."""

    name = "memory"

    def __init__(self):
        self.kept = {}

    def get(self, entry):
        return self.kept.get(entry)

    def put(self, entry, text):
        self.kept[entry] = text

    def drop(self, entry):
        self.kept.pop(entry, None)


def test_a_plaintext_backend_is_refused_whatever_it_calls_itself(refused):
    class Keyring(KeyringBackend):
        priority = 100

        def get_password(self, service, username):
            return "plain"

        def set_password(self, service, username, password):
            raise AssertionError("a secret was given to it")

    assert refused(Code.KEYRING_UNAVAILABLE, SystemKeyring, Keyring()) == {"backend": __name__}


@pytest.mark.parametrize("name", ["fail", "null", "chainer"])
def test_the_librarys_stand_ins_are_not_on_the_list(name):
    assert name not in [module.rpartition(".")[2] for row in ALLOWED.values() for module, _ in row]


def test_every_backend_on_the_list_has_a_name_and_exists():
    import importlib

    for module, name in [each for row in ALLOWED.values() for each in row]:
        assert NAMES[module]
        assert issubclass(getattr(importlib.import_module(module), name), KeyringBackend)


def test_a_class_that_inherits_from_a_listed_one_is_not_listed(refused):
    from keyring.backends.SecretService import Keyring

    refused(Code.KEYRING_UNAVAILABLE, approved, type("Keyring", (Keyring,), {})())
    assert approved(Keyring())


def test_a_stray_plaintext_keyring_is_not_discovered(tmp_path):
    """Installed where the library looks, named in its variable, and of the highest priority."""
    stray = tmp_path / "stray.py"
    stray.write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 1000\n"
        f"    def set_password(self, *a): open({str(tmp_path / 'told')!r}, 'w').write(str(a))\n"
        "    get_password = set_password\n"
    )
    program = (
        "import keyring\n"
        "from operator_console.domain.refusals import Refusal\n"
        "from operator_console.storage.keyrings import system_keyring\n"
        "print(type(keyring.get_keyring()).__module__)\n"
        "try: system_keyring(1).put('entry', 'text')\n"
        "except Refusal as refusal: print(refusal.code)\n"
    )
    environment = os.environ | {
        "PYTHONPATH": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "stray.Keyring",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
    }
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["stray", "keyring_unavailable"]
    assert not (tmp_path / "told").exists()


def test_a_keyring_that_does_not_answer_is_left_behind(refused):
    never = threading.Event()
    begin = time.monotonic()
    assert refused(Code.KEYRING_UNAVAILABLE, within, 0.2, never.wait, "a slow one") == {"backend": "a slow one"}
    assert time.monotonic() - begin < 2
    never.set()


def test_what_a_keyring_says_when_it_fails_is_not_passed_on(refused):
    def fail():
        raise OSError("the secret was s3cret")

    assert refused(Code.KEYRING_UNAVAILABLE, within, 1, fail, "one") == {"backend": "one"}


def test_an_answer_is_passed_on():
    assert within(1, lambda: None, "one") is None
    assert within(1, lambda: "text", "one") == "text"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the bus is Linux's")
def test_where_there_is_no_bus_there_is_no_keyring(monkeypatch, refused):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert refused(Code.KEYRING_UNAVAILABLE, system_keyring, 2) == {"backend": ""}


def test_a_secret_is_kept_by_the_vaults_id_and_nothing_else_is_taken_for_one():
    keyring = KeptInMemory()
    place = InKeyring(keyring, VAULT)
    assert place.load() is None
    place.save(SECRET)
    assert place.load() == SECRET
    assert InKeyring(keyring, b"x" * 16).load() is None
    for wrong in ("", "zz", "00" * 31):
        keyring.kept[VAULT.hex()] = wrong
        assert place.load() is None
    place.forget()
    assert keyring.kept == {}


def test_a_file_is_private_in_a_private_folder(tmp_path):
    path = tmp_path / "new" / "secrets" / "one"
    place = InFile(path)
    assert place.load() is None
    place.save(SECRET)
    assert place.load() == SECRET
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    place.forget()
    place.forget()
    assert place.load() is None


def test_a_secret_file_is_not_inside_the_vaults_folder_but_for_a_demo(tmp_path):
    places = SecretPlaces(KeptInMemory, tmp_path / "secrets")
    places.of("file", VAULT, tmp_path / "vault", demo=False).save(SECRET)
    assert (tmp_path / "secrets" / VAULT.hex()).exists()
    places.of("file", VAULT, tmp_path / "vault", demo=True).save(SECRET)
    assert (tmp_path / "vault" / "device_secret").exists()


def test_an_unknown_kind_of_place_is_damage(tmp_path, refused):
    refused(Code.VAULT_DAMAGED, SecretPlaces(KeptInMemory, tmp_path).of, "cloud", VAULT, tmp_path, demo=False)


def test_a_vault_whose_secret_is_in_a_keyring(site, refused):
    keyring = KeptInMemory()
    site.keyring = lambda: keyring
    site.made(device_secret="keyring")
    assert site.keeper().state().device_secret == "keyring"
    assert not (site.root / "secrets").exists()
    site.open().close()
    kept = dict(keyring.kept)
    keyring.kept.clear()
    assert site.keeper().state().device_secret == "missing"
    refused(Code.DEVICE_SECRET_MISSING, site.open)
    assert keyring.kept == {}
    keyring.kept.update(kept)
    site.open().close()


def test_without_a_keyring_nothing_is_prepared_and_an_existing_vault_says_which_it_is(site, refused):
    refused(Code.KEYRING_UNAVAILABLE, site.prepare, device_secret="keyring")
    keyring, none = KeptInMemory(), site.keyring
    site.keyring = lambda: keyring
    site.made(device_secret="keyring")
    site.keyring = none
    assert site.keeper().state().device_secret == "missing"
    refused(Code.KEYRING_UNAVAILABLE, site.open)
