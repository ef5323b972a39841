"""A scripted harvest: a client of the protocol, signed in as a real operator, goes through a stolen list of customers.

    python -m tests.guarded.harvest [--customers 1000]

The list has every answer to the identity check. Twice, each on a new vault and through the relay as the operator's
uid: a hasty program, which asks as fast as it can, and a patient one, which waits whenever it is told to, from one
local midnight to the next; its time is moved, not waited for. Prints one JSON object for each: how far it came, and
what the lead then finds on the review queue. Ends with 1 when a limit was passed or nothing is on the queue.
"""

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from operator_console.domain.ids import FieldName, ItemId
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import CaseKind, ReviewRule
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient
from tests.guarded.attacks import ITEMS, NUMBER, PURPOSE
from tests.guarded.house import House, Known, guarded_house
from tests.guarded.people import why_not

CLOCKED = ("-P", str(Path(__file__).with_name("moved_clock_vault.py")))
JAPAN = timedelta(hours=9)
DAY = timedelta(days=1)


@dataclass
class Time:
    """The time of a house's vaults: the system's, and so much later."""

    file: Path
    ahead: float = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)

    def move_to(self, when: datetime) -> None:
        """Go forward to ``when``."""
        self.ahead += max(0.0, (when - self.now()).total_seconds())
        self.file.write_text(f"{self.ahead:.6f}", encoding="ascii")

    def move_to_midnight(self) -> datetime:
        """Go to the next local midnight, when a day's numbers begin anew; return the one after it."""
        local = self.now() + JAPAN
        begins = local.replace(hour=0, minute=0, second=1, microsecond=0) + DAY - JAPAN
        self.move_to(begins)
        return begins + DAY - timedelta(seconds=1)


@dataclass
class Loot:
    """What a program got, and what it was refused."""

    customers: int = 0
    values: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


class Harvester:
    """Works through the list; ``until`` is when a patient program gives up, and None for one that never waits."""

    def __init__(self, client: VaultClient, time: Time, until: datetime | None) -> None:
        self._client = client
        self._time = time
        self._until = until
        self.loot = Loot()

    def go_through(self, known: list[Known]) -> Loot:
        for each in known:
            try:
                self._customer(each)
            except TimeoutError:
                break
            except Refusal:
                self._hang_up()
                continue
            self._hang_up()
        return self.loot

    def _customer(self, known: Known) -> None:
        self._ask(m.OpenCall(known.client, PURPOSE))
        state: m.CallState = self._ask(m.FindCustomer({NUMBER: known.values[NUMBER]}))
        for item in ITEMS:
            if state.call.stage == "verified":
                break
            if any(each.id == item and not each.answered for each in state.call.checklist):
                state = self._ask(m.AnswerItem(ItemId(item), known.values.get(FieldName(item), "?")))
        shown = [each.name for each in state.call.card if each.revealable and not each.empty]
        got = sum(self._shown(name) for name in shown)
        self.loot.values += got
        self.loot.customers += bool(got)

    def _shown(self, name: FieldName) -> bool:
        """Whether a field was shown; what is empty or asks for a call-back is passed over."""
        try:
            return bool(self._ask(m.RevealField(name)).value)
        except Refusal as refusal:
            if refusal.code is Code.RATE_REACHED:
                raise
            return False

    def _hang_up(self) -> None:
        try:
            self._client.ask(m.EndCall())
        except Refusal as refusal:
            assert refusal.code is Code.CALL_ABSENT, refusal

    def _ask(self, request: m.Request[Any]) -> Any:
        """Ask; a patient program asks again when it may."""
        while True:
            self.loot.asked[type(request).__name__] += 1
            try:
                return self._client.ask(request)
            except Refusal as refusal:
                self.loot.refused[refusal.code.value] += 1
                if refusal.code is not Code.RATE_REACHED or self._until is None:
                    raise
                again = datetime.fromisoformat(str(refusal.params["until"]))
                if again >= self._until:
                    raise TimeoutError from None
                self._time.move_to(again)


def rob(house: House, *, patient: bool) -> tuple[Loot, Time]:
    """Let a program go through the house's whole list as the operator hana."""
    time = Time(house.root / "clock")
    until = time.move_to_midnight()
    house.listen(CLOCKED, CLOCK_AHEAD=str(time.file))
    with VaultClient(house.relay("operator")) as client:
        client.ask(m.SignIn("hana", "hana no aikotoba"))
        loot = Harvester(client, time, until if patient else None).go_through(list(house.list))
    return loot, time


@dataclass
class Queue:
    """What the lead's queue says about limits: calls in which one was reached, at once; the day with its numbers, when
    it is over: how many limits were reached, how many requests refused.
    """

    calls: int = 0
    day: dict[str, int] = field(default_factory=dict)


def reviewed(house: House, time: Time) -> Queue:
    """Look at the queue as the lead, right after the harvest and the next morning."""
    found = Queue(len(_about_limits(house, CaseKind.CALL)))
    time.move_to_midnight()
    for numbers in _about_limits(house, CaseKind.OPERATOR):
        found.day = {name: int(number) for name, number in numbers.items()}
    return found


def _about_limits(house: House, kind: CaseKind) -> list[dict[str, str | int]]:
    with VaultClient(house.relay("lead")) as client:
        client.ask(m.SignIn("lead", "lead no aikotoba"))
        cases = client.ask(m.ReviewQueue(limit=2000)).cases
    findings = [each for case in cases if case.kind is kind and case.user == "hana" for each in case.findings]
    return [each.params for each in findings if each.rule is ReviewRule.RATE_REACHED]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=1000)
    wanted = parser.parse_args()
    if why := why_not():
        print(why)
        return 2
    stopped = True
    for patient in (False, True):
        with guarded_house(wanted.customers) as house:
            loot, time = rob(house, patient=patient)
            queue = reviewed(house, time)
        told = {
            "program": "patient" if patient else "hasty",
            "list": wanted.customers,
            "customers": loot.customers,
            "values": loot.values,
            "asked": dict(loot.asked),
            "refused": dict(loot.refused),
            "calls_on_queue": queue.calls,
            "day_on_queue": queue.day,
        }
        print(json.dumps(told, ensure_ascii=False))
        stopped &= loot.customers <= (600 if patient else 20) and queue.calls > 0 and bool(queue.day)
    return 0 if stopped else 1


if __name__ == "__main__":
    sys.exit(main())
