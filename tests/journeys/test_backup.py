"""A backup is saved, the vault breaks, and the backup is put back: all at the real thing, with the keyboard."""

import shutil

from operator_console.domain.roles import Role
from operator_console.ui.gates.restore import RestoreGate
from tests.journeys.person import ALT, CONTROL, Key
from tests.journeys.steps import sign_in


def saved(person, site, file):
    """Sign in as the administrator and save a backup."""
    sign_in(person, site, Role.ADMINISTRATOR)
    person.turn_to("backup")
    person.sees("バックアップなし", "別のディスクに")
    person.press(Key.Key_S, with_=CONTROL)
    person.console.window.workbench.page.save_to(str(file))
    person.sees("バックアップを保存しました", "24 時間以内", "全体を検査し")


def chosen(person, file):
    """On the page for putting one back, choose the file."""
    gate = person.console.window.gate
    assert isinstance(gate, RestoreGate)
    gate.take(str(file))
    person.sees("のバックアップ：顧客 60 件")
    return gate


def test_a_vault_that_broke_is_put_back_and_a_new_machine_begins_with_it(seat, site, tmp_path, guarded):
    file = tmp_path / "見本.ocbackup"
    person = seat(site.vault)
    saved(person, site, file)
    person.console.close()
    if not guarded:  # a service moves nothing that lies there
        (site.vault / "vault.json").write_text("{")
        put_back_over_the_broken_one(seat(site.vault), site, file)
        (aside,) = tmp_path.glob("vault.before-restore-*")
        assert (aside / "vault.json").read_text() == "{"
    shutil.rmtree(site.vault)
    other = seat(site.vault)
    other.sees("新しい保管庫を作ります")
    other.button("バックアップから戻す").click()
    chosen(other, file)
    other.press(Key.Key_Escape)
    other.sees("新しい保管庫を作ります")
    other.button("バックアップから戻す").click()
    gate = chosen(other, file)
    other.sees("まだ保管庫がありません")
    other.wait(gate.restore.hasFocus, "the button has no focus")
    other.press(Key.Key_Return)
    other.sees("に戻しました", "ログイン")
    sign_in(other, site, Role.ADMINISTRATOR)
    other.turn_to("backup")
    other.sees("この保管庫を戻したもの", "24 時間以内")


def put_back_over_the_broken_one(person, site, file):
    """The vault cannot be opened: confirm that it gives way, and read in the log what was done."""
    person.sees("保管庫を開けません")
    person.button("バックアップから戻す").click()
    gate = chosen(person, file)
    person.sees("保管庫として開けません")
    person.wait(gate.sure.hasFocus, "the question has no focus")
    person.press(Key.Key_Space)
    person.press(Key.Key_R, with_=ALT)
    person.sees("に戻しました", "vault.before-restore-")
    sign_in(person, site, Role.LEAD)
    person.turn_to("log")
    model = person.console.window.workbench.page.entries.model
    person.wait(
        lambda: "バックアップからの復元" in [model.index(row, 2).data() for row in range(model.rowCount())], "no entry"
    )
    person.console.close()
