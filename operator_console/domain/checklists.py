"""A checklist being filled in blind: which questions were answered, how often, and whether the policy is met."""

from dataclasses import dataclass, field, replace

from operator_console.domain.ids import ItemId
from operator_console.domain.policy import Check, Limits
from operator_console.domain.refusals import Code, Refusal


@dataclass(frozen=True, slots=True)
class Checklist:
    """Attempts and results of one call. The results stay in the vault; the operator sees only ``is_met``."""

    attempts: tuple[tuple[ItemId, int], ...] = ()
    met: frozenset[ItemId] = field(default_factory=frozenset)

    def tried(self, item: ItemId) -> int:
        """How often this question has been answered."""
        return dict(self.attempts).get(item, 0)

    @property
    def tried_in_all(self) -> int:
        """Answers of every question together."""
        return sum(count for _, count in self.attempts)

    def admit(self, item: ItemId, check: Check, limits: Limits, tried_before: int = 0) -> None:
        """Refuse an answer that is not asked for or one too many; ``tried_before`` were given to other records."""
        if item not in check.items:
            raise Refusal(Code.ITEM_UNKNOWN)
        if self.tried(item) >= limits.attempts_per_item:
            raise Refusal(Code.ATTEMPTS_ITEM)
        if tried_before + self.tried_in_all >= limits.attempts_per_call:
            raise Refusal(Code.ATTEMPTS_CALL)

    def answered(self, item: ItemId, *, correct: bool) -> "Checklist":
        """Return the checklist after one more answer; a later wrong answer takes an earlier right one back."""
        counts = dict(self.attempts)
        counts[item] = counts.get(item, 0) + 1
        met = self.met | {item} if correct else self.met - {item}
        return replace(self, attempts=tuple(counts.items()), met=met)

    def without_results(self) -> "Checklist":
        """Return the checklist with its attempts still counted and nothing met."""
        return replace(self, met=frozenset())

    def is_met(self, check: Check) -> bool:
        """Whether everything required and enough of the rest is right. A check that asks nothing is never met."""
        if not check.required and not check.at_least:
            return False
        others = len(self.met.intersection(check.others))
        return self.met.issuperset(check.required) and others >= check.at_least
