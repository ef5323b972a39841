"""A backup and a restore that are interrupted are wholly done or not at all."""

import pytest

pytestmark = pytest.mark.usefixtures("shimmed")


@pytest.mark.timeout(3600)
def test_wholly_old_or_wholly_new(harness, full) -> None:
    code, result = harness("cut_restores", "--every", "1" if full else "60")
    assert code == 0, result
    assert result["cuts"]["restores"] > (2000 if full else 10)
    assert result["cuts"]["first openings"] > (2000 if full else 5)
    assert result["cuts"]["backups"] > (400 if full else 5)


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("in-place", "neither the old vault nor the one from the backup"),
        ("unsettled", "neither the old vault nor the one from the backup"),
        ("half", "half a backup"),
        ("twice", "told 2 times"),
    ],
)
def test_the_harness_catches_carelessness(harness, planted, found) -> None:
    code, result = harness("cut_restores", "--every", "60", "--planted", planted)
    assert code == 1
    assert any(found in each for each in result["found"])
