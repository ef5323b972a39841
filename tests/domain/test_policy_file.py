"""A policy is read whole or refused with the line and the kind of what is wrong."""

from pathlib import Path

import pytest

from operator_console.domain.ids import FieldName, PurposeId, RepresentativeId
from operator_console.domain.policy import HISTORY, Part, Policy
from operator_console.domain.policy_file import check_policy, read_policy
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.refusals import Code, Refusal
from operator_console.resource_files import resource

DEFAULT = resource("policies", "default.toml").read_text(encoding="utf-8")
SHIPPED = sorted(resource("policies").glob("*.toml"))


def test_the_default_policy_asks_before_it_reveals() -> None:
    policy = read_policy(DEFAULT)
    assert policy.clients
    for purpose in policy.purposes.values():
        assert len(purpose.required) + purpose.at_least >= 2, purpose.id


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_policy_has_words_for_the_whole_call(path: Path) -> None:
    policy = read_policy(path.read_text(encoding="utf-8"))
    assert len(policy.clients) >= 2
    assert policy.approval_reasons
    assert policy.call_back
    assert not policy.name_failed_item
    for client in policy.clients:
        phrases = [each for each in policy.phrases if not each.clients or client in each.clients]
        assert any("録音しております" in each.text for each in phrases)
        assert any("厳重に管理いたします" in each.text for each in phrases)
        questions = [each for each in policy.privacy_questions if not each.clients or client in each.clients]
        assert any(each.hand_over for each in questions)


def test_everything_that_a_policy_can_say_is_read() -> None:
    policy = read_policy(resource("policies", "mail_order.toml").read_text(encoding="utf-8"))
    change = policy.purposes[PurposeId("address_change")]
    assert change.step_up == (FieldName("email"), FieldName("address"))
    assert policy.purposes[PurposeId("returns")].reveals[-1] == HISTORY
    family = policy.representatives[RepresentativeId("family")]
    assert family.check.required == family.items
    guardian = read_policy(DEFAULT).representatives[RepresentativeId("guardian")].check
    assert (guardian.required, guardian.at_least, len(guardian.others)) == ((), 3, 4)
    assert [item.field for item in policy.items.values() if item.part is Part.LAST4] == ["phone"]


def with_dial(command: str) -> Policy:
    rule = '[call_back]\nfield = "phone"'
    return read_policy(DEFAULT.replace(rule, f"{rule}\ndial = {command}"))


def test_a_dial_command_is_a_program_and_one_place_for_the_number() -> None:
    rule = with_dial('["/usr/bin/dial", "--to", "{number}"]').call_back
    assert rule is not None
    assert rule.dial == ("/usr/bin/dial", "--to", "{number}")
    for command in ('["dial", "{number}"]', '["/usr/bin/dial"]', '["/usr/bin/{number}"]', '["/d", "{number}{number}"]'):
        with pytest.raises(Refusal) as refusal:
            with_dial(command)
        assert refusal.value.params["problem"] == PolicyProblem.BAD_DIAL


@pytest.mark.parametrize(
    ("old", "new", "problem", "marker"),
    [
        ('kind = "name"', 'kind = "nam"', PolicyProblem.UNKNOWN_NAME, 'kind = "nam"'),
        ("at_least = 2", "at_least = 9", PolicyProblem.OUT_OF_RANGE, "at_least = 9"),
        ('name = "ひなた電力"', "", PolicyProblem.MISSING, "[clients.hinata]"),
        ('name = "ひなた電力"', 'name = " "', PolicyProblem.EMPTY, 'name = " "'),
        ("attempts_per_item = 3", 'attempts_per_item = "3"', PolicyProblem.WRONG_TYPE, 'attempts_per_item = "3"'),
        ("attempts_per_item = 3", "attempts_per_itm = 3", PolicyProblem.UNKNOWN_KEY, "attempts_per_itm"),
        ("attempts_per_item = 3", "attempts_per_item = true", PolicyProblem.WRONG_TYPE, "= true"),
        ("[limits]", "[limits", PolicyProblem.NOT_TOML, "[limits"),
        ('["number"], ["phone"]', '["note"], ["phone"]', PolicyProblem.NOT_FINDABLE, "find_by"),
        (
            'required = ["name"]\nothers',
            'required = ["name", "name"]\nothers',
            PolicyProblem.REPEATED,
            '"name", "name"',
        ),
        ("[purposes.delivery]", '[purposes."Delivery X"]', PolicyProblem.BAD_NAME, "Delivery X"),
        ("[fields.note]", "[fields.history]", PolicyProblem.BAD_NAME, "[fields.history]"),
        ('label = "備考"', 'label = "備考"\nmask = "last4"', PolicyProblem.BAD_MASK, 'mask = "last4"'),
        (
            'label = "ご住所"\n',
            'label = "ご住所"\npart = "last4"\n',
            PolicyProblem.WRONG_KIND,
            'part = "last4"',
        ),
        ('step_up = ["email"]', 'step_up = ["note"]', PolicyProblem.NOT_REVEALED, 'step_up = ["note"]'),
        ('[call_back]\nfield = "phone"', "", PolicyProblem.NO_CALL_BACK, 'step_up = ["email"]'),
        ('[call_back]\nfield = "phone"', '[call_back]\nfield = "name"', PolicyProblem.WRONG_KIND, 'field = "name"'),
        ('items = ["name", "birth_date", "address"]', "items = []", PolicyProblem.NOT_ENOUGH_ITEMS, "items = []"),
        ('representatives = ["guardian"]', 'representatives = ["cat"]', PolicyProblem.UNKNOWN_NAME, '["cat"]'),
        ('name = ["kana", "email"]\n', 'name = ["kana"]\n', PolicyProblem.GIVES_AWAY, "[purposes.delivery]"),
        ('phone = ["phone2"]\n', "", PolicyProblem.GIVES_AWAY, "[purposes.delivery]"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, problem: PolicyProblem, marker: str) -> None:
    text = DEFAULT.replace(old, new, 1)
    assert text != DEFAULT
    with pytest.raises(Refusal) as refusal:
        read_policy(text)
    assert refusal.value.code is Code.POLICY_INVALID
    assert refusal.value.params["problem"] == problem
    line = refusal.value.params["line"]
    assert isinstance(line, int)
    assert marker in text.splitlines()[line - 1]


def test_a_purpose_without_questions_is_refused() -> None:
    text = DEFAULT.replace('required = ["name"]\nothers = ["birth_date", "phone", "address"]\nat_least = 1', "", 1)
    assert text != DEFAULT
    with pytest.raises(Refusal) as refusal:
        read_policy(text)
    assert refusal.value.params["problem"] == PolicyProblem.NOT_ENOUGH_ITEMS


def test_a_mask_that_helps_a_representative_is_told_at_the_representative() -> None:
    """A family member is asked for the mailbox while a purpose that does not ask the name shows its first letter."""
    item = '[items.mail]\nfield = "email"\nlabel = "メール"\nsay = "…"\n\n[items.contract]'
    text = DEFAULT.replace("[items.contract]", item)
    text = text.replace('items = ["name", "birth_date", "address"]', 'items = ["mail"]')
    text = text.replace('required = ["name"]\nothers = ["birth_date", ', 'required = ["contract"]\nothers = [', 1)
    (fault,) = check_policy(text)
    assert (fault.problem, fault.where) == (PolicyProblem.GIVES_AWAY, "representatives.family")


def test_what_hides_the_mask_mends_it() -> None:
    """Either the fields are named together, or the one that tells is masked whole."""
    broken = DEFAULT.replace('phone = ["phone2"]\n', "", 1)
    assert {fault.problem for fault in check_policy(broken)} == {PolicyProblem.GIVES_AWAY}
    assert check_policy(broken.replace('label = "電話番号2"', 'label = "電話番号2"\nmask = "whole"')) == []
    assert check_policy(broken.replace('label = "電話番号2"', 'label = "電話番号2"\nsensitivity = "high"')) == []


def test_every_mistake_is_told_in_the_order_of_the_lines() -> None:
    text = DEFAULT.replace('kind = "kana"', 'kind = "kan"', 1).replace("at_least = 2", "at_least = 9", 1)
    text = text.replace('label = "同居のご家族"', "", 1).replace("version = 1", "version = 0", 1)
    faults = check_policy(text)
    assert [fault.where for fault in faults] == [
        "version",
        "fields.kana.kind",
        "purposes.contact_change.at_least",
        "representatives.family.label",
    ]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


def test_a_fine_text_has_no_faults() -> None:
    assert check_policy(DEFAULT) == []


def test_the_example_of_the_reference_is_a_policy() -> None:
    page = (Path(__file__).parents[2] / "docs" / "POLICY.md").read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    assert read_policy(example).find_by == ((FieldName("number"),), (FieldName("phone"),))
