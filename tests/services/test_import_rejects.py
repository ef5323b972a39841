"""What an import rejected comes back as it stood, to a new file that only its owner can read."""

import os
from pathlib import Path
from typing import Any

import pytest

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.files import FilesByPath
from operator_console.services.import_customers import save_rejects

HEADER = "顧客番号,氏名,フリガナ,生年月日,電話番号,備考"


@pytest.fixture
def desk(import_desk: Desk) -> Desk:
    return import_desk


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp"])
def test_rejects_are_saved_as_they_stood(
    desk: Desk, importing: Any, number: str, tmp_path: Path, encoding: str
) -> None:
    bad = ',"見本, ""花子""",,,,"一行目\r\n二行目"\r\n  T-X , 見本,,85-04-01,,\r\n'
    text = f"{HEADER}\r\n{bad}{number},見本,,,,"
    result = importing(text, encoding=encoding)
    path = tmp_path / "rejects.csv"
    save_rejects(desk, FilesByPath(), result, path)
    assert path.read_bytes() == f"{HEADER}\r\n{bad}".encode(encoding)
    assert importing.last_facts(Action.REJECTS_SAVED, Outcome.DONE) == {"file": "rejects.csv", "rows": "2"}
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_rejects_never_replace_a_file(desk: Desk, importing: Any, tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    path.write_text("kept", encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        save_rejects(desk, FilesByPath(), importing(f"{HEADER}\n,見本,,,,\n"), path)
    assert (caught.value.code, path.read_text(encoding="utf-8")) == (Code.FILE_EXISTS, "kept")


def test_rejects_that_cannot_be_written_are_refused(desk: Desk, importing: Any, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        save_rejects(desk, FilesByPath(), importing(f"{HEADER}\n,見本,,,,\n"), tmp_path / "absent" / "rejects.csv")
    assert caught.value.code is Code.FILE_UNWRITABLE
    assert importing.last_facts(Action.REJECTS_SAVED, Outcome.FAILED)


@pytest.mark.skipif(os.name != "posix", reason="only POSIX limits how large a process may make a file")
def test_rejects_for_which_there_is_no_room_leave_no_half_file(tmp_path: Path) -> None:
    from resource import RLIMIT_FSIZE, getrlimit, setrlimit

    path = tmp_path / "rejects.csv"
    before = getrlimit(RLIMIT_FSIZE)
    setrlimit(RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(Refusal) as caught, FilesByPath().create(path) as file:
            file.write(b"more than ten bytes")
    finally:
        setrlimit(RLIMIT_FSIZE, before)
    assert (caught.value.code, path.exists()) == (Code.DISK_FULL, False)


def test_without_rejects_there_is_nothing_to_save(desk: Desk, importing: Any, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        save_rejects(desk, FilesByPath(), importing(HEADER), tmp_path / "rejects.csv")
    assert caught.value.code is Code.NOTHING_TO_SAVE


def test_nothing_of_a_customer_is_in_a_result_that_is_printed(importing: Any) -> None:
    assert "ひみつ" not in repr(importing(f"{HEADER}\n,ひみつ花子,,,,\n"))
