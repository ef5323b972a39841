"""Plays the journeys as an operator's uid, window and relay included, against vaults of a service account.

    python -m tests.guarded.journeys [ARGUMENTS OF PYTEST …]

Root opens the doors and keeps the vaults (``landlord.py``); everything else, the tests themselves too, runs with the
rights of an OS user who was made for it. Without arguments every journey is played. The exit code is pytest's.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.guarded.landlord import CONTROL, Landlord
from tests.guarded.people import ROOT_OF_CHECKOUT, other_python, people, why_not

JOURNEYS = ROOT_OF_CHECKOUT / "tests" / "journeys"


def play(arguments: Sequence[str], *, stdout: int | None = None) -> "subprocess.CompletedProcess[str]":
    """Run pytest with these arguments as an operator; what it says goes to ``stdout``."""
    python = other_python()
    with people(("operator", True), ("service", False)) as (group, who):
        home = Path(tempfile.mkdtemp(prefix="operator-console-", dir="/var/tmp"))
        try:
            operator = who["operator"]
            os.chown(home, operator.uid, operator.gid)
            home.chmod(0o711)
            environment = {
                "HOME": str(home),
                "TMPDIR": str(home),
                "QT_QPA_PLATFORM": "offscreen",
                "HYPOTHESIS_STORAGE_DIRECTORY": str(home / "hypothesis"),
                CONTROL: str(home / "landlord"),
            }
            options = ["-n", "0", "-p", "no:cacheprovider", "--guarded", f"--basetemp={home / 'made'}"]
            command = operator.as_them(python, "-P", "-m", "pytest", *options, *arguments, **environment)
            with Landlord(home / "landlord", operator, who["service"], group, python):
                return subprocess.run(command, check=False, cwd=ROOT_OF_CHECKOUT, stdout=stdout, text=True)
        finally:
            shutil.rmtree(home)


def main() -> int:
    if why := why_not():
        print(why)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was made for it goes in any case
    return play(sys.argv[1:] or [str(JOURNEYS)]).returncode


if __name__ == "__main__":
    sys.exit(main())
