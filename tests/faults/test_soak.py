"""Neither process grows, however many calls and locks there are; and what does grow is found in a short run."""

import random

import pytest

from tests.faults.soak_measures import cannot_be_measured
from tests.faults.soak_verdict import Sample, judge

pytestmark = [
    pytest.mark.skipif(bool(cannot_be_measured()), reason="a process of this system cannot measure itself"),
    pytest.mark.timeout(3600),
]
VAULT = ("--part", "vault")
CONSOLE = ("--part", "console")
SMALL = ("--calls", "160", "--samples", "16")
FEW_LOCKS = ("--calls", "300", "--locks", "2", "--samples", "20")  # what new letters and faces take ends after 150
MANY_LOCKS = ("--calls", "24", "--locks", "24", "--samples", "12")


def test_a_vault_is_the_same_after_all_the_calls(harness, full) -> None:
    code, result = harness("soak", *VAULT, *(("--calls", "20000", "--samples", "200") if full else SMALL))
    assert code == 0, result


@pytest.mark.parametrize(
    ("planted", "calls", "sign"),
    [("memory", "80", "in_use grows"), ("descriptor", "160", "descriptors grows")],  # one is left open every tenth call
)
def test_the_harness_catches_a_vault_that_keeps(harness, planted: str, calls: str, sign: str) -> None:
    code, result = harness("soak", *VAULT, "--calls", calls, "--samples", "16", "--planted", planted)
    assert code == 1
    assert [wrong for wrong in result["wrong"] if sign in wrong]


@pytest.mark.long  # a whole console: not among the tests of every day
@pytest.mark.parametrize("size", [FEW_LOCKS, MANY_LOCKS], ids=["calls", "locks"])
def test_a_console_is_the_same_after_all_of_them(harness, size: tuple[str, ...]) -> None:
    code, result = harness("soak", *CONSOLE, *size)
    assert code == 0, result


@pytest.mark.long
@pytest.mark.parametrize(
    ("planted", "size", "sign"),
    [
        ("memory", FEW_LOCKS, "in_use grows"),
        ("descriptor", MANY_LOCKS, "descriptors grows"),
        ("widget", MANY_LOCKS, "wrappers grows"),
    ],
)
def test_the_harness_catches_a_console_that_keeps(harness, planted: str, size: tuple[str, ...], sign: str) -> None:
    code, result = harness("soak", *CONSOLE, *size, "--planted", planted)
    assert code == 1
    assert [wrong for wrong in result["wrong"] if sign in wrong]


def samples(growth: float, *, count: int = 40, every: int = 10) -> list[Sample]:
    """Return a run whose memory grows by so many bytes a call, with caches that fill and noise."""
    chance = random.Random(count)
    run = []
    for number in range(1, count + 1):
        filling = 4e6 * min(1.0, number / count / 0.25)
        memory = 40e6 + filling + chance.randint(-20_000, 20_000) + growth * number * every
        run.append({"calls": number * every, "locks": number, "in_use": memory, "private_dirty": memory, "threads": 2})
    return run


def test_a_small_growth_is_seen_in_a_short_run_and_noise_is_not() -> None:
    assert judge("it", samples(0))[1] == []
    assert judge("it", samples(1024))[1] == ["it: in_use grows by at least 927 a call"]


def test_a_long_run_has_to_stay_within_5_percent() -> None:
    assert judge("it", samples(15, every=2500))[1] == []
    assert any("has grown by" in wrong for wrong in judge("it", samples(60, every=2500))[1])


def test_what_a_whole_run_may_grow_by_at_most_is_told() -> None:
    told = judge("it", samples(15, every=250))[0]["in_use_whole_at_most_percent"]
    assert 100 * 15 * 1e5 / 44e6 <= told < 5


def test_a_step_is_no_growth_and_one_more_at_each_lock_is() -> None:
    once, always = samples(0), samples(0)
    for one, other in zip(once, always, strict=True):
        one["threads"] = 2 if one["calls"] < 300 else 3
        other["threads"] = 2 + other["locks"]
    assert judge("it", once)[1] == []
    assert judge("it", always)[1] == ["it: threads grows by at least 0.1 a call"]


def test_too_few_moments_are_no_verdict() -> None:
    assert judge("it", samples(0, count=9))[1] == ["it: too short to tell"]
