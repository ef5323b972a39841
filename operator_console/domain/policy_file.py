"""Reads a policy from its TOML text, or says at which lines it is wrong and how; nothing is filled in by guess."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, Final, TypeVar

from operator_console.domain.fields import FieldSpec, Kind, Sensitivity
from operator_console.domain.ids import ClientId, FieldName, ItemId, PurposeId, RepresentativeId
from operator_console.domain.masks import STYLES
from operator_console.domain.policy import (
    HISTORY,
    CallBackRule,
    Client,
    Item,
    Limits,
    Part,
    Phrase,
    Policy,
    PrivacyQuestion,
    Purpose,
    Representative,
)
from operator_console.domain.policy_checks import problems
from operator_console.domain.policy_problems import Fault, PolicyProblem
from operator_console.domain.policy_table import Lines, Table, Wrong
from operator_console.domain.rates import GuardedRules
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review_rules import ReviewRules
from operator_console.domain.room import RoomQuestion, RoomRules

_TOML_LINE: Final = re.compile(r"at line (\d+)")
_WITH_END: Final = frozenset({Kind.PHONE, Kind.IDENTIFIER})
_REVIEW: Final = {
    "utc_offset_minutes": (-720, 840),
    "opens": (0, 23),
    "closes": (1, 24),
    "empty_percent": (1, 100),
    "reveals_percent": (101, 10_000),
    "sample_per_mille": (0, 1000),
    "queue_percent": (1, 100),
}
"""What numbers of the review may be, where not from 1 on."""
_STEPS: Final = {"steps_per_minute": 60, "steps_per_hour": 600, "steps_per_day": 2000}
"""Fewer than these would keep an administrator from putting a better policy in force."""
T = TypeVar("T")


def read_policy(text: str) -> Policy:
    """Return the policy that ``text`` describes.

    Raises:
        Refusal: ``POLICY_INVALID`` with ``line`` (from 1), ``where`` (the key's path) and ``problem``.
    """
    policy, faults = _read(text)
    if policy is None or faults:
        first = faults[0]
        raise Refusal(Code.POLICY_INVALID, line=first.line, where=first.where, problem=first.problem)
    return policy


def check_policy(text: str) -> list[Fault]:
    """Return everything that is wrong with the text, one problem a table, in the order of its lines."""
    return _read(text)[1]


def fault_at(text: str, where: str, problem: PolicyProblem) -> Fault:
    """Return a fault at the line where a key's path stands in a text that can be read."""
    return Lines(text).fault(where, problem)


def _read(text: str) -> tuple[Policy | None, list[Fault]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        found = _TOML_LINE.search(str(wrong))
        line = int(found.group(1)) if found else text.count("\n") + 1
        return None, [Fault(line, "", PolicyProblem.NOT_TOML)]
    reader = _Reader(Table(Lines(text), "", table))
    policy = reader.policy()
    return policy, sorted(reader.faults, key=lambda fault: fault.line)


def _names(table: object) -> frozenset[str]:
    return frozenset(table) if isinstance(table, dict) else frozenset()


class _Reader:
    """Reads part by part; a part that is wrong is noted, and what refers to it by name is still read."""

    def __init__(self, top: Table) -> None:
        self.faults: list[Fault] = []
        self._top = top
        self._fields = _names(top.rest.get("fields"))
        self._items = _names(top.rest.get("items"))
        self._purposes = _names(top.rest.get("purposes"))
        self._clients = _names(top.rest.get("clients"))
        self._representatives = _names(top.rest.get("representatives"))
        self._specs: dict[FieldName, FieldSpec] = {}

    def policy(self) -> Policy | None:
        """Return the policy, or None where a part of it is missing."""
        self._specs = {spec.name: spec for spec in self._each("fields", self._field)}
        parts: dict[str, Any] = {
            "name": self._part(lambda: self._top.text("name")),
            "version": self._part(lambda: self._top.number("version", None, 1, 1_000_000_000)),
            "items": {item.id: item for item in self._each("items", self._item)},
            "purposes": {purpose.id: purpose for purpose in self._each("purposes", self._purpose)},
            "clients": {client.id: client for client in self._each("clients", self._client)},
            "representatives": {
                each.id: each for each in self._each("representatives", self._representative, required=False)
            },
            "phrases": tuple(self._each("phrases", self._phrase, required=False)),
            "privacy_questions": tuple(self._each("privacy_questions", self._question, required=False)),
            "find_by": self._part(self._find_by),
            "asked_with": self._part(lambda: self._asked_with(self._top.table("asked_with"))),
            "limits": self._part(lambda: self._limits(self._top.table("limits"))),
            "call_back": self._part(self._call_back),
            "approval_reasons": self._part(lambda: self._reasons(self._top.table("break_glass"))),
            "review": self._part(lambda: self._review(self._top.table("review"))),
            "guarded": self._part(lambda: self._guarded(self._top.table("guarded"))),
            "room": self._room(),
            "name_failed_item": self._part(lambda: self._top.take("name_failed_item", bool, default=False)),
        }
        self._part(self._top.done)
        if self.faults:
            return None
        policy = Policy(fields=self._specs, **parts)
        self.faults += [self._top.lines.fault(path, problem) for path, problem in problems(policy)]
        return policy

    def _part(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Wrong as wrong:
            self.faults.append(wrong.fault)
            return None

    def _each(self, key: str, read: Callable[[Table], T], *, required: bool = True) -> list[T]:
        found: list[T] = []
        for table in self._part(lambda: self._top.tables(key, required=required)) or []:
            if isinstance(table, Fault):
                self.faults.append(table)
                continue
            try:
                found.append(read(table))
                table.done()
            except Wrong as wrong:
                self.faults.append(wrong.fault)
        return found

    def _field(self, table: Table) -> FieldSpec:
        if table.name == HISTORY:
            raise table.wrong("", PolicyProblem.BAD_NAME)
        kind = Kind(table.one_of("kind", set(Kind)))
        style = table.text("mask", "default")
        if style not in STYLES[kind]:
            raise table.wrong("mask", PolicyProblem.BAD_MASK)
        return FieldSpec(
            name=FieldName(table.name),
            kind=kind,
            label=table.text("label"),
            headers=table.texts("headers"),
            required=table.take("required", bool, default=False),
            find=table.take("find", bool, default=False),
            mask=style,
            sensitivity=Sensitivity(table.one_of("sensitivity", set(Sensitivity), Sensitivity.NORMAL)),
            copy=table.take("copy", bool, default=False),
            unspoken=table.take("unspoken", bool, default=False),
        )

    def _item(self, table: Table) -> Item:
        name = FieldName(table.one_of("field", self._fields))
        part = Part(table.one_of("part", set(Part), Part.WHOLE))
        if part is Part.LAST4 and name in self._specs and self._specs[name].kind not in _WITH_END:
            raise table.wrong("part", PolicyProblem.WRONG_KIND)
        return Item(ItemId(table.name), name, label=table.text("label"), say=table.text("say"), part=part)

    def _purpose(self, table: Table) -> Purpose:
        required = table.names("required", self._items, [])
        others = table.names("others", self._items - set(required), [])
        at_least = table.number("at_least", 0, 0, len(others))
        if not required and not at_least:
            raise table.wrong("", PolicyProblem.NOT_ENOUGH_ITEMS)
        representatives = table.names("representatives", self._representatives, [])
        return Purpose(
            id=PurposeId(table.name),
            label=table.text("label"),
            reveals=self._told(table, "reveals"),
            required=tuple(ItemId(name) for name in required),
            others=tuple(ItemId(name) for name in others),
            at_least=at_least,
            reveal_seconds=table.number("reveal_seconds", 30, 5, 300),
            step_up=self._told(table, "step_up", []),
            representatives=tuple(RepresentativeId(name) for name in representatives),
        )

    def _told(self, table: Table, key: str, default: list[object] | None = None) -> tuple[FieldName, ...]:
        return tuple(FieldName(name) for name in table.names(key, self._fields | {HISTORY}, default))

    def _representative(self, table: Table) -> Representative:
        items = table.names("items", self._items)
        if not items:
            raise table.wrong("items", PolicyProblem.NOT_ENOUGH_ITEMS)
        return Representative(
            id=RepresentativeId(table.name),
            label=table.text("label"),
            say=table.text("say"),
            items=tuple(ItemId(name) for name in items),
            at_least=table.number("at_least", len(items), 1, len(items)),
            reveals=self._told(table, "reveals"),
        )

    def _client(self, table: Table) -> Client:
        names = table.names("purposes", self._purposes)
        if not names:
            raise table.wrong("purposes", PolicyProblem.EMPTY)
        purposes = tuple(PurposeId(name) for name in names)
        return Client(ClientId(table.name), table.text("name"), table.text("greeting"), purposes)

    def _phrase(self, table: Table) -> Phrase:
        return Phrase(table.text("title"), table.text("text"), self._for_clients(table))

    def _question(self, table: Table) -> PrivacyQuestion:
        hand_over = table.take("hand_over", bool, default=False)
        return PrivacyQuestion(table.text("question"), table.text("answer"), hand_over, self._for_clients(table))

    def _for_clients(self, table: Table) -> tuple[ClientId, ...]:
        return tuple(ClientId(name) for name in table.names("clients", self._clients, []))

    def _limits(self, table: Table) -> Limits:
        default = Limits()
        numbers = {
            limit.name: table.number(limit.name, getattr(default, limit.name), int(limit.default != 0), 86_400)
            for limit in fields(Limits)
        }
        table.done()
        return Limits(**numbers)

    def _review(self, table: Table) -> ReviewRules:
        default = ReviewRules()
        numbers = {
            rule.name: table.number(rule.name, getattr(default, rule.name), *_REVIEW.get(rule.name, (1, 100_000)))
            for rule in fields(ReviewRules)
            if rule.type is int
        }
        closed = table.take("closed_weekdays", list, [])
        if not all(isinstance(day, int) and 1 <= day <= 7 for day in closed):
            raise table.wrong("closed_weekdays", PolicyProblem.OUT_OF_RANGE)
        vip = FieldName(table.one_of("vip_field", self._fields)) if "vip_field" in table.rest else ""
        if numbers["opens"] >= numbers["closes"]:
            raise table.wrong("closes", PolicyProblem.OUT_OF_RANGE)
        table.done()
        return ReviewRules(**numbers, closed_weekdays=tuple(closed), vip_field=vip)

    def _guarded(self, table: Table) -> GuardedRules:
        default = GuardedRules()
        numbers = {
            rule.name: table.number(rule.name, getattr(default, rule.name), _STEPS.get(rule.name, 1), 1_000_000)
            for rule in fields(GuardedRules)
            if rule.type is int
        }
        tie = table.take("tie_accounts", bool, default=False)
        table.done()
        return GuardedRules(**numbers, tie_accounts=tie)

    def _room(self) -> RoomRules | None:
        questions = tuple(self._each("room_questions", self._room_question, required=False))
        return self._part(lambda: self._room_rules(self._top.table("room"), questions))

    def _room_rules(self, table: Table, questions: tuple[RoomQuestion, ...]) -> RoomRules:
        default = RoomRules()
        flags = {
            rule.name: table.take(rule.name, bool, default=rule.default)
            for rule in fields(RoomRules)
            if rule.type is bool
        }
        minutes = table.number("sharing_minutes", default.sharing_minutes, 1, 60)
        if flags["stop"] and not questions:
            raise table.wrong("stop", PolicyProblem.EMPTY)
        table.done()
        return RoomRules(**flags, sharing_minutes=minutes, questions=questions)

    def _room_question(self, table: Table) -> RoomQuestion:
        return RoomQuestion(table.name, table.text("label"), table.text("ask"), table.text("advice"))

    def _call_back(self) -> CallBackRule | None:
        if "call_back" not in self._top.rest:
            return None
        table = self._top.table("call_back")
        rule = CallBackRule(FieldName(table.one_of("field", self._fields)), table.texts("dial"))
        table.done()
        return rule

    def _reasons(self, table: Table) -> tuple[str, ...]:
        reasons = table.texts("reasons")
        table.done()
        return reasons

    def _find_by(self) -> tuple[tuple[FieldName, ...], ...]:
        ways = [self._way(way) for way in self._top.take("find_by", list)]
        if not ways:
            raise self._top.wrong("find_by", PolicyProblem.EMPTY)
        return tuple(ways)

    def _way(self, way: object) -> tuple[FieldName, ...]:
        if not isinstance(way, list) or not way:
            raise self._top.wrong("find_by", PolicyProblem.WRONG_TYPE)
        names = tuple(FieldName(name) for name in self._top.known("find_by", way, self._fields))
        if not all(self._specs[name].find for name in names if name in self._specs):
            raise self._top.wrong("find_by", PolicyProblem.NOT_FINDABLE)
        return names

    def _asked_with(self, table: Table) -> dict[FieldName, tuple[FieldName, ...]]:
        near: dict[FieldName, tuple[FieldName, ...]] = {}
        for key in list(table.rest):
            table.known(key, [key], self._fields)
            near[FieldName(key)] = self._fields_of(table.names(key, self._fields))
        return near

    @staticmethod
    def _fields_of(names: Iterable[str]) -> tuple[FieldName, ...]:
        return tuple(FieldName(name) for name in names)
