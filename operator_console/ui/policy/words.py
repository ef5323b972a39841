"""A policy in words for whoever answers for it: the same text, read aloud section by section."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from operator_console.domain.ids import ClientId, FieldName, ItemId
from operator_console.wording import Wording

if TYPE_CHECKING:  # reading a policy loads the matching rules, which the other pages do without
    from operator_console.domain.policy import Check, Policy, Purpose

_HISTORY: Final = "history"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with pairs of what is settled and how."""

    title: str
    rows: tuple[tuple[str, str], ...]


class PolicyWords(QObject):
    """Tells what a policy says; labels and sentences of the policy itself stand as they are."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording

    def sections(self, policy: "Policy") -> tuple[Section, ...]:
        """Return everything about a policy, in the order in which it matters in a call."""
        every = (
            self._clients(policy),
            *(self._purpose(policy, purpose) for purpose in policy.purposes.values()),
            self._representatives(policy),
            self._find_by(policy),
            self._limits(policy),
            self._approval(policy),
            self._fields(policy),
            self._phrases(policy),
            self._questions(policy),
        )
        return tuple(section for section in every if section.rows)

    # ---- the sections ------------------------------------------------------------------------------------------------

    def _clients(self, policy: "Policy") -> Section:
        rows = (
            (client.name, f"{client.greeting}\n{self._join(policy.purposes[each].label for each in client.purposes)}")
            for client in policy.clients.values()
        )
        return Section(self.tr("Client companies"), tuple(rows))

    def _purpose(self, policy: "Policy", purpose: "Purpose") -> Section:
        rows = [
            (self.tr("Asked"), self.asked(policy, purpose.check)),
            (self.tr("May be revealed"), self.fields(policy, purpose.reveals)),
            (self.tr("Only after a call-back"), self.fields(policy, purpose.step_up)),
            (
                self.tr("May speak for the customer"),
                self._join(policy.representatives[each].label for each in purpose.representatives),
            ),
            (self.tr("Shown for"), self._seconds(purpose.reveal_seconds)),
        ]
        title = self.tr("Purpose: {label}").format(label=purpose.label)
        return Section(title, tuple((heading, words) for heading, words in rows if words))

    def _representatives(self, policy: "Policy") -> Section:
        told = self.tr("Asked: {items}\nMay be told: {fields}")
        rows = (
            (each.label, told.format(items=self.asked(policy, each.check), fields=self.fields(policy, each.reveals)))
            for each in policy.representatives.values()
        )
        return Section(self.tr("Who may speak for a customer"), tuple(rows))

    def _find_by(self, policy: "Policy") -> Section:
        ways = "\n".join(self.tr(" and ").join(policy.fields[name].label for name in way) for way in policy.find_by)
        return Section(self.tr("Finding a customer"), ((self.tr("By one of"), ways),))

    def _limits(self, policy: "Policy") -> Section:
        limits = policy.limits
        times = self.tr("{count} times")
        rows = (
            (self.tr("Locks when nobody types"), self._seconds(limits.idle_seconds)),
            (self.tr("Locks during a call"), self._seconds(limits.idle_in_call_seconds)),
            (self.tr("Says so before"), self._seconds(limits.warning_seconds)),
            (self.tr("A call can be resumed for"), self._seconds(limits.resume_seconds)),
            (self.tr("Answers to one question"), times.format(count=limits.attempts_per_item)),
            (self.tr("Answers in one call"), times.format(count=limits.attempts_per_call)),
            (self.tr("Answers for one customer a day"), times.format(count=limits.attempts_per_customer_day)),
            (self.tr("Shortest password"), self.tr("{count} characters").format(count=limits.password_length)),
            (self.tr("A wrong answer"), self._wrong_answer(policy)),
        )
        return Section(self.tr("Limits"), rows)

    def _approval(self, policy: "Policy") -> Section:
        none = self.tr("None: nobody can be shown a field without the check.")
        rows = [(self.tr("Reasons for a lead's approval"), "\n".join(policy.approval_reasons) or none)]
        if policy.call_back is not None:
            rows.append((self.tr("A call-back dials"), policy.fields[policy.call_back.field].label))
        return Section(self.tr("Approval and call-back"), tuple(rows))

    def _fields(self, policy: "Policy") -> Section:
        told = self.tr("{kind}, sensitivity {sensitivity}")
        rows = (
            (
                spec.label,
                told.format(
                    kind=self._wording.fact_value("kind", spec.kind),
                    sensitivity=self._wording.fact_value("sensitivity", spec.sensitivity),
                ),
            )
            for spec in policy.fields.values()
        )
        return Section(self.tr("Fields of a customer"), tuple(rows))

    def _phrases(self, policy: "Policy") -> Section:
        rows = ((phrase.title, self._for_whom(policy, phrase.text, phrase.clients)) for phrase in policy.phrases)
        return Section(self.tr("Phrase cards"), tuple(rows))

    def _questions(self, policy: "Policy") -> Section:
        rows = (
            (
                each.question,
                self._for_whom(
                    policy, each.answer + (self.tr("\n→ Hand over") if each.hand_over else ""), each.clients
                ),
            )
            for each in policy.privacy_questions
        )
        return Section(self.tr("Questions about privacy"), tuple(rows))

    # ---- pieces ------------------------------------------------------------------------------------------------------

    def asked(self, policy: "Policy", check: "Check") -> str:
        """Return what has to be answered."""
        required, others = self._items(policy, check.required), self._items(policy, check.others)
        if not others:
            return required
        some = self.tr("{count} of: {items}").format(count=check.at_least, items=others)
        return self.tr("{required}, and {some}").format(required=required, some=some) if required else some

    def fields(self, policy: "Policy", names: Iterable[FieldName]) -> str:
        """Return fields by their labels."""
        return self._join(self.field(policy, name) for name in names)

    def field(self, policy: "Policy", name: FieldName) -> str:
        """Return one field by its label."""
        spec = policy.fields.get(name)
        return spec.label if spec is not None else self._wording.fact_value("field", name)

    def _items(self, policy: "Policy", items: Iterable[ItemId]) -> str:
        return self._join(policy.items[item].label for item in items)

    def _for_whom(self, policy: "Policy", words: str, clients: tuple[ClientId, ...]) -> str:
        if not clients:
            return words
        only = self.tr("(only for {clients})").format(
            clients=self._join(policy.clients[client].name for client in clients)
        )
        return f"{words}\n{only}"

    def _wrong_answer(self, policy: "Policy") -> str:
        if policy.name_failed_item:
            return self.tr("The operator is told which question it was.")
        return self.tr("The operator is not told which question it was.")

    def _seconds(self, seconds: int) -> str:
        minutes, rest = divmod(seconds, 60)
        if not minutes:
            return self.tr("{seconds} s").format(seconds=rest)
        words = self.tr("{minutes} min {seconds} s") if rest else self.tr("{minutes} min")
        return words.format(minutes=minutes, seconds=rest)

    @staticmethod
    def _join(words: Iterable[str]) -> str:
        return "、".join(words)
