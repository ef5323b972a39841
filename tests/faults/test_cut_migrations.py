"""A migration, a set-up and a recovery that are interrupted are wholly done or not at all."""

import pytest

pytestmark = pytest.mark.usefixtures("shimmed")


@pytest.mark.timeout(3600)
def test_wholly_old_or_wholly_new(harness, full) -> None:
    code, result = harness("cut_migrations", "--every", "1" if full else "60")
    assert code == 0, result
    assert result["cuts"]["migrations"] > 30
    assert result["cuts"]["set-ups"] > 8
    assert result["cuts"]["recoveries"] > 4


def test_the_harness_catches_a_migration_outside_a_transaction(harness) -> None:
    code, result = harness("cut_migrations", "--every", "60", "--planted", "open")
    assert code == 1
    assert any("half a migration" in each for each in result["found"])
