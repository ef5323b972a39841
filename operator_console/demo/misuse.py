"""Plants a few misuses in a demo's history, each on a day of its own, so that the review has something to find."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, auto
from random import Random
from typing import Final

from operator_console.demo.play import Caller, Player
from operator_console.demo.schedule import JAPAN, SetClock
from operator_console.domain.calls import Stage
from operator_console.domain.ids import CallId, FieldName, ItemId
from operator_console.domain.policy import Policy, Purpose
from operator_console.domain.secret import Secret
from operator_console.services.approve import Approval
from operator_console.services.break_glass import break_glass
from operator_console.services.call import end_call, open_call
from operator_console.services.desk import Desk
from operator_console.services.import_rows import NUMBER
from operator_console.services.ports import Keeper
from operator_console.services.seal_customer import open_sealed, seal_customer

LEAST_CUSTOMERS: Final = 50
"""With fewer customers nothing is planted: who is opened in a misuse calls on no other day."""
_EMPTY: Final = 5
_SEALED_FOR: Final = ("ご本人からのお申し出のため", "ご家族からのご相談のため", "つきまとい被害のおそれがあるため")
"""For what three customers are sealed, each for a reason of their own."""
_COPIED: Final = "確認が取れたため"
"""With what all of them are opened to everybody again."""
_IMPORTANT: Final = "重要"
_LATE: Final = timedelta(hours=22, minutes=10)
"""When somebody works out of hours, after midnight in Japan."""


class Misuse(StrEnum):
    """What is planted, from the last day backwards."""

    OWN_NAME = auto()
    MANY_SEARCHES = auto()
    REVEALS_PER_CALL = auto()
    LIMIT_HIT = auto()
    OUT_OF_HOURS = auto()
    OPENED_BY_MANY = auto()
    NEAR_MISSES = auto()
    EMPTY_CALLS = auto()
    REFUSED_REVEALS = auto()
    BREAK_GLASS = auto()
    SEALED = auto()
    VIP = auto()
    COPIED_REASON = auto()


CALLERS: Final[dict[Misuse, int]] = dict.fromkeys(Misuse, 1) | {
    Misuse.EMPTY_CALLS: _EMPTY,
    Misuse.COPIED_REASON: len(_SEALED_FOR),
}
"""How many customers each needs; they are the last ones of the vault."""
RESERVED: Final = sum(CALLERS.values())


@dataclass(frozen=True, slots=True)
class Planted:
    """A misuse as it was played: whose it is (empty for several people's), its local day and its calls, if any."""

    kind: Misuse
    user: str
    day: str
    calls: tuple[CallId, ...]


@dataclass(frozen=True, slots=True)
class LeadSign:
    """With what a lead signs at the operator's console."""

    keeper: Keeper
    name: str
    password: str


class Plot:
    """Who misuses what on which day; ``callers`` are :data:`RESERVED` customers."""

    def __init__(self, callers: Sequence[Caller], lead: LeadSign, policy: Policy) -> None:
        waiting = iter(callers)
        self._callers = {kind: [next(waiting) for _ in range(CALLERS[kind])] for kind in Misuse}
        self._lead = lead
        self._kinds = playable(policy)
        self.planted: list[Planted] = []

    def kinds(self, day: int, days: int, turn: int) -> list[Misuse]:
        """Return what is planted in a shift: ``day`` from 0 of ``days``, the ``turn``-th shift of the day."""
        mine = [kind for place, kind in enumerate(self._kinds) if place % days == days - 1 - day]
        return [kind for kind in mine if _turn_of(kind) in (turn, None)]

    def prepare(self, lead: Desk) -> None:
        """Seal the customer whom nobody is to open later."""
        for caller in self._callers[Misuse.SEALED] if Misuse.SEALED in self._kinds else ():
            seal_customer(lead, caller.client, caller.knows[NUMBER], _SEALED_FOR[0], sealed=True)

    def nosy(self, desk: Desk, clock: SetClock, chance: Random) -> "Nosy":
        """Return the player of a shift in which everything is looked at twice."""
        return Nosy(desk, clock, chance)

    def play(self, kinds: Sequence[Misuse], desk: Desk, clock: SetClock, chance: Random) -> None:
        """Play the calls of these misuses, within the shift."""
        for kind in kinds:
            if kind in _ELSEWHERE:
                continue
            culprit = Culprit(desk, clock, chance, self._lead)
            for caller in self._callers[kind]:
                for _ in range(3 if kind is Misuse.OPENED_BY_MANY else 1):
                    culprit.misuse(kind, caller)
            self.note(kind, desk, clock, culprit.calls)

    def play_late(self, desk: Desk, clock: SetClock, chance: Random) -> None:
        """Play the call that is out of hours."""
        culprit = Culprit(desk, clock, chance, self._lead)
        culprit.misuse(Misuse.OUT_OF_HOURS, self._callers[Misuse.OUT_OF_HOURS][0])
        self.note(Misuse.OUT_OF_HOURS, desk, clock, culprit.calls)

    def play_lead(self, lead: Desk, clock: SetClock) -> None:
        """Open three sealed customers to everybody again, each time in the same words."""
        callers = self._callers[Misuse.COPIED_REASON]
        for caller, reason in zip(callers, _SEALED_FOR, strict=True):
            seal_customer(lead, caller.client, caller.knows[NUMBER], reason, sealed=True)
            clock.wait(40)
        for caller in callers:
            seal_customer(lead, caller.client, caller.knows[NUMBER], _COPIED, sealed=False)
            clock.wait(9)
        self.note(Misuse.COPIED_REASON, lead, clock, ())

    def note(self, kind: Misuse, desk: Desk, clock: SetClock, calls: Sequence[CallId]) -> None:
        """Remember what was played; the two halves of what several people did become one."""
        day = clock.now().astimezone(JAPAN).date().isoformat()
        earlier = [each for each in self.planted if (each.kind, each.day) == (kind, day)]
        before = tuple(call for each in earlier for call in each.calls)
        self.planted = [each for each in self.planted if each not in earlier]
        self.planted.append(Planted(kind, "" if earlier else desk.account.user, day, (*before, *calls)))


def late_evening(clock: SetClock) -> None:
    """Move the clock to a time at which nobody works."""
    midnight = clock.now().astimezone(JAPAN).replace(hour=0, minute=0, second=0, microsecond=0)
    clock.move_to(midnight + _LATE)


def playable(policy: Policy) -> tuple[Misuse, ...]:
    """Return what can be planted: nobody is important, or approved by a lead, where the policy does not say how."""
    absent = set() if policy.review.vip_field else {Misuse.VIP}
    absent |= set() if policy.approval_reasons else {Misuse.BREAK_GLASS, Misuse.SEALED}
    return tuple(kind for kind in Misuse if kind not in absent)


def disguise(
    index: int, count: int, person: Mapping[FieldName, str], display: str, policy: Policy
) -> dict[FieldName, str]:
    """Return what the ``index``-th of ``count`` customers has for the sake of a misuse; nothing for most."""
    if index in _places(Misuse.OWN_NAME, count):
        return _same_surname_as(display, person)
    if index in _places(Misuse.VIP, count) and policy.review.vip_field:
        return {FieldName(policy.review.vip_field): _IMPORTANT}
    return {}


def _places(kind: Misuse, count: int) -> range:
    kinds = list(Misuse)
    first = count - RESERVED + sum(CALLERS[each] for each in kinds[: kinds.index(kind)])
    return range(first, first + CALLERS[kind])


def _same_surname_as(display: str, person: Mapping[FieldName, str]) -> dict[FieldName, str]:
    """What makes a customer look like a relative of somebody in the demo."""
    family = display.split(maxsplit=1)[0]
    name = {FieldName("name"): f"{family} 花", FieldName("kana"): "ミホン ハナ"}
    return {field: text for field, text in name.items() if field in person}


_ELSEWHERE: Final = frozenset({Misuse.REVEALS_PER_CALL, Misuse.OUT_OF_HOURS, Misuse.COPIED_REASON})
"""What is not played at the end of an operator's shift."""


def _turn_of(kind: Misuse) -> int | None:
    """In which shift of the day; None for both."""
    if kind is Misuse.OPENED_BY_MANY:
        return None
    return 1 if kind is Misuse.OUT_OF_HOURS else list(Misuse).index(kind) % 2


class Nosy(Player):
    """Looks at everything that the purpose grants, again and again."""

    def __init__(self, desk: Desk, clock: SetClock, chance: Random) -> None:
        super().__init__(desk, clock, chance)
        self.calls: list[CallId] = []

    def _show(self, caller: Caller, purpose: Purpose) -> None:
        super()._show(caller, purpose)
        self.calls.append(self._desk.open_call().id)
        for name in purpose.reveals * 2:
            if name not in purpose.step_up:
                self._look(name)


class Culprit(Player):
    """One operator who does what the review is to find."""

    def __init__(self, desk: Desk, clock: SetClock, chance: Random, lead: LeadSign) -> None:
        super().__init__(desk, clock, chance)
        self._lead = lead
        self.calls: list[CallId] = []

    def misuse(self, kind: Misuse, caller: Caller) -> None:
        """Play one call."""
        policy = self._desk.policy
        purpose = policy.purposes[policy.clients[caller.client].purposes[0]]
        self.calls.append(open_call(self._desk, caller.client, purpose.id).id)
        self._pause(5, 15)
        if kind is Misuse.MANY_SEARCHES:
            self._fish()
        number = policy.find_by[0]
        self._search({name: caller.knows[name] for name in number})
        self._go_on(kind, caller, purpose)
        self._pause(3, 10)
        end_call(self._desk)

    def _go_on(self, kind: Misuse, caller: Caller, purpose: Purpose) -> None:
        if kind in (Misuse.OWN_NAME, Misuse.OUT_OF_HOURS, Misuse.VIP):
            self._say(caller, purpose, wrong=0)
            self._show(caller, purpose)
        elif kind is Misuse.NEAR_MISSES:
            self._say(caller, purpose, wrong=2)
            self._show(caller, purpose)
        elif kind is Misuse.LIMIT_HIT:
            self._guess(purpose.items[0], self._desk.policy.limits.attempts_per_item + 1)
        elif kind is Misuse.REFUSED_REVEALS:
            for name in (*purpose.reveals, *purpose.reveals):
                self._try_reveal(name)
        elif kind is Misuse.BREAK_GLASS:
            self._break_glass(purpose)
        elif kind is Misuse.SEALED:
            self._open_sealed(caller, purpose)

    def _fish(self) -> None:
        for _ in range(self._desk.policy.review.searches_per_call):
            self._search({name: self._misheard(name) for name in self._desk.policy.find_by[0]})

    def _say(self, caller: Caller, purpose: Purpose, *, wrong: int) -> None:
        """Answer until the check is met, each question wrongly at first."""
        for item in purpose.items:
            if self._desk.open_call().stage is Stage.VERIFIED:
                return
            self._guess(item, wrong)
            known = self._desk.policy.items[item]
            if known.field in caller.knows:
                self._answer(item, self._truth(caller, known))

    def _guess(self, item: ItemId, times: int) -> None:
        for _ in range(times):
            self._answer(item, self._misheard(self._desk.policy.items[item].field))

    def _approval(self) -> Approval:
        return Approval(self._lead.name, Secret(self._lead.password), self._desk.policy.approval_reasons[0])

    def _open_sealed(self, caller: Caller, purpose: Purpose) -> None:
        number = {name: caller.knows[name] for name in self._desk.policy.find_by[0]}
        open_sealed(self._desk, self._lead.keeper, self._approval(), number)
        self._say(caller, purpose, wrong=0)
        self._show(caller, purpose)

    def _break_glass(self, purpose: Purpose) -> None:
        break_glass(self._desk, self._lead.keeper, self._approval(), purpose.reveals[:1])
        self._pause(5, 10)
        self._look(purpose.reveals[0])


def reserved(count: int) -> Iterator[int]:
    """Yield the places of the customers who are opened in a misuse, among ``count``."""
    yield from range(count - RESERVED, count)
