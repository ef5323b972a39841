"""Whatever locks the console: nothing of the customer is left in it, the vault process is gone, the call can go on."""

import signal

import pytest

from operator_console.domain.roles import Role
from tests.journeys.person import CONTROL, Key
from tests.journeys.steps import open_call, reveal_address, sign_in, verified_call
from tests.ui.leak_walker import leaks


def unlock(person, site) -> None:
    person.sees("ロック中", "ロックを解除")
    person.fill(site.of(Role.OPERATOR)[1])


def test_the_hot_key_locks_and_the_same_operator_goes_on_masked(seat, site, running, door) -> None:
    person = seat(site.vault)
    verified_call(person, site)
    reveal_address(person, site)
    vault = door.vault_process(person.console)
    person.press(Key.Key_L, with_=CONTROL)
    assert person.revealed() == []
    person.sees("ロック中")
    person.wait(lambda: not running(vault), "the vault process is still there")
    assert leaks(site.values()) == []
    person.sees_no("あおぞら通販")

    unlock(person, site)
    person.sees("前の通話に戻る")
    person.press(Key.Key_Return)
    person.sees("確認できました")
    assert person.revealed() == []
    assert leaks(site.values()) == []
    reveal_address(person, site)


def test_a_vault_that_is_killed_leaves_a_locked_screen_and_a_sentence(seat, site, door) -> None:
    person = seat(site.vault)
    verified_call(person, site)
    reveal_address(person, site)
    door.signal(person.console, signal.SIGKILL)
    person.sees("ロック中", "保管庫が予期せず終了したため")
    assert person.revealed() == []
    assert leaks(site.values()) == []
    unlock(person, site)
    person.sees("前の通話に戻る")


def test_a_vault_killed_while_a_reveal_is_under_way_shows_nothing(seat, site, door) -> None:
    person = seat(site.vault)
    verified_call(person, site)
    door.signal(person.console, signal.SIGSTOP)
    person.press(Key.Key_4)
    door.signal(person.console, signal.SIGKILL)
    person.sees("ロック中")
    assert person.revealed() == []
    assert leaks(site.values()) == []


def test_idle_counts_down_and_locks(seat, copies, tmp_path, policy_text) -> None:
    quick = policy_text.replace("idle_seconds = 300", "idle_seconds = 4").replace(
        "warning_seconds = 30", "warning_seconds = 3"
    )
    assert quick != policy_text
    site = copies(tmp_path / "vault", quick)
    person = seat(site.vault)
    sign_in(person, site, Role.OPERATOR)
    person.sees("次のお電話をお待ちしています")
    person.sees("秒でロックします")
    person.sees("ロック中")
    assert leaks(site.values()) == []


def test_another_console_on_the_same_vault_says_that_it_is_in_use_unless_a_service_shares_it(
    seat, site, guarded
) -> None:
    first = seat(site.vault)
    sign_in(first, site, Role.OPERATOR)
    first.sees("次のお電話をお待ちしています")
    second = seat(site.vault)
    if guarded:
        sign_in(second, site, Role.LEAD)
        second.sees("リーダー")
    else:
        second.sees("別のコンソールで使用中")
    second.console.close()
    second.console.window.close()
    first.console.window.activateWindow()
    open_call(first, site)


@pytest.mark.parametrize("wrong", [("operator1", "not the password"), ("nobody", "mihon-denwa-1")])
def test_a_wrong_name_and_a_wrong_password_read_the_same(seat, site, wrong) -> None:
    person = seat(site.vault)
    person.sees("ログイン", "ユーザー名")
    person.fill(*wrong)
    person.sees("ユーザー名またはパスワードが違います")


def test_five_failures_hold_the_account_also_after_a_restart(seat, site) -> None:
    person = seat(site.vault)
    person.sees("ログイン", "ユーザー名")
    for _ in range(5):
        person.fill("operator1", "not the password")
        person.sees("ユーザー名またはパスワードが違います")
        person.console.window.gate.credentials.user.setFocus()
        person.console.window.gate.credentials.user.clear()
    person.console.close()
    again = seat(site.vault)
    again.sees("ログイン", "ユーザー名")
    again.fill(*site.of(Role.OPERATOR))
    again.sees("秒")
    again.sees_no("次のお電話をお待ちしています")
