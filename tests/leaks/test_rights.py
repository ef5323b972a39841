"""Whatever a use case makes on the disk is its user's alone, also where the shell's umask would let everybody read."""

import os
import sys
from pathlib import Path

import pytest

from operator_console.protocol import messages as m
from operator_console.ui.faults import FaultLog
from operator_console.ui.hang import HangWatch
from operator_console.ui.settings import Settings, SettingsFile
from tests.faults.deeds import deeds
from tests.faults.workshop import PASSWORD, make_workshop
from tests.leaks.machine import open_to_others

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists, which are inherited")


@pytest.fixture
def everybody():
    """The umask of most shells."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@posix
def test_every_file_of_every_use_case_is_private(everybody, tmp_path) -> None:
    workshop, files = make_workshop(tmp_path), tmp_path / "files"
    files.mkdir(mode=0o700)
    done = set()
    known = deeds(workshop, files)
    for user in dict.fromkeys(deed.user for deed in known):
        vault = workshop.start()
        vault.ask(m.SignIn(user, PASSWORD))
        for deed in known:
            if deed.user == user:
                for request in (*deed.before(1), deed.request(1), *deed.after(1)):
                    vault.tell(request)
                done.add(deed.name)
        vault.lock()
    assert len(done) == len(known)
    given = {str(files / "new.csv")}  # what the test hands over
    assert set(open_to_others([workshop.folder, workshop.secrets, files])) - given == set()


@posix
def test_what_the_window_writes_is_private_in_a_process_of_its_own(qapp, tmp_path) -> None:
    """Qt and platformdirs make folders by themselves: the umask that a console starts with covers those."""
    from operator_console.process_walls import keep_files_private

    before = os.umask(0o022)
    try:
        keep_files_private()
        SettingsFile(tmp_path / "config" / "deep" / "settings.json").save(Settings())
        FaultLog(tmp_path / "state" / "log" / "console.log").write("Fault", "here")
        HangWatch(tmp_path / "state" / "log" / "hang.log").stop()
    finally:
        os.umask(before)
    assert open_to_others([tmp_path / "config", tmp_path / "state"]) == []


@posix
def test_an_open_file_is_seen(everybody, tmp_path) -> None:
    (tmp_path / "open.txt").touch()
    tmp_path.chmod(0o700)
    assert open_to_others([tmp_path]) == [str(Path(tmp_path) / "open.txt")]
