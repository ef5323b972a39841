"""The policy of a vault: fields, client companies, purposes, questions, sentences and limits, from one TOML text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from operator_console.domain.fields import FieldSpec
from operator_console.domain.ids import ClientId, FieldName, ItemId, PurposeId


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


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a checklist: the field it is compared with and the sentence (復唱なし) that asks it."""

    id: ItemId
    field: FieldName
    label: str
    say: str


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

    @property
    def items(self) -> tuple[ItemId, ...]:
        """Every question of this purpose in the order it is asked."""
        return self.required + self.others


@dataclass(frozen=True, slots=True)
class Client:
    """A client company (委託元) in whose name calls are answered."""

    id: ClientId
    name: str
    greeting: str
    purposes: tuple[PurposeId, ...]


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

    def hidden_by(self, purpose: Purpose) -> frozenset[FieldName]:
        """Fields whose mask would give away an answer of this purpose's checklist: they are masked whole."""
        asked = {self.items[item].field for item in purpose.items}
        return frozenset(asked | {near for name in asked for near in self.asked_with.get(name, ())})
