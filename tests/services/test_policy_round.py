"""A policy is read, looked through and put in force; the masks follow it, and every check names its version."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from call_centre import CUSTOMER, CallCentre, default_text, in_call, refused, say

from operator_console.domain.actions import Action
from operator_console.domain.fields import Kind
from operator_console.domain.ids import FieldName
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.refusals import Code
from operator_console.services.call_view import view
from operator_console.services.find_customer import find_customer
from operator_console.services.manage_policy import policy_faults, policy_text, save_policy, try_matching
from operator_console.services.unlock import session_view

TEXT = default_text()


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CallCentre]:
    centre = CallCentre(tmp_path, TEXT)
    yield centre
    centre.close()


def newer(*changes: tuple[str, str], version: int = 2) -> str:
    text = TEXT.replace("version = 1", f"version = {version}", 1)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_policy_comes_into_force_at_once_here_and_elsewhere_at_the_next_sign_in(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    assert policy_text(desk) == (TEXT, 1)
    text = newer(('name = "標準"', 'name = "新しい方針"'))
    assert policy_faults(desk, text) == ()
    save_policy(desk, text)
    assert session_view(desk).policy_name == "新しい方針"
    assert policy_text(desk) == (text, 2)
    changed = centre.entries(Action.POLICY_CHANGED)[0]
    assert dict(changed.facts) == {
        "from_version": "1",
        "to_version": "2",
        "digest": hashlib.sha256(text.encode()).hexdigest(),
    }
    assert centre.sign_in("hana").policy_version == 2
    in_call(centre.desk)
    say(centre.desk, "name")
    assert centre.entries(Action.ANSWER)[0].policy_version == 2


def test_a_policy_of_the_same_version_is_refused_at_its_line(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    (fault,) = policy_faults(desk, TEXT)
    assert (fault.problem, fault.line) == (
        PolicyProblem.VERSION_NOT_NEWER,
        1 + TEXT[: TEXT.index("version = 1")].count("\n"),
    )
    with refused(Code.POLICY_INVALID):
        save_policy(desk, TEXT)
    assert centre.entries(Action.POLICY_CHANGED) == []


def test_the_kind_of_a_field_with_values_stays(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    text = newer(('[fields.company]\nkind = "company"', '[fields.company]\nkind = "text"'))
    (fault,) = policy_faults(desk, text)
    assert (fault.problem, fault.where) == (PolicyProblem.KIND_CHANGED, "fields.company.kind")


def test_every_fault_is_told_and_nothing_is_saved(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    text = newer(('kind = "kana"', 'kind = "kan"'), ("at_least = 2", "at_least = 9"))
    assert [fault.problem for fault in policy_faults(desk, text)] == [
        PolicyProblem.UNKNOWN_NAME,
        PolicyProblem.OUT_OF_RANGE,
    ]
    with refused(Code.POLICY_INVALID) as refusal:
        save_policy(desk, text)
    assert refusal.value.params["where"] == "fields.kana.kind"
    assert policy_text(desk) == (TEXT, 1)


def test_masks_and_ways_to_find_follow_the_policy(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    save_policy(
        desk,
        newer(
            ('label = "契約番号"\nfind = true', 'label = "契約番号"\nmask = "whole"'),
            ('["phone"], ["contract"], ', '["phone"], ["email"], '),
            ('label = "メールアドレス"', 'label = "メールアドレス"\nmask = "domain"\nfind = true'),
        ),
    )
    desk = centre.sit("hana")
    call = in_call(desk, "delivery", found=False)
    assert call.customer is None
    found = find_customer(desk, {FieldName("email"): CUSTOMER["email"]})
    masks = desk.vault.customers.masks(found.customer)
    assert (masks["contract"], masks["email"]) == ("●●●●●●", "●●●@example.jp")
    assert desk.vault.customers.value(found.customer, FieldName("email")) == CUSTOMER["email"]
    card = {field.name: field.mask for field in view(desk, found).card}
    assert card["contract"] == "●●●●●●"


def test_matching_is_tried_without_a_trace_of_the_values(centre: CallCentre) -> None:
    desk = centre.sit("admin")
    assert try_matching(desk, Kind.NAME, "髙橋 花子", "高橋花子", "") == (True, "name-writing")
    assert try_matching(desk, Kind.NAME, "髙橋 花子", "タカハシハナコ", "タカハシ ハナコ")[0]
    assert not try_matching(desk, Kind.PHONE, "03-1234-5678", "03-1234-5679", "")[0]
    entry = centre.entries(Action.MATCHING_TRIED)[-1]
    assert dict(entry.facts) == {"kind": "name", "rule": "name-writing"}
    assert not any("5678" in repr(entry) or "橋" in repr(entry) for entry in centre.entries(Action.MATCHING_TRIED))


@pytest.mark.parametrize("user", ["hana", "lead"])
def test_only_an_administrator_touches_the_policy(centre: CallCentre, user: str) -> None:
    desk = centre.sit(user)
    for work in (
        lambda: policy_text(desk),
        lambda: policy_faults(desk, TEXT),
        lambda: save_policy(desk, newer()),
        lambda: try_matching(desk, Kind.TEXT, "a", "a", ""),
    ):
        with refused(Code.NOT_YOUR_DUTY):
            work()
