"""The files that requests name: opened with the operator's rights, handed over, and gone where they were refused."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from operator_console.domain.evidence import Way
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.client import VaultClient, connect_command
from operator_console.protocol.connect.files import Lines
from operator_console.protocol.connect.links import NAMES_FILE
from operator_console.protocol.framing import reply_line, request_line
from operator_console.protocol.guarded import GuardedPlace
from operator_console.protocol.messages import (
    REQUESTS,
    Deliver,
    Done,
    FilePreview,
    KeepAlive,
    PreviewImport,
    Progress,
    Refused,
    SaveRejects,
    SignIn,
)
from tests.protocol.conftest import SCRIPT, code_of, ends
from tests.protocol.socket_unit import SocketUnit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Guarded mode is for Linux")

FILES = [sys.executable, str(SCRIPT.with_name("file_service.py"))]


def test_every_request_that_names_a_file_says_so() -> None:
    """A field called ``path`` without the mark would reach a vault that may not open it."""
    named = {kind.__name__: kind.names_file() for kind in REQUESTS}
    marked = {name: field for name, field in named.items() if field}
    assert {name for name, _ in marked.values()} == {NAMES_FILE.strip(b'"').decode()}
    assert set(marked) == {kind.__name__ for kind in REQUESTS if "path" in kind.__struct_fields__}


@pytest.mark.parametrize("size", [1, 7, 40, 1 << 16])
def test_which_request_is_answered_is_read_however_the_bytes_are_cut(size: int) -> None:
    """And one answer gives way to another without a trace."""
    before = reply_line(7, Progress("rows", 1, 2)) + b"\n"
    long = reply_line(1234567, FilePreview("x" * 300, 1, ()))
    behind = b'{"id":8}' + b"x" * 200 + b"\n" + reply_line(9, Refused(Code.BUSY, {}))
    data, found = before + long + behind, []

    def answered(request_id: int, kind: str) -> Refusal | None:
        found.append((request_id, kind))
        return Refusal(Code.FILE_UNWRITABLE, path="a") if request_id == 1234567 else None

    lines = Lines(answered)
    said = b"".join(lines.feed(data[at : at + size]) for at in range(0, len(data), size))
    assert found == [(7, "Progress"), (1234567, "FilePreview"), (9, "Refused")]
    assert said == before + reply_line(1234567, Refused(Code.FILE_UNWRITABLE, {"path": "a"})) + behind


@pytest.fixture
def service(unit: Callable[..., SocketUnit], place: GuardedPlace) -> Iterator[VaultClient]:
    unit(*FILES)
    with VaultClient(connect_command(place)) as client:
        yield client


def test_a_file_is_read_by_whoever_asks(service: VaultClient, tmp_path: Path) -> None:
    file = tmp_path / "お客様.csv"
    file.write_text("a file of mine", encoding="utf-8")
    assert service.ask(KeepAlive()) == Done()  # no file came with this one
    assert service.ask(PreviewImport(str(file))).encoding == "a file of mine"
    assert service.ask(KeepAlive()) == Done()


def test_what_cannot_be_read_is_refused_in_the_same_words(service: VaultClient, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "nothing", tmp_path, tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(Refusal) as caught:
            service.ask(PreviewImport(str(path)))
        assert (caught.value.code, caught.value.params) == (Code.FILE_UNREADABLE, {"path": str(path)})
    assert service.ask(KeepAlive()) == Done()


def test_a_new_file_is_its_owners_alone_and_never_in_place_of_another(service: VaultClient, tmp_path: Path) -> None:
    file = tmp_path / "saved"
    assert service.ask(SaveRejects(str(file))) == Done()
    assert file.read_bytes() == b"what the vault writes\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(Refusal) as caught:
        service.ask(SaveRejects(str(file)))
    assert (caught.value.code, caught.value.params) == (Code.FILE_EXISTS, {"path": str(file)})
    assert code_of(lambda: service.ask(SaveRejects(str(tmp_path / "no" / "folder")))) is Code.FILE_UNWRITABLE
    assert service.ask(KeepAlive()) == Done()
    assert file.read_bytes() == b"what the vault writes\n"


def test_a_delivery_without_a_file_brings_none(service: VaultClient) -> None:
    """The service would say so if one had come; what it says is no answer to a delivery."""
    assert code_of(lambda: service.ask(Deliver(1, Way.CODE))) is Code.INTERNAL


def test_nothing_is_left_of_a_file_that_is_refused(service: VaultClient, tmp_path: Path) -> None:
    for _ in range(2):  # it can be tried again at once
        assert code_of(lambda: service.ask(SaveRejects(str(tmp_path / "refused")))) is Code.DISK_FULL
        assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_meanwhile_stays_and_the_file_is_found_beside_it(
    service: VaultClient, tmp_path: Path
) -> None:
    """The vault has long written down that it is saved: it may not be lost, nor be told to lie where it does not."""
    file, kept = tmp_path / "taken.csv", [tmp_path / "taken-2.csv", tmp_path / "taken-3.csv"]
    for beside in kept:
        with pytest.raises(Refusal) as caught:
            service.ask(SaveRejects(str(file)))
        assert (caught.value.code, caught.value.params) == (
            Code.FILE_NAME_TAKEN,
            {"path": str(file), "kept": str(beside)},
        )
        assert file.read_text(encoding="utf-8") == "somebody else's"
        assert beside.read_bytes() == b"what the vault writes\n"
        file.unlink()
    assert sorted(tmp_path.iterdir()) == kept
    assert service.ask(KeepAlive()) == Done()


def test_a_file_that_was_taken_away_meanwhile_is_not_called_saved(service: VaultClient, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        service.ask(SaveRejects(str(tmp_path / "gone")))
    assert (caught.value.code, caught.value.params) == (Code.FILE_UNWRITABLE, {"path": str(tmp_path / "gone")})
    assert list(tmp_path.iterdir()) == []
    assert service.ask(KeepAlive()) == Done()


@pytest.mark.parametrize("how", ["close", "service"])
def test_nothing_is_left_of_a_file_that_was_never_finished(
    unit: Callable[..., SocketUnit],
    relay: Callable[[], "subprocess.Popen[bytes]"],
    tmp_path: Path,
    how: str,
) -> None:
    served = unit(*FILES)
    process = relay()
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(request_line(1, SaveRejects(str(tmp_path / "never"))))
    assert b"Progress" in process.stdout.readline()
    assert [path.name for path in tmp_path.iterdir() if "never" in path.name] == [".never.part"]
    if how == "close":
        process.stdin.close()
        process.stdin = None
    else:
        served.last().kill()
    assert ends(process) == 0
    assert list(tmp_path.iterdir()) == []


def test_many_lines_at_once_each_have_their_own_file(
    unit: Callable[..., SocketUnit], relay: Callable[[], "subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    unit(*FILES)
    process = relay()
    assert process.stdin is not None and process.stdout is not None
    lines = []
    for number in range(1, 200, 2):
        (tmp_path / str(number)).write_text(f"content {number}", encoding="utf-8")
        lines += [
            request_line(number, PreviewImport(str(tmp_path / str(number)))),
            request_line(number + 1, KeepAlive()),
        ]
    process.stdin.write(b"".join(lines) + request_line(200, SignIn('"path"', '"path":"/etc/passwd"')))
    for number in range(1, 200, 2):
        assert f'"id":{number},'.encode() in (said := process.stdout.readline())
        assert f"content {number}".encode() in said
        assert b"Done" in process.stdout.readline()
    last = process.stdout.readline()
    assert b'"id":200' in last
    assert b"Done" in last
