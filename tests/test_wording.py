"""Every code of every closed list has words in both languages, with just the parameters that come with it."""

import string
import tomllib
from enum import StrEnum
from functools import cache
from itertools import product

import pytest

from operator_console.audit.findings import FindingCode
from operator_console.domain.actions import Action, LockCause, Outcome
from operator_console.domain.calls import CallBack
from operator_console.domain.customers import RowProblem
from operator_console.domain.evidence import ChangeKind, ExportForm, Way
from operator_console.domain.fields import Kind, Sensitivity
from operator_console.domain.matching import Rule
from operator_console.domain.policy import Part
from operator_console.domain.policy_problems import PolicyProblem
from operator_console.domain.rates import Rate, Span
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import CaseKind, CaseState, Decision, Gap, Group, NoticeLine, ReviewRule
from operator_console.domain.roles import Duty, Role
from operator_console.domain.views import CheckState, Finding, MachineCheck, MemoProblem
from operator_console.resource_files import resource
from operator_console.wording import ENVIRONMENT, LANGUAGES, Wording, chosen_language

LISTS: dict[str, type[StrEnum]] = {
    "refusals": Code,
    "problems": RowProblem,
    "policy_problems": PolicyProblem,
    "actions": Action,
    "outcomes": Outcome,
    "roles": Role,
    "lock_causes": LockCause,
    "findings": FindingCode,
    "states": CheckState,
    "values_duty": Duty,
    "values_way": Way,
    "values_form": ExportForm,
    "values_change": ChangeKind,
    "values_memo_kind": MemoProblem,
    "values_kind": Kind,
    "values_sensitivity": Sensitivity,
    "values_part": Part,
    "values_call_back": CallBack,
    "review_rules": ReviewRule,
    "gaps": Gap,
    "notice": NoticeLine,
    "values_group": Group,
    "values_case_kind": CaseKind,
    "values_case_state": CaseState,
    "values_decision": Decision,
    "values_review_rule": ReviewRule,
    "values_rule": Rule,
    "values_rate": Rate,
    "values_span": Span,
}
EVERY = list(product(LANGUAGES, LISTS))

PARAMS: dict[tuple[str, str], set[str]] = {
    ("refusals", Code.VAULT_DAMAGED): {"file"},
    ("refusals", Code.CUSTOMERS_OLDER): {"missing"},
    ("refusals", Code.VAULT_NEWER): {"found", "known"},
    ("refusals", Code.VAULT_READ_ONLY): {"path"},
    ("refusals", Code.MODE_WRONG): {"mode"},
    ("refusals", Code.MACHINE_FILE_UNSAFE): {"path"},
    ("refusals", Code.MACHINE_FILE_BAD): {"path"},
    ("refusals", Code.SERVER_UNTRUSTED): {"path"},
    ("refusals", Code.SERVER_REPLACEABLE): {"path"},
    ("refusals", Code.CREDENTIAL_BAD): {"name"},
    ("refusals", Code.GUARD_NAME_BAD): {"name"},
    ("refusals", Code.GUARD_STATE_BAD): {"path"},
    ("refusals", Code.GUARD_PROGRAM_WEAK): {"path"},
    ("refusals", Code.GUARD_PROGRAM_HIDDEN): {"path"},
    ("refusals", Code.GUARD_COMMAND_FAILED): {"command"},
    ("refusals", Code.GUARD_ACCOUNT_ABSENT): {"name"},
    ("refusals", Code.MOVE_SOURCE_BAD): {"file"},
    ("refusals", Code.SQLITE_TOO_OLD): {"found", "needed"},
    ("refusals", Code.KEYRING_UNAVAILABLE): {"backend"},
    ("refusals", Code.SIGN_IN_HELD): {"wait"},
    ("refusals", Code.CHECKPOINT_UNKNOWN): {"entries"},
    ("refusals", Code.KEPT_CODE_WRONG): {"kept"},
    ("refusals", Code.PASSWORD_WEAK): {"minimum"},
    ("refusals", Code.USER_EXISTS): {"user"},
    ("refusals", Code.USER_UNKNOWN): {"user"},
    ("refusals", Code.NOT_YOUR_DUTY): {"duty"},
    ("refusals", Code.FIND_BAD_VALUE): {"field", "reason"},
    ("refusals", Code.FILE_UNREADABLE): {"path"},
    ("refusals", Code.FILE_TOO_LARGE): {"limit_mb"},
    ("refusals", Code.FILE_NO_HEADER): {"missing"},
    ("refusals", Code.FILE_BAD_QUOTES): {"line"},
    ("refusals", Code.FILE_COLUMN_TWICE): {"column"},
    ("refusals", Code.FILE_EXISTS): {"path"},
    ("refusals", Code.FILE_UNWRITABLE): {"path"},
    ("refusals", Code.FILE_NAME_TAKEN): {"path", "kept"},
    ("refusals", Code.POLICY_INVALID): {"line", "where", "problem"},
    ("refusals", Code.PEER_REFUSED): {"os_user"},
    ("refusals", Code.OS_USER_WRONG): {"os_user"},
    ("refusals", Code.CONSOLES_MANY): {"limit"},
    ("refusals", Code.RATE_REACHED): {"rate", "limit", "span", "until"},
    ("refusals", Code.FOLDER_OPEN): {"path"},
    ("refusals", Code.MEMO_TOO_LONG): {"limit"},
    ("refusals", Code.MEMO_FORBIDDEN): {"memo_kind"},
    ("refusals", Code.SHARING_MINUTES): {"limit"},
    ("refusals", Code.PROTOCOL_VERSION): {"found", "known"},
    ("refusals", Code.REVIEW_ASKED): {"count"},
    ("refusals", Code.COMMENT_TOO_LONG): {"limit"},
    ("refusals", Code.COMMENT_FORBIDDEN): {"memo_kind"},
    ("review_rules", ReviewRule.BREAK_GLASS): {"count"},
    ("review_rules", ReviewRule.LIMIT_HIT): {"count"},
    ("review_rules", ReviewRule.RATE_REACHED): {"count", "refused"},
    ("review_rules", ReviewRule.FAILED_SIGN_INS): {"count"},
    ("review_rules", ReviewRule.LIMIT_LIFTED): {"count"},
    ("review_rules", ReviewRule.SEALED): {"count"},
    ("review_rules", ReviewRule.ROOM_NO): {"count"},
    ("review_rules", ReviewRule.UNCHECKED): {"count"},
    ("review_rules", ReviewRule.OUT_OF_HOURS): {"time", "opens", "closes"},
    ("review_rules", ReviewRule.OWN_NAME): {"reveals"},
    ("review_rules", ReviewRule.VIP): {"reveals"},
    ("review_rules", ReviewRule.REFUSED_REVEALS): {"count", "limit"},
    ("review_rules", ReviewRule.NEAR_MISSES): {"count", "limit"},
    ("review_rules", ReviewRule.MANY_SEARCHES): {"searches", "found", "limit"},
    ("review_rules", ReviewRule.EMPTY_CALLS): {"count", "calls"},
    ("review_rules", ReviewRule.REVEALS_PER_CALL): {"per_call", "median", "calls"},
    ("review_rules", ReviewRule.OPENED_BY_MANY): {"operators", "calls", "limit"},
    ("review_rules", ReviewRule.COPIED_REASON): {"count", "action"},
    ("review_rules", ReviewRule.LOG_READINGS): {"count", "limit"},
    ("review_rules", ReviewRule.SAMPLE): {"picked", "calls"},
    ("gaps", Gap.CLOCK_BACK): {"wait"},
    ("gaps", Gap.CLOCK_AHEAD): {"wait"},
    ("gaps", Gap.UNCLOSED): {"field"},
    ("gaps", Gap.UNCOVERED): {"entries"},
    ("gaps", Gap.DAMAGED): {"findings"},
    ("notice", NoticeLine.SAMPLE): {"percent"},
    ("notice", NoticeLine.REVIEWERS): {"people"},
    ("notice", NoticeLine.KEPT): {"months"},
    ("problems", RowProblem.WRONG_COLUMN_COUNT): {"found", "expected"},
    ("problems", RowProblem.DUPLICATE_NUMBER): {"first_line"},
    ("problems", RowProblem.TOO_LONG): {"limit"},
    ("findings", FindingCode.GAP): {"missing"},
    ("findings", FindingCode.REORDERED): {"found"},
    ("findings", FindingCode.DUPLICATE): {"found"},
    ("findings", FindingCode.END_MISSING): {"missing"},
    ("findings", FindingCode.END_BEYOND): {"extra"},
    ("findings", FindingCode.KEPT_AHEAD): {"missing"},
    ("findings", FindingCode.EXPORT_DAMAGED): {"line"},
    ("findings", FindingCode.CLOCK_BACK): {"wait"},
    ("findings", FindingCode.CLOCK_JUMP): {"wait"},
    ("findings", FindingCode.MODE_CHANGED): {"before", "mode"},
    ("findings", FindingCode.MODE_MOVED): {"before", "mode", "lead"},
    ("findings", FindingCode.RESTORED): {"since", "entries"},
    ("findings", FindingCode.BUILD_CHANGED): {"before", "build"},
    ("findings", FindingCode.OPEN_SINCE_KEPT): {"entries", "since"},
    ("findings", FindingCode.OPEN_SINCE_DELIVERED): {"entries", "since"},
    ("findings", FindingCode.NEVER_DELIVERED): {"entries"},
    ("findings", FindingCode.SHOWING_UNCLOSED): {"field"},
}


@cache
def tables(language: str) -> dict[str, dict[str, object]]:
    return tomllib.loads(resource("wording", f"{language}.toml").read_text(encoding="utf-8"))


def holes(words: object) -> set[str]:
    """Return the names in braces of a text, or of all texts of a table."""
    texts = words.values() if isinstance(words, dict) else [words]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(str(text)) if name is not None}


@pytest.mark.parametrize(("language", "table"), EVERY)
def test_a_closed_list_has_words_for_each_code_and_for_nothing_else(language: str, table: str) -> None:
    assert set(tables(language)[table]) == {str(code) for code in LISTS[table]}


@pytest.mark.parametrize(("language", "table"), EVERY)
def test_a_sentence_uses_the_parameters_of_its_code(language: str, table: str) -> None:
    always = {"sequence"} if table == "findings" else set()
    for code, words in tables(language)[table].items():
        assert holes(words) - always == PARAMS.get((table, code), set()), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_says_what_happened_and_what_to_do_next(language: str) -> None:
    end = "。" if language == "ja" else "."
    for code, words in tables(language)["refusals"].items():
        assert isinstance(words, dict)
        assert set(words) == {"what", "next"}, code
        assert words["next"].endswith(end), code
        assert words["what"].endswith((end, "{problem}", "{reason}")), code


def test_both_languages_have_the_same_words() -> None:
    japanese, english = tables("ja"), tables("en")
    assert {name: set(table) for name, table in japanese.items()} == {
        name: set(table) for name, table in english.items()
    }
    for code, words in japanese["checks"].items():
        other = english["checks"][code]
        assert isinstance(words, dict)
        assert isinstance(other, dict)
        assert {key: holes(text) for key, text in words.items()} == {key: holes(text) for key, text in other.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_check_says_what_to_do(language: str) -> None:
    for code, words in tables(language)["checks"].items():
        assert isinstance(words, dict)
        assert words["label"]
        assert "bad" not in words or words["bad_next"], code


def test_values_are_put_in_as_they_are_read() -> None:
    words = Wording("ja")
    assert "1分30秒" in words.refusal(Refusal(Code.SIGN_IN_HELD, seconds=90))
    assert words.refusal(Refusal(Code.NOT_YOUR_DUTY, duty=Duty.READ_LOG)).what.startswith("操作記録の閲覧は")
    bad = words.refusal(Refusal(Code.FIND_BAD_VALUE, field="phone", reason=RowProblem.BAD_PHONE))
    assert bad.what == "「電話番号」として読み取れない内容です。" + words.problem(RowProblem.BAD_PHONE)
    assert bad == bad.what + bad.next
    assert words.finding(Finding("gap", 7, {"missing": 2})) == "7 番から 2 件の記録がありません。"
    assert words.problem(RowProblem.TOO_LONG, {"limit": 200}).startswith("文字数が上限（200 文字）")
    assert words.reason(Code.NOT_VERIFIED) == "本人確認がまだ済んでいないため、表示できません。"
    assert words.fact_value("role", "lead") == "リーダー"
    assert words.fact_value("rules", "own_name out_of_hours") == "同じ姓、業務時間外"


def test_english_sentences_stand_apart() -> None:
    sentence = Wording("en").refusal(Refusal(Code.SIGN_IN_WRONG))
    assert sentence == f"{sentence.what} {sentence.next}"


def test_a_check_is_said_with_its_state() -> None:
    said = Wording("ja").check(MachineCheck("sqlite", CheckState.BAD, {"found": "3.40", "needed": "3.51.3"}))
    assert (said.label, "3.40" in said.what, "3.51.3" in said.next) == ("データベースの部品", True, True)


def test_what_has_no_words_is_shown_as_it_stands() -> None:
    words = Wording("ja")
    assert words.action("danced") == "danced"
    assert words.fact_value("rule", "as heard") == "as heard"
    assert words.check(MachineCheck("moon", CheckState.GOOD, {})).what == "良好"
    assert "…" in words.refusal(Refusal(Code.VAULT_DAMAGED))


@pytest.mark.parametrize(("wanted", "given"), [("", "ja"), ("en_US.UTF-8", "en"), ("fr", "ja"), ("JA", "ja")])
def test_the_language_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, wanted: str, given: str) -> None:
    monkeypatch.setenv(ENVIRONMENT, wanted)
    assert chosen_language() == given


@pytest.mark.parametrize(
    ("minutes", "time"), [(540, "2026-11-22 10:26"), (0, "2026-11-22 01:26"), (-300, "2026-11-21 20:26")]
)
def test_times_are_told_as_the_offices_clocks_show_them(minutes: int, time: str) -> None:
    finding = Finding(FindingCode.OPEN_SINCE_KEPT.value, 9, {"entries": 3, "since": "2026-11-22T01:26:00+00:00"})
    assert time in Wording("ja").at(minutes).finding(finding)
