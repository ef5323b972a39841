import shutil

import pytest

from operator_console.domain.ids import UserName
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.services.ports import Account

NEW = Account(UserName("newcomer"), "新人", Role.OPERATOR)
FIRST, SECOND = Secret("the first one"), Secret("the second one")
COPIES = ("slots.json", "slots.copy.json")


@pytest.fixture
def accounts(vault):
    return vault.accounts


def users(accounts):
    return [account.user for account in accounts.list()]


def kept(site):
    return {name: (site.folder / name).read_bytes() for name in COPIES}


def put_back(site, files):
    for name, content in files.items():
        (site.folder / name).write_bytes(content)


def test_accounts_are_listed_in_the_order_they_were_made(accounts):
    accounts.add(NEW, FIRST)
    assert users(accounts) == ["admin", "operator", "lead", "newcomer"]
    assert accounts.get(NEW.user) == NEW


def test_a_new_user_opens_the_vault(site, accounts, vault):
    accounts.add(NEW, FIRST)
    vault.close()
    vault, account = site.keeper().open(NEW.user, FIRST)
    vault.close()
    assert account == NEW


def test_a_name_is_taken_once(accounts, refused):
    assert refused(Code.USER_EXISTS, accounts.add, Account(UserName("lead"), "x", Role.OPERATOR), FIRST) == {
        "user": "lead"
    }
    assert users(accounts) == ["admin", "operator", "lead"]
    assert accounts.check(UserName("lead"), Secret("a password of lead"))


def test_a_new_password_replaces_the_old_one(site, accounts, vault, refused):
    user = UserName("operator")
    accounts.set_password(user, SECOND, must_change=False)
    assert accounts.check(user, SECOND)
    assert not accounts.check(user, site.password("operator"))
    assert not accounts.get(user).must_change_password
    vault.close()
    refused(Code.SIGN_IN_WRONG, site.open)
    site.open("operator", SECOND).close()


def test_a_disabled_users_slot_is_gone_from_both_copies(site, accounts, vault, refused):
    before = kept(site)
    accounts.disable(UserName("operator"))
    assert all(b'"operator"' in content for content in before.values())
    assert not [name for name, content in kept(site).items() if b'"user": "operator"' in content]
    assert not accounts.get(UserName("operator")).active
    assert not accounts.check(UserName("operator"), site.password("operator"))
    vault.close()
    refused(Code.SIGN_IN_WRONG, site.open)
    site.open("lead").close()


def test_a_disabled_user_can_be_made_active_again(site, accounts, vault):
    accounts.disable(UserName("operator"))
    accounts.set_password(UserName("operator"), SECOND, must_change=True)
    assert accounts.get(UserName("operator")) == Account(UserName("operator"), "Operator", Role.OPERATOR)
    vault.close()
    site.open("operator", SECOND).close()


def test_an_unknown_user_is_refused(accounts, refused):
    for call in (accounts.disable, accounts.get):
        assert refused(Code.USER_UNKNOWN, call, "nobody") == {"user": "nobody"}
    refused(Code.USER_UNKNOWN, accounts.set_password, "nobody", FIRST, must_change=True)
    assert not accounts.check("nobody", FIRST)


def test_the_time_of_a_sign_in_is_remembered(site, accounts, vault):
    accounts.note_sign_in(UserName("lead"), "2026-04-01T09:00:00+00:00")
    vault.close()
    vault = site.open("lead")
    assert vault.accounts.get(UserName("lead")).last_sign_in == "2026-04-01T09:00:00+00:00"
    vault.close()


@pytest.mark.parametrize("who", ["operator", "lead"])
def test_older_slots_put_back_are_refused_for_everybody(site, accounts, vault, who, refused):
    """The one who was disabled opens an old slot with the old password, and gets no further."""
    older = kept(site)
    accounts.disable(UserName("operator"))
    vault.close()
    put_back(site, older)
    assert refused(Code.VAULT_DAMAGED, site.open, who) == {"file": "slots.json"}


def end_suddenly(site, vault, change):
    """The slots' file is written and the database is not: the power fails between the two."""
    left = site.root / "left"
    shutil.copytree(site.folder, left)
    change(vault.accounts)
    slots = kept(site)
    vault.close()
    site.let_go()
    shutil.rmtree(site.folder)
    left.rename(site.folder)
    put_back(site, slots)


def test_a_user_who_was_half_added_is_not_there(site, vault, refused):
    end_suddenly(site, vault, lambda accounts: accounts.add(NEW, FIRST))
    refused(Code.SIGN_IN_WRONG, site.open, "newcomer", FIRST)
    vault = site.open("admin")
    assert users(vault.accounts) == ["admin", "operator", "lead"]
    vault.accounts.add(NEW, SECOND)
    vault.close()
    site.open("newcomer", SECOND).close()


def test_a_user_who_was_half_disabled_is_disabled(site, vault, refused):
    end_suddenly(site, vault, lambda accounts: accounts.disable(UserName("operator")))
    refused(Code.SIGN_IN_WRONG, site.open)
    vault = site.open("admin")
    assert not vault.accounts.get(UserName("operator")).active
    vault.close()


def test_a_password_that_was_half_changed_is_the_new_one(site, vault):
    end_suddenly(site, vault, lambda a: a.set_password(UserName("operator"), SECOND, must_change=True))
    site.open("operator", SECOND).close()


def test_a_role_that_was_changed_in_the_database_is_refused(site, vault, refused):
    vault.customers._database.run("UPDATE account SET role = 'administrator' WHERE user = 'operator'")
    vault.close()
    assert refused(Code.VAULT_DAMAGED, site.open) == {"file": "customers.db"}


def test_an_account_made_active_in_the_database_alone_is_refused(site, vault, refused):
    vault.accounts.disable(UserName("operator"))
    vault.customers._database.run("UPDATE account SET active = 1")
    vault.close()
    assert refused(Code.VAULT_DAMAGED, site.open, "lead") == {"file": "customers.db"}
