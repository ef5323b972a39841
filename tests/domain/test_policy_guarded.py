"""The policy's table for Guarded mode is read with its numbers, or refused with what is wrong."""

import re

import pytest

from operator_console.domain.policy_file import check_policy, read_policy
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.rates import GuardedRules
from operator_console.resource_files import resource

DEFAULT = resource("policies", "default.toml").read_text(encoding="utf-8")
TABLE = DEFAULT[DEFAULT.index("[guarded]") : DEFAULT.index("# 確認（レビュー）の対象")]


def with_table(text: str) -> str:
    return DEFAULT.replace(TABLE, f"[guarded]\n{text}\n\n")


def test_the_shipped_numbers_are_the_defaults() -> None:
    assert read_policy(DEFAULT).guarded == GuardedRules()
    assert read_policy(DEFAULT.replace(TABLE, "")).guarded == GuardedRules()
    assert len(re.findall("=", TABLE)) == len(GuardedRules.__dataclass_fields__)


def test_numbers_are_read() -> None:
    rules = read_policy(with_table("tie_accounts = true\nsearches_per_hour = 7")).guarded
    assert (rules.tie_accounts, rules.searches_per_hour, rules.reveals_per_hour) == (True, 7, 300)


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("reveals_per_day = 0", "guarded.reveals_per_day", PolicyProblem.OUT_OF_RANGE),
        ("steps_per_minute = 59", "guarded.steps_per_minute", PolicyProblem.OUT_OF_RANGE),
        ("steps_per_day = 1999", "guarded.steps_per_day", PolicyProblem.OUT_OF_RANGE),
        ("tie_accounts = 1", "guarded.tie_accounts", PolicyProblem.WRONG_TYPE),
        ("reveal_per_day = 3", "guarded.reveal_per_day", PolicyProblem.UNKNOWN_KEY),
    ],
)
def test_a_wrong_number_is_refused(text: str, where: str, problem: PolicyProblem) -> None:
    assert [(fault.where, fault.problem) for fault in check_policy(with_table(text))] == [(where, problem)]
