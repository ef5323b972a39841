"""The pair of keys of an auditor: the private half sealed in a private file, the public half as a code."""

import stat

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from operator_console.domain.key_codes import typed_key
from tests.cli.conftest import FIRST, init, run

PASSPHRASE = "kansa-no-himitsu-9"


def test_the_pair_fits_together_and_the_file_is_private(tmp_path):
    path = tmp_path / "auditor.pem"
    said = run("auditor-key", "--out", path, "--password-stdin", "--json", lines=[PASSPHRASE])
    assert (said.code, said.err) == (0, "")
    key = load_pem_private_key(path.read_bytes(), PASSPHRASE.encode())
    assert typed_key(said.json["public_key"]) == key.public_key().public_bytes_raw()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(ValueError, match=r"."):
        load_pem_private_key(path.read_bytes(), b"another passphrase")
    assert run("auditor-key", "--out", path, "--password-stdin", lines=[PASSPHRASE]).code == 2


def test_a_slip_or_a_short_passphrase_makes_no_file(tmp_path):
    path = tmp_path / "auditor.pem"
    assert run("auditor-key", "--out", path, typed=[PASSPHRASE, "another one"]).code == 2
    assert run("auditor-key", "--out", path, "--password-stdin", lines=["short"]).code == 2
    assert not path.exists()


def test_init_takes_the_code_and_shows_what_the_lead_pins(tmp_path):
    code = run("auditor-key", "--out", tmp_path / "a.pem", "--password-stdin", "--json", lines=[PASSPHRASE])
    key = code.json["public_key"]
    made = init(tmp_path / "vault", "--auditor-key", key, "--password-stdin", "--json", lines=[FIRST] * 3)
    assert made.json["pin"].startswith("0-")
    wrong = init(tmp_path / "other", "--auditor-key", key[:-1], "--password-stdin", lines=[FIRST] * 3)
    assert wrong.code == 2
    assert not (tmp_path / "other").exists()
