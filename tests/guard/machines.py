"""A machine on paper: accounts that come and go, commands that are written down, a seal that opens again."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from operator_console.domain.refusals import Code, Refusal
from operator_console.guard.system import AccountIds

SEAL = b"sealed:"


@dataclass
class PaperSystem:
    """Fulfils ``System``. ``fails`` is a word of the command that fails."""

    root: bool = True
    systemd: bool = True
    commands: Sequence[str] = ("systemctl", "systemd-creds", "useradd", "groupadd")
    accounts: dict[str, AccountIds] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    ran: list[str] = field(default_factory=list)
    fails: str = ""
    listening: bool = False

    def is_root(self) -> bool:
        return self.root

    def has(self, command: str) -> bool:
        return command in self.commands

    def is_running_systemd(self) -> bool:
        return self.systemd

    def account(self, name: str) -> AccountIds | None:
        return self.accounts.get(name)

    def account_of(self, uid: int) -> AccountIds | None:
        return next((each for each in self.accounts.values() if each.uid == uid), None)

    def group(self, name: str) -> int | None:
        return 990 if name in self.groups else None

    def run(self, command: Sequence[str], given: bytes = b"") -> bytes:
        if self.fails and self.fails in command:
            raise Refusal(Code.GUARD_COMMAND_FAILED, command=" ".join(command))
        self.ran.append(" ".join(command))
        name = command[-1]
        match command[:2]:
            case ["groupadd", *_]:
                self.groups.add(name)
            case ["groupdel", *_]:
                self.groups.discard(name)
            case ["useradd", *_]:
                self.accounts[name] = AccountIds(name, os.geteuid(), os.getegid(), "/nowhere")
            case ["userdel", *_]:
                del self.accounts[name]
            case ["systemctl", verb] if name.endswith(".socket"):
                self.listening = verb in {"restart", "start"} or (self.listening and verb == "enable")
            case ["systemctl", "disable"]:
                self.listening = False
            case ["systemd-creds", "encrypt"]:
                return SEAL + given
            case ["systemd-creds", "decrypt"]:
                return given.removeprefix(SEAL)
        return b""

    def try_run(self, command: Sequence[str]) -> tuple[int, str]:
        return (0 if self.listening else 3), ""


@contextmanager
def open_to_others() -> Iterator[Path]:
    """A folder that other users can pass through; pytest closes its own whenever a session begins."""
    with tempfile.TemporaryDirectory(prefix="operator-console-", dir="/var/tmp") as made:
        Path(made).chmod(0o711)
        yield Path(made)


def below(root: Path) -> list[str]:
    """Return every file below a folder."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
