"""Every pair of the tables in matching_pairs is answered as the table says."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from operator_console.domain.fields import Kind
from operator_console.domain.matching import Rule, compare

TABLES = sorted((Path(__file__).parent / "matching_pairs").glob("*.tsv"))


def rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as lines:
            found += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['kind']}: {row['stored']} / {row['answer']}")
def test_the_pair_is_answered_as_expected(row: dict[str, str]) -> None:
    verdict = compare(Kind(row["kind"]), row["stored"], row["answer"], reading=row["reading"] or "")
    assert verdict.result == row["expected"], verdict.rule
    assert verdict.rule in set(Rule)


def test_there_are_enough_pairs_and_half_of_them_are_near_misses() -> None:
    counts = Counter(row["expected"] for row in rows())
    assert sum(counts.values()) >= 400
    assert counts["mismatch"] >= counts["match"]
    assert {row["kind"] for row in rows()} == {kind.value for kind in Kind}


def test_no_pair_stands_twice() -> None:
    pairs = Counter((row["kind"], row["stored"], row["answer"], row["reading"]) for row in rows())
    assert [pair for pair, count in pairs.items() if count > 1] == []
