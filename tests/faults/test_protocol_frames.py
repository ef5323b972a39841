"""Whatever is sent to a vault, no value comes back that was not granted, and it answers to the end or ends cleanly."""

import os

import pytest

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="the harness forks"), pytest.mark.timeout(3600)]


def test_no_frame_gets_a_value_or_breaks_a_vault(harness, full) -> None:
    code, result = harness("protocol_frames", "--frames", "1000000" if full else "10000", "--seed", "3")
    assert code == 0, result
    assert result["values_granted"] > 0
    assert result["floods"] > 0
    assert len(result["told"]) > 40, "too few places of the vault were reached"


@pytest.mark.parametrize(
    ("planted", "sign"),
    [
        ("ungranted", ": a value that was not granted"),
        ("echo", "in a verified call: a value in Progress"),
        ("grows", "too much memory"),
        ("dies", "nobody: ended with 1"),
    ],
)
def test_the_harness_catches(harness, planted, sign) -> None:
    code, result = harness("protocol_frames", "--frames", "100000", "--seed", "1", "--planted", planted)
    assert code == 1
    assert any(sign in wrong for wrong in result["wrong"])
