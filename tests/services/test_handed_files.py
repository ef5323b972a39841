"""In Guarded mode a path is a name: nothing is opened but what was handed over, and nothing that was there is lost."""

import ast
import os
import sys
from pathlib import Path

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import REQUESTS
from operator_console.services.files import HandedFiles

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="descriptors cross unix sockets")

PACKAGE = Path(__file__).parents[2] / "operator_console"
BAIT = Path("/etc/passwd")
OPENERS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rename", "mkdir"}


def none() -> int:
    raise Refusal(Code.FILE_NOT_HANDED)


def handed(path: Path, how: int) -> HandedFiles:
    return HandedFiles(lambda: os.open(path, how, 0o600))


def refused(code: Code) -> "pytest.RaisesExc[Refusal]":
    return pytest.raises(Refusal, check=lambda refusal: refusal.code is code)


def open_descriptors() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_a_path_without_a_file_is_refused_however_readable_it_is() -> None:
    with refused(Code.FILE_NOT_HANDED):
        HandedFiles(none).open_to_read(BAIT)


def test_what_is_read_is_what_was_handed_over_and_not_what_is_named(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_bytes(b"mine")
    with handed(mine, os.O_RDONLY).open_to_read(BAIT) as file:
        assert file.read() == b"mine"


def test_it_is_read_from_its_beginning_wherever_the_sender_stood(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_bytes(b"whole")
    descriptor = os.open(mine, os.O_RDONLY)
    os.read(descriptor, 3)
    with HandedFiles(lambda: descriptor).open_to_read(mine) as file:
        assert file.read() == b"whole"


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_could_keep_the_vault_waiting_is_no_file(tmp_path: Path, kind: str) -> None:
    before = open_descriptors()
    reading, writing = os.pipe()
    ends = {"pipe": lambda: os.dup(reading), "folder": lambda: os.open(tmp_path, os.O_RDONLY)}
    take = ends.get(kind, lambda: os.open("/dev/zero", os.O_RDWR))
    with refused(Code.FILE_UNREADABLE):
        HandedFiles(take).open_to_read(Path("x"))
    with refused(Code.FILE_UNWRITABLE), HandedFiles(take).create(Path("x")):
        raise AssertionError("nothing is written there")
    os.close(reading)
    os.close(writing)
    assert open_descriptors() == before


def test_a_new_file_is_written_and_can_be_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new"
    with handed(path, os.O_RDWR | os.O_CREAT | os.O_EXCL).create(BAIT) as file:
        file.write(b"all of it")
        file.seek(0)
        assert file.read() == b"all of it"
    assert path.read_bytes() == b"all of it"


def test_what_goes_wrong_leaves_an_empty_file(tmp_path: Path) -> None:
    path, before = tmp_path / "new", open_descriptors()
    with refused(Code.CANCELLED), handed(path, os.O_RDWR | os.O_CREAT | os.O_EXCL).create(path) as file:
        file.write(b"half of it")
        raise Refusal(Code.CANCELLED)
    assert path.read_bytes() == b""
    assert open_descriptors() == before


def test_a_file_that_has_something_in_it_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"kept")
    with refused(Code.FILE_EXISTS), handed(path, os.O_RDWR).create(path) as file:
        file.write(b"lost")
    assert path.read_bytes() == b"kept"


def test_a_file_that_was_opened_for_reading_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new"
    path.touch()
    with refused(Code.FILE_UNWRITABLE), handed(path, os.O_RDONLY).create(path) as file:
        file.write(b"something")


def test_no_other_module_of_the_vault_opens_what_somebody_names() -> None:
    """Everything that takes part in an answer goes through the two ways of ``services/files.py``."""
    allowed = {PACKAGE / "services" / "files.py", PACKAGE / "services" / "new_files.py"}
    found = set()
    for path in {*(PACKAGE / "services").glob("*.py"), *(PACKAGE / "vault_process").glob("*.py")} - allowed:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in OPENERS:
                found.add(f"{path.stem}: {ast.unparse(node.func)}")
    assert found == {"unlock: keeper.open", "gate: resource('policies', 'default.toml').read_text"}


def test_the_requests_that_name_a_file_are_these() -> None:
    """Whoever adds one hands its file over too (the console's relay) and reads it through ``Files``."""
    naming = {kind.__name__ for kind in REQUESTS if "path" in kind.__struct_fields__}
    backups = {"MakeBackup", "LookIntoBackup", "RestoreBackup"}
    assert naming == {"PreviewImport", "ImportFile", "SaveRejects", "Deliver", "ExportLog", *backups}
