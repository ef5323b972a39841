import json
from datetime import timedelta

import pytest

from operator_console.storage.attempts import LOST, AttemptsFile
from operator_console.storage.keys import seal

VAULT, DEVICE = bytes(16), b"d" * 32


@pytest.fixture
def path(tmp_path):
    return tmp_path / "attempts.bin"


@pytest.fixture
def clock(site):
    return site.clock


@pytest.fixture
def again(path, clock):
    """The count as a new process finds it."""

    def read(device=DEVICE):
        return AttemptsFile(path, VAULT, device, clock)

    read().create()
    return read


def test_failures_survive_a_restart_each_with_its_time(again, clock):
    times = [clock.now() + timedelta(seconds=n) for n in range(3)]
    for when in times:
        again().begin("someone", when)
    assert again().failures("someone") == times
    assert again().failures("another") == []


@pytest.mark.parametrize("spelling", ["Someone", " someone", "ｓｏｍｅｏｎｅ"])
def test_another_spelling_is_no_second_chance(again, clock, spelling):
    again().begin("someone", clock.now())
    assert again().failures(spelling) == [clock.now()]


def test_a_success_clears_the_hold_and_was_no_failure(again, clock):
    early, late = clock.now(), clock.now() + timedelta(seconds=9)
    again().begin("someone", early)
    again().begin("another", early)
    again().begin("someone", late)
    again().clear("someone")
    assert again().failures("someone") == []
    assert again().failures("another") == [early]
    assert [(each.user, each.when) for each in again().unlogged()] == [("someone", early), ("another", early)]


def test_what_is_in_the_log_is_not_kept_for_it_any_more(again, clock):
    for user in ("one", "two", "three"):
        again().begin(user, clock.now())
    again().mark_logged(again().unlogged()[:2])
    assert [each.user for each in again().unlogged()] == ["three"]
    assert again().failures("one") == [clock.now()]


@pytest.mark.parametrize("damage", ["missing", "empty", "half", "flipped", "of another device"])
def test_a_lost_count_is_ten_failures_of_everybody_from_when_it_was_found(again, path, clock, damage):
    again().begin("someone", clock.now())
    content = path.read_bytes()
    found = clock.now()
    changed = {"empty": b"", "half": content[: len(content) // 2], "flipped": content[:-1] + bytes([content[-1] ^ 1])}
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(changed.get(damage, content))
    device = b"x" * 32 if damage == "of another device" else DEVICE
    assert again(device).failures("anyone") == [found] * LOST
    clock.time += timedelta(hours=1)
    assert again(device).failures("anyone") == [found] * LOST
    again(device).begin("anyone", clock.now())
    assert len(again(device).failures("anyone")) == LOST + 1
    again(device).clear("anyone")
    assert again(device).failures("anyone") == []
    assert again(device).failures("somebody else") == [found] * LOST


def test_every_changed_bit_is_noticed(again, path, clock):
    again().begin("someone", clock.now())
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        assert len(again().failures("nobody")) == LOST


def test_a_name_that_was_typed_cannot_be_read_from_the_file(again, path, clock):
    again().begin("my secret password", clock.now())
    assert b"secret" not in path.read_bytes()


def test_the_file_does_not_grow_with_one_persons_failures(again, path, clock):
    file = again()
    for number in range(150):
        file.begin("someone", clock.now() + timedelta(seconds=number))
    assert len(file.failures("someone")) == 100
    assert len(file.unlogged()) == 150


def test_failures_are_counted_for_the_os_user_too_whoever_they_wanted_to_be(path, again, clock):
    again()

    def seen_as(os_user):
        return AttemptsFile(path, VAULT, DEVICE, clock, os_user=os_user)

    times = [clock.now() + timedelta(seconds=n) for n in range(3)]
    for when, user in zip(times, ("a", "b", "c"), strict=True):
        seen_as("taro(1001)").begin(user, when, user)
        seen_as("taro(1001)").fail(user)
    seen_as("hana(1002)").begin("a", times[0])
    assert seen_as("taro(1001)").failures_from_here() == times
    assert seen_as("").failures_from_here() == []
    assert [each.os_user for each in seen_as("").unlogged()] == ["taro(1001)"] * 3 + ["hana(1002)"]


def test_a_success_is_taken_from_the_os_users_failures_and_the_others_stay(path, again, clock):
    again()
    file = AttemptsFile(path, VAULT, DEVICE, clock, os_user="taro(1001)")
    times = [clock.now() + timedelta(seconds=n) for n in range(3)]
    for number, when in enumerate(times):
        file.begin("someone", when, str(number))
        if number < 2:
            file.fail(str(number))
    file.clear("someone", "2")
    assert file.failures("someone") == []
    assert file.failures_from_here() == times[:2]


def test_a_count_from_before_os_users_were_counted_is_read(path, again, clock):
    file = again()
    old = {"failures": {"a": [clock.now().isoformat()]}, "lost": "", "forgiven": []}
    body = {**old, "unlogged": [["a", clock.now().isoformat()]]}
    path.write_bytes(seal(file._key, json.dumps(body).encode(), file._context))
    assert again().failures("a") == [clock.now()]
    assert [(each.user, each.os_user) for each in again().unlogged()] == [("a", "")]
