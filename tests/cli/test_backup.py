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
    (place / "vault.json").write_text("{}")  # nobody can be greeted by such a vault any more

    moved = run("restore", file, "--vault", place, "--move-aside", "--json", "--progress")
    assert (moved.code, moved.json["here"], moved.json["backup"]) == (0, "unreadable", made.json["backup"])
    assert '"stage": "restoring"' in moved.err
    assert (tmp_path / moved.json["aside"] / "log.db").exists()
    signed = run("verify-log", *person, lines=[PASSWORD])
    assert signed.code == 0 and "バックアップから復元されています" in signed.out, signed


def test_what_is_no_backup_is_refused_and_nothing_is_made(tmp_path):
    (tmp_path / "letter").write_text("a letter")
    said = run("restore", tmp_path / "letter", "--vault", tmp_path / "vault")
    assert said.code == 2 and "バックアップのファイルではありません" in said.err
    assert run("restore", tmp_path / "nothing", "--vault", tmp_path / "vault").code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["letter"]
