"""A broken log is not the end: who reads and verifies logs still gets in, and nobody writes into it."""

import json

import pytest
from evidence_office import Office, codes

from operator_console.audit.bundle import check_bundle
from operator_console.audit.offline_verifier import Verification
from operator_console.domain.evidence import ExportForm
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import Severity
from operator_console.protocol import messages as m


@pytest.fixture
def place(tmp_path):
    office = Office(tmp_path).make()
    yield office
    office.leave()


def keep(office):
    return {path.name: path.read_bytes() for path in office.folder.iterdir()}


def break_log(office, how):
    """The key file of an earlier day, or none at all."""
    key_file = office.folder / "log.key"
    if how == "no key file":
        key_file.unlink()
    elif how == "unreadable key file":
        key_file.write_bytes(bytes(8192))
    else:
        key_file.write_bytes(office.older)


@pytest.fixture(params=["older key file", "no key file", "unreadable key file"])
def broken(place, request):
    place.older = (place.folder / "log.key").read_bytes()
    place.sign_in("lead")
    place.lock()
    break_log(place, request.param)
    place.how = request.param
    return place


@pytest.mark.parametrize("user", ["lead", "auditor"])
def test_who_reads_the_log_comes_in_and_is_told(broken, user):
    session = broken.sign_in(user)
    assert session.evidence_only
    found = broken.ask(m.VerifyLog())
    expected = "end_beyond" if broken.how == "older key file" else "end_unknown"
    assert not found.ok
    assert expected in codes(found)
    assert "unwritten" in codes(found)
    assert {f.code: f.severity for f in found.findings}["unwritten"] is Severity.LIMIT


@pytest.mark.parametrize("user", ["operator", "admin"])
def test_nobody_else_does(broken, user):
    with pytest.raises(Refusal) as refused:
        broken.sign_in(user)
    assert refused.value.code is Code.LOG_BROKEN


def test_it_is_read_and_nothing_is_written(broken):
    before = keep(broken)["log.key"] if (broken.folder / "log.key").exists() else b""
    broken.sign_in("lead")
    page = broken.ask(m.ReadLog())
    assert all(row.os_user and row.device for row in page.rows)
    assert [row.action for row in page.rows][-1] == "vault_made"
    assert broken.ask(m.ReadLogChoices()).users
    broken.ask(m.SignOut())
    broken.sign_in("auditor")
    assert broken.ask(m.ReadLog()).rows == page.rows, "neither reading nor signing in is an entry"
    broken.lock()
    assert (keep(broken).get("log.key") or b"") == before


@pytest.mark.parametrize("user", ["lead", "auditor"])
def test_what_is_there_is_exported_and_both_verifiers_say_from_where(broken, user, tmp_path):
    before = {name: content for name, content in keep(broken).items() if name == "log.key"}
    broken.sign_in(user)
    bundle = tmp_path / "broken.jsonl"
    made = broken.ask(m.ExportLog(str(bundle), nonce="ab"))
    lines = bundle.read_bytes().splitlines(keepends=True)
    assert (made.code, made.entries) == ("", sum(b'"type":"entry"' in line for line in lines))
    assert json.loads(lines[0])["broken"] is True
    verdict, other = check_bundle(lines), Verification()
    assert not other.run(lines)
    errors = [f for f in verdict.findings if f.severity is Severity.ERROR]
    assert sorted((f.code, f.sequence) for f in errors) == sorted((f["code"], f["sequence"]) for f in other.findings)
    end = "end_beyond" if broken.how == "older key file" else "end_unknown"
    assert {"export_broken", end} <= set(codes(verdict))
    assert {name: content for name, content in keep(broken).items() if name == "log.key"} == before


def test_tables_of_a_broken_log_are_refused_because_they_cannot_say_so(broken, tmp_path):
    broken.sign_in("auditor")
    for form in (ExportForm.CSV, ExportForm.XLSX, ExportForm.OCSF):
        with pytest.raises(Refusal) as refused:
            broken.ask(m.ExportLog(str(tmp_path / "log"), form))
        assert refused.value.code is Code.LOG_BROKEN
    assert not (tmp_path / "log").exists()


def test_the_mark_of_a_broken_log_is_true_or_the_header_is_none(broken, tmp_path):
    broken.sign_in("auditor")
    bundle = tmp_path / "broken.jsonl"
    broken.ask(m.ExportLog(str(bundle)))
    lines = bundle.read_bytes().splitlines(keepends=True)
    for mark in (b'"broken":false', b'"broken":1', b'"cracked":true'):
        forged = [lines[0].replace(b'"broken":true', mark), *lines[1:]]
        other = Verification()
        assert not other.run(forged)
        assert [f["code"] for f in other.findings] == codes(check_bundle(forged)) == ["export_damaged"]


@pytest.mark.parametrize("request_", [m.ChangePassword("a", "b"), m.ListUsers(), m.ReadPolicy()])
def test_everything_else_is_refused(broken, request_):
    broken.sign_in("lead")
    with pytest.raises(Refusal) as refused:
        broken.ask(request_)
    assert refused.value.code is Code.LOG_BROKEN


def test_a_whole_log_is_not_kept_to_evidence(place):
    assert not place.sign_in("lead").evidence_only
    assert place.ask(m.VerifyLog()).ok


def test_a_page_that_is_no_continuation_is_an_entry_of_its_own(place):
    place.sign_in("lead")
    for _ in range(3):
        place.ask(m.VerifyLog())
    first = place.ask(m.ReadLog(limit=2))
    last = first.rows[-1].sequence
    reads = place.actions().count("log_read")
    place.ask(m.ReadLog(before=last, limit=2))
    assert place.actions().count("log_read") == reads, "the next page of the same reading"
    place.ask(m.ReadLog(before=last, limit=2))
    assert place.actions().count("log_read") == reads + 1, "the same page once more"
    place.ask(m.ReadLog(before=3, user="lead"))
    assert place.actions().count("log_read") == reads + 2, "another question"


def test_a_session_that_starts_in_the_middle_is_written_with_where(place):
    place.sign_in("lead")
    place.ask(m.ReadLog(before=3))
    newest = place.ask(m.ReadLog(limit=2)).rows[1]
    assert (newest.action, dict(newest.facts)) == ("log_read", {"from_entry": "3"})
