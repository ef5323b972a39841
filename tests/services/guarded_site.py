"""A Guarded vault in real processes: each has a socket as its standard input and output, as a unit gives it."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from call_centre import AOZORA, CHEAP, CUSTOMER, STAFF, password

from operator_console.domain.ids import FieldName
from operator_console.domain.matching import canonical
from operator_console.domain.modes import Mode
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Refusal
from operator_console.protocol import messages as m
from operator_console.protocol.framing import LineSplitter, read_reply, request_line
from operator_console.services.import_rows import NUMBER, field_value
from operator_console.services.set_up import Person, confirm, prepare
from operator_console.storage.keeper import VaultKeeper
from operator_console.storage.machine import SystemClock, guarded_secret_places, this_place

PATIENCE = 20.0
ADMITTING = "from operator_console.vault_process import main; main(admits=lambda _: True)"
"""The rule about peers is for the composition root alone: tests are run by one OS user, who is at both ends."""
STANDALONE = "import sys; from operator_console.vault_process import main; main(sys.argv[1:3])"
AS_IT_IS = "from operator_console.vault_process import main; main()"


@dataclass
class Talk:
    """One connection and the vault process behind it."""

    socket: socket.socket
    process: "subprocess.Popen[bytes]"
    asked: int = 0
    came: list[m.Reply] = field(default_factory=list)
    splitter: LineSplitter = field(default_factory=lambda: LineSplitter(1 << 26))

    def ask(self, request: Any, *files: int) -> Any:
        """Return the reply or raise the refusal; ``files`` are handed over with the line."""
        self.send(request, *files)
        return self.reply()

    def send(self, request: Any, *files: int) -> None:
        self.asked += 1
        line = request_line(self.asked, request)
        socket.send_fds(self.socket, [line], list(files))

    def reply(self) -> Any:
        """The next reply that is no progress."""
        while not self.came or isinstance(self.came[0], m.Progress):
            del self.came[:1]
            if self.came:
                continue
            data = self.socket.recv(1 << 16)
            assert data, "the vault has ended"
            self.came += [read_reply(bytes(line)).body for line in self.splitter.feed(data)]
        reply = self.came.pop(0)
        if isinstance(reply, m.Refused):
            raise Refusal(reply.code, **reply.params)
        return reply

    def sign_in(self, user: str) -> Any:
        return self.ask(m.SignIn(user, password(user).reveal())).session

    def close(self) -> None:
        self.socket.close()
        self.process.wait(PATIENCE)
        if self.process.stderr is not None:
            self.process.stderr.close()


@dataclass
class GuardedSite:
    """A vault's folder as a service account keeps it, with one customer in it."""

    root: Path
    policy: str

    @property
    def folder(self) -> Path:
        return self.root / "vault"

    def make(self) -> "GuardedSite":
        clock, place = SystemClock(), this_place(Mode.GUARDED, os.getuid())
        keeper = VaultKeeper(
            self.folder, guarded_secret_places(self.folder), clock, CHEAP, shared=True, mode=Mode.GUARDED
        )
        people = [Person(name, "", role, password(name), must_change=False) for name, role in STAFF.items()]
        prepared = prepare(keeper, people, self.policy, device_secret="file")
        vault = confirm(prepared, prepared.recovery_code.reveal(), clock, place)
        policy = read_policy(self.policy)
        fields = {FieldName(n): field_value(policy.fields[FieldName(n)], text) for n, text in CUSTOMER.items()}
        vault.customers.insert(AOZORA, canonical(policy.fields[NUMBER].kind, CUSTOMER["number"]), fields)
        vault.close()
        keeper.close()
        return self

    def start(self, program: str = ADMITTING, *, output: int | None = None) -> Talk:
        """Start a vault process at one end of a socket, as a unit with Accept=yes does."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        ours.settimeout(PATIENCE)
        command = [sys.executable, "-P", "-c", program, "--vault", str(self.folder), "--guarded"]
        with theirs:
            process = subprocess.Popen(
                command, stdin=theirs, stdout=theirs if output is None else output, stderr=subprocess.PIPE
            )
        return Talk(ours, process)
