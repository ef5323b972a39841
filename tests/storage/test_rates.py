"""Counts of what OS users do are shared by all who have the vault open, outlive them, and wait for no disk."""

import pytest

from operator_console.domain.ids import UserName
from operator_console.domain.rates import Rate, Span
from operator_console.services.ports import RateCount
from operator_console.storage.rates import Rates, open_rates

KEY = bytes(range(32))
TARO, HANA = "taro(1001)", "hana(1002)"


@pytest.fixture
def opened(tmp_path):
    """One more connection to the same file, as another process has it."""
    open_ones = []

    def again():
        open_ones.append(open_rates(tmp_path, KEY))
        return Rates(open_ones[-1])

    yield again
    for each in open_ones:
        each.close()


def test_what_one_writes_every_other_reads(opened):
    mine, theirs = opened(), opened()
    count = RateCount(TARO, Rate.REVEALS, Span.HOUR, 3600, used=7)
    with mine.change():
        mine.put([count, RateCount(TARO, Rate.SEARCHES, Span.HOUR, 3600, used=1)])
    assert theirs.of(TARO, Rate.REVEALS) == [count]
    assert theirs.of(HANA, Rate.REVEALS) == []


def test_a_new_count_takes_the_place_of_the_older_one(opened):
    rates = opened()
    for used in (1, 2):
        rates.put([RateCount(TARO, Rate.ANSWERS, Span.MINUTE, 60 * used, used=used)])
    assert [(each.begins, each.used) for each in rates.of(TARO, Rate.ANSWERS)] == [(120, 2)]


def test_those_with_refusals_are_found_whoever_they_are(opened):
    rates = opened()
    refused = RateCount(HANA, Rate.STEPS, Span.DAY, 0, used=5, refused=3, name=UserName("hana"))
    rates.put([RateCount(TARO, Rate.STEPS, Span.DAY, 0, used=5), refused])
    assert rates.refused() == [refused]


def test_a_change_that_fails_counts_nothing(opened):
    rates = opened()
    with pytest.raises(ZeroDivisionError), rates.change():
        rates.put([RateCount(TARO, Rate.STEPS, Span.DAY, 0, used=1)])
        raise ZeroDivisionError
    assert rates.of(TARO, Rate.STEPS) == []


def test_a_file_that_a_sudden_end_left_empty_is_made_anew(opened, tmp_path):
    (tmp_path / "rates.db").touch()
    assert opened().of(TARO, Rate.REVEALS) == []
