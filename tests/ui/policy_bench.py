"""What the tests of the policy page share: a policy, and a vault's answers made by the real rules."""

from dataclasses import replace

from desk_bench import session

from operator_console.domain.matching import Result, compare
from operator_console.domain.policy_file import check_policy, read_policy
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.roles import Role
from operator_console.domain.views import PolicyFault
from operator_console.protocol import messages as m
from operator_console.resource_files import resource

TEXT = resource("policies", "utility.toml").read_text(encoding="utf-8")
VERSION = read_policy(TEXT).version


def checked(request: m.CheckPolicy) -> m.PolicyChecked:
    """Check as the vault does, the version included."""
    faults = [PolicyFault(fault.line, fault.where, fault.problem) for fault in check_policy(request.text)]
    if not faults and read_policy(request.text).version <= VERSION:
        line = next(n for n, words in enumerate(request.text.splitlines(), 1) if words.startswith("version"))
        faults = [PolicyFault(line, "version", PolicyProblem.VERSION_NOT_NEWER)]
    return m.PolicyChecked(tuple(faults))


def saved(request: m.SavePolicy) -> m.PolicySaved:
    """Save as the vault does."""
    policy = read_policy(request.text)
    renewed = replace(session(Role.ADMINISTRATOR), policy_name=policy.name, policy_version=policy.version)
    return m.PolicySaved(renewed)


def tried(request: m.TryMatching) -> m.MatchingTried:
    """Compare as the vault does."""
    verdict = compare(request.kind, request.stored, request.answer, reading=request.reading)
    return m.MatchingTried(verdict.result is Result.MATCH, verdict.rule)


ANSWERS = {
    m.ReadPolicy: lambda _: m.PolicyText(TEXT, VERSION),
    m.CheckPolicy: checked,
    m.SavePolicy: saved,
    m.TryMatching: tried,
}
