import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_console.domain.ids import ClientId, FieldName
from operator_console.domain.refusals import Code
from operator_console.services.ports import FieldValue, SavedCall
from operator_console.storage import envelopes
from operator_console.storage.envelopes import Envelope, Envelopes, padded, unpadded

AOZORA, HINATA = ClientId("aozora"), ClientId("hinata")
NUMBER, KANA, BIRTH, NOTE = (FieldName(name) for name in ("number", "kana", "birth_date", "note"))
NEEDLE = "ニードルデアル針"


def fields(number, kana="ヤマダハナコ", birth="1980-02-03"):
    return {
        NUMBER: FieldValue(number, "****", number),
        KANA: FieldValue(kana, "ヤ●●●", kana),
        BIRTH: FieldValue(birth, "●●●●年", birth),
        NOTE: FieldValue("猫の名はタマ", "●●"),
    }


@pytest.fixture
def customers(vault):
    return vault.customers


@pytest.fixture
def hanako(customers):
    return customers.insert(AOZORA, "A1", fields("A1"))


def test_what_was_written_is_read_back(customers, hanako):
    assert customers.value(hanako, KANA) == "ヤマダハナコ"
    assert customers.masks(hanako) == {NUMBER: "****", KANA: "ヤ●●●", BIRTH: "●●●●年", NOTE: "●●"}
    assert customers.value(hanako, FieldName("email")) == ""
    assert customers.count() == 1


def test_a_customer_is_found_by_one_term_or_by_all_of_several(customers, hanako):
    taro = customers.insert(AOZORA, "A2", fields("A2", birth="1999-09-09"))
    assert customers.find(AOZORA, {NUMBER: "A1"}, 5) == [hanako]
    assert customers.find(AOZORA, {KANA: "ヤマダハナコ"}, 5) == [hanako, taro]
    assert customers.find(AOZORA, {KANA: "ヤマダハナコ"}, 1) == [hanako]
    assert customers.find(AOZORA, {KANA: "ヤマダハナコ", BIRTH: "1999-09-09"}, 5) == [taro]
    assert customers.find(AOZORA, {KANA: "ヤマダハナコ", BIRTH: "2000-01-01"}, 5) == []


@pytest.mark.parametrize("terms", [{}, {NUMBER: ""}, {NUMBER: "A1", KANA: ""}, {NOTE: "猫の名はタマ"}])
def test_nothing_is_found_by_nothing_nor_by_what_is_not_indexed(customers, hanako, terms):
    assert customers.find(AOZORA, terms, 5) == []


def test_a_term_counts_for_its_own_client_and_field_only(customers, hanako):
    assert customers.find(HINATA, {NUMBER: "A1"}, 5) == []
    assert customers.find(AOZORA, {KANA: "A1"}, 5) == []


def test_an_update_replaces_removes_and_leaves_the_rest(customers, hanako):
    customers.update(hanako, {KANA: FieldValue("スズキ", "ス●●", "スズキ"), NOTE: FieldValue("", "", "")})
    assert customers.value(hanako, KANA) == "スズキ"
    assert customers.masks(hanako) == {NUMBER: "****", KANA: "ス●●", BIRTH: "●●●●年"}
    assert customers.value(hanako, NOTE) == ""
    assert customers.find(AOZORA, {KANA: "ヤマダハナコ"}, 5) == []
    assert customers.find(AOZORA, {KANA: "スズキ", BIRTH: "1980-02-03"}, 5) == [hanako]


def test_a_reference_is_the_same_whether_or_not_there_is_a_customer(customers, hanako):
    assert customers.ref(hanako) == customers.ref_of_number(AOZORA, "A1")
    assert len(customers.ref(hanako)) == 32
    assert customers.ref_of_number(HINATA, "A1") != customers.ref(hanako) != customers.ref_of_number(AOZORA, "A2")


def test_a_reference_and_a_term_stay_the_same_after_a_restart_and_differ_in_another_vault(site, tmp_path_factory):
    vault = site.make()
    vault.customers.insert(AOZORA, "A1", fields("A1"))
    before = vault.customers.ref_of_number(AOZORA, "A1")
    vault.close()
    vault = site.open()
    assert vault.customers.ref_of_number(AOZORA, "A1") == before
    assert len(vault.customers.find(AOZORA, {NUMBER: "A1"}, 5)) == 1
    vault.close()
    other = type(site)(tmp_path_factory.mktemp("other"))
    vault = other.make()
    assert vault.customers.ref_of_number(AOZORA, "A1") != before
    vault.close()
    other.let_go()


def test_a_number_is_taken_once_by_each_client(customers, hanako):
    with pytest.raises(ValueError, match="number") as caught:
        customers.insert(AOZORA, "A1", fields("A1"))
    assert "A1" not in str(caught.value)
    customers.insert(HINATA, "A1", fields("A1"))
    assert customers.count() == 2


def test_a_change_is_all_or_nothing(customers):
    def half():
        with customers.change():
            customers.insert(AOZORA, "A1", fields("A1"))
            customers.insert(AOZORA, "A1", fields("A1"))

    with pytest.raises(ValueError, match="number"):
        half()
    assert customers.count() == 0
    assert customers.find(AOZORA, {NUMBER: "A1"}, 5) == []


def test_answers_are_counted_by_customer_and_day(customers, hanako):
    other = customers.insert(AOZORA, "A2", fields("A2"))
    for _ in range(3):
        customers.count_attempt(hanako, "2026-04-01")
    assert customers.attempts(hanako, "2026-04-01") == 3
    assert customers.attempts(hanako, "2026-04-02") == 0
    assert customers.attempts(other, "2026-04-01") == 0


@pytest.fixture
def decryptions(monkeypatch):
    """Every opening of a seal with which customers' values are closed; AES itself is a third party's."""
    opened = []
    real = envelopes.unseal
    monkeypatch.setattr(envelopes, "unseal", lambda *args: opened.append(args[2]) or real(*args))
    return opened


def test_finding_and_showing_a_card_decrypts_nothing(customers, hanako, decryptions):
    customers.find(AOZORA, {KANA: "ヤマダハナコ", BIRTH: "1980-02-03"}, 5)
    customers.masks(hanako)
    customers.ref(hanako)
    customers.count()
    assert decryptions == []
    customers.value(hanako, BIRTH)
    assert len(decryptions) == 2
    assert b"birth_date" in decryptions[1]


def meddle(vault, sql, *parameters):
    vault.customers._database.run(sql, *parameters)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE field SET sealed = (SELECT sealed FROM field WHERE name = 'kana' AND customer = 1) WHERE name = 'note'",
        "UPDATE field SET sealed = (SELECT sealed FROM field f WHERE f.name = field.name AND f.customer = 2)",
        "UPDATE field SET version = version + 1",
        "UPDATE field SET sealed = substr(sealed, 1, 20)",
        "UPDATE customer SET key = (SELECT key FROM customer WHERE id = 2) WHERE id = 1",
        "UPDATE customer SET ref = randomblob(16)",
    ],
)
def test_a_sealed_value_that_was_moved_or_changed_is_refused(vault, customers, hanako, sql, refused):
    customers.insert(AOZORA, "A2", fields("A2"))
    meddle(vault, sql)
    assert refused(Code.VAULT_DAMAGED, customers.value, hanako, NOTE) == {"file": "customers.db"}


def test_no_file_of_the_vault_ever_holds_a_value_or_a_mask_in_the_clear(site):
    vault = site.make()
    needle = FieldValue(NEEDLE, NEEDLE, NEEDLE)
    customer = vault.customers.insert(AOZORA, NEEDLE, {KANA: needle})
    vault.customers.value(customer, KANA)
    vault.calls.save(SavedCall("c", "operator", NEEDLE))
    holds = [path.name for path in site.folder.iterdir() if NEEDLE.encode() in path.read_bytes()]
    names = {path.name for path in site.folder.iterdir()}
    vault.close()
    holds += [path.name for path in site.folder.iterdir() if NEEDLE.encode() in path.read_bytes()]
    assert "customers.db-wal" in names
    assert holds == []


def test_the_search_for_a_needle_finds_one_in_a_plain_database(tmp_path):
    import sqlite3

    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE t (a)")
    plain.execute("INSERT INTO t VALUES (?)", (NEEDLE,))
    plain.commit()
    plain.close()
    assert NEEDLE.encode() in (tmp_path / "plain.db").read_bytes()


@given(st.binary(max_size=5000))
def test_padding_keeps_the_content_and_tells_its_length_roughly(content):
    whole = padded(content)
    assert unpadded(whole) == content
    assert len(whole) >= 32
    assert len(whole).bit_count() == 1
    assert len(whole) == 32 or len(whole) < 2 * (len(content) + 4)


def test_short_names_and_long_ones_are_sealed_at_the_same_length():
    envelope = Envelope(bytes(32), bytes(16))
    assert len(envelope.seal("name", 1, "林")) == len(envelope.seal("name", 1, "勅使河原 花子"))


def test_the_same_value_is_never_sealed_the_same_way_twice():
    envelope, _ = Envelopes(bytes(32)).new(bytes(16))
    assert envelope.seal("name", 1, "林") != envelope.seal("name", 1, "林")


def test_an_open_call_is_kept_for_its_operator(vault):
    assert vault.calls.load("one") is None
    vault.calls.save(SavedCall("c1", "one", "{}"))
    vault.calls.save(SavedCall("c2", "one", '{"a": 1}'))
    vault.calls.save(SavedCall("c3", "two", "{}"))
    assert vault.calls.load("one") == SavedCall("c2", "one", '{"a": 1}')
    vault.calls.drop("one")
    vault.calls.drop("one")
    assert vault.calls.load("one") is None
    assert vault.calls.load("two").id == "c3"


def test_the_newest_policy_is_in_force_and_none_is_overwritten(vault):
    assert "版" not in vault.policies.current()
    vault.policies.save(7, "版 = 7")
    assert vault.policies.current() == "版 = 7"
    for version in (7, 3):
        with pytest.raises(ValueError, match="goes up"):
            vault.policies.save(version, "x = 1")
    assert vault.policies.current() == "版 = 7"


def test_what_was_committed_survives_a_process_that_never_closed(site):
    """The files are copied while the vault is open, as a sudden end would leave them."""
    import shutil

    vault = site.make()
    vault.customers.insert(AOZORA, "A1", fields("A1"))
    left = site.root / "left"
    shutil.copytree(site.folder, left)
    vault.close()
    site.let_go()
    shutil.rmtree(site.folder)
    left.rename(site.folder)
    vault = site.open()
    assert vault.customers.count() == 1
    vault.close()


def test_no_question_of_a_call_reads_a_whole_table(customers):
    database = customers._database
    for sql in (
        "SELECT customer FROM term AS first WHERE tag = x'00' AND EXISTS"
        " (SELECT 1 FROM term WHERE tag = x'01' AND customer = first.customer) ORDER BY customer LIMIT 2",
        "SELECT name, mask FROM field WHERE customer = 1",
        "SELECT 1 FROM customer WHERE ref = x'00'",
    ):
        plan = [row[3] for row in database.rows(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in plan if "SCAN" in step and "CONSTANT" not in step], plan
