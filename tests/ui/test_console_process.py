"""The console as it is started: what its arguments mean, which language it speaks, and that it clears up afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from operator_console import console_process
from operator_console.ui.demo import DemoVault


def test_japanese_is_the_default_and_covers_qt_too(qapp, japanese):
    assert QCoreApplication.translate("Window", "Operator Console") == "電話応対オペレーターコンソール"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "キャンセル"
    assert QLocale().language() == QLocale.Language.Japanese


def test_english_is_the_source(qapp):
    before = QLocale()
    assert console_process.speak(qapp, "en") == []
    assert QCoreApplication.translate("Window", "Operator Console") == "Operator Console"
    QLocale.setDefault(before)


def test_a_language_file_that_is_missing_is_no_crash(qapp, monkeypatch, tmp_path):
    before = QLocale()
    monkeypatch.setattr(console_process, "resource", tmp_path.joinpath)
    translators = console_process.speak(qapp, "ja")
    assert len(translators) == 1
    for translator in translators:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_the_vault_is_in_the_users_own_folder_unless_named():
    assert console_process.wanted_vault(console_process.arguments([])).name == "vault"
    assert console_process.wanted_vault(console_process.arguments(["--vault", "somewhere"])) == Path("somewhere")
    assert not console_process.arguments([]).demo
    with pytest.raises(SystemExit) as ended:
        console_process.arguments(["--language", "fr"])
    assert ended.value.code == 2


def test_a_demo_is_made_told_and_deleted(qtbot):
    demo, steps = DemoVault(), []
    demo.progress.connect(lambda stage, done, total: steps.append((stage, done, total)))
    try:
        with qtbot.waitSignal(demo.made, timeout=60_000) as made:
            demo.make(customers=3, calls=0)
        assert {account.role for account in made.args[0]} == {"operator", "lead", "auditor", "administrator"}
        assert (demo.vault / "slots.json").is_file()
    finally:
        demo.delete()
    assert not demo.vault.parent.exists()


def test_a_demo_that_cannot_be_made_is_told(qtbot):
    demo = DemoVault()
    demo.vault.parent.rmdir()
    demo.vault.parent.write_text("in the way")
    with qtbot.waitSignal(demo.failed, timeout=60_000):
        demo.make(customers=3, calls=0)
    demo.vault.parent.unlink()


def test_a_demo_that_is_not_finished_is_deleted_all_the_same(qtbot):
    demo = DemoVault()
    demo.make(customers=500, calls=500)
    demo.delete()
    assert not demo.vault.parent.exists()
