"""An export leaves as a file of its own that is whole, private, honest about itself, and no formula."""

import csv
import json
import stat

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from evidence_office import Office

from operator_console.audit.bundle import check_bundle
from operator_console.audit.checkpoints import read_kept
from operator_console.audit.offline_verifier import Verification, opener
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.evidence import ExportForm
from operator_console.domain.key_codes import printed_key
from operator_console.domain.refusals import Cancelled, Code, Refusal
from operator_console.protocol import messages as m
from operator_console.services.export_log import export_log
from operator_console.services.export_tables import COLUMNS, harmless
from operator_console.services.files import FilesByPath
from operator_console.services.ports import LogFilter

KEY = X25519PrivateKey.generate()
NASTY = "=HYPERLINK(1)"


@pytest.fixture
def place(tmp_path):
    office = Office(tmp_path).make(auditor_key=printed_key(KEY.public_key().public_bytes_raw()))
    office.sign_in("lead")
    for number in range(150):
        office.desk.journal.write(Action.LOG_READ, reason=NASTY if number == 3 else "")
    yield office
    office.leave()


def export(place, form, name="out"):
    path = place.root / name
    return path, place.ask(m.ExportLog(str(path), form))


def last_entry(place):
    return place.desk.vault.log.page(LogFilter(), 0, 1)[0]


def test_a_bundle_satisfies_both_verifiers_with_the_auditors_key(place):
    path, made = export(place, ExportForm.BUNDLE)
    lines = path.read_bytes().splitlines(keepends=True)
    pins = [made.code, place.ask(m.ReadEvidence()).evidence.pin]
    second = Verification(opener(KEY), pins)
    assert second.run(lines), second.findings
    assert (second.entries, second.trusted_until) == (made.entries, made.entries)
    first = check_bundle(lines, second.first_key, [read_kept(pin) for pin in pins])
    assert first.ok, first.findings
    assert first.seals_checked
    entry = last_entry(place)
    assert (entry.action, entry.sequence) == (Action.LOG_EXPORTED, made.entries)


def test_a_bundle_answers_the_auditors_own_challenge(place):
    path = place.root / "asked"
    place.ask(m.ExportLog(str(path), nonce="ab" * 32))
    assert json.loads(path.read_bytes().splitlines()[0])["challenge"]["nonce"] == "ab" * 32
    with pytest.raises(Refusal) as refused:
        place.ask(m.ExportLog(str(place.root / "x"), nonce="not hex"))
    assert refused.value.code is Code.REQUEST_MALFORMED
    assert not (place.root / "x").exists()


@pytest.mark.parametrize("form", ExportForm)
def test_it_is_private_and_takes_nobodys_place(place, form):
    path, made = export(place, form)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_size == made.bytes
    before = path.read_bytes()
    with pytest.raises(Refusal) as refused:
        export(place, form)
    assert refused.value.code is Code.FILE_EXISTS
    assert path.read_bytes() == before


def test_csv_is_read_back_with_its_formulas_made_harmless(place):
    path, made = export(place, ExportForm.CSV)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == made.entries
    assert tuple(rows[0]) == COLUMNS
    assert [row["reason"] for row in rows if row["reason"]] == ["'" + NASTY]


def test_a_workbook_is_read_back_and_holds_no_formula(place):
    openpyxl = pytest.importorskip("openpyxl")
    path, made = export(place, ExportForm.XLSX, "out.xlsx")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == list(COLUMNS)
    assert len(rows) == made.entries + 1
    reasons = [row[COLUMNS.index("reason")] for row in rows[1:]]
    assert [cell.value for cell in reasons if cell.value] == ["'" + NASTY]
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}


def test_ocsf_has_the_names_that_a_siem_knows(place):
    path, made = export(place, ExportForm.OCSF)
    events = [json.loads(line) for line in path.read_bytes().splitlines()]
    assert len(events) == made.entries
    signed_in = next(event for event in events if event["message"] == "sign_in")
    assert (signed_in["class_uid"], signed_in["activity_id"], signed_in["type_uid"]) == (3002, 1, 300201)
    assert {"time", "metadata", "actor", "severity_id", "category_uid"} <= set(signed_in)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+81", "'+81"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝１", "'＝１"),
        ("plain", "plain"),
        ("a=b", "a=b"),
        ("", ""),
        ("nul\x00", "nul\ufffd"),
    ],
)
def test_what_a_spreadsheet_would_calculate_is_made_text(text, expected):
    assert harmless(text) == expected


def test_a_cancelled_one_leaves_no_file_and_two_entries(place):
    path = place.root / "stopped"
    work = export_log(place.desk, FilesByPath(), path, ExportForm.BUNDLE)
    next(work)
    with pytest.raises(Refusal):
        work.throw(Cancelled())
    assert not path.exists()
    entry = last_entry(place)
    assert (entry.action, entry.outcome) == (Action.LOG_EXPORTED, Outcome.CANCELLED)


@pytest.mark.parametrize(("user", "refusal"), [("operator", Code.NOT_YOUR_DUTY), ("admin", Code.NOT_YOUR_DUTY)])
def test_only_who_reads_the_log_exports_it(place, user, refusal):
    place.sign_in(user)
    with pytest.raises(Refusal) as refused:
        export(place, ExportForm.CSV)
    assert refused.value.code is refusal
    assert not (place.root / "out").exists()


def test_a_folder_that_is_not_there_is_refused_before_any_entry(place):
    before = place.actions()
    with pytest.raises(Refusal) as refused:
        place.ask(m.ExportLog(str(place.root / "none" / "x")))
    assert refused.value.code is Code.FILE_UNWRITABLE
    assert place.actions() == before
