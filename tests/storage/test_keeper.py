import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Code
from operator_console.domain.secret import Secret
from operator_console.storage.folder import FolderLock
from operator_console.storage.keys import Argon2Cost
from operator_console.storage.sealed_json import packed

FILES = {"checkpoint.key", "attempts.bin", "customers.db", "lock", "log.db", "log.key", "log_anchor.json"}
FILES |= {"accounts.lock", "customers.db.door", "customers.db.floor"}
FILES |= {"slots.copy.json", "slots.json", "vault.json"}


def test_where_there_is_no_vault_there_is_nothing_to_open(site, refused):
    state = site.keeper().state()
    assert (state.present, state.device_secret) == (False, "none")
    refused(Code.VAULT_ABSENT, site.open)
    assert not site.folder.exists()


def test_a_vault_in_memory_leaves_nothing_on_disk(site):
    site.prepare()
    assert list(site.root.iterdir()) == []


def test_a_vault_is_written_whole_and_private(site):
    site.made()
    assert {path.name for path in site.folder.iterdir()} == FILES
    assert {path.stat().st_mode & 0o777 for path in site.folder.iterdir()} == {0o600}
    assert site.folder.stat().st_mode & 0o777 == 0o700
    assert site.secret_file.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in site.root.iterdir()} == {"vault", "secrets"}


@pytest.mark.parametrize("demo", [False, True])
def test_a_demo_says_so_before_it_is_opened(site, demo):
    state = site.made(demo=demo).keeper().state()
    assert (state.present, state.demo, state.device_secret) == (True, demo, "file")


def test_a_demo_can_be_carried_to_another_place(site):
    site.made(demo=True)
    assert not (site.root / "secrets").exists()
    site.open().close()


def test_everybody_opens_with_their_own_password_only(site, refused):
    site.made()
    for user in ("admin", "operator", "lead"):
        site.open(user).close()
    refused(Code.SIGN_IN_WRONG, site.open, "lead", site.password("admin"))
    refused(Code.SIGN_IN_WRONG, site.open, "nobody", site.password("admin"))


def test_the_account_that_opens_is_returned(site):
    site.made()
    vault, account = site.keeper().open(UserName("lead"), site.password("lead"))
    vault.close()
    assert (account.user, account.display, account.role) == ("lead", "Lead", "lead")
    assert account.must_change_password


def test_a_password_may_be_typed_in_any_form_of_its_letters(site):
    site.made()
    site.open("operator", Secret("ａ password of operator")).close()


def test_an_unknown_name_costs_as_much_as_a_wrong_password(site, refused):
    cost = Argon2Cost(memory_kib=32 * 1024, passes=2, lanes=1)
    site.made()
    vault = site.keeper(cost).open(UserName("admin"), site.password("admin"))[0]
    vault.accounts.set_password(UserName("operator"), Secret("one that costs"), must_change=False)
    vault.close()
    keeper = site.keeper(cost)

    def spent(user):
        begin = time.process_time()
        refused(Code.SIGN_IN_WRONG, keeper.open, UserName(user), Secret("wrong"))
        return time.process_time() - begin

    known, unknown = (min(spent(user) for _ in range(5)) for user in ("operator", "nobody"))
    assert 0.5 < unknown / known < 2


def test_a_second_process_is_refused_within_two_seconds(site, refused):
    site.made()
    program = "import sys; from pathlib import Path; from operator_console.storage.folder import FolderLock\n"
    program += "lock = FolderLock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    other = subprocess.Popen(
        [sys.executable, "-c", program, site.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout.readline() == b"held\n"
    begin = time.monotonic()
    refused(Code.VAULT_IN_USE, site.keeper().state)
    assert time.monotonic() - begin < 2
    other.kill()
    other.communicate()
    assert site.keeper().state().present


def test_a_folder_is_shared_only_with_those_that_share_it(site, refused):
    site.made()
    first, second = (FolderLock(site.folder, wait=0, shared=True) for _ in range(2))
    refused(Code.VAULT_IN_USE, FolderLock, site.folder, wait=0)
    first.release()
    refused(Code.VAULT_IN_USE, FolderLock, site.folder, wait=0)
    second.release()
    lock = FolderLock(site.folder, wait=0)
    refused(Code.VAULT_IN_USE, FolderLock, site.folder, wait=0, shared=True)
    lock.release()


def test_a_lock_that_is_let_go_meanwhile_is_taken(site):
    site.made()
    held = FolderLock(site.folder)
    ending = threading.Timer(0.1, held.release)
    ending.start()
    assert site.keeper().state().present
    ending.join()


def test_there_is_no_vault_over_another_one_or_over_other_files(site, refused):
    site.made()
    refused(Code.VAULT_EXISTS, site.prepare)
    shutil.rmtree(site.folder)
    site.folder.mkdir()
    site.prepare()
    (site.folder / "a letter").touch()
    refused(Code.FILE_EXISTS, site.prepare)


def test_a_vault_that_appears_while_another_is_confirmed_stays(site, refused):
    late = site.prepare()
    site.made()
    before = (site.folder / "vault.json").read_bytes()
    refused(Code.VAULT_EXISTS, late.write)
    assert (site.folder / "vault.json").read_bytes() == before
    assert len(list((site.root / "secrets").iterdir())) == 1
    assert {path.name for path in site.root.iterdir()} == {"vault", "secrets"}
    site.open().close()


def test_a_set_up_does_not_touch_another_that_is_still_being_written(site, refused):
    prepared = site.prepare()
    making = site.root / ".vault.making"
    making.mkdir()
    other = FolderLock(making)
    refused(Code.VAULT_IN_USE, prepared.write)
    assert making.exists()
    other.release()
    prepared.write().close()
    assert not making.exists()


KILLED = """
import os, sys
sys.path.insert(0, {here!r})
from pathlib import Path
from conftest import Site
from test_keeper import recover
site, left = Site(Path({root!r}), code={code!r}), []
def watch(event, arguments):
    if left and event in ("open", "os.rename", "os.mkdir", "os.rmdir", "os.remove") and {root!r} in str(arguments):
        left[0] -= 1
        if not left[0]:
            os._exit(9)
sys.addaudithook(watch)
"""


def killed(site, step, program):
    """Run a program that ends without a word just before the nth time it touches a file; say whether it did."""
    before = KILLED.format(here=str(Path(__file__).parent), root=str(site.root), code=site.code)
    program = before + program.replace("BEGIN", f"left.append({step})") + "\nprint('whole', flush=True); os._exit(0)"
    ended = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=False)
    assert ended.returncode == (0 if ended.stdout else 9)
    return not ended.stdout


@pytest.mark.parametrize("step", [2, 4, 9, 16, 22, 25, 27, 38, 39, 43, 51])
def test_a_set_up_that_is_killed_leaves_nothing_or_a_whole_vault(site, step):
    was_killed = killed(site, step, "prepared = site.prepare()\nBEGIN\nprepared.write()")
    if site.keeper().state().present:
        site.open().close()
    else:
        assert was_killed
        site.made().open().close()
    assert not [path for path in site.root.iterdir() if path.name.endswith(".making")]


@pytest.mark.parametrize("name", ["customers.db", "log.db", "vault.json"])
@pytest.mark.parametrize("what", ["missing", "empty", "half", "flipped"])
def test_a_damaged_file_is_named(site, name, what, refused):
    path = site.made().folder / name
    content = path.read_bytes()
    if what == "missing":
        path.unlink()
    else:
        flipped = content[:99] + bytes([content[99] ^ 1]) + content[100:]
        path.write_bytes({"empty": b"", "half": content[: len(content) // 2], "flipped": flipped}[what])
    assert refused(Code.VAULT_DAMAGED, site.open) == {"file": name}


def test_no_bit_of_the_header_can_change(site, refused):
    path = site.made().folder / "vault.json"
    content = path.read_bytes()
    for place in range(0, len(content) - 1, 7):
        path.write_bytes(content[:place] + bytes([content[place] ^ 2]) + content[place + 1 :])
        refused(Code.VAULT_DAMAGED, site.keeper().state)


def test_a_header_forged_with_its_checksum_is_refused_when_the_vault_is_opened(site, refused):
    path = site.made().folder / "vault.json"
    content = json.loads(path.read_bytes())
    path.write_bytes(packed(content["body"] | {"demo": True}, **content["codes"]))
    assert site.keeper().state().demo
    (site.folder / "device_secret").write_bytes(site.secret_file.read_bytes())
    assert refused(Code.VAULT_DAMAGED, site.open) == {"file": "vault.json"}


@pytest.mark.parametrize(("name", "known"), [("vault.json", 2), ("slots.json", 1)])
def test_files_of_a_newer_console_are_refused(site, name, known, refused):
    path = site.made().folder / name
    content = json.loads(path.read_bytes())
    path.write_bytes(packed(content["body"] | {"format": 3}, **content["codes"]))
    assert refused(Code.VAULT_NEWER, site.keeper().state) == {"found": 3, "known": known}


def give_away(root):
    """Give a made vault to the ordinary user; the checkout itself may be out of that user's reach."""
    if root.stat().st_uid == 0:
        for path in (root, *root.rglob("*")):
            os.chown(path, 65534, -1)


def test_a_read_only_folder_is_said(site, ordinary_user, refused):
    give_away(site.made().root)
    ordinary_user()
    site.folder.chmod(0o500)
    assert refused(Code.VAULT_READ_ONLY, site.keeper().state) == {"path": str(site.folder)}
    site.folder.chmod(0o700)
    assert site.keeper().state().present


def test_an_unreadable_folder_is_said(site, ordinary_user, refused):
    give_away(site.made().root)
    ordinary_user()
    site.folder.chmod(0)
    refused(Code.VAULT_READ_ONLY, site.keeper().state)
    site.folder.chmod(0o700)


def test_a_device_secret_that_is_missing_is_not_made_anew(site, refused):
    site.made().secret_file.unlink()
    assert site.keeper().state().device_secret == "missing"
    refused(Code.DEVICE_SECRET_MISSING, site.open)
    refused(Code.DEVICE_SECRET_MISSING, site.keeper().failures, "operator")
    assert list((site.root / "secrets").iterdir()) == []


def test_another_machines_device_secret_is_told_from_a_wrong_password(site, refused):
    site.made().secret_file.write_text("00" * 32)
    refused(Code.DEVICE_SECRET_WRONG, site.open)


def recover(site, code=None, user="admin", **kind):
    kind = {"device_secret": "file"} | kind
    return site.keeper().recover(code or site.code, UserName(user), Secret("after the loss"), **kind)


def test_the_recovery_key_opens_without_the_device_secret(site, refused):
    vault = site.make()
    vault.policies.save(2, "x = 1")
    vault.close()
    site.secret_file.unlink()
    vault = recover(site, site.code.lower().replace("-", " "))
    assert vault.policies.current() == "x = 1"
    active = {account.user: account.active for account in vault.accounts.list()}
    assert active == {"admin": True, "operator": False, "lead": False}
    vault.close()
    vault = site.open("admin", Secret("after the loss"))
    refused(Code.SIGN_IN_WRONG, site.open, "operator")
    vault.close()


def test_after_a_recovery_everybody_gets_a_new_password_and_works(site):
    vault = site.made() and recover(site)
    vault.accounts.set_password(UserName("operator"), Secret("a new one"), must_change=True)
    vault.close()
    site.open("operator", Secret("a new one")).close()


def test_a_recovery_may_name_a_new_administrator_but_nobody_of_another_role(site, refused):
    site.made()
    assert refused(Code.NOT_YOUR_DUTY, recover, site, user="lead") == {"duty": "manage_users"}
    site.open("lead").close()
    vault = recover(site, user="successor")
    assert vault.accounts.get(UserName("successor")).role == "administrator"
    vault.close()


def test_a_slip_in_the_recovery_key_is_told_from_the_key_of_another_vault(site, tmp_path_factory, refused):
    site.made()
    other = type(site)(tmp_path_factory.mktemp("other")).made()
    assert refused(Code.RECOVERY_WRONG, recover, site, other.code) == {"reason": "key"}
    slip = site.code[:-1] + ("0" if site.code[-1] != "0" else "1")
    assert refused(Code.RECOVERY_WRONG, recover, site, slip) == {"reason": "typing"}
    site.open().close()


@pytest.mark.parametrize("name", ["slots.json", "attempts.bin"])
def test_a_recovery_gets_over_lost_slots_and_counts(site, name):
    site.made()
    for path in site.folder.glob(name.replace(".json", "*.json")):
        path.write_bytes(b"lost")
    recover(site).close()
    site.open("admin", Secret("after the loss")).close()


def test_failures_that_the_log_does_not_have_survive_a_recovery_with_the_old_secret_at_hand(site):
    site.made()
    site.keeper().begin_attempt("lead", site.clock.now())
    recover(site).close()
    assert [each.user for each in site.keeper().unlogged_failures()] == ["lead"]
    assert site.keeper().failures("lead") == []


def test_nothing_of_a_closed_vault_answers(vault):
    customers = vault.customers
    vault.close()
    with pytest.raises(Exception, match="closed"):
        customers.count()
    with pytest.raises(AttributeError):
        _ = vault.accounts
    vault.close()


@pytest.mark.parametrize("step", [2, 6, 10, 14, 18, 22, 26, 30])
def test_a_recovery_that_is_killed_can_be_done_again(site, step):
    killed(site.made(), step, "BEGIN\nrecover(site)")
    vault = recover(site)
    assert [account.user for account in vault.accounts.list() if account.active] == ["admin"]
    vault.close()
    site.open("admin", Secret("after the loss")).close()
