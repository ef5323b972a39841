"""A whole console on the bus that its environment names: signs in, and says each time how it stands.

Usage: ``console_on_bus.py FOLDER``. Prints ``in``; then, for each line of its input, waits for a lock, prints its cause
as the screen says it, and signs in again.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from operator_console.console_process import Console
from operator_console.domain.roles import Role
from operator_console.resource_files import resource
from operator_console.ui.gates.locked import LockedGate
from tests.journeys.conftest import make_site
from tests.journeys.person import Person
from tests.journeys.steps import sign_in


def main() -> None:
    app = QApplication(sys.argv)
    policy = resource("policies", "default.toml").read_text(encoding="utf-8")
    site = make_site(Path(sys.argv[1]) / "vault", policy)
    console = Console(app, "ja")
    person = Person(console)
    console.open(site.vault)
    console.window.activateWindow()
    sign_in(person, site, Role.OPERATOR)
    person.wait(lambda: console.window.workbench is not None, "nobody has signed in")
    print("in", *(trigger for trigger, reason in console.triggers.reasons().items() if not reason), flush=True)

    def told() -> None:
        if not sys.stdin.readline():
            app.quit()
            return
        person.wait(lambda: isinstance(console.window.gate, LockedGate), "it has not locked")
        print(console.window.gate.why.sentence, flush=True)
        person.fill(site.of(Role.OPERATOR)[1])
        person.wait(lambda: console.window.workbench is not None, "nobody is back")
        print("in", flush=True)

    notice = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notice.activated.connect(told)
    app.exec()
    console.close()


if __name__ == "__main__":
    main()
