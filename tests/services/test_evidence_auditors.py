"""An auditor's key opens the log's first key; adding one takes the recovery key and is an entry."""

import json

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from evidence_office import Office

from operator_console.domain.key_codes import printed_key, typed_key
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.storage.log_anchor import first_key_with
from operator_console.storage.recovery import typed

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@pytest.fixture
def key():
    return X25519PrivateKey.generate()


def code_of(key):
    return printed_key(key.public_key().public_bytes_raw())


def opened_with(office, key):
    """What an auditor gets out of the vault's file with their private key alone."""
    body = json.loads((office.folder / "log_anchor.json").read_bytes())["body"]
    log_id = bytes.fromhex(body["log"])
    info = b"".join(len(part).to_bytes(4, "big") + part for part in (b"log anchor/1", log_id))
    for each in body["recipients"]:
        try:
            return SUITE.decrypt(bytes.fromhex(each["sealed"]), key, info=info)
        except InvalidTag:
            continue
    return None


def test_an_auditor_named_at_set_up_opens_the_first_key(tmp_path, key):
    office = Office(tmp_path).make(auditor_key=code_of(key))
    assert opened_with(office, key) == first_key_with(office.folder, typed(office.recovery))
    assert opened_with(office, X25519PrivateKey.generate()) is None


def test_one_added_later_does_too_and_the_first_still_does(tmp_path, key):
    office = Office(tmp_path).make(auditor_key=code_of(key))
    later = X25519PrivateKey.generate()
    office.sign_in("admin")
    state = office.ask(m.AddAuditorKey(code_of(later), office.recovery)).evidence
    assert state.auditors == (code_of(key), code_of(later))
    first_key = first_key_with(office.folder, typed(office.recovery))
    assert opened_with(office, later) == opened_with(office, key) == first_key
    assert office.actions()[-1] == "auditor_key_added"
    assert office.ask(m.AddAuditorKey(code_of(later), office.recovery)).evidence.auditors == state.auditors
    office.leave()


@pytest.mark.parametrize(
    ("user", "key_code", "recovery", "expected"),
    [
        ("lead", None, None, Code.NOT_YOUR_DUTY),
        ("admin", "1234", None, Code.AUDITOR_KEY_WRONG),
        ("admin", None, "0000-0000", Code.RECOVERY_WRONG),
    ],
)
def test_it_takes_an_administrator_a_key_and_the_recovery_key(tmp_path, key, user, key_code, recovery, expected):
    office = Office(tmp_path).make()
    office.sign_in(user)
    with pytest.raises(Refusal) as refused:
        office.ask(m.AddAuditorKey(key_code or code_of(key), recovery or office.recovery))
    assert refused.value.code is expected
    assert office.actions()[-1] == "sign_in"
    office.leave()


def test_a_code_survives_being_typed_and_no_slip(key):
    code = code_of(key)
    raw = key.public_key().public_bytes_raw()
    for written in (code, code.lower(), code.replace("-", " "), code.replace("0", "o").replace("1", "l")):
        assert typed_key(written) == raw
    wrong = code[:-1] + ("0" if code[-1] != "0" else "2")
    for bad in ("", wrong, code[:-5], code + "0"):
        with pytest.raises(Refusal):
            typed_key(bad)
