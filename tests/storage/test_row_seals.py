"""Rows, pages and files of the customers that are older than they should be are refused before anything is shown."""

import shutil
from contextlib import suppress

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from operator_console.domain.ids import CallId, ClientId, FieldName, UserName
from operator_console.domain.refusals import Code
from operator_console.domain.secret import Secret
from operator_console.services.ports import FieldValue
from tests.storage.log_samples import draft

AOZORA, KANA, NOTE = ClientId("aozora"), FieldName("kana"), FieldName("note")
DAY = "2026-11-22"
CUSTOMERS_FILES = ("customers.db", "customers.db-wal", "customers.db-shm")


@pytest.fixture
def hanako(vault):
    customer = vault.customers.insert(AOZORA, "A1", {KANA: FieldValue("はなこ", "***", "ハナコ")})
    vault.customers.insert(AOZORA, "A2", {KANA: FieldValue("たろう", "***", "タロウ")})
    vault.customers.update(customer, {NOTE: FieldValue("old", "***", "")})
    vault.memos.add(customer, CallId("c1"), UserName("operator"), DAY, "a memo")
    vault.customers.count_attempt(customer, DAY)
    return customer


def entry(vault):
    """Something is written into the log, as after every change."""
    vault.log.append(draft())


def meddled(vault, sql):
    """A row as an older page would have it: no change that the vault makes."""
    vault.customers._database.run(sql)


OLDER_ROWS = {
    "an older mask": "UPDATE field SET mask = 'other' WHERE name = 'note'",
    "a field that is gone": "DELETE FROM field WHERE name = 'note'",
}


@pytest.mark.parametrize("sql", OLDER_ROWS.values(), ids=OLDER_ROWS)
def test_older_fields_are_refused_before_a_mask_or_a_value_is_read(vault, hanako, refused, sql):
    meddled(vault, sql)
    for read in (vault.customers.masks, lambda each: vault.customers.sealed_value(each, KANA)):
        assert refused(Code.VAULT_DAMAGED, read, hanako) == {"file": "customers.db"}


@pytest.mark.parametrize("sql", ["DELETE FROM memo", "UPDATE memo SET author = 'x'", "UPDATE attempt SET count = 0"])
def test_older_memos_and_attempts_are_refused(vault, hanako, refused, sql):
    (memo,) = vault.memos.of(hanako)
    meddled(vault, sql)
    refused(Code.VAULT_DAMAGED, vault.memos.of, hanako)
    refused(Code.VAULT_DAMAGED, vault.customers.attempts, hanako, DAY)
    if "DELETE" not in sql:
        refused(Code.VAULT_DAMAGED, vault.memos.text, memo.id)


@pytest.mark.parametrize("sql", ["DELETE FROM term", "UPDATE term SET customer = 3 - customer"])
def test_a_search_that_misses_or_finds_another_is_refused(vault, hanako, refused, sql):
    assert vault.customers.find(AOZORA, {KANA: "ハナコ"}, 2) == [hanako]
    assert vault.customers.find(AOZORA, {KANA: "ダレカ"}, 2) == []
    meddled(vault, sql)
    refused(Code.VAULT_DAMAGED, vault.customers.find, AOZORA, {KANA: "ハナコ"}, 2)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE customer SET sealed = 1",
        "DELETE FROM customer WHERE id = 2",
        "UPDATE bucket SET sum = randomblob(16) WHERE place = (SELECT max(place) FROM bucket)",
        "UPDATE policy SET text = 'older'",
        "UPDATE account SET display = 'older' WHERE user = 'lead'",
        "INSERT INTO saved_call VALUES ('operator', 'c1', '{}')",
        "DELETE FROM state",
    ],
)
def test_what_does_not_add_up_does_not_open(site, refused, sql):
    vault = site.make()
    vault.customers.insert(AOZORA, "A1", {KANA: FieldValue("はなこ", "***", "ハナコ")})
    vault.customers.insert(AOZORA, "A2", {})
    entry(vault)
    meddled(vault, sql)
    vault.close()
    code = Code.CUSTOMERS_OLDER if "state" in sql else Code.VAULT_DAMAGED
    refused(code, site.open)


def test_an_older_row_stays_damaged_when_its_customer_is_changed(vault, hanako, refused):
    meddled(vault, OLDER_ROWS["an older mask"])
    vault.customers.seal(hanako, sealed=True)
    vault.customers.update(hanako, {KANA: FieldValue("はな", "***", "ハナ")})
    refused(Code.VAULT_DAMAGED, vault.customers.masks, hanako)


def test_what_a_rolled_back_change_did_is_not_added(vault, hanako):
    with pytest.raises(KeyError), vault.customers.change():
        vault.customers.update(hanako, {NOTE: FieldValue("new", "+++", "x")})
        raise KeyError
    vault.customers.count_attempt(hanako, DAY)
    assert vault.customers.masks(hanako)[NOTE] == "***"
    vault.customers._database.require_whole()


def test_a_change_does_not_go_on_after_a_statement_that_failed(vault, hanako):
    def go_on():
        with vault.customers.change():
            with suppress(IntegrityError):
                vault.customers._database.run("INSERT INTO attempt VALUES (99, 'day', 1)")
            vault.customers.count_attempt(hanako, DAY)

    with pytest.raises(RuntimeError, match="goes on"):
        go_on()
    assert vault.customers.attempts(hanako, DAY) == 1


def put_aside(site, name):
    copy = site.root / name
    shutil.copytree(site.folder, copy)
    return copy


def put_back(site, copy):
    for name in CUSTOMERS_FILES:
        (site.folder / name).unlink(missing_ok=True)
        if (copy / name).exists():
            shutil.copy2(copy / name, site.folder / name)


@pytest.fixture
def older(site):
    """A vault whose customers' file is that of two changes before."""
    vault = site.make()
    vault.customers.insert(AOZORA, "A1", {})
    entry(vault)
    vault.close()
    copy = put_aside(site, "older")
    vault = site.open()
    vault.customers.insert(AOZORA, "A2", {})
    vault.customers.insert(AOZORA, "A3", {})
    entry(vault)
    vault.close()
    put_back(site, copy)
    return site


def test_an_older_file_is_told_by_the_log(older, refused):
    assert refused(Code.CUSTOMERS_OLDER, older.open) == {"missing": 2}


def test_the_recovery_key_goes_on_with_an_older_file_and_counts_beyond(older, refused):
    secret = Secret("after the loss")
    vault = older.keeper().recover(older.code, UserName("admin"), secret, device_secret="file")
    assert vault.changes_missing == 2
    entry(vault)
    vault.close()
    vault = older.open("admin", secret)
    assert vault.customers.count() == 1
    assert vault.changes_missing == 0
    vault.close()


def test_a_change_without_an_entry_is_told_when_the_log_rests(site, refused):
    site.make().close()
    copy = put_aside(site, "older")
    vault = site.open()
    entry(vault)
    vault.customers.insert(AOZORA, "A1", {})
    vault.log.rest()
    left = put_aside(site, "left")
    vault.close()
    shutil.rmtree(site.folder)
    left.rename(site.folder)
    put_back(site, copy)
    refused(Code.CUSTOMERS_OLDER, site.open)


def test_a_vault_from_before_is_added_up_when_it_is_first_opened(site):
    vault = site.make()
    customer = vault.customers.insert(AOZORA, "A1", {KANA: FieldValue("はなこ", "***", "ハナコ")})
    for sql in (
        "DELETE FROM state",
        "DELETE FROM bucket",
        "UPDATE customer SET fields = x'', notes = x'', terms = x''",
    ):
        meddled(vault, sql)
    vault.log.customers_changed = int
    vault.close()
    vault = site.open()
    assert vault.customers.masks(customer) == {KANA: "***"}
    assert vault.customers.find(AOZORA, {KANA: "ハナコ"}, 2) == [customer]
    vault.close()
