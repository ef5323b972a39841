"""The room: checked once a day, copies and spoken values by the policy and with entries, captures by a lead."""

import re
from collections.abc import Iterator

import pytest
from call_centre import CUSTOMER, CallCentre, Spy, default_text, lead, refuse_entries, refused, roomy, verified

from operator_console.audit.review.ledger import Ledger
from operator_console.audit.review.rules import of_words
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import ClientId, FieldName, PurposeId
from operator_console.domain.policy_file import check_policy, read_policy
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.refusals import Code
from operator_console.domain.review import ReviewRule
from operator_console.services.call import open_call
from operator_console.services.call_view import view
from operator_console.services.copy_field import copy_field
from operator_console.services.reveal import end_showing, reveal
from operator_console.services.room import answer_room
from operator_console.services.sharing import begin_sharing, end_sharing
from operator_console.services.speaking import set_speaking

ADDRESS, NAME, PHONE = FieldName("address"), FieldName("name"), FieldName("phone")
ROOM = """
[room]
stop = {stop}
sharing_minutes = 10

[room_questions.door]
label = "ドア"
ask = "ドアは閉まっていますか。"
advice = "ドアを閉めてください。"

[room_questions.headset]
label = "ヘッドセット"
ask = "ヘッドセットを使っていますか。"
advice = "ヘッドセットをつないでください。"
"""
YES, NO = {"door": True, "headset": True}, {"door": True, "headset": False}


def text(*, stop: bool) -> str:
    shipped = default_text(roomy)
    plain = re.sub(r"(?s)\[room\].*?(?=\n# )", "", shipped)
    for field in ("address", "phone"):
        plain = plain.replace(f"[fields.{field}]\n", f"[fields.{field}]\ncopy = true\nunspoken = true\n")
    return plain + ROOM.format(stop=str(stop).lower())


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path_factory.mktemp("remote"), text(stop=True))
    yield centre
    centre.close()


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path_factory.mktemp("office"), text(stop=False))
    yield centre
    centre.close()


def tomorrow(centre: CallCentre) -> None:
    centre.clock.wait(86_400)


def begin(centre: CallCentre) -> None:
    """Sign in on a day whose check is done, with a call whose identity check is met."""
    desk = centre.sit()
    if desk.room_due:
        answer_room(desk, YES)
    verified(desk)


def test_no_call_is_taken_before_the_room_has_been_checked(office: CallCentre) -> None:
    assert office.sign_in("hana").room_due
    desk = office.desk
    assert desk is not None
    with refused(Code.ROOM_UNANSWERED):
        open_call(desk, ClientId("aozora"), PurposeId("delivery"))
    with refused(Code.ROOM_UNANSWERED):
        answer_room(desk, {"door": True})
    assert not answer_room(desk, NO), "the policy does not stop calls for a no"
    entry = office.entries(Action.ROOM_CHECKED)[0]
    assert entry.outcome == Outcome.NOT_YET_MET
    assert dict(entry.facts) == {"room_yes": "ドア", "room_no": "ヘッドセット"}
    open_call(desk, ClientId("aozora"), PurposeId("delivery"))
    assert not office.sign_in("hana").room_due, "once a day is enough"
    assert office.sign_in("taro").room_due, "but it is everybody's own"
    assert not office.sign_in("lead").room_due
    tomorrow(office)
    assert office.sign_in("hana").room_due


def test_a_no_stops_the_calls_where_the_policy_says_so(remote: CallCentre) -> None:
    tomorrow(remote)
    desk = remote.sit()
    assert answer_room(desk, NO)
    with refused(Code.ROOM_UNANSWERED):
        open_call(desk, ClientId("aozora"), PurposeId("delivery"))
    assert remote.sign_in("hana").room_due, "a new sign-in does not help"
    desk = remote.sit()
    assert not answer_room(desk, YES)
    open_call(desk, ClientId("aozora"), PurposeId("delivery"))


def test_the_entry_of_the_check_must_be_durable(office: CallCentre) -> None:
    desk = office.sit()
    refuse_entries(desk, Action.ROOM_CHECKED)
    with refused(Code.DISK_FULL):
        answer_room(desk, YES)
    assert desk.room_due


def test_a_no_is_on_the_review_queue(office: CallCentre) -> None:
    desk = office.sit()
    ledger, rules = Ledger(540), read_policy(text(stop=False)).review
    answer_room(desk, YES)
    answer_room(desk, NO)
    for stored in desk.vault.log.stored(0, 100):
        ledger.feed(stored.sequence, stored.record)
    (day,) = [each for each in ledger.days.values() if each.rooms]
    (found,) = of_words(day, "hana", rules)
    assert (found.rule, found.params) == (ReviewRule.ROOM_NO, {"count": 1})
    assert of_words(day, "taro", rules) == ()


def test_a_copy_has_its_entry_first(remote: CallCentre) -> None:
    begin(remote)
    desk = remote.desk
    assert desk is not None
    with refused(Code.NOT_SHOWN):
        copy_field(desk, ADDRESS)
    reveal(desk, ADDRESS)
    copy_field(desk, ADDRESS)
    entry = remote.entries(Action.FIELD_COPIED)[0]
    assert (entry.fields, entry.outcome, bool(entry.customer)) == ((ADDRESS,), Outcome.DONE, True)
    end_showing(desk, ADDRESS, "key")
    with refused(Code.NOT_SHOWN):
        copy_field(desk, ADDRESS)
    refuse_entries(desk, Action.FIELD_COPIED)
    reveal(desk, ADDRESS)
    with refused(Code.DISK_FULL):
        copy_field(desk, ADDRESS)


def test_what_the_policy_does_not_name_is_not_copied(remote: CallCentre) -> None:
    begin(remote)
    desk = remote.desk
    assert desk is not None
    reveal(desk, NAME)
    with refused(Code.COPY_FORBIDDEN):
        copy_field(desk, NAME)
    entry = remote.entries(Action.FIELD_COPIED)[0]
    assert (entry.outcome, entry.reason, entry.fields) == (Outcome.REFUSED, Code.COPY_FORBIDDEN, (NAME,))
    with refused(Code.COPY_FORBIDDEN):
        copy_field(desk, FieldName("cat"))
    card = {field.name: (field.copy, field.unspoken) for field in view(desk, desk.open_call()).card}
    assert card[ADDRESS] == card[PHONE] == (True, True)
    assert card[NAME] == (False, False)


def test_a_spoken_reveal_says_so_in_its_entry(remote: CallCentre) -> None:
    begin(remote)
    desk = remote.desk
    assert desk is not None
    reveal(desk, NAME)
    assert "spoken" not in dict(remote.entries(Action.REVEAL)[0].facts)
    set_speaking(desk, on=True)
    set_speaking(desk, on=True)
    reveal(desk, ADDRESS)
    assert dict(remote.entries(Action.REVEAL)[0].facts)["spoken"] == "yes"
    set_speaking(desk, on=False)
    begun, ended = reversed(remote.entries(Action.SPEAKING_SET)[:2])
    assert (dict(begun.facts), dict(ended.facts)) == ({"speaking": "on"}, {"speaking": "off"})
    assert not remote.sit().speaking, "it ends with the session"


def test_nothing_is_shown_while_the_screen_may_be_captured(remote: CallCentre) -> None:
    begin(remote)
    desk = remote.desk
    assert desk is not None
    spy = desk.vault.customers = Spy(desk.vault.customers, "value")
    assert begin_sharing(desk, remote.keeper, lead("遠隔サポート"), 10) == 600
    entry = remote.entries(Action.SHARING_BEGUN)[0]
    assert (dict(entry.facts), entry.reason) == ({"lead": "lead", "minutes": "10"}, "遠隔サポート")
    with refused(Code.SCREEN_SHARED):
        reveal(desk, ADDRESS)
    assert spy.asked == []
    end_sharing(desk, "timer")
    end_sharing(desk, "timer")
    assert len(remote.entries(Action.SHARING_ENDED)) == len(remote.entries(Action.SHARING_BEGUN))
    assert remote.entries(Action.SHARING_ENDED)[0].reason == "timer"
    assert reveal(desk, ADDRESS) == CUSTOMER["address"]


def test_a_lock_ends_it(remote: CallCentre) -> None:
    desk = remote.sit()
    begin_sharing(desk, remote.keeper, lead("遠隔サポート"), 1)
    desk = remote.sit()
    assert remote.entries(Action.SHARING_ENDED)[0].reason == "lock"
    assert not desk.sharing


@pytest.mark.parametrize("minutes", [0, 11, -1])
def test_it_lasts_no_longer_than_the_policy_says(remote: CallCentre, minutes: int) -> None:
    desk = remote.sit()
    before = len(remote.entries(Action.SHARING_BEGUN))
    with refused(Code.SHARING_MINUTES):
        begin_sharing(desk, remote.keeper, lead("遠隔サポート"), minutes)
    with refused(Code.REASON_EMPTY):
        begin_sharing(desk, remote.keeper, lead("　"), 1)
    assert len(remote.entries(Action.SHARING_BEGUN)) == before


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        ("stop = true", "stop = 1", "room.stop", PolicyProblem.WRONG_TYPE),
        ("sharing_minutes = 10", "sharing_minutes = 61", "room.sharing_minutes", PolicyProblem.OUT_OF_RANGE),
        ("sharing_minutes = 10", "curtain = true", "room.curtain", PolicyProblem.UNKNOWN_KEY),
        ('ask = "ドアは閉まっていますか。"\n', "", "room_questions.door.ask", PolicyProblem.MISSING),
        ("copy = true", 'copy = "yes"', "fields.phone.copy", PolicyProblem.WRONG_TYPE),
    ],
)
def test_a_wrong_table_is_refused_where_it_is_wrong(old: str, new: str, where: str, problem: PolicyProblem) -> None:
    assert not check_policy(text(stop=True))
    assert (where, problem) in {
        (fault.where, fault.problem) for fault in check_policy(text(stop=True).replace(old, new, 1))
    }
