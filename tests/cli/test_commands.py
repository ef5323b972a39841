"""Each command does what it says, exits with what it found, and refuses in a sentence."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from operator_console import __main__ as entry
from operator_console.cli.main import COMMANDS, ELSEWHERE
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import CheckState, MachineCheck
from operator_console.wording import Wording
from tests.cli.conftest import ADMINISTRATOR, FIRST, LEAD, OPERATOR, PASSWORD, Made, init, run

HEADER = "顧客番号,氏名,電話番号\n"


def sentence(code: Code, **params: str | int) -> str:
    said = Wording("ja").refusal(Refusal(code, **params))
    return f"{said.what}\n{said.next}\n"


def customers(path: Path, rows: str) -> Path:
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


# ---- init and password -----------------------------------------------------------------------------------------------


def test_init_makes_a_vault_and_gives_its_recovery_key_once(vault: Made) -> None:
    assert vault.made.code == 0
    made = vault.made.json
    roles = {person["name"]: person["role"] for person in made["users"]}
    assert roles == {ADMINISTRATOR: "administrator", OPERATOR: "operator", LEAD: "lead"}
    assert len(made["recovery_key"]) >= 32
    assert vault.made.err == ""


def test_a_first_password_is_changed_before_anything_else(vault: Made) -> None:
    assert vault.changed.code == 0
    refused = run("verify-log", *vault.person(LEAD), lines=[FIRST])
    assert (refused.code, refused.err) == (2, sentence(Code.PASSWORD_MUST_CHANGE))


def test_init_does_not_touch_a_vault_that_is_there(vault: Made) -> None:
    again = init(vault.path, "--password-stdin", lines=[FIRST, FIRST, FIRST])
    assert again.code == 2
    assert again.err == sentence(Code.VAULT_EXISTS)


def test_init_by_hand_wants_the_recovery_key_typed_again(tmp_path: Path) -> None:
    wrong = init(tmp_path / "vault", typed=[FIRST, FIRST, FIRST, "0000-0000"])
    assert wrong.code == 2
    assert wrong.err == sentence(Code.RECOVERY_WRONG)
    assert Wording("ja").cli("recovery_key") in wrong.out
    assert not (tmp_path / "vault" / "vault.json").exists()


def test_a_weak_password_is_refused_in_words(tmp_path: Path) -> None:
    weak = init(tmp_path / "vault", "--password-stdin", lines=["a", "b", "c"])
    assert weak.code == 2
    assert weak.err.startswith("このパスワードは")


def test_two_different_new_passwords_are_noticed_before_anything_is_opened(tmp_path: Path) -> None:
    said = run("password", "--vault", tmp_path, "--user", LEAD, typed=[FIRST, "one", "another"])
    assert (said.code, said.err) == (2, Wording("ja").cli("passwords_differ") + "\n")


# ---- import ----------------------------------------------------------------------------------------------------------


def test_import_says_of_each_rejected_row_why_and_saves_it(vault: Made, tmp_path: Path) -> None:
    file = customers(tmp_path / "new.csv", "A-0001,山田 太郎,03-3210-4567\n,名無し 花子,\nA-0002,佐藤 次郎,123\n")
    rejects = tmp_path / "rejects.csv"
    said = run("import", file, *vault.person(), "--json", "--progress", "--save-rejects", rejects, lines=[PASSWORD])
    assert said.code == 1
    result = said.json
    assert result["imported"] == 1
    assert [(row["line"], row["column"], row["code"]) for row in result["rejected"]] == [
        (3, "顧客番号", "missing_number"),
        (4, "電話番号", "bad_phone"),
    ]
    assert result["rejected"][0]["reason"] == "顧客番号がありません。番号を入力してください。"
    assert "名無し 花子" in rejects.read_text(encoding="utf-8-sig")
    steps = [json.loads(line) for line in said.err.splitlines()]
    assert steps
    assert set(steps[0]) == {"stage", "done", "total"}


def test_import_of_a_good_file_is_fine_and_says_so(vault: Made, tmp_path: Path) -> None:
    said = run("import", customers(tmp_path / "good.csv", "B-0001,鈴木 三郎,\n"), *vault.person(), lines=[PASSWORD])
    assert (said.code, said.err) == (0, "")
    assert said.out == "1 件を取り込みました。取り込めなかった行は 0 行です。\n"


def test_a_file_that_is_not_there_is_refused_with_its_path(vault: Made, tmp_path: Path) -> None:
    said = run("import", tmp_path / "none.csv", *vault.person(), lines=[PASSWORD])
    assert (said.code, said.err) == (2, sentence(Code.FILE_UNREADABLE, path=str(tmp_path / "none.csv")))


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_ctrl_c_stops_an_import_with_what_was_done_until_then(vault: Made, tmp_path: Path) -> None:
    count = 20_000
    file = customers(tmp_path / "many.csv", "".join(f"C-{number:06d},田中 一郎,\n" for number in range(count)))
    command = [sys.executable, "-m", "operator_console", "import", file, *vault.person(), "--json", "--progress"]
    pipe = subprocess.PIPE
    arguments = [str(argument) for argument in command]
    with subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(f"{PASSWORD}\n".encode())
        process.stdin.close()
        process.stdin = None
        while json.loads(process.stderr.readline())["stage"] != "importing":
            pass
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the command and to the vault
        out = process.stdout.read() if process.stdout is not None else b""
        process.stderr.read()
    result = json.loads(out.splitlines()[-1])
    assert process.returncode == 1
    assert result["cancelled"]
    assert 0 < result["imported"] < count


# ---- verify-log and doctor -------------------------------------------------------------------------------------------


def test_verify_log_says_that_the_log_is_in_order(vault: Made) -> None:
    said = run("verify-log", *vault.person(), "--json", lines=[PASSWORD])
    assert said.code == 0
    assert said.json["ok"] is True
    assert said.json["entries"] > 0
    assert said.json["findings"] == []


def test_the_wrong_password_is_refused_without_saying_which_half_was_wrong(vault: Made) -> None:
    wrong = run("verify-log", *vault.person(), lines=["wrong"])
    nobody = run("verify-log", *vault.person("nobody"), lines=[PASSWORD])
    assert (wrong.code, wrong.err) == (2, sentence(Code.SIGN_IN_WRONG))
    assert (nobody.code, nobody.err) == (wrong.code, wrong.err)


def test_doctor_lists_each_check_with_a_sentence(vault: Made) -> None:
    said = run("doctor", "--vault", vault.path, "--json")
    checks = {check["code"]: check for check in said.json["checks"]}
    assert {"sqlite", "keyring", "mode", "vault", "device_secret"} <= set(checks)
    assert all(check["sentence"] and check["label"] for check in checks.values())
    assert (said.code == 0) is said.json["ok"]


def test_doctor_without_a_vault_looks_at_the_machine_alone() -> None:
    said = run("doctor", "--json")
    assert not {"vault", "device_secret", "rights"} & {check["code"] for check in said.json["checks"]}


def test_doctor_exits_with_1_when_something_is_bad(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "vault.json").write_text("not a vault", encoding="utf-8")
    said = run("doctor", "--vault", tmp_path / "vault")
    assert said.code == 1
    assert "要対応" in said.out


# ---- wrong use -------------------------------------------------------------------------------------------------------


def test_a_vault_that_is_not_there_is_refused(tmp_path: Path) -> None:
    said = run("verify-log", "--vault", tmp_path / "none", "--user", LEAD, "--password-stdin", lines=["x"])
    assert (said.code, said.err) == (2, sentence(Code.VAULT_ABSENT))
    assert not (tmp_path / "none").exists()


def test_a_missing_password_is_wrong_use(tmp_path: Path) -> None:
    person = ("--vault", tmp_path, "--user", LEAD)
    few = run("password", *person, "--password-stdin", lines=["only one"])
    assert (few.code, few.err) == (2, Wording("ja").cli("passwords_missing") + "\n")
    no_terminal = run("verify-log", *person)
    assert (no_terminal.code, no_terminal.err) == (2, Wording("ja").cli("passwords_need_terminal") + "\n")


def test_there_is_no_option_for_a_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run("verify-log", "--vault", tmp_path, "--user", LEAD, "--password", "secret")
    assert said.code == 2
    assert Wording("ja").cli("not_understood") in capsys.readouterr().err


def test_the_overview_lists_every_command_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("使い方：")
    for name in (*COMMANDS, *ELSEWHERE):
        assert f"    {name}" in shown
        assert Wording("ja").cli(f"help_{name.replace('-', '_')}") in shown


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("operator-console ")


@pytest.mark.parametrize("name", [*ELSEWHERE])
def test_what_is_listed_can_be_started(name: str) -> None:
    assert name in entry.PROCESSES


def test_doctor_shows_what_the_desktop_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    checks = (MachineCheck("capture", CheckState.UNSUPPORTED, {"system": "linux"}),)
    from operator_console.cli.main import main

    assert main(["doctor", "--json"], desktop_checks=lambda: checks) in {0, 1}
    shown = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [check["code"] for check in shown["checks"]].count("capture") == 1
