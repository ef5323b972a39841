"""Makes a throw-away vault with people, customers and a history, all of it through the doors that a real one has."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Final

from operator_console.demo.misuse import (
    RESERVED,
    LeadSign,
    Misuse,
    Nosy,
    Planted,
    Plot,
    disguise,
    late_evening,
    reserved,
)
from operator_console.demo.people import client_of, customers
from operator_console.demo.play import Caller, Player
from operator_console.demo.schedule import SetClock, Shift, shifts
from operator_console.domain.actions import Action
from operator_console.domain.ids import CallId, ClientId, FieldName
from operator_console.domain.matching import canonical
from operator_console.domain.policy import Policy
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.services.desk import Desk
from operator_console.services.import_rows import NUMBER, field_value
from operator_console.services.journal import Journal
from operator_console.services.ports import Keeper, OpenVault, Place
from operator_console.services.set_up import Person, confirm, prepare
from operator_console.services.unlock import sign_out

BATCH: Final = 500
"""Customers in one transaction; nobody waits for a vault that is being made."""
DEVICE: Final = "demo"
"""The device and the boot that the history names: these calls were taken on no machine."""

_NOT_AGAIN: Final = 60
"""Calls after which somebody calls again, which is about a day's."""

Tell = Callable[[str, int, int], None]
"""Called with stage, done and total."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is in a demo vault; calls need customers who make them, and misuses a few more."""

    customers: int
    calls: int
    misuses: bool = False


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo vault that has been made: its recovery key, and what the review is to find in it."""

    recovery_key: str
    misuses: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Somebody who can sign in to a demo vault. The password is no secret: it is shown to whoever made the vault."""

    name: str
    display: str
    role: Role
    password: str


USERS: Final = (
    DemoUser("operator1", "見本 一子", Role.OPERATOR, "mihon-denwa-1"),
    DemoUser("operator2", "見本 二郎", Role.OPERATOR, "mihon-denwa-2"),
    DemoUser("lead", "見本 三枝", Role.LEAD, "mihon-kakunin-3"),
    DemoUser("auditor", "見本 四郎", Role.AUDITOR, "mihon-kansa-4"),
    DemoUser("admin", "見本 五月", Role.ADMINISTRATOR, "mihon-kanri-5"),
)


def make_demo(
    keeper: Keeper, policy_text: str, size: Size, seed: int, *, today: datetime, build: str, tell: Tell
) -> Demo:
    """Make the vault in the keeper's folder.

    The same seed on the same day gives the same people and the same calls at the same times. The calls lie on the
    working days before ``today``, so whatever is done in the vault afterwards comes later in its log.

    Args:
        keeper: Of an empty folder.
        policy_text: The policy as TOML.
        size: How many customers, and calls of theirs.
        seed: What people and calls are drawn with.
        today: The present moment, aware.
        build: The build that the log's entries name.
        tell: Told how far the work has come.

    Raises:
        Refusal: ``VAULT_EXISTS``, or what the storage refuses.
    """
    policy = read_policy(policy_text)
    plan = shifts(size.calls, today)
    past = SetClock(plan[0].begins - timedelta(minutes=30))
    there = Place(os_user=DEVICE, device=DEVICE, boot_id=DEVICE, build=build, mode="standalone")
    tell("making", 0, 1)
    people = [Person(user.name, user.display, user.role, Secret(user.password), must_change=False) for user in USERS]
    prepared = prepare(keeper, people, policy_text, device_secret="file", demo=True)  # noqa: S106 - the kind of place
    recovery_code = prepared.recovery_code.reveal()
    vault = confirm(prepared, recovery_code, past, there)
    tell("making", 1, 1)
    try:
        story = _Story(vault, policy, past, there, seed, tell)
        callers = story.fill(size)
        lead = next(user for user in USERS if user.role is Role.LEAD)
        plot = Plot(callers[size.calls :], LeadSign(keeper, lead.name, lead.password), policy) if size.misuses else None
        story.play(plan, callers[: size.calls], plot)
        vault.log.choices()  # what filters look into is made now, and nobody waits for it at the first sign-in
    finally:
        vault.close()
    return Demo(recovery_code, tuple(plot.planted) if plot else ())


@dataclass(frozen=True, slots=True)
class _Story:
    """What happens in the vault before it is handed over."""

    vault: OpenVault
    policy: Policy
    clock: SetClock
    place: Place
    seed: int
    tell: Tell

    def fill(self, size: Size) -> list[Caller]:
        """Store the customers as one import; return the one who makes each call, then those who are misused."""
        count = size.customers
        order = [*self._order(count - RESERVED if size.misuses else count, size.calls)]
        order += reserved(count) if size.misuses else ()
        wanted, callers = set(order), dict[int, Caller]()
        desk = self._sit_down(next(user for user in USERS if user.role is Role.ADMINISTRATOR))
        facts = (("file", DEVICE), ("rows", str(count)), ("customers", str(self.vault.customers.count())))
        desk.journal.write(Action.IMPORT_BEGUN, facts=facts)
        done = 0
        for batch in _batches(customers(count, self.seed, self.policy)):
            with self.vault.customers.change():
                for index, person in enumerate(batch, done):
                    if size.misuses:
                        person.update(disguise(index, count, person, USERS[0].display, self.policy))
                    self._store(client_of(index, self.policy), person)
                    if index in wanted:
                        callers[index] = Caller(client_of(index, self.policy), person)
            done += len(batch)
            self.tell("customers", done, count)
        facts = (("file", DEVICE), ("imported", str(done)), ("rejected", "0"))
        desk.journal.write(Action.IMPORT_ENDED, facts=facts)
        sign_out(desk)
        return [callers[index] for index in order]

    def _order(self, count: int, calls: int) -> Iterator[int]:
        """Draw who calls; nobody calls again within the next day or so, as far as there are others."""
        chance = Random(f"{self.seed}/callers")  # noqa: S311 - a demo's plot, no secret
        lately: deque[int] = deque(maxlen=min(_NOT_AGAIN, count // 2))
        for _ in range(calls):
            while (drawn := chance.randrange(count)) in lately:
                pass
            lately.append(drawn)
            yield drawn

    def play(self, plan: list[Shift], callers: list[Caller], plot: Plot | None) -> None:
        """Play the calls shift by shift; a shift without a call is not begun."""
        operators = [user for user in USERS if user.role is Role.OPERATOR]
        lead = next(user for user in USERS if user.role is Role.LEAD)
        if plot:
            desk = self._sit_down(lead)
            plot.prepare(desk)
            sign_out(desk)
        waiting = iter(callers)
        done = 0
        shifts_a_day = 1 + max((shift.turn for shift in plan), default=0)
        for place, shift in enumerate(plan):
            mine = list(islice(waiting, len(shift.calls)))
            if not mine:
                continue
            self.clock.move_to(shift.begins)
            desk = self._sit_down(operators[shift.turn])
            day, days = place // shifts_a_day, len(plan) // shifts_a_day
            kinds = plot.kinds(day, days, shift.turn) if plot else []
            nosy: list[CallId] = []
            for when, caller in zip(shift.calls, mine, strict=True):
                chance = Random(f"{self.seed}/{done}")  # noqa: S311 - no secret either
                self.clock.move_to(when + timedelta(seconds=chance.randrange(120)))
                if Misuse.REVEALS_PER_CALL in kinds:
                    nosy += self._play_nosy(desk, chance, caller)
                else:
                    Player(desk, self.clock, chance).play(caller)
                done += 1
                self.tell("calls", done, len(callers))
            if plot:
                self._misuse(plot, kinds, desk, nosy)
            self.clock.wait(60)
            sign_out(desk)
            if plot and Misuse.COPIED_REASON in kinds:
                desk = self._sit_down(lead)
                plot.play_lead(desk, self.clock)
                sign_out(desk)
            if plot and Misuse.OUT_OF_HOURS in kinds:
                late_evening(self.clock)
                desk = self._sit_down(operators[shift.turn])
                plot.play_late(desk, self.clock, Random(f"{self.seed}/late"))  # noqa: S311
                sign_out(desk)

    def _play_nosy(self, desk: Desk, chance: Random, caller: Caller) -> list[CallId]:
        player = Nosy(desk, self.clock, chance)
        player.play(caller)
        return player.calls

    def _misuse(self, plot: Plot, kinds: list[Misuse], desk: Desk, nosy: list[CallId]) -> None:
        """Play what is planted at the end of a shift, and remember what was planted all along it."""
        plot.play(kinds, desk, self.clock, Random(f"{self.seed}/misuse/{kinds}"))  # noqa: S311 - no secret either
        if len(nosy) >= self.policy.review.least_calls:
            plot.note(Misuse.REVEALS_PER_CALL, desk, self.clock, nosy)

    def _sit_down(self, user: DemoUser) -> Desk:
        """Sign somebody in to the vault that is open already; the password was set a moment ago and is not tried."""
        account = next(account for account in self.vault.accounts.list() if account.user == user.name)
        session = f"{DEVICE}-{self.clock.now():%m%d%H%M}"
        journal = Journal(
            self.vault.log, self.clock, self.place, session, account.user, account.role, self.policy.version
        )
        journal.write(Action.SIGN_IN)
        self.vault.accounts.note_sign_in(account.user, self.clock.now().isoformat(timespec="seconds"))
        return Desk(self.vault, self.policy, account, self.clock, journal)

    def _store(self, client: ClientId, person: Mapping[FieldName, str]) -> None:
        specs = self.policy.fields
        number = canonical(specs[NUMBER].kind, person[NUMBER])
        fields = {name: field_value(specs[name], text) for name, text in person.items()}
        self.vault.customers.insert(client, number, fields)


def _batches(people: Iterator[dict[FieldName, str]]) -> Iterator[list[dict[FieldName, str]]]:
    while batch := list(islice(people, BATCH)):
        yield batch
