import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from operator_console.domain.refusals import Code
from operator_console.storage import machine
from operator_console.storage.log_anchor import first_key_with
from operator_console.storage.private_files import create_private, read_private, replace_private
from operator_console.storage.recovery import typed


@pytest.fixture
def full_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_file_is_private_and_replaced_whole(tmp_path):
    path = tmp_path / "file"
    replace_private(path, b"one")
    replace_private(path, b"two")
    assert read_private(path, 3) == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_file_is_not_made_over_another(tmp_path, refused):
    path = tmp_path / "file"
    create_private(path, b"one")
    assert refused(Code.FILE_EXISTS, create_private, path, b"two") == {"path": str(path)}
    assert path.read_bytes() == b"one"


def test_a_file_that_is_longer_than_it_can_be_is_damaged(tmp_path, refused):
    path = tmp_path / "file"
    path.write_bytes(b"1234")
    assert refused(Code.VAULT_DAMAGED, read_private, path, 3) == {"file": "file"}


def test_on_a_full_disk_the_older_file_stays(full_disk, refused):
    path = full_disk / "file"
    replace_private(path, b"one")
    assert refused(Code.DISK_FULL, replace_private, path, bytes(1 << 20)) == {}
    assert path.read_bytes() == b"one"
    assert [each.name for each in full_disk.iterdir()] == ["file"]


def test_a_vault_that_does_not_fit_on_the_disk_leaves_nothing(site, full_disk, refused):
    site.root = full_disk
    prepared = site.prepare()
    refused(Code.DISK_FULL, prepared.write)
    assert list(full_disk.iterdir()) == []


def test_an_attempt_that_cannot_be_counted_is_refused(site, refused, full_disk):
    """Nobody gets free guesses by filling the disk."""
    site.made()
    before = (site.folder / "attempts.bin").read_bytes()
    keeper = site.keeper()
    small = full_disk / "vault"
    small.mkdir()
    for name in ("vault.json", "attempts.bin"):
        shutil.copy(site.folder / name, small)
    site.folder.rename(site.root / "elsewhere")
    site.folder.symlink_to(small)
    with (full_disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError, match="No space"):
        while True:
            filler.write(bytes(4096))
    refused(Code.DISK_FULL, keeper.begin_attempt, "operator", site.clock.now())
    assert (small / "attempts.bin").read_bytes() == before
    site.let_go()


def test_the_logs_first_key_is_sealed_to_the_recovery_key_and_nobody_else(site, tmp_path_factory, refused):
    site.made()
    body = json.loads((site.folder / "log_anchor.json").read_bytes())["body"]
    assert [each["kind"] for each in body["recipients"]] == ["recovery"]
    key = first_key_with(site.folder, typed(site.code))
    assert len(key) == 32
    assert refused(Code.RECOVERY_WRONG, first_key_with, site.folder, bytes(16)) == {"reason": "key"}
    assert not [path for path in site.folder.iterdir() if path.name != "log.key" and key in path.read_bytes()]


def test_the_clock_counts_in_utc_and_onwards():
    clock = machine.SystemClock()
    assert clock.now().utcoffset().total_seconds() == 0
    first = clock.monotonic_ns()
    assert clock.monotonic_ns() >= first > 0


@pytest.mark.skipif(not Path("/proc/uptime").exists(), reason="only Linux tells its uptime in a file")
def test_the_monotonic_clock_counts_from_boot_with_sleep():
    """/proc/uptime includes the time that the system was suspended, proc(5)."""
    uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    assert machine.SystemClock().monotonic_ns() / 1e9 == pytest.approx(uptime, abs=5)


def test_a_place_names_this_machine_and_its_boot():
    place = machine.this_place("standalone")
    assert (place.mode, place.device) == ("standalone", os.uname().nodename)
    assert place.os_user
    assert place.build
    assert place == machine.this_place("standalone")
