"""An account that belongs to an OS user is no use to another one, and nobody is locked out by the first tie."""

from pathlib import Path

import pytest
from call_centre import CallCentre, default_text, guarded_text, password, refused

from operator_console.domain.actions import Action
from operator_console.domain.ids import UserName
from operator_console.domain.os_users import belongs_to, os_user_name, told
from operator_console.domain.refusals import Code, Refusal
from operator_console.services import manage_users

TARO, HANA, ROOMMATE = "taro(1001)", "hana(1002)", "yuki(1003)"


@pytest.fixture
def centre(tmp_path: Path):
    """Two operators, each tied to their OS user, under a policy that says so."""
    centre = CallCentre(tmp_path, guarded_text(tie_accounts=True))
    centre.come_as(TARO)
    desk = centre.sit("admin")
    manage_users.set_os_user(desk, UserName("hana"), "hana")
    manage_users.set_os_user(desk, UserName("taro"), "1001")
    yield centre
    centre.close()


def test_each_signs_in_from_their_own_os_user(centre: CallCentre) -> None:
    centre.sit("taro")
    centre.come_as(HANA)
    centre.sit("hana")


def test_a_right_password_from_another_os_user_is_refused_told_and_counted(centre: CallCentre) -> None:
    centre.come_as(ROOMMATE)
    with refused(Code.OS_USER_WRONG) as wrong:
        centre.sign_in("hana")
    assert wrong.value.params == {"os_user": ROOMMATE}
    centre.come_as(TARO)
    centre.sit("taro")
    (entry,) = centre.entries(Action.SIGN_IN_FAILED)
    told_of = dict(entry.facts)
    assert (entry.os_user, entry.reason) == (ROOMMATE, Code.OS_USER_WRONG)
    assert (told_of["name"], told_of["os_user"]) == ("hana", ROOMMATE)
    assert len(centre.keeper.failures("hana")) == 1


def test_from_another_os_user_an_account_is_held_like_after_wrong_passwords(centre: CallCentre) -> None:
    centre.come_as(ROOMMATE)
    for _ in range(5):
        with refused(Code.OS_USER_WRONG):
            centre.sign_in("hana")
    with refused(Code.SIGN_IN_HELD):
        centre.sign_in("hana")


def test_a_vault_from_which_somebody_was_turned_away_is_closed(centre: CallCentre) -> None:
    centre.come_as(ROOMMATE)
    with refused(Code.OS_USER_WRONG):
        centre.sign_in("hana")
    assert centre.desk is None
    centre.come_as(HANA)
    assert centre.sign_in("hana").failures_since == 0, "it is in the log already, and not this person's to be told of"


def test_an_account_without_a_tie_is_refused_but_for_an_administrator(centre: CallCentre) -> None:
    with refused(Code.OS_USER_WRONG):
        centre.sign_in("lead")
    centre.sit("admin")


def test_an_administrator_with_a_tie_keeps_to_it(centre: CallCentre) -> None:
    manage_users.set_os_user(centre.desk, UserName("admin"), "taro")
    centre.sit("admin")
    centre.come_as(HANA)
    with refused(Code.OS_USER_WRONG):
        centre.sign_in("admin")


def test_standalone_looks_at_no_tie(centre: CallCentre) -> None:
    centre.come_as("")
    centre.sit("lead")
    centre.sit("hana")


def test_a_policy_without_ties_looks_at_none(tmp_path: Path) -> None:
    centre = CallCentre(tmp_path, default_text())
    centre.come_as(ROOMMATE)
    centre.sit("lead")
    centre.close()


def test_a_tie_is_an_entry_before_it_is_made_and_can_be_taken_away(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    manage_users.set_os_user(desk, UserName("hana"), "")
    assert dict(centre.entries(Action.OS_USER_SET)[0].facts) == {"name": "hana", "os_user": ""}
    assert {user.user: user.os_user for user in manage_users.list_users(desk)}["hana"] == ""


def test_who_does_not_manage_users_ties_nobody(centre: CallCentre) -> None:
    with refused(Code.NOT_YOUR_DUTY):
        manage_users.set_os_user(centre.sit("taro"), UserName("taro"), "root")


def test_a_password_that_is_renewed_keeps_the_tie(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    manage_users.reset_password(desk, UserName("hana"), password("another"))
    assert {user.user: user.os_user for user in manage_users.list_users(desk)}["hana"] == "hana"


@pytest.mark.parametrize("text", ["taro hanako", "a\tb", "a(b", "a:b", "x" * 65, "a\u202eb"])
def test_what_is_no_name_of_an_os_user(text: str) -> None:
    with pytest.raises(Refusal):
        os_user_name(text)


def test_names_and_numbers_are_kept_apart() -> None:
    assert belongs_to("taro", told("taro", 1001))
    assert belongs_to("1001", told("taro", 1001))
    assert belongs_to("1001", told("", 1001))
    assert belongs_to("CORP\\taro", told("CORP\\taro", 7))
    for tie in ("", "Taro", "tar", "100", "taro(1001)", "(1001", "1002"):
        assert not belongs_to(tie, told("taro", 1001)), tie
    assert not belongs_to("", told("", 0))
    assert os_user_name(" taro ") == "taro"
