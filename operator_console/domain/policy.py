"""The policy of a vault: fields, client companies, purposes, questions, sentences and limits, from one TOML text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Final

from operator_console.domain.fields import FieldSpec, Sensitivity
from operator_console.domain.ids import ClientId, FieldName, ItemId, PurposeId, RepresentativeId
from operator_console.domain.rates import GuardedRules
from operator_console.domain.review_rules import ReviewRules
from operator_console.domain.room import RoomRules

HISTORY: Final = FieldName("history")
"""The memos of a customer, where a purpose or a representative names them among what may be revealed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how often; seconds and counts."""

    idle_seconds: int = 300
    idle_in_call_seconds: int = 900
    warning_seconds: int = 30
    lease_seconds: int = 60
    resume_seconds: int = 600
    attempts_per_item: int = 3
    attempts_per_call: int = 10
    attempts_per_customer_day: int = 10
    password_length: int = 10
    checkpoint_hours: int = 0
    """Nothing is shown when the last delivered checkpoint is older; 0 for no such limit."""
    checkpoint_reveals: int = 0
    """Nothing is shown after as many reveals since the last delivered checkpoint; 0 for no such limit."""


class Part(StrEnum):
    """How much of a value a question asks for."""

    WHOLE = auto()
    LAST4 = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a checklist: the field it is compared with and the sentence (復唱なし) that asks it."""

    id: ItemId
    field: FieldName
    label: str
    say: str
    part: Part = Part.WHOLE


@dataclass(frozen=True, slots=True)
class Check:
    """What has to be answered: all of ``required`` and ``at_least`` of ``others``."""

    required: tuple[ItemId, ...]
    others: tuple[ItemId, ...] = ()
    at_least: int = 0

    @property
    def items(self) -> tuple[ItemId, ...]:
        """Every question in the order it is asked."""
        return self.required + self.others


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a call is about: what it asks (all of ``required``, ``at_least`` of ``others``) and what it may reveal."""

    id: PurposeId
    label: str
    reveals: tuple[FieldName, ...]
    required: tuple[ItemId, ...]
    others: tuple[ItemId, ...] = ()
    at_least: int = 0
    reveal_seconds: int = 30
    step_up: tuple[FieldName, ...] = ()
    """Of ``reveals``, those that need a call-back to the number on file first."""
    representatives: tuple[RepresentativeId, ...] = ()
    """Who may speak for the customer."""

    @property
    def check(self) -> Check:
        """What the customers themselves have to answer."""
        return Check(self.required, self.others, self.at_least)

    @property
    def items(self) -> tuple[ItemId, ...]:
        """Every question of this purpose in the order it is asked."""
        return self.check.items


@dataclass(frozen=True, slots=True)
class Representative:
    """Somebody who speaks for a customer (代理人): ``at_least`` of these questions, and told these fields at most."""

    id: RepresentativeId
    label: str
    say: str
    items: tuple[ItemId, ...]
    at_least: int
    reveals: tuple[FieldName, ...]

    @property
    def check(self) -> Check:
        """What they have to answer; where all questions are asked, each of them is required."""
        if self.at_least == len(self.items):
            return Check(self.items)
        return Check((), self.items, self.at_least)


@dataclass(frozen=True, slots=True)
class Client:
    """A client company (委託元) in whose name calls are answered."""

    id: ClientId
    name: str
    greeting: str
    purposes: tuple[PurposeId, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to say; for every client where ``clients`` is empty."""

    title: str
    text: str
    clients: tuple[ClientId, ...] = ()


@dataclass(frozen=True, slots=True)
class PrivacyQuestion:
    """What callers ask about their data, and the answer; ``hand_over`` ends with the person in charge (担当者)."""

    question: str
    answer: str
    hand_over: bool = False
    clients: tuple[ClientId, ...] = ()


@dataclass(frozen=True, slots=True)
class CallBackRule:
    """The field that is dialled in a call-back, and the command that dials it; without one it is dialled by hand."""

    field: FieldName
    dial: tuple[str, ...] = ()
    """Program and arguments, one of which is ``{number}``, the number in E.164 with its plus sign."""


@dataclass(frozen=True, slots=True)
class Policy:
    """All of it, validated; mappings keep the order of the file."""

    name: str
    version: int
    fields: Mapping[FieldName, FieldSpec]
    clients: Mapping[ClientId, Client]
    purposes: Mapping[PurposeId, Purpose]
    items: Mapping[ItemId, Item]
    limits: Limits = field(default_factory=Limits)
    find_by: tuple[tuple[FieldName, ...], ...] = ()
    """What finds a customer: each row is one exact identifier or a set of weak ones that are only used together."""
    asked_with: Mapping[FieldName, tuple[FieldName, ...]] = field(default_factory=dict)
    """Fields that give each other away (氏名 and フリガナ): when one is asked, all are masked whole."""
    representatives: Mapping[RepresentativeId, Representative] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    privacy_questions: tuple[PrivacyQuestion, ...] = ()
    call_back: CallBackRule | None = None
    approval_reasons: tuple[str, ...] = ()
    """Reasons for which a lead may grant without the check; where there are none, nobody may."""
    name_failed_item: bool = False
    """Whether the operator is told which answer was wrong."""
    review: ReviewRules = field(default_factory=ReviewRules)
    """From which numbers on work is reviewed."""
    guarded: GuardedRules = field(default_factory=GuardedRules)
    """What Guarded mode asks of OS users."""
    room: RoomRules = field(default_factory=RoomRules)
    """What is asked of the room in which somebody works."""

    def asked(self, check: Check) -> frozenset[FieldName]:
        """Fields that these questions ask for."""
        return frozenset(self.items[item].field for item in check.items)

    def hidden_by(self, purpose: Purpose) -> frozenset[FieldName]:
        """Fields that are masked whole on the card of this purpose.

        Those are what its checklist asks, and the checklists of its representatives, because a word makes one of the
        other; whatever any question asks the end of, because a change of purpose must not turn a mask into the
        answer; everything that gives one of these away; and what is always hidden.
        """
        asked = set(self.asked(purpose.check))
        for name in purpose.representatives:
            asked |= self.asked(self.representatives[name].check)
        asked |= {item.field for item in self.items.values() if item.part is Part.LAST4}
        near = {each for name in asked for each in self.asked_with.get(name, ())}
        always = {spec.name for spec in self.fields.values() if spec.sensitivity is Sensitivity.HIGH}
        return frozenset(asked | near | always)
