"""The log leaves through the terminal as well, and what left can be checked there."""

import shutil

import pytest

from operator_console.audit import offline_verifier
from tests.cli.conftest import FIRST, LEAD, PASSWORD, Made, init, run


@pytest.fixture(scope="module")
def lead(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A vault of its own: in the others the lead still has a first password."""
    path = tmp_path_factory.mktemp("export") / "vault"
    made = init(path, "--password-stdin", "--json", lines=[FIRST, FIRST, FIRST])
    person = ("--vault", path, "--user", LEAD, "--password-stdin")
    return Made(path, made, run("password", *person, lines=[FIRST, PASSWORD]))


def test_an_export_is_in_order_for_the_verifier_without_the_console(lead, tmp_path, capsys):
    path = tmp_path / "log.jsonl"
    said = run("export-log", *lead.person(LEAD), "--out", path, "--json", lines=[PASSWORD])
    assert (said.code, said.err) == (0, "")
    assert offline_verifier.main([str(path), "--pin", said.json["code"], "--pin", lead.made.json["pin"]]) == 0
    assert "in order" in capsys.readouterr().out
    again = run("export-log", *lead.person(LEAD), "--out", path, lines=[PASSWORD])
    assert again.code == 2


def test_a_kept_code_makes_the_verification_sure_of_what_it_covers(lead, tmp_path):
    made = run(
        "export-log", *lead.person(LEAD), "--out", tmp_path / "x.csv", "--format", "csv", "--json", lines=[PASSWORD]
    )
    found = run("verify-log", *lead.person(LEAD), "--kept", made.json["code"], "--json", lines=[PASSWORD])
    assert found.code == 0
    assert found.json["good_until"] == made.json["entries"]
    assert [limit["code"] for limit in found.json["limits"]] == ["open_since_kept"]
    assert run("verify-log", *lead.person(LEAD), "--kept", "1-WRONG", lines=[PASSWORD]).code == 2


def test_a_broken_log_leaves_with_its_mark_and_without_a_code(lead, tmp_path, capsys):
    vault, path = tmp_path / "vault", tmp_path / "broken.jsonl"
    shutil.copytree(lead.path, vault)
    (vault / "log.key").unlink()
    person = ("--vault", vault, "--user", LEAD, "--password-stdin")
    assert "壊れた記録" in run("export-log", *person, "--out", path, lines=[PASSWORD]).out
    assert offline_verifier.main([str(path)]) == 1
    assert "export_broken" in capsys.readouterr().out
