"""A policy is read whole or refused with the line and the kind of what is wrong."""

from pathlib import Path

import pytest

from operator_console.domain.policy_file import read_policy
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.refusals import Code, Refusal
from operator_console.resource_files import resource

DEFAULT = resource("policies", "default.toml").read_text(encoding="utf-8")


def test_the_default_policy_asks_before_it_reveals() -> None:
    policy = read_policy(DEFAULT)
    assert policy.clients
    for purpose in policy.purposes.values():
        assert len(purpose.required) + purpose.at_least >= 2, purpose.id


@pytest.mark.parametrize("path", sorted(resource("policies").glob("*.toml")), ids=lambda path: path.stem)
def test_no_shipped_policy_shows_in_a_mask_what_its_checklist_asks(path: Path) -> None:
    policy = read_policy(path.read_text(encoding="utf-8"))
    for purpose in policy.purposes.values():
        asked = {policy.items[item].field for item in purpose.items}
        assert asked <= policy.hidden_by(purpose)


@pytest.mark.parametrize(
    ("old", "new", "problem", "marker"),
    [
        ('kind = "name"', 'kind = "nam"', PolicyProblem.UNKNOWN_NAME, 'kind = "nam"'),
        ("at_least = 2", "at_least = 9", PolicyProblem.OUT_OF_RANGE, "at_least = 9"),
        ('name = "ひなた電力"', "", PolicyProblem.MISSING, "[clients.hinata]"),
        ('name = "ひなた電力"', 'name = " "', PolicyProblem.EMPTY, 'name = " "'),
        ("attempts_per_item = 3", 'attempts_per_item = "3"', PolicyProblem.WRONG_TYPE, 'attempts_per_item = "3"'),
        ("attempts_per_item = 3", "attempts_per_itm = 3", PolicyProblem.UNKNOWN_KEY, "attempts_per_itm"),
        ("attempts_per_item = 3", "attempts_per_item = true", PolicyProblem.WRONG_TYPE, "= true"),
        ("[limits]", "[limits", PolicyProblem.NOT_TOML, "[limits"),
        ('["number"], ["phone"]', '["note"], ["phone"]', PolicyProblem.NOT_FINDABLE, "find_by"),
        (
            'required = ["name"]\nothers',
            'required = ["name", "name"]\nothers',
            PolicyProblem.REPEATED,
            '"name", "name"',
        ),
        ("[purposes.delivery]", '[purposes."Delivery X"]', PolicyProblem.BAD_NAME, "Delivery X"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, problem: PolicyProblem, marker: str) -> None:
    text = DEFAULT.replace(old, new, 1)
    assert text != DEFAULT
    with pytest.raises(Refusal) as refusal:
        read_policy(text)
    assert refusal.value.code is Code.POLICY_INVALID
    assert refusal.value.params["problem"] == problem
    line = refusal.value.params["line"]
    assert isinstance(line, int)
    assert marker in text.splitlines()[line - 1]


def test_a_purpose_without_questions_is_refused() -> None:
    text = DEFAULT.replace('required = ["name"]\nothers = ["birth_date", "phone", "address"]\nat_least = 1', "", 1)
    assert text != DEFAULT
    with pytest.raises(Refusal) as refusal:
        read_policy(text)
    assert refusal.value.params["problem"] == PolicyProblem.NOT_ENOUGH_ITEMS
