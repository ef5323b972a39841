"""Whatever is running, a lock comes at once: on every page, in an import, by every trigger."""

import csv
import time

import pytest
from PySide6.QtWidgets import QApplication

from operator_console.demo.people import customers
from operator_console.domain.actions import LockCause
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.protocol.messages import ImportFile
from operator_console.ui.idle import Allowed
from operator_console.ui.page import Page
from operator_console.ui.widgets.masked_field import MaskedField
from operator_console.ui.workbench import Workbench
from tests.journeys.person import CONTROL, Key
from tests.journeys.steps import reveal_address, sign_in, verified_call
from tests.ui.leak_walker import leaks

SOON_SECONDS = 3.0
"""From the cause to a vault that is gone, on a machine that is busy with other tests."""


def unlock(person, site, role=Role.OPERATOR) -> None:
    person.sees("ロック中")
    person.fill(site.of(role)[1])
    person.wait(lambda: person.console.window.workbench is not None, "nobody is back")


def gone_soon(person, running, vault, begun) -> None:
    person.wait(lambda: not running(vault), "the vault process is still there")
    assert time.monotonic() - begun < SOON_SECONDS


@pytest.mark.parametrize(
    "role", [Role.OPERATOR, *(pytest.param(role, marks=pytest.mark.long) for role in (Role.LEAD, Role.ADMINISTRATOR))]
)
def test_the_panic_key_locks_from_every_page(seat, site, running, role) -> None:
    person = seat(site.vault)
    sign_in(person, site, role)
    person.wait(lambda: person.console.window.workbench is not None, "nobody has signed in")
    for page in person.console.window.workbench.keys:
        person.turn_to(page)
        vault = person.console.conductor.link.process_id
        begun = time.monotonic()
        person.press(Key.Key_Escape, Key.Key_Escape)
        gone_soon(person, running, vault, begun)
        alive = [widget for widget in QApplication.allWidgets() if isinstance(widget, Page | Workbench | MaskedField)]
        assert [widget for widget in alive if widget.isVisible()] == []
        unlock(person, site, role)


def test_the_panic_key_is_in_the_help(seat, site) -> None:
    person = seat(site.vault)
    sign_in(person, site, Role.OPERATOR)
    person.sees("次のお電話をお待ちしています")
    person.press(Key.Key_F1)
    person.sees("Esc Esc", "すべて隠して、すぐにロックする")
    person.press(Key.Key_L, with_=CONTROL)
    person.sees("ロック中")


def test_a_running_import_delays_nothing(seat, site, running, tmp_path, policy_text) -> None:
    policy = read_policy(policy_text)
    rows = list(customers(4_000, 77, policy))
    file = tmp_path / "many.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([spec.label for spec in policy.fields.values()])
        writer.writerows([[row.get(name, "") for name in policy.fields] for row in rows])
    person = seat(site.vault)
    sign_in(person, site, Role.ADMINISTRATOR)
    person.wait(lambda: person.console.window.workbench is not None, "nobody has signed in")
    link, told = person.console.conductor.link, []
    link.ask(
        ImportFile(str(file), existing="update"),
        lambda _: pytest.fail("the import was over too soon"),
        on_refused=lambda refusal: pytest.fail(refusal.code),
        on_progress=told.append,
    )
    person.wait(lambda: any(step.stage == "importing" and step.done for step in told), "the import has not begun")
    vault, begun = link.process_id, time.monotonic()
    person.press(Key.Key_L, with_=CONTROL)
    gone_soon(person, running, vault, begun)
    unlock(person, site, Role.ADMINISTRATOR)


def test_what_the_machine_tells_locks_the_call_and_leaves_it_checked(seat, site, running) -> None:
    person = seat(site.vault)
    verified_call(person, site)
    reveal_address(person, site)
    vault, begun = person.console.conductor.link.process_id, time.monotonic()
    person.console.triggers.fired.emit(LockCause.SLEEP)
    assert person.revealed() == []
    gone_soon(person, running, vault, begun)
    person.sees("ロック中", "スリープ")
    assert leaks(site.values()) == []
    unlock(person, site)
    person.sees("前の通話に戻る")
    person.press(Key.Key_Return)
    person.sees("確認できました")
    assert person.revealed() == []


def test_a_check_counts_no_longer_when_the_operator_comes_back_too_late(seat, copies, tmp_path, policy_text) -> None:
    short = policy_text.replace("resume_seconds = 600", "resume_seconds = 1")
    assert short != policy_text
    site = copies(tmp_path / "vault", short)
    person = seat(site.vault)
    verified_call(person, site)
    person.press(Key.Key_L, with_=CONTROL)
    left = time.monotonic()
    person.sees("ロック中")
    person.wait(lambda: time.monotonic() - left > 1.2, "time stands still")
    unlock(person, site)
    person.sees("前の通話に戻る")
    person.press(Key.Key_Return)
    person.sees("まだ確認できていません")


def test_another_operator_gets_nothing_of_the_call(seat, site) -> None:
    person = seat(site.vault)
    verified_call(person, site)
    person.press(Key.Key_L, with_=CONTROL)
    person.sees("ロック中")
    person.button("別の人がログインする").click()
    person.button("通話を残してログインする").click()
    sign_in(person, site, Role.LEAD)
    person.wait(lambda: person.console.window.workbench is not None, "the lead has not signed in")
    person.sees_no("前の通話に戻る", "あおぞら通販のお電話")
    assert leaks(site.values()) == []


def test_still_talking_is_one_key_and_the_value_is_masked_before_it(seat, site, monkeypatch) -> None:
    person = seat(site.vault)
    verified_call(person, site)
    reveal_address(person, site)
    conductor = person.console.conductor
    quick = Allowed(mask=1, lock=31, warning=30)
    monkeypatch.setattr(conductor, "_allowed", lambda: quick)
    conductor._idle.begin(conductor._allowed)
    person.sees("通話が続いているときは")
    assert person.revealed() == []
    assert leaks(site.values()) == []
    person.press(Key.Key_F12)  # ends the call at any other time
    person.sees_no("通話が続いているときは")
    person.sees("確認できました")


def test_an_exception_that_nobody_caught_locks(seat, site, running, tmp_path, policy_text) -> None:
    from operator_console.ui.faults import FaultHooks, FaultLog

    person = seat(site.vault)
    verified_call(person, site)
    reveal_address(person, site)
    vault = person.console.conductor.link.process_id
    hooks = FaultHooks(FaultLog(tmp_path / "console.log"), person.console.conductor.fault, pytest.fail)
    begun = time.monotonic()
    hooks.uncaught(ValueError, ValueError(site.caller["address"]), None)
    gone_soon(person, running, vault, begun)
    assert person.revealed() == []
    person.sees("ロック中", "不具合")
    assert leaks(site.values()) == []


def test_closing_while_a_value_is_shown_masks_first(seat, site, qtbot) -> None:
    person = seat(site.vault)
    verified_call(person, site)
    reveal_address(person, site)
    with qtbot.captureExceptions() as raised:
        person.console.close()
        assert person.revealed() == []
        person.console.window.hide()
    assert raised == []
