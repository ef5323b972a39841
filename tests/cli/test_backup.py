"""A backup is made and put back through the terminal, by real vault processes."""

import shutil

from tests.cli.conftest import ADMINISTRATOR, PASSWORD, run


def test_a_backup_goes_into_one_file_and_comes_back(vault, tmp_path):
    file, place = tmp_path / "日次.ocbackup", tmp_path / "vault"
    shutil.copytree(vault.path, place)
    person = ("--vault", place, "--user", ADMINISTRATOR, "--password-stdin")
    made = run("backup", file, *person, "--json", "--progress", lines=[PASSWORD])
    assert (made.code, made.json["bytes"]) == (0, file.stat().st_size)
    assert '"stage": "checking"' in made.err and '"stage": "reading_back"' in made.err
    again = run("backup", file, *person, lines=[PASSWORD])
    assert again.code == 2 and "すでにあります" in again.err

    refused = run("restore", file, "--vault", place)
    assert refused.code == 2 and "すでに保管庫があります" in refused.err
    assert "多く書かれています" in refused.out

    moved = run("restore", file, "--vault", place, "--move-aside", "--json")
    assert (moved.code, moved.json["here"], moved.json["backup"]) == (0, "same", made.json["backup"])
    assert (tmp_path / moved.json["aside"] / "log.db").exists()

    new = run("restore", file, "--vault", tmp_path / "elsewhere" / "vault", "--progress")
    assert new.code == 0 and "保管庫を戻しました" in new.out and '"stage": "restoring"' in new.err
    for folder in (place, tmp_path / "elsewhere" / "vault"):
        signed = run("verify-log", "--vault", folder, "--user", ADMINISTRATOR, "--password-stdin", lines=[PASSWORD])
        assert signed.code == 0 and "バックアップから復元されています" in signed.out, signed


def test_what_is_no_backup_is_refused_and_nothing_is_made(tmp_path):
    (tmp_path / "letter").write_text("a letter")
    said = run("restore", tmp_path / "letter", "--vault", tmp_path / "vault")
    assert said.code == 2 and "バックアップのファイルではありません" in said.err
    assert run("restore", tmp_path / "nothing", "--vault", tmp_path / "vault").code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letter"]


def test_a_backup_can_be_put_back_where_the_vault_is_broken(vault, tmp_path):
    file, place = tmp_path / "b", tmp_path / "vault"
    shutil.copytree(vault.path, place)
    person = ("--vault", place, "--user", ADMINISTRATOR, "--password-stdin")
    assert run("backup", file, *person, lines=[PASSWORD]).code == 0
    (place / "slots.json").unlink()
    (place / "slots.copy.json").unlink()
    (place / "vault.json").write_text("{}")
    assert run("restore", file, "--vault", place, "--move-aside").code == 0
    made = run("backup", tmp_path / "c", *person, lines=[PASSWORD])
    assert made.code == 0 and "端末の鍵は入っていません" in made.out
