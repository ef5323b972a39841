"""The page that states the rules and the closed list of rules say the same."""

import re
from pathlib import Path

from operator_console.domain.matching import Rule

PAGE = Path(__file__).resolve().parents[2] / "docs" / "MATCHING.md"


def test_the_page_states_every_rule_and_no_other() -> None:
    named = re.findall(r"`([a-z]+(?:-[a-z]+)+)`", PAGE.read_text(encoding="utf-8"))
    assert set(named) == {rule.value for rule in Rule}
    assert len(named) == len(set(named))
