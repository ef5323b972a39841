"""Reads a policy from its TOML text, or says at which line it is wrong and how; nothing is filled in by guess."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, TypeVar

from operator_console.domain.fields import FieldSpec, Kind
from operator_console.domain.ids import ClientId, FieldName, ItemId, PurposeId
from operator_console.domain.policy import Client, Item, Limits, Policy, Purpose
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.refusals import Code, Refusal

_HEADER: Final = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY: Final = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TOML_LINE: Final = re.compile(r"at line (\d+)")


def read_policy(text: str) -> Policy:
    """Return the policy that ``text`` describes.

    Raises:
        Refusal: ``POLICY_INVALID`` with ``line`` (from 1), ``where`` (the key's path) and ``problem``.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        found = _TOML_LINE.search(str(wrong))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise Refusal(Code.POLICY_INVALID, line=line, where="", problem=PolicyProblem.NOT_TOML) from None
    return _Reader(text).policy(table)


def _lines_of(text: str) -> dict[str, int]:
    """Return the line of every ``[table]`` and ``key =``, by its dotted path."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = header.group(1).strip().replace('"', "")
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}.{key.group(1)}".lstrip("."), number)
    return lines


T = TypeVar("T")


@dataclass
class _Table:
    """One table of the file with its path; every key is taken out once, and what is left over is refused."""

    reader: "_Reader"
    path: str
    rest: dict[str, Any]

    def at(self, key: str) -> str:
        return f"{self.path}.{key}".lstrip(".")

    def take(self, key: str, of: type[T], default: T | None = None) -> T:
        if key not in self.rest:
            if default is None:
                raise self.reader.wrong(self.at(key), PolicyProblem.MISSING)
            return default
        value = self.rest.pop(key)
        if not isinstance(value, of) or (of is int and isinstance(value, bool)):
            raise self.reader.wrong(self.at(key), PolicyProblem.WRONG_TYPE)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self.take(key, str, default)
        if not value.strip():
            raise self.reader.wrong(self.at(key), PolicyProblem.EMPTY)
        return value

    def number(self, key: str, default: int | None, low: int, high: int) -> int:
        value = self.take(key, int, default)
        if not low <= value <= high:
            raise self.reader.wrong(self.at(key), PolicyProblem.OUT_OF_RANGE)
        return value

    def names(self, key: str, known: Iterable[str], default: list[object] | None = None) -> tuple[str, ...]:
        return self.reader.names(self.at(key), self.take(key, list, default), known)

    def done(self) -> None:
        for key in self.rest:
            raise self.reader.wrong(self.at(key), PolicyProblem.UNKNOWN_KEY)


class _Reader:
    """Knows the lines of one text."""

    def __init__(self, text: str) -> None:
        self._lines = _lines_of(text)

    def wrong(self, path: str, problem: PolicyProblem) -> Refusal:
        """A refusal at the line of the nearest thing that is in the file."""
        near = path
        while near and near not in self._lines:
            near = near.rpartition(".")[0]
        return Refusal(Code.POLICY_INVALID, line=self._lines.get(near, 1), where=path, problem=problem)

    def names(self, path: str, values: list[object], known: Iterable[str]) -> tuple[str, ...]:
        names: list[str] = []
        for value in values:
            if not isinstance(value, str):
                raise self.wrong(path, PolicyProblem.WRONG_TYPE)
            if value not in known:
                raise self.wrong(path, PolicyProblem.UNKNOWN_NAME)
            if value in names:
                raise self.wrong(path, PolicyProblem.REPEATED)
            names.append(value)
        return tuple(names)

    def tables(self, top: _Table, key: str) -> list[_Table]:
        """The named tables under ``[key.…]``, in the order of the file."""
        found: list[_Table] = []
        for name, value in top.take(key, dict).items():
            path = f"{key}.{name}"
            if not _NAME.fullmatch(name):
                raise self.wrong(path, PolicyProblem.BAD_NAME)
            if not isinstance(value, dict):
                raise self.wrong(path, PolicyProblem.WRONG_TYPE)
            found.append(_Table(self, path, dict(value)))
        if not found:
            raise self.wrong(key, PolicyProblem.MISSING)
        return found

    def policy(self, table: dict[str, Any]) -> Policy:
        top = _Table(self, "", dict(table))
        specs = {FieldName(_last(t)): self.field(t) for t in self.tables(top, "fields")}
        items = {ItemId(_last(t)): self.item(t, specs) for t in self.tables(top, "items")}
        purposes = {PurposeId(_last(t)): self.purpose(t, specs, items) for t in self.tables(top, "purposes")}
        clients = {ClientId(_last(t)): self.client(t, purposes) for t in self.tables(top, "clients")}
        policy = Policy(
            name=top.text("name"),
            version=top.number("version", None, 1, 1_000_000_000),
            fields=specs,
            items=items,
            purposes=purposes,
            clients=clients,
            limits=self.limits(_Table(self, "limits", dict(top.take("limits", dict, {})))),
            find_by=self.find_by(top, specs),
            asked_with=self.asked_with(_Table(self, "asked_with", dict(top.take("asked_with", dict, {}))), specs),
        )
        top.done()
        return policy

    def field(self, table: _Table) -> FieldSpec:
        kind = table.text("kind")
        if kind not in set(Kind):
            raise self.wrong(table.at("kind"), PolicyProblem.UNKNOWN_NAME)
        headers = table.take("headers", list, [])
        if not all(isinstance(header, str) for header in headers):
            raise self.wrong(table.at("headers"), PolicyProblem.WRONG_TYPE)
        spec = FieldSpec(
            name=FieldName(_last(table)),
            kind=Kind(kind),
            label=table.text("label"),
            headers=tuple(headers),
            required=table.take("required", bool, False),
            find=table.take("find", bool, False),
            mask=table.text("mask", "default"),
        )
        table.done()
        return spec

    def item(self, table: _Table, specs: Mapping[FieldName, FieldSpec]) -> Item:
        (name,) = self.names(table.at("field"), [table.text("field")], specs)
        item = Item(id=ItemId(_last(table)), field=FieldName(name), label=table.text("label"), say=table.text("say"))
        table.done()
        return item

    def purpose(self, table: _Table, specs: Mapping[FieldName, FieldSpec], items: Mapping[ItemId, Item]) -> Purpose:
        required = table.names("required", items, [])
        others = table.names("others", [name for name in items if name not in required], [])
        at_least = table.number("at_least", 0, 0, len(others))
        if not required and not at_least:
            raise self.wrong(table.path, PolicyProblem.NOT_ENOUGH_ITEMS)
        purpose = Purpose(
            id=PurposeId(_last(table)),
            label=table.text("label"),
            reveals=tuple(FieldName(name) for name in table.names("reveals", specs)),
            required=tuple(ItemId(name) for name in required),
            others=tuple(ItemId(name) for name in others),
            at_least=at_least,
            reveal_seconds=table.number("reveal_seconds", 30, 5, 300),
        )
        table.done()
        return purpose

    def client(self, table: _Table, purposes: Mapping[PurposeId, Purpose]) -> Client:
        names = table.names("purposes", purposes)
        if not names:
            raise self.wrong(table.at("purposes"), PolicyProblem.EMPTY)
        client = Client(
            id=ClientId(_last(table)),
            name=table.text("name"),
            greeting=table.text("greeting"),
            purposes=tuple(PurposeId(name) for name in names),
        )
        table.done()
        return client

    def limits(self, table: _Table) -> Limits:
        default = Limits()
        numbers = {
            limit.name: table.number(limit.name, getattr(default, limit.name), 1, 86_400) for limit in fields(Limits)
        }
        table.done()
        limits = Limits(**numbers)
        if limits.warning_seconds >= limits.idle_seconds:
            raise self.wrong("limits.warning_seconds", PolicyProblem.OUT_OF_RANGE)
        return limits

    def find_by(self, top: _Table, specs: Mapping[FieldName, FieldSpec]) -> tuple[tuple[FieldName, ...], ...]:
        ways: list[tuple[FieldName, ...]] = []
        for way in top.take("find_by", list):
            if not isinstance(way, list) or not way:
                raise self.wrong("find_by", PolicyProblem.WRONG_TYPE)
            names = tuple(FieldName(name) for name in self.names("find_by", way, specs))
            if not all(specs[name].find for name in names):
                raise self.wrong("find_by", PolicyProblem.NOT_FINDABLE)
            ways.append(names)
        if not ways:
            raise self.wrong("find_by", PolicyProblem.EMPTY)
        return tuple(ways)

    def asked_with(self, table: _Table, specs: Mapping[FieldName, FieldSpec]) -> dict[FieldName, tuple[FieldName, ...]]:
        near: dict[FieldName, tuple[FieldName, ...]] = {}
        for key in list(table.rest):
            self.names(table.at(key), [key], specs)
            near[FieldName(key)] = tuple(FieldName(name) for name in table.names(key, specs))
        return near


def _last(table: _Table) -> str:
    return table.path.rpartition(".")[2]
