"""What approvals, memos, grants and policies left in the log reads as a sentence of the call centre would."""

from dataclasses import replace

import pytest
from desk_bench import NOON, REFERENCE, session

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import FieldName, UserName
from operator_console.domain.refusals import Code
from operator_console.domain.roles import Role
from operator_console.domain.views import LogRow
from operator_console.ui.log.words import EntryWords
from operator_console.wording import Wording

DIGEST = "0123456789abcdef" * 4


@pytest.fixture
def words(qapp):
    return EntryWords(session(Role.LEAD), Wording("ja"))


def entry(action, *, fields=(), reason="", facts=(), outcome=Outcome.DONE):
    named = tuple(FieldName(name) for name in fields)
    time = NOON.isoformat(timespec="milliseconds")
    return LogRow(
        7, time, UserName("sato"), "operator", action, outcome, "c0ffee", REFERENCE, "delivery", named, reason, facts
    )


def test_break_glass_says_who_signed_beside_who_asked(words):
    told = words.details(
        entry(Action.BREAK_GLASS, fields=("phone", "history"), reason="人命に関わる緊急", facts=(("lead", "takagi"),))
    )
    assert told[3] == ("承認したリーダー", "takagi")
    assert ("Action", "緊急の表示許可") in told
    assert ("Fields", "電話番号、応対履歴のメモ") in told
    assert ("Reason", "人命に関わる緊急") in told


def test_a_refused_memo_says_what_was_in_it_and_never_the_memo(words):
    told = entry(
        Action.MEMO_REFUSED,
        reason=Code.MEMO_FORBIDDEN,
        facts=(("memo_kind", "card_number"),),
        outcome=Outcome.REFUSED,
    )
    assert words.reason(told) == "メモにクレジットカード番号が含まれているため、保存しませんでした。"


def test_a_memo_is_named_by_the_number_that_disposes_of_it(words):
    told = words.details(entry(Action.MEMO_SAVED, facts=(("memo", "42"),)))
    assert ("メモの番号", "42") in told


def test_a_change_of_policy_names_both_versions_and_a_digest_that_can_break(words):
    facts = (("from_version", "1"), ("to_version", "2"), ("digest", DIGEST))
    told = dict(words.details(entry(Action.POLICY_CHANGED, facts=facts)))
    assert told["変更前の版"] == "1"
    assert told["変更後の版"] == "2"
    digest = told["方針の SHA-256"]
    assert digest.replace(" ", "") == DIGEST
    assert max(map(len, digest.split())) == 8


@pytest.mark.parametrize(
    ("value", "said"),
    [("aozora hinata", "あおぞら通販、ひなた電力"), ("aozora gone", "あおぞら通販、gone"), ("", "None")],
)
def test_granted_clients_are_named(words, value, said):
    told = dict(words.details(entry(Action.CLIENTS_SET, facts=(("name", "sato"), ("clients", value)))))
    assert told["担当する委託元"] == said


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((("by", "hand"),), ("発信の方法", "手動で発信")),
        ((("kind", "kana"),), ("種類", "フリガナ")),
        ((("rule", "kana-as-heard"),), ("照合の規則", "聞いて同じ読み")),
        ((("sealed", "yes"),), ("秘匿対象", "該当")),
        ((("client", "aozora"),), ("委託元", "あおぞら通販")),
    ],
)
def test_codes_are_words(words, facts, said):
    assert said in words.details(entry(Action.CUSTOMER_SEALED, facts=facts))


def test_an_entry_says_on_which_computer_and_as_which_os_user_it_was_made(words):
    told = words.details(replace(entry(Action.REVEAL), device="席 12", os_user="sato(1001)"))
    assert told[-2:] == [("Computer", "席 12"), ("OS user", "sato(1001)")]
