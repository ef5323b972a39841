"""One OS user has some consoles at once, and what one has had is free when its process is gone."""

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.seats import take_seat

TARO, HANA = 1001, 1002


def many(vault, uid=TARO):
    with pytest.raises(Refusal) as caught:
        take_seat(vault, uid, most=2)
    assert (caught.value.code, caught.value.params) == (Code.CONSOLES_MANY, {"limit": 2})


def test_there_are_so_many_for_each_and_no_more(tmp_path):
    vault = tmp_path / "vault"
    held = [take_seat(vault, TARO, most=2) for _ in range(2)]
    many(vault)
    held.append(take_seat(vault, HANA, most=2))
    held[0].release()
    held[0] = take_seat(vault, TARO, most=2)
    many(vault)
    for seat in held:
        seat.release()


def test_nobody_else_can_look_into_the_folder(tmp_path):
    seat = take_seat(tmp_path / "vault", TARO)
    assert (tmp_path / "consoles").stat().st_mode & 0o077 == 0
    seat.release()
