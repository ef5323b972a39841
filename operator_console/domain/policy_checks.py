"""What must hold of a policy as a whole: above all, that no mask on a card helps to answer what its check asks."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from operator_console.domain.fields import FieldSpec, Kind
from operator_console.domain.ids import FieldName
from operator_console.domain.masks import DEFAULT
from operator_console.domain.policy import Check, Policy
from operator_console.domain.policy_problems import PolicyProblem

Problems = Iterator[tuple[str, PolicyProblem]]
"""The path of the key and what is wrong with it."""

NUMBER_PLACE: Final = "{number}"
_NUMBER: Final = FieldName("number")
_PERSON: Final = frozenset({Kind.NAME, Kind.KANA, Kind.EMAIL})
_PLACE: Final = frozenset({Kind.ADDRESS, Kind.POSTAL_CODE})
HELPS: Final[dict[Kind, frozenset[Kind]]] = {
    Kind.NAME: _PERSON,
    Kind.KANA: _PERSON,
    Kind.EMAIL: _PERSON,
    Kind.ADDRESS: _PLACE,
    Kind.POSTAL_CODE: _PLACE,
    Kind.PHONE: frozenset({Kind.PHONE}),
    Kind.BIRTH_DATE: frozenset({Kind.BIRTH_DATE}),
    Kind.COMPANY: frozenset({Kind.COMPANY}),
    Kind.IDENTIFIER: frozenset(),
    Kind.TEXT: frozenset(),
}
"""What a glimpse of each kind helps to answer: 氏名 begins as フリガナ does, a mailbox is often a name."""
_SILENT: Final = frozenset(
    {(Kind.BIRTH_DATE, DEFAULT), (Kind.POSTAL_CODE, DEFAULT), (Kind.TEXT, DEFAULT), *((kind, "whole") for kind in Kind)}
)
"""Masks that show nothing of their value."""
_DOMAIN: Final = (Kind.EMAIL, "domain")


def problems(policy: Policy) -> Problems:
    """Yield everything that no single table of the policy shows."""
    if _NUMBER not in policy.fields:
        yield "fields", PolicyProblem.MISSING
    elif policy.fields[_NUMBER].kind is not Kind.IDENTIFIER:
        yield "fields.number.kind", PolicyProblem.WRONG_KIND
    if policy.limits.warning_seconds >= policy.limits.idle_seconds:
        yield "limits.warning_seconds", PolicyProblem.OUT_OF_RANGE
    yield from _call_back(policy)
    yield from _step_ups(policy)
    yield from _glimpses(policy)


def _call_back(policy: Policy) -> Problems:
    if policy.call_back is None:
        return
    if policy.fields[policy.call_back.field].kind is not Kind.PHONE:
        yield "call_back.field", PolicyProblem.WRONG_KIND
    if policy.call_back.dial and not _can_dial(policy.call_back.dial):
        yield "call_back.dial", PolicyProblem.BAD_DIAL


def _can_dial(dial: tuple[str, ...]) -> bool:
    program, *arguments = dial
    absolute = PurePosixPath(program).is_absolute() or PureWindowsPath(program).is_absolute()
    places = sum(argument.count(NUMBER_PLACE) for argument in arguments)
    return absolute and NUMBER_PLACE not in program and places == 1


def _step_ups(policy: Policy) -> Problems:
    for purpose in policy.purposes.values():
        if not set(purpose.step_up) <= set(purpose.reveals):
            yield f"purposes.{purpose.id}.step_up", PolicyProblem.NOT_REVEALED
        if purpose.step_up and policy.call_back is None:
            yield f"purposes.{purpose.id}.step_up", PolicyProblem.NO_CALL_BACK


def _glimpses(policy: Policy) -> Problems:
    told: set[str] = set()
    for purpose in policy.purposes.values():
        shown = [spec for name, spec in policy.fields.items() if name not in policy.hidden_by(purpose)]
        paths: dict[str, Check] = {f"purposes.{purpose.id}": purpose.check}
        for name in purpose.representatives:
            paths[f"representatives.{name}"] = policy.representatives[name].check
        for path, check in paths.items():
            asked = [policy.fields[name] for name in policy.asked(check)]
            if path not in told and _any_helps(shown, asked):
                told.add(path)
                yield path, PolicyProblem.GIVES_AWAY


def _any_helps(shown: Iterable[FieldSpec], asked: Iterable[FieldSpec]) -> bool:
    kinds = {spec.kind for spec in asked}
    return any(kinds & _helped_by(spec) for spec in shown)


def _helped_by(spec: FieldSpec) -> frozenset[Kind]:
    look = (spec.kind, spec.mask)
    if look in _SILENT:
        return frozenset()
    return frozenset({Kind.COMPANY}) if look == _DOMAIN else HELPS[spec.kind]
