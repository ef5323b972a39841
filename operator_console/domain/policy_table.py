"""The tables of a policy's text with their lines: every key is taken out once, and what is left over is wrong."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from operator_console.domain.policy_problems import Fault, PolicyProblem

_HEADER: Final = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY: Final = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")

T = TypeVar("T")


class Wrong(Exception):  # noqa: N818 - a mistake in the file is an answer, not an error of ours
    """The part that is being read is wrong; the rest of the text is read nevertheless."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.problem.value)
        self.fault = fault


class Lines:
    """Knows the line of every ``[table]`` and ``key =`` of a text, by its dotted path."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        table = ""
        for number, line in enumerate(text.splitlines(), 1):
            if header := _HEADER.match(line):
                table = header.group(1).strip().replace('"', "")
                self._lines.setdefault(table, number)
            elif key := _KEY.match(line):
                self._lines.setdefault(f"{table}.{key.group(1)}".lstrip("."), number)

    def fault(self, path: str, problem: PolicyProblem) -> Fault:
        """Return a fault at the line of the nearest thing that is in the file."""
        near = path
        while near and near not in self._lines:
            near = near.rpartition(".")[0]
        return Fault(self._lines.get(near, 1), path, problem)


@dataclass
class Table:
    """One table of the file with its path. Every method raises :class:`Wrong`."""

    lines: Lines
    path: str
    rest: dict[str, Any]

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(".")[2]

    def at(self, key: str) -> str:
        """Return the path of a key."""
        return f"{self.path}.{key}".lstrip(".")

    def wrong(self, key: str, problem: PolicyProblem) -> Wrong:
        """Return what is wrong with a key, or with the table for an empty one."""
        return Wrong(self.lines.fault(self.at(key) if key else self.path, problem))

    def take(self, key: str, of: type[T], default: T | None = None) -> T:
        """Take a value of this type; one without a default is required."""
        if key not in self.rest:
            if default is None:
                raise self.wrong(key, PolicyProblem.MISSING)
            return default
        value = self.rest.pop(key)
        if not isinstance(value, of) or (of is int and isinstance(value, bool)):
            raise self.wrong(key, PolicyProblem.WRONG_TYPE)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text that is not empty."""
        value = self.take(key, str, default)
        if not value.strip():
            raise self.wrong(key, PolicyProblem.EMPTY)
        return value

    def number(self, key: str, default: int | None, low: int, high: int) -> int:
        """Take a whole number from ``low`` to ``high``."""
        value = self.take(key, int, default)
        if not low <= value <= high:
            raise self.wrong(key, PolicyProblem.OUT_OF_RANGE)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts, none of them empty; none at all where the key is not there."""
        values: list[object] = self.take(key, list, [])
        for value in values:
            if not isinstance(value, str):
                raise self.wrong(key, PolicyProblem.WRONG_TYPE)
            if not value.strip():
                raise self.wrong(key, PolicyProblem.EMPTY)
        return tuple(str(value) for value in values)

    def known(self, key: str, values: Iterable[object], known: Iterable[str]) -> tuple[str, ...]:
        """Return names that are all known and each there once."""
        names: list[str] = []
        for value in values:
            if not isinstance(value, str):
                raise self.wrong(key, PolicyProblem.WRONG_TYPE)
            if value not in known:
                raise self.wrong(key, PolicyProblem.UNKNOWN_NAME)
            if value in names:
                raise self.wrong(key, PolicyProblem.REPEATED)
            names.append(value)
        return tuple(names)

    def names(self, key: str, known: Iterable[str], default: list[object] | None = None) -> tuple[str, ...]:
        """Take a list of known names."""
        return self.known(key, self.take(key, list, default), known)

    def one_of(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        """Take one known name."""
        return self.known(key, [self.text(key, default)], known)[0]

    def table(self, key: str) -> "Table":
        """Take a table; an empty one where it is not there."""
        return Table(self.lines, self.at(key), dict(self.take(key, dict, {})))

    def tables(self, key: str, *, required: bool) -> "list[Table | Fault]":
        """Take the named tables under ``[key.…]`` in the order of the file, and what is wrong with their names."""
        found: list[Table | Fault] = []
        for name, value in self.take(key, dict, None if required else {}).items():
            path = f"{key}.{name}"
            if not _NAME.fullmatch(name):
                found.append(self.lines.fault(path, PolicyProblem.BAD_NAME))
            elif not isinstance(value, dict):
                found.append(self.lines.fault(path, PolicyProblem.WRONG_TYPE))
            else:
                found.append(Table(self.lines, path, dict(value)))
        if required and not found:
            raise self.wrong(key, PolicyProblem.MISSING)
        return found

    def done(self) -> None:
        """Whatever was not taken has no meaning here."""
        for key in self.rest:
            raise self.wrong(key, PolicyProblem.UNKNOWN_KEY)
