"""Plays calls through the protocol with one vault process, from the sign-in to the end, and has it measure itself."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from operator_console.domain.ids import ClientId, FieldName, ItemId, PurposeId
from operator_console.domain.roles import Role
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient
from tests.faults import soaked_vault
from tests.faults.soak_place import MEMO, MEMO_EVERY, Place
from tests.faults.soak_verdict import Sample


class Vault(VaultClient):
    """One process for all calls."""

    def __init__(self, place: Place, planted: str) -> None:
        command = [sys.executable, "-m", soaked_vault.__name__, planted or "nothing", "--vault", str(place.site.vault)]
        super().__init__(command, stderr=subprocess.PIPE)

    def measured(self) -> dict[str, int]:
        self.process.send_signal(signal.SIGUSR1)
        told: Any = self.process.stderr
        line = b""
        while not line.endswith(b"\n"):
            line += told.readline() or b"{}\n"
        return dict(json.loads(line))


def play(place: Place, calls: int, samples: int, planted: str, over: Callable[[], bool]) -> Iterator[Sample]:
    """Play so many calls, or until it is ``over``; yield what was measured at so many moments."""
    begin, every = time.monotonic(), max(1, calls // samples)
    with Vault(place, planted) as vault:
        vault.ask(m.SignIn(*place.site.of(Role.OPERATOR)))
        for number in range(1, calls + 1):
            _call(vault, number, place.callers[number % len(place.callers)])
            if number % every == 0:
                yield {"calls": number, "locks": 0, "seconds": time.monotonic() - begin, **vault.measured()}
            if over():
                break
        vault.ask(m.Lock(m.LockCause.HOTKEY))


def _call(vault: Vault, number: int, person: dict[str, str]) -> None:
    ask = vault.ask
    ask(m.OpenCall(ClientId("aozora"), PurposeId("delivery")))
    ask(m.FindCustomer({FieldName("number"): person["number"]}))
    ask(m.AnswerItem(ItemId("name"), person["name"]))
    if number % 7 == 0:
        ask(m.AnswerItem(ItemId("birth_date"), "1900-01-01"))
    ask(m.AnswerItem(ItemId("birth_date"), person["birth_date"]))
    ask(m.RevealField(FieldName("address")))
    if number % 11 == 0:
        ask(m.HoldCall())
        ask(m.TakeBackCall())
    else:
        ask(m.EndShowing(FieldName("address"), "key"))
    if number % MEMO_EVERY == 0:
        ask(m.CheckMemo(MEMO))
        ask(m.SaveMemo(MEMO))
    if number % 500 == 0:
        ask(m.TakeCheckpoint())
        ask(m.ReadEvidence())
        ask(m.ReadNotice())
    ask(m.EndCall())
