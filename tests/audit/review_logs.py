"""Writes days of calls as the vault's log has them, in memory, and reads them as the review does."""

from datetime import datetime, timedelta, timezone
from typing import Any

from honest_logs import entry

from operator_console.audit.record import encode
from operator_console.audit.review.cases import Case, CaseBook
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.review import ReviewRule
from operator_console.domain.review_rules import ReviewRules

JAPAN = timezone(timedelta(hours=9))
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=JAPAN)
RULES = ReviewRules(sample_per_mille=0)


class Office:
    """A log that grows call by call."""

    def __init__(self, rules: ReviewRules = RULES) -> None:
        self.rules = rules
        self._book = CaseBook(rules)
        self.ledger = self._book.ledger
        self.now = MONDAY
        self._calls = 0

    def write(self, action: Action, outcome: Outcome = Outcome.DONE, **more: Any) -> None:
        self.now += timedelta(seconds=10)
        us = int(self.now.timestamp() * 1_000_000)
        usual = {"user": "hana", "call": "", "purpose": "delivery", "wall_us": us, "sequence": self.ledger.last + 1}
        record = encode(entry(action=action, outcome=outcome, **(usual | more)))
        self.ledger.feed(self.ledger.last + 1, record)

    def call(self, *steps: Any, user: str = "hana", customer: str = "", end: bool = True) -> str:
        """Write one call; each step is an action, or a tuple of action, outcome and a dict of the rest."""
        self._calls += 1
        call = f"{self._calls:032x}"
        customer = customer or f"{self._calls:032x}"
        for step in (Action.CALL_OPENED, *(steps or HONEST), *((Action.CALL_ENDED,) if end else ())):
            action, outcome, more = step if isinstance(step, tuple) else (step, Outcome.DONE, {})
            named = {} if action is Action.CALL_OPENED else {"customer": customer}
            self.write(action, outcome, user=user, call=call, **(named | more))
        return call

    def next_day(self, days: int = 1) -> None:
        self.now = (self.now + timedelta(days=days)).replace(hour=10, minute=0, second=0)

    def day(self, back: int = 0) -> int:
        return (self.now - timedelta(days=back)).toordinal()

    def cases(self, back: int = 0, *, over: bool = True) -> tuple[Case, ...]:
        return self._book.of_day(self.day(back), over=over)

    def found(self, back: int = 0) -> list[tuple[ReviewRule, dict[str, str | int]]]:
        return [(each.rule, each.params) for case in self.cases(back) for each in case.findings]


FOUND = (Action.SEARCH, Outcome.FOUND, {"fields": ("number",)})
NOTHING = (Action.SEARCH, Outcome.NOTHING, {"fields": ("number",), "customer": ""})
RIGHT = (Action.ANSWER, Outcome.NOT_YET_MET, {"facts": (("item", "name"), ("result", "match"))})
MET = (Action.ANSWER, Outcome.MET, {"facts": (("item", "phone"), ("result", "match"))})
WRONG = (Action.ANSWER, Outcome.NOT_YET_MET, {"facts": (("item", "name"), ("result", "mismatch"))})
LIMITED = (Action.ANSWER, Outcome.REFUSED, {"reason": "attempts_item"})
SHOWN = (Action.REVEAL, Outcome.MET, {"fields": ("address",)})
MASKED = (Action.REVEAL_ENDED, Outcome.DONE, {"fields": ("address",)})
REFUSED = (Action.REVEAL_REFUSED, Outcome.REFUSED, {"fields": ("address",), "reason": "not_verified"})
GLASS = (
    Action.BREAK_GLASS,
    Outcome.DONE,
    {"fields": ("address",), "reason": "急病人の搬送先に伝えるため", "facts": (("lead", "lead"),)},
)
GRANTED = (Action.REVEAL, Outcome.NOT_YET_MET, {"fields": ("address",), "facts": (("lead", "lead"),)})
HONEST = (FOUND, RIGHT, MET, SHOWN, MASKED)
