"""The vault's mode and the secret that a service is handed: kept, authenticated, and never made by the vault itself."""

import json
import os
import stat

import pytest

from operator_console.domain.ids import UserName
from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.resource_files import resource
from operator_console.services.ports import Account, FirstAccount
from operator_console.storage.device_secret import CREDENTIAL, LENGTH, InCredential, SecretPlaces
from operator_console.storage.header import HEADER, read_header
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.sealed_json import packed

HANDED = bytes(range(LENGTH))


def service(site, *, mode=Mode.GUARDED, handed=HANDED):
    """A keeper as the service has it."""
    site.let_go()
    folder = site.root / "credentials"
    folder.mkdir(exist_ok=True)
    if handed is not None:
        (folder / CREDENTIAL).write_bytes(handed)
    places = SecretPlaces(site.keyring, site.root / "secrets", folder)
    keeper = VaultKeeper(site.folder, places, site.clock, site.keeper()._cost, mode=mode)
    site.keepers.append(keeper)
    return keeper


def made(site, **how):
    accounts = [FirstAccount(Account(UserName("admin"), "Admin", Role.ADMINISTRATOR), site.password("admin"))]
    policy = resource("policies", "default.toml").read_text(encoding="utf-8")
    prepared = service(site, **how).prepare(accounts, policy, device_secret="file")
    site.code = prepared.recovery_code.reveal()
    prepared.write().close()
    return site


def test_a_new_vault_belongs_to_the_mode_it_is_made_in_and_keeps_what_the_service_was_handed(site):
    header = read_header(made(site).folder)
    assert (header.mode, header.device_secret) == (Mode.GUARDED, "credential")
    assert not (site.root / "secrets").exists()
    vault, account = service(site).open(UserName("admin"), site.password("admin"))
    vault.close()
    assert account.user == "admin"


def test_a_vault_is_not_served_in_another_mode(site, refused):
    made(site)
    assert refused(Code.MODE_WRONG, service(site, mode=Mode.STANDALONE).state) == {"mode": "guarded"}
    site.let_go()
    site.folder.rename(site.root / "guarded")
    site.made()
    assert refused(Code.MODE_WRONG, service(site).state) == {"mode": "standalone"}


def test_a_demo_may_be_served_in_either(site):
    site.made(demo=True)
    assert service(site).state().present


def test_a_mode_that_nobody_with_the_keys_wrote_is_refused(site, refused):
    path = made(site).folder / HEADER
    content = json.loads(path.read_bytes())
    content["body"]["mode"] = "standalone"
    path.write_bytes(packed(content["body"], **content["codes"]))
    keeper = service(site, mode=Mode.STANDALONE)
    assert keeper.state().present
    assert refused(Code.VAULT_DAMAGED, keeper.open, UserName("admin"), site.password("admin")) == {"file": HEADER}


def test_a_standalone_header_is_the_one_that_older_builds_know(site):
    body = json.loads((site.made().folder / HEADER).read_bytes())["body"]
    assert body["format"] == 1
    assert "mode" not in body


def test_no_secret_is_made_where_none_was_handed_over(site, refused):
    made(site)
    (site.root / "credentials" / CREDENTIAL).unlink()
    keeper = service(site, handed=None)
    assert keeper.state().device_secret == "missing"
    refused(Code.DEVICE_SECRET_MISSING, keeper.open, UserName("admin"), site.password("admin"))
    refused(Code.CREDENTIAL_SEALED, InCredential(site.root / "credentials").fresh)
    refused(Code.CREDENTIAL_SEALED, InCredential(None).save, HANDED)
    assert not (site.root / "credentials" / CREDENTIAL).exists()


def test_a_lost_secret_is_recovered_with_the_one_that_the_administrator_sealed_anew(site):
    made(site)
    keeper = service(site, handed=HANDED[::-1])
    keeper.recover(site.code, UserName("admin"), Secret("another password 1"), device_secret="file").close()
    vault, _ = service(site, handed=HANDED[::-1]).open(UserName("admin"), Secret("another password 1"))
    vault.close()
    assert read_header(site.folder).device_secret == "credential"


@pytest.mark.parametrize("content", [b"", HANDED[:-1], HANDED + b"\n"])
def test_a_credential_of_another_size_is_refused(tmp_path, content, refused):
    (tmp_path / CREDENTIAL).write_bytes(content)
    assert refused(Code.CREDENTIAL_BAD, InCredential(tmp_path).load) == {"name": CREDENTIAL}


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of a Unix")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_a_credential_is_a_regular_file(tmp_path, kind, refused):
    path = tmp_path / CREDENTIAL
    (tmp_path / "elsewhere").write_bytes(HANDED)
    if kind == "link":
        path.symlink_to(tmp_path / "elsewhere")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    assert stat.S_IFMT(os.lstat(path).st_mode) != stat.S_IFREG
    refused(Code.CREDENTIAL_BAD, InCredential(tmp_path).load)
