"""The policy as a text: read, looked through, put in force; and the rules of matching, tried beforehand."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from operator_console.domain.actions import Action
from operator_console.domain.fields import FieldSpec, Kind
from operator_console.domain.matching import Result, compare
from operator_console.domain.policy import Policy
from operator_console.domain.policy_file import check_policy, fault_at, read_policy
from operator_console.domain.policy_problems import Fault, PolicyProblem
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.domain.views import PolicyFault
from operator_console.services.desk import Desk
from operator_console.services.import_rows import NUMBER, field_value


def policy_text(desk: Desk) -> tuple[str, int]:
    """Return the policy in force and its version."""
    desk.require(Duty.MANAGE_POLICY)
    return desk.vault.policies.current(), desk.policy.version


def policy_faults(desk: Desk, text: str) -> tuple[PolicyFault, ...]:
    """Return everything for which the text could not be saved, in the order of its lines."""
    desk.require(Duty.MANAGE_POLICY)
    faults = check_policy(text) or list(_against_present(desk, text, read_policy(text)))
    return tuple(PolicyFault(fault.line, fault.where, fault.problem) for fault in faults)


def save_policy(desk: Desk, text: str) -> None:
    """Put a policy in force: at once at this desk, and for everybody else at their next request.

    Masks whose style has changed are made anew together with it, so that no card keeps an older, wider mask.
    """
    desk.require(Duty.MANAGE_POLICY)
    policy = read_policy(text)
    for fault in _against_present(desk, text, policy):
        raise Refusal(Code.POLICY_INVALID, line=fault.line, where=fault.where, problem=fault.problem)
    digest = hashlib.sha256(text.encode()).hexdigest()
    versions = (("from_version", str(desk.policy.version)), ("to_version", str(policy.version)))
    with desk.vault.customers.change():
        if desk.vault.policies.newest() != desk.policy.version:  # somebody else has just saved one
            fault = fault_at(text, "version", PolicyProblem.VERSION_NOT_NEWER)
            raise Refusal(Code.POLICY_INVALID, line=fault.line, where=fault.where, problem=fault.problem)
        desk.journal.write(Action.POLICY_CHANGED, facts=(*versions, ("digest", digest)))
        desk.vault.policies.save(policy.version, text)
        for spec in policy.fields.values():
            if _shown_anew(desk.policy.fields.get(spec.name), spec):
                desk.vault.customers.remake(spec.name, partial(field_value, spec))
    desk.policy = policy
    desk.journal = replace(desk.journal, policy_version=policy.version)


def try_matching(desk: Desk, kind: Kind, stored: str, answer: str, reading: str) -> tuple[bool, str]:
    """Return whether an answer would be taken, and the rule; the entry names the rule, not what was typed."""
    desk.require(Duty.MANAGE_POLICY)
    verdict = compare(kind, stored, answer, reading=reading)
    desk.journal.write(Action.MATCHING_TRIED, facts=(("kind", kind), ("rule", verdict.rule)))
    return verdict.result is Result.MATCH, verdict.rule


def _shown_anew(before: FieldSpec | None, now: FieldSpec) -> bool:
    return before is not None and (before.mask, _indexed(before)) != (now.mask, _indexed(now))


def _indexed(spec: FieldSpec) -> bool:
    return spec.find or spec.name == NUMBER


def _against_present(desk: Desk, text: str, policy: Policy) -> Iterator[Fault]:
    """Yield what is wrong with a policy, fine by itself, as the next one of this vault."""
    if policy.version <= desk.policy.version:
        yield fault_at(text, "version", PolicyProblem.VERSION_NOT_NEWER)
    if not desk.vault.customers.count():
        return
    for name, spec in policy.fields.items():
        before = desk.policy.fields.get(name)
        if before is not None and before.kind is not spec.kind:
            yield fault_at(text, f"fields.{name}.kind", PolicyProblem.KIND_CHANGED)
