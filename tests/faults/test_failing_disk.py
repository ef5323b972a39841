"""Wherever the disk fails, people get a sentence, nothing is shown without its entry, and work goes on afterwards."""

import pytest

pytestmark = pytest.mark.usefixtures("shimmed")


@pytest.mark.timeout(3600)
def test_a_failing_disk_is_refused_and_gone_on_from(harness, full) -> None:
    code, result = harness("failing_disk", "--every", "1" if full else "90")
    assert code == 0, result
    assert result["faults"] > (4000 if full else 40)
    assert result["values_shown"] > 0
    assert result["slowest_return"] < 5


@pytest.mark.parametrize(
    ("planted", "sign"), [("shown", "shown_without_entry"), ("traceback", "said"), ("stuck", "wrong")]
)
def test_the_harness_catches(harness, planted, sign) -> None:
    code, result = harness("failing_disk", "--every", "4", "--planted", planted)
    assert code == 1
    assert result[sign]
