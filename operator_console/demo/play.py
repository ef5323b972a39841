"""Plays one call from greeting to goodbye through the real services, with the mistakes that people make."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from operator_console.demo.schedule import SetClock
from operator_console.domain.answers import END
from operator_console.domain.calls import Stage
from operator_console.domain.fields import Kind
from operator_console.domain.ids import ClientId, FieldName, ItemId
from operator_console.domain.matching import canonical
from operator_console.domain.policy import Item, Part, Purpose
from operator_console.domain.refusals import Refusal
from operator_console.services.call import end_call, hold_call, open_call, take_back_call
from operator_console.services.desk import Desk
from operator_console.services.find_customer import find_customer
from operator_console.services.reveal import end_showing, reveal
from operator_console.services.verify_caller import answer

_MISHEARD: Final = {
    Kind.NAME: "見本　取違",
    Kind.KANA: "ミホン トリチガイ",
    Kind.PHONE: "03-1999-9999",
    Kind.BIRTH_DATE: "1929-12-31",
    Kind.ADDRESS: "東京都見本市取違町99-99",
    Kind.EMAIL: "misheard@example.com",
    Kind.POSTAL_CODE: "000-9999",
}
"""What an operator types who has misheard: nobody in the demo has any of these."""
_MISHEARD_CODE: Final = "X000000000"


@dataclass(frozen=True, slots=True)
class Caller:
    """A customer who calls: whose customer they are, and everything they can say about themselves."""

    client: ClientId
    knows: Mapping[FieldName, str]

    def __repr__(self) -> str:
        return f"Caller({self.client!r})"


class Player:
    """One operator at work. Where a call goes is decided by ``chance`` alone."""

    def __init__(self, desk: Desk, clock: SetClock, chance: Random) -> None:
        self._desk = desk
        self._clock = clock
        self._chance = chance

    def play(self, caller: Caller) -> None:
        """Play one call. One in eight callers is not who they say they are, and is sent away."""
        policy = self._desk.policy
        purpose = policy.purposes[self._chance.choice(policy.clients[caller.client].purposes)]
        open_call(self._desk, caller.client, purpose.id)
        self._pause(5, 15)
        if self._find(caller):
            self._serve(caller, purpose, honest=self._chance.random() >= 0.125)
        self._pause(3, 10)
        end_call(self._desk)

    def _serve(self, caller: Caller, purpose: Purpose, *, honest: bool) -> None:
        if self._chance.random() < 0.15:
            self._try_reveal(purpose.reveals[0])  # too early: the check is not met
        self._check(caller, purpose, honest=honest)
        if self._chance.random() < 0.15:
            self._hold()
        if self._desk.open_call().stage is Stage.VERIFIED:
            self._show(caller, purpose)
        elif self._chance.random() < 0.5:
            self._try_reveal(purpose.reveals[0])

    def _find(self, caller: Caller) -> bool:
        """Search, one time in ten by something misheard first; the customer number is what helps in the end."""
        ways = [way for way in self._desk.policy.find_by if all(name in caller.knows for name in way)]
        way = self._chance.choice(ways)
        heard = {name: caller.knows[name] for name in way}
        tries = [heard, {name: caller.knows[name] for name in ways[0]}]
        if self._chance.random() < 0.1:
            tries.insert(0, {name: self._misheard(name) for name in way})
        return any(self._search(by) for by in tries)

    def _search(self, by: Mapping[FieldName, str]) -> bool:
        self._pause(8, 25)
        try:
            find_customer(self._desk, by)
        except Refusal:
            return False
        return True

    def _check(self, caller: Caller, purpose: Purpose, *, honest: bool) -> None:
        """Ask until the policy is met, every question has been asked, or no more answers are taken."""
        others = self._chance.sample(purpose.others, len(purpose.others))
        for item in (*purpose.required, *others):
            for heard in self._answers(caller, self._desk.policy.items[item], honest=honest):
                if self._answer(item, heard) is not Stage.FOUND:
                    return

    def _answer(self, item: ItemId, heard: str) -> Stage | None:
        """Return the stage after an answer; None for too many in this call, or for this customer on this day."""
        self._pause(6, 20)
        try:
            return answer(self._desk, item, heard).stage
        except Refusal:
            return None

    def _answers(self, caller: Caller, item: Item, *, honest: bool) -> list[str]:
        """Return what is typed for one question: something misheard first, sometimes; the truth, if it is known."""
        wrong = [self._misheard(item.field)] if not honest or self._chance.random() < 0.12 else []
        return wrong + ([self._truth(caller, item)] if honest and item.field in caller.knows else [])

    def _truth(self, caller: Caller, item: Item) -> str:
        said = caller.knows[item.field]
        return said if item.part is Part.WHOLE else canonical(self._desk.policy.fields[item.field].kind, said)[-END:]

    def _show(self, caller: Caller, purpose: Purpose) -> None:
        """Look at what the call needs, one field after the other; sometimes at what it does not need, in vain."""
        known = [name for name in purpose.reveals if name in caller.knows]
        for name in known[: self._chance.randint(1, len(known))]:
            self._look(name)
            self._pause(2, 12)
        outside = [name for name in self._desk.policy.fields if name not in purpose.reveals]
        if outside and self._chance.random() < 0.1:
            self._try_reveal(self._chance.choice(outside))

    def _look(self, name: FieldName) -> None:
        if self._try_reveal(name):
            on_time = self._chance.random() < 0.7
            seconds = self._chance.randint(4, 15) if on_time else self._desk.open_call().purpose.reveal_seconds
            self._clock.wait(seconds)
            end_showing(self._desk, name, "key" if on_time else "timer")

    def _try_reveal(self, name: FieldName) -> bool:
        self._pause(2, 6)
        try:
            reveal(self._desk, name)
        except Refusal:
            return False
        return True

    def _hold(self) -> None:
        hold_call(self._desk)
        self._pause(15, 60)
        take_back_call(self._desk)

    def _misheard(self, name: FieldName) -> str:
        return _MISHEARD.get(self._desk.policy.fields[name].kind, _MISHEARD_CODE)

    def _pause(self, least: int, most: int) -> None:
        self._clock.wait(self._chance.randint(least, most))
