"""The policy's review table is read with its thresholds, or refused with what is wrong."""

import pytest

from operator_console.domain.ids import FieldName
from operator_console.domain.policy_file import check_policy, read_policy
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.review_rules import ReviewRules
from operator_console.resource_files import resource

DEFAULT = resource("policies", "default.toml").read_text(encoding="utf-8")
TABLE = DEFAULT[DEFAULT.index("[review]") : DEFAULT.index("# 片方を聞くときは")]


def with_table(text: str) -> str:
    return DEFAULT.replace(TABLE, f"[review]\n{text}\n\n")


def test_the_shipped_thresholds_are_the_defaults() -> None:
    assert read_policy(DEFAULT).review == ReviewRules(vip_field=FieldName("vip"))
    assert read_policy(DEFAULT.replace(TABLE, "")).review == ReviewRules()


def test_thresholds_are_read() -> None:
    rules = read_policy(with_table('near_misses = 2\nvip_field = "note"\nclosed_weekdays = [6, 7]')).review
    assert (rules.near_misses, rules.vip_field, rules.closed_weekdays) == (2, "note", (6, 7))


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("near_misses = 0", "review.near_misses", PolicyProblem.OUT_OF_RANGE),
        ("opens = 21", "review.closes", PolicyProblem.OUT_OF_RANGE),
        ("reveals_percent = 100", "review.reveals_percent", PolicyProblem.OUT_OF_RANGE),
        ("closed_weekdays = [0]", "review.closed_weekdays", PolicyProblem.OUT_OF_RANGE),
        ('closed_weekdays = ["sunday"]', "review.closed_weekdays", PolicyProblem.OUT_OF_RANGE),
        ('vip_field = "nobody"', "review.vip_field", PolicyProblem.UNKNOWN_NAME),
        ("near_mises = 3", "review.near_mises", PolicyProblem.UNKNOWN_KEY),
    ],
)
def test_a_wrong_threshold_is_refused(text: str, where: str, problem: PolicyProblem) -> None:
    assert [(fault.where, fault.problem) for fault in check_policy(with_table(text))] == [(where, problem)]
