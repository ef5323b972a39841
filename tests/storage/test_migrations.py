import hashlib

import pytest

from operator_console.domain.refusals import Code
from operator_console.resource_files import resource
from operator_console.storage.migrations import _apply, migrate, numbered_steps, statements
from operator_console.storage.sqlcipher import open_database

KEY = bytes(32)
STEPS = {
    "0001": "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT); -- the first form",
    "0002": "ALTER TABLE person ADD COLUMN age INTEGER;\nUPDATE person SET age = 7;",
    "0003": "CREATE TRIGGER t INSERT ON person BEGIN\n SELECT 1;\n SELECT 2;\nEND;\nCREATE INDEX i ON person (age);",
}
FROZEN = {"0001": "a755", "0002": "2553", "0003": "f729", "0004": "89da"}
"""What was released is never edited: the first four digits of the SHA-256 of every released step."""


@pytest.fixture
def steps(tmp_path):
    folder = tmp_path / "steps"
    folder.mkdir()
    for name, sql in STEPS.items():
        (folder / f"{name}.sql").write_text(sql)
    return folder


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "some.db"
    connection = open_database(path, KEY, create=True)
    yield connection, path
    connection.close()


def some_of(steps, count):
    folder = steps.parent / f"first {count}"
    folder.mkdir()
    for step in numbered_steps(steps)[:count]:
        (folder / step.name).write_bytes(step.read_bytes())
    return folder


def form(connection):
    schema = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return schema, connection.execute("PRAGMA user_version").fetchone()[0]


def fresh(steps, tmp_path):
    path = tmp_path / "fresh.db"
    connection = open_database(path, KEY, create=True)
    migrate(connection, path, steps)
    found = form(connection)
    connection.close()
    return found


@pytest.mark.parametrize("before", [1, 2, 3])
def test_a_migrated_database_has_the_form_of_a_fresh_one_and_keeps_its_rows(database, steps, tmp_path, before):
    connection, path = database
    migrate(connection, path, some_of(steps, before))
    connection.execute("INSERT INTO person (id, name) VALUES (1, 'someone')")
    migrate(connection, path, steps)
    assert form(connection) == fresh(steps, tmp_path)
    assert connection.execute("SELECT name, age FROM person").fetchall() == [("someone", 7 if before == 1 else None)]


def test_a_step_is_done_once(database, steps):
    connection, path = database
    for _ in range(2):
        migrate(connection, path, steps)
    assert form(connection)[1] == 3


def test_a_step_that_fails_leaves_nothing_behind(database, steps):
    connection, path = database
    migrate(connection, path, some_of(steps, 1))
    before = form(connection)
    (steps / "0002.sql").write_text("CREATE TABLE half (a);\nCREATE TABLE person (a);")
    with pytest.raises(Exception, match="already exists"):
        migrate(connection, path, steps)
    assert form(connection) == before


def test_a_newer_database_is_refused_and_left_alone(database, steps, refused):
    connection, path = database
    migrate(connection, path, steps)
    before = form(connection)
    older = some_of(steps, 2)
    assert refused(Code.VAULT_NEWER, migrate, connection, path, older) == {"found": 3, "known": 2}
    assert form(connection) == before


def test_a_newer_vault_is_refused(site, refused):
    vault = site.make()
    vault.customers._database.run("PRAGMA user_version = 99")
    vault.close()
    assert refused(Code.VAULT_NEWER, site.open)["found"] == 99


def test_steps_are_numbered_without_a_gap(steps):
    (steps / "0002.sql").unlink()
    with pytest.raises(ValueError, match="gap"):
        numbered_steps(steps)


def test_a_script_that_ends_within_a_statement_is_a_mistake():
    assert list(statements("SELECT 1;\n-- the end\n")) == ["SELECT 1;"]
    with pytest.raises(ValueError, match="within"):
        list(statements("SELECT 1;\nSELECT"))


def test_released_steps_are_not_edited():
    found = {step.stem: step for step in numbered_steps(resource("migrations", "customers"))}
    digests = {
        name: hashlib.sha256(step.read_text(encoding="utf-8").encode()).hexdigest()[:4] for name, step in found.items()
    }
    assert digests == FROZEN


def test_the_customers_database_is_strict_and_holds_its_references(vault):
    database = vault.customers._database
    for sql in ("INSERT INTO term VALUES ('text', 1, 'x')", "INSERT INTO term VALUES (x'00', 1, 'x')"):
        with pytest.raises(Exception, match=r"cannot store|FOREIGN KEY"):
            database.run(sql)


def test_a_step_that_another_process_has_applied_meanwhile_is_not_applied_twice(steps, tmp_path):
    path = tmp_path / "twice.db"
    first, second = open_database(path, KEY, create=True), open_database(path, KEY)
    late = [(second, number, step) for number, step in enumerate(numbered_steps(steps), start=1)]
    migrate(first, path, steps)
    for connection, number, step in late:  # as one that looked before the first had begun
        _apply(connection, path, step, number)
    assert second.execute("PRAGMA user_version").fetchone() == (3,)
    first.close()
    second.close()
