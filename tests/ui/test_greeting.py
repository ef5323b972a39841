"""The greeting after a sign-in tells times as the office's clocks show them, wherever this machine thinks it is."""

from dataclasses import replace

import pytest
from desk_bench import session

from operator_console.domain.roles import Role
from operator_console.ui.greeting import greeting


@pytest.mark.parametrize(
    ("minutes", "shown"), [(540, "2026/04/02 08:30"), (330, "2026/04/02 05:00"), (-180, "2026/04/01 20:30")]
)
@pytest.mark.parametrize("failures", [0, 2])
def test_the_last_sign_in_is_told_in_the_offices_time(qapp, minutes, shown, failures):
    before = replace(session(Role.OPERATOR), last_sign_in="2026-04-01T23:30:00.000Z", failures_since=failures)
    words, tone = greeting(replace(before, utc_offset_minutes=minutes))
    assert shown in words
    assert tone == ("warning" if failures else "info")


def test_who_has_never_signed_in_is_welcomed_by_name(qapp):
    words, _ = greeting(session(Role.OPERATOR))
    assert "管理 花子" in words
