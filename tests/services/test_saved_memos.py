"""A memo is looked through, sealed, listed masked, shown like a field, and disposed of on record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from call_centre import AOZORA, CUSTOMER, HINATA, OF_HINATA, CallCentre, default_text, in_call, refused, roomy, verified

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import FieldName, MemoId, PurposeId
from operator_console.domain.memos import LONGEST
from operator_console.domain.policy import HISTORY
from operator_console.domain.refusals import Code
from operator_console.domain.views import MemoProblem
from operator_console.services.call import end_call, hold_call, open_call, take_back_call
from operator_console.services.call_view import view
from operator_console.services.find_customer import find_customer
from operator_console.services.memos import check_memo, dispose_memo, reveal_memo, save_memo
from operator_console.services.reveal import reveal
from operator_console.storage.folder import CUSTOMERS

TEXT = "次回の担当は ひばり課の雲雀さん"
CARD, MY_NUMBER = "4111 1111 1111 1111", "123456789018"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path_factory.mktemp("memos"), default_text(roomy))
    yield centre
    centre.close()


@pytest.fixture(autouse=True)
def ended(centre: CallCentre) -> Iterator[None]:
    yield
    if centre.desk is not None and centre.desk.call is not None:
        end_call(centre.desk)
    centre.leave()


def saved(centre: CallCentre, text: str = TEXT, purpose: str = "callback") -> MemoId:
    """A new memo in a verified call of an operator."""
    desk = centre.sit()
    verified(desk, purpose)
    return view(desk, save_memo(desk, text)).history[0].id


def test_a_memo_is_listed_by_its_mask_and_shown_like_a_field(centre: CallCentre) -> None:
    memo = saved(centre)
    desk = centre.desk
    shown = view(desk, desk.open_call())
    row = shown.history[0]
    assert (row.id, row.author, row.mask, row.own) == (memo, "hana", "●●●●●●", True)
    assert TEXT not in repr(shown)
    assert shown.history_revealable
    assert reveal_memo(desk, memo) == TEXT
    entry = centre.entries(Action.REVEAL)[0]
    assert (entry.fields, dict(entry.facts)["memo"], entry.outcome) == ((HISTORY,), str(memo), Outcome.MET)
    other = view(desk, save_memo(desk, "二つ目")).history[0].id
    assert reveal_memo(desk, other) == "二つ目"
    assert centre.entries(Action.REVEAL_ENDED)[0].reason == "next"
    assert not any(TEXT in repr(entry) for entry in centre.entries())


def test_the_next_operator_sees_the_mask_until_the_check_is_met(centre: CallCentre) -> None:
    memo = saved(centre)
    end_call(centre.desk)
    desk = centre.sit("taro")
    shown = view(desk, in_call(desk, "callback"))
    assert [(row.id, row.own) for row in shown.history][:1] == [(memo, False)]
    with refused(Code.NOT_VERIFIED):
        reveal_memo(desk, memo)
    assert centre.entries(Action.REVEAL_REFUSED)[0].fields == (HISTORY,)
    end_call(desk)
    verified(desk, "callback")
    assert reveal_memo(desk, memo) == TEXT
    assert view(desk, hold_call(desk)).history == ()
    take_back_call(desk)


def test_a_purpose_without_history_shows_none(centre: CallCentre) -> None:
    memo = saved(centre)
    end_call(centre.desk)
    assert not view(centre.desk, verified(centre.desk, "contact_change")).history_revealable
    with refused(Code.FIELD_OUTSIDE_PURPOSE):
        reveal_memo(centre.desk, memo)


def test_the_memo_of_another_customer_is_no_memo(centre: CallCentre) -> None:
    memo = saved(centre)
    end_call(centre.desk)
    desk = centre.desk
    open_call(desk, HINATA, PurposeId("callback"))
    assert view(desk, find_customer(desk, {FieldName("number"): OF_HINATA["number"]})).history == ()
    with refused(Code.MEMO_UNKNOWN):
        dispose_memo(desk, memo, "間違い")


@pytest.mark.parametrize(("number", "kind"), [(CARD, MemoProblem.CARD_NUMBER), (MY_NUMBER, MemoProblem.MY_NUMBER)])
def test_what_is_forbidden_is_not_saved(centre: CallCentre, number: str, kind: MemoProblem) -> None:
    desk = centre.sit()
    call = in_call(desk)
    before = desk.vault.memos.of(call.customer)
    with refused(Code.MEMO_FORBIDDEN) as refusal:
        save_memo(desk, f"番号は{number}とのこと")
    assert refusal.value.params == {"memo_kind": kind}
    assert desk.vault.memos.of(call.customer) == before
    entry = centre.entries(Action.MEMO_REFUSED)[0]
    assert dict(entry.facts)["memo_kind"] == kind
    assert number not in repr(entry)


def test_what_is_pointed_out_may_be_saved(centre: CallCentre) -> None:
    desk = centre.sit()
    in_call(desk)
    text = "折り返し先は 090-1234-5678"
    (finding,) = check_memo(desk, text)
    assert (finding.kind, finding.forbidden) == (MemoProblem.PHONE, False)
    save_memo(desk, text)


def test_an_empty_a_long_and_a_homeless_memo_are_refused(centre: CallCentre) -> None:
    desk = centre.sit()
    open_call(desk, AOZORA, PurposeId("callback"))
    with refused(Code.CUSTOMER_ABSENT):
        save_memo(desk, TEXT)
    find_customer(desk, {FieldName("number"): CUSTOMER["number"]})
    with refused(Code.MEMO_EMPTY):
        save_memo(desk, " \n　")
    with refused(Code.MEMO_TOO_LONG):
        save_memo(desk, "あ" * (LONGEST + 1))
    with refused(Code.NOT_YOUR_DUTY):
        check_memo(centre.sit("lead"), TEXT)


def test_the_author_disposes_of_it_within_the_call(centre: CallCentre) -> None:
    memo = saved(centre)
    desk = centre.desk
    reveal_memo(desk, memo)
    with refused(Code.REASON_EMPTY):
        dispose_memo(desk, memo, "")
    after = dispose_memo(desk, memo, "別のお客様の話でした")
    assert after is not None
    assert memo not in [row.id for row in view(desk, after).history]
    disposed, ended = centre.entries()[:2]
    assert (disposed.action, disposed.reason, dict(disposed.facts)["memo"]) == (
        Action.MEMO_DISPOSED,
        "別のお客様の話でした",
        str(memo),
    )
    assert ended.action is Action.REVEAL_ENDED
    with refused(Code.MEMO_UNKNOWN):
        reveal_memo(desk, memo)


def test_after_the_call_only_a_lead_disposes(centre: CallCentre) -> None:
    memo = saved(centre)
    end_call(centre.desk)
    verified(centre.desk, "callback")
    with refused(Code.MEMO_NOT_YOURS):
        dispose_memo(centre.desk, memo, "もう要らない")
    desk = centre.sit("lead")
    assert dispose_memo(desk, memo, "保存期間の満了") is None
    assert centre.entries(Action.MEMO_DISPOSED)[0].user == "lead"
    with refused(Code.MEMO_UNKNOWN):
        dispose_memo(desk, memo, "もう一度")
    newer = saved(centre)
    assert newer > memo, "a number is never given out twice"


def test_an_auditor_or_administrator_disposes_of_nothing(centre: CallCentre) -> None:
    memo = saved(centre)
    with refused(Code.NOT_YOUR_DUTY):
        dispose_memo(centre.sit("admin"), memo, "理由")


def test_a_sealed_memo_opens_in_its_own_place_only(centre: CallCentre) -> None:
    """The bytes of one memo under the number of another are damage, not a memo."""
    first, second = saved(centre), saved(centre, "もう一つ")
    database = centre.desk.vault.memos._database
    with database.change():
        (sealed,) = database.row("SELECT sealed FROM memo WHERE id = ?", first)
        database.run("UPDATE memo SET sealed = ? WHERE id = ?", sealed, second)
    with refused(Code.VAULT_DAMAGED) as refusal:
        reveal_memo(centre.desk, second)
    assert refusal.value.params == {"file": CUSTOMERS}
    assert reveal_memo(centre.desk, first) == TEXT


def test_a_memo_and_a_field_wait_alike_when_no_checkpoint_has_left_the_machine(tmp_path: Path) -> None:
    strict = CallCentre(
        tmp_path, default_text(lambda text: text.replace("[limits]", "[limits]\ncheckpoint_reveals = 1", 1))
    )
    memo = saved(strict)
    assert reveal_memo(strict.desk, memo) == TEXT
    with refused(Code.CHECKPOINT_OLD):
        reveal_memo(strict.desk, memo)
    with refused(Code.CHECKPOINT_OLD):
        reveal(strict.desk, FieldName("name"))
    strict.close()
