"""Real towns: every writing of an address is met, its neighbours and its near misses are not."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from operator_console.domain.fields import Kind
from operator_console.domain.matching import Result, canonical, compare
from tests.domain.address_writings import Town, near_misses, writings

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "towns.tsv"
SAMPLE = Path(__file__).parent / "matching_towns.tsv"
NUMBERS = ((3, 27, 5), (1, 2, 12), (12, 10, 20), (6, 3, 114))
STRIDE = 40


def towns_of(path: Path) -> list[Town]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(dict.fromkeys(Town(*row[:3]) for row in csv.reader(lines, delimiter="\t")))


@pytest.fixture(scope="module")
def towns() -> list[Town]:
    if not SHARED.exists():
        pytest.skip("the list of towns (../shared/data/towns.tsv) is not on this machine")
    return towns_of(SHARED)


Judge = Callable[[str, str], bool]


def judged(stored: str, answer: str) -> bool:
    """Whether the product takes the answer for the stored address."""
    return compare(Kind.ADDRESS, stored, answer).result is Result.MATCH


def assert_met(towns: list[Town], judge: Judge = judged) -> None:
    missed = []
    asked = 0
    for index, town in enumerate(towns):
        numbers = NUMBERS[index % len(NUMBERS)]
        stored = "{}{}丁目{}番{}号".format(town.name, *numbers)
        forms = set(writings(town, *numbers))
        assert len(forms) >= 6
        asked += len(forms)
        missed += [(stored, form) for form in forms if not judge(stored, form)]
    print(f"{len(towns)} towns, {asked} writings, {len(missed)} not met")
    assert missed == []


def assert_not_met(towns: list[Town], around: list[Town], reach: int, judge: Judge = judged) -> None:
    wrong = []
    asked = 0
    place = {town: index for index, town in enumerate(around)}
    for town in towns:
        at = place[town]
        numbers = NUMBERS[at % len(NUMBERS)]
        stored = "{}{}丁目{}番{}号".format(town.name, *numbers)
        near = list(near_misses(town, *numbers))
        for other in around[max(0, at - reach) : at] + around[at + 1 : at + 1 + reach]:
            near += [
                "{}{}-{}-{}".format(other.name, *numbers),
                "{}{}{}丁目{}番{}号".format(other.city, other.town, *numbers),
            ]
        asked += len(near)
        wrong += [(stored, form) for form in near if judge(stored, form)]
    print(f"{len(towns)} towns, {asked} near misses, {len(wrong)} met")
    assert wrong == []


def test_a_sample_of_towns_is_met_in_every_writing() -> None:
    assert_met(towns_of(SAMPLE))


def test_a_sample_of_towns_is_not_its_neighbours() -> None:
    sample = towns_of(SAMPLE)
    assert_not_met(sample, sample, reach=5)


def test_a_planted_judge_of_writing_alone_is_caught() -> None:
    with pytest.raises(AssertionError):
        assert_met(towns_of(SAMPLE), judge=lambda stored, answer: stored == answer)


@pytest.mark.parametrize(
    "fault",
    [
        lambda stored, answer: judged(stored[:-3], answer[:-3]),
        lambda stored, answer: (
            canonical(Kind.ADDRESS, stored).replace("-", "") == canonical(Kind.ADDRESS, answer).replace("-", "")
        ),
        lambda stored, answer: canonical(Kind.ADDRESS, stored).startswith(canonical(Kind.ADDRESS, answer)),
        lambda stored, answer: canonical(Kind.ADDRESS, stored)[-8:] == canonical(Kind.ADDRESS, answer)[-8:],
    ],
    ids=["the end is cut off", "hyphens are nothing", "a beginning is enough", "the town is not looked at"],
)
def test_a_planted_judge_that_takes_too_much_is_caught(fault: Judge) -> None:
    with pytest.raises(AssertionError):
        assert_not_met(towns_of(SAMPLE), towns_of(SAMPLE), reach=5, judge=fault)


def test_real_towns_are_met_in_every_writing(towns: list[Town]) -> None:
    assert_met(towns[::STRIDE])


def test_real_towns_are_not_their_neighbours(towns: list[Town]) -> None:
    assert_not_met(towns[::STRIDE], towns, reach=3)


def test_no_two_towns_have_one_canonical_form(towns: list[Town]) -> None:
    forms = {canonical(Kind.ADDRESS, f"{town.name}3-27-5") for town in towns}
    assert len(forms) == len(towns)


@pytest.mark.long
def test_every_town_is_met_in_every_writing(towns: list[Town]) -> None:
    assert_met(towns)


@pytest.mark.long
def test_every_town_is_none_of_its_neighbours(towns: list[Town]) -> None:
    assert_not_met(towns, towns, reach=5)
    by_name = sorted(towns, key=lambda town: town.name)
    assert_not_met(by_name, by_name, reach=5)
