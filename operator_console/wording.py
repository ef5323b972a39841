"""Words for codes: what happened and what to do next, in Japanese or English, from resources/wording."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Any, Final

from operator_console.domain.actions import Action, LockCause, Outcome
from operator_console.domain.customers import RowProblem
from operator_console.domain.evidence import ChangeKind
from operator_console.domain.refusals import Refusal
from operator_console.domain.review import GapView, NoticeSentence, ReviewFinding, ReviewRule
from operator_console.domain.roles import Role
from operator_console.domain.views import Finding, MachineCheck
from operator_console.resource_files import resource

LANGUAGES: Final = ("ja", "en")
ENVIRONMENT: Final = "OPERATOR_CONSOLE_LANGUAGE"
Params = Mapping[str, str | int]


class Sentence(str):
    """What happened and what to do next: as a string both together, or each for itself."""

    what: str
    next: str

    @classmethod
    def of(cls, what: str, then: str, gap: str) -> "Sentence":
        """Join the two with ``gap``."""
        sentence = cls(gap.join(part for part in (what, then) if part))
        sentence.what, sentence.next = what, then
        return sentence


@dataclass(frozen=True, slots=True)
class CheckWords:
    """A check of the machine in words; ``next`` is empty where there is nothing to do."""

    label: str
    what: str
    next: str


def chosen_language() -> str:
    """Return ``ja`` unless the environment says ``en``."""
    chosen = os.environ.get(ENVIRONMENT, "").strip().lower()[:2]
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


class Wording:
    """The words of one language. A code without words is shown as it stands: an odd word beats a silent screen."""

    def __init__(self, language: str = "", zone: tzinfo | None = None) -> None:
        """``zone`` is that in which times are told: this machine's where none is given."""
        self.language, self._zone = language or chosen_language(), zone
        self._tables = _read(self.language)
        self._gap = "" if self.language == "ja" else " "

    def at(self, minutes: int) -> "Wording":
        """Return the same words with times as the clocks of an office show them, so many minutes ahead of UTC."""
        return Wording(self.language, timezone(timedelta(minutes=minutes)))

    def refusal(self, refusal: Refusal) -> Sentence:
        """Return what was refused and the next step."""
        words = self._table("refusals").get(refusal.code)
        if words is None:
            return Sentence.of(refusal.code, "", self._gap)
        params = self._said(refusal.params)
        return Sentence.of(words["what"].format_map(params), words["next"].format_map(params), self._gap)

    def problem(self, code: RowProblem | str, params: Params | None = None) -> str:
        """Return why a row or a value was not taken."""
        return self._sentence("problems", code, params)

    def finding(self, finding: Finding) -> str:
        """Return what a verification of the log found; the sentence may name the entry as ``sequence``."""
        return self._sentence("findings", finding.code, {"sequence": finding.sequence, **finding.params})

    def change(self, code: ChangeKind | str) -> str:
        """Return what somebody seems to have done to the log."""
        return self._sentence("values_change", code)

    def check(self, check: MachineCheck) -> CheckWords:
        """Return how a thing on this machine stands and what can be done about it."""
        words = self._table("checks").get(check.code, {})
        params = self._said(check.params)
        state = words.get(check.state, self._table("states").get(check.state, check.state))
        label = words.get("label", check.code)
        then = words.get(f"{check.state}_next", "")
        return CheckWords(label, state.format_map(params), then.format_map(params))

    def state(self, code: str) -> str:
        """Return the word for the state of a check."""
        return self._sentence("states", code)

    def action(self, code: Action | str) -> str:
        """Return what was done."""
        return self._sentence("actions", code)

    def outcome(self, code: Outcome | str) -> str:
        """Return how it went."""
        return self._sentence("outcomes", code)

    def role(self, code: Role | str) -> str:
        """Return what somebody is in the call centre."""
        return self._sentence("roles", code)

    def mode(self, code: str) -> str:
        """Return the mode in which the vault runs."""
        return self._sentence("modes", code)

    def lock_cause(self, code: LockCause | str) -> str:
        """Return why the console locked."""
        return self._sentence("lock_causes", code)

    def progress_stage(self, code: str) -> str:
        """Return what long work is doing."""
        return self._sentence("stages", code)

    def reason(self, code: str) -> str:
        """Return an entry's reason: why something was refused, or what ended a showing; other text as it stands."""
        return self._word("reason", code)

    def fact(self, name: str) -> str:
        """Return the heading of a fact in the log."""
        return self._sentence("facts", name)

    def fact_value(self, name: str, value: str) -> str:
        """Return a fact's value: a word where it is a code, otherwise as it stands."""
        return str(self._said({name: value})[name])

    def review_finding(self, finding: ReviewFinding) -> str:
        """Return why a case is on the review's queue, with the numbers."""
        return self._sentence("review_rules", finding.rule, finding.params)

    def review_rule(self, code: ReviewRule | str) -> str:
        """Return in a word why something is reviewed, without numbers."""
        return self._sentence("values_review_rule", code)

    def gap(self, gap: GapView) -> str:
        """Return what a statement about a customer cannot vouch for."""
        return self._sentence("gaps", gap.code, gap.params)

    def notice(self, sentence: NoticeSentence) -> str:
        """Return a sentence of the monitoring notice."""
        return self._sentence("notice", sentence.code, sentence.params)

    def cli(self, key: str, **params: str | int) -> str:
        """Return a sentence of the terminal."""
        return self._sentence("cli", key, params)

    def _sentence(self, table: str, code: str, params: Params | None = None) -> str:
        words: str = self._table(table).get(code, code)
        return words.format_map(self._said(params or {})) if words is not code else code

    def _table(self, name: str) -> dict[str, Any]:
        table: dict[str, Any] = self._tables.get(name, {})
        return table

    def _said(self, params: Params) -> "_Params":
        """Return the parameters as they are read aloud: codes as words, seconds as a time to wait."""
        said = _Params({name: self._word(name, value) for name, value in params.items()})
        if isinstance(params.get("seconds"), int):
            said["wait"] = self._wait(int(params["seconds"]))
        for name, table in _LISTS.items():
            if name in params:
                words = (self._sentence(table, each) for each in str(params[name]).split())
                said[name] = self._table("forms")["list"].join(words)
        return said

    def _word(self, name: str, value: str | int) -> str:
        if isinstance(value, int):
            return f"{value:,}" if name in _COUNTS else str(value)
        if name in _TIMES:
            return _local(value, self._zone)
        if name in _ASIDES:
            return self._table("forms")["aside"].format(value) if value else ""
        if name == "reason" and value in self._table("refusals"):
            return str(self._table("refusals")[value]["what"].format_map(_Params()))
        for table in _WORDS_OF.get(name, (f"values_{name}",)):
            if value in self._table(table):
                return self._sentence(table, value)
        return value

    def _wait(self, seconds: int) -> str:
        forms = self._table("forms")
        minutes, rest = divmod(seconds, 60)
        parts = [forms["minutes"].format(minutes)] if minutes else []
        parts += [forms["seconds"].format(rest)] if rest or not minutes else []
        return self._gap.join(parts)


_WORDS_OF: Final = {
    "reason": ("problems", "values_cause", "lock_causes", "values_reason"),
    "problem": ("policy_problems",),
    "role": ("roles",),
    "cause": ("lock_causes",),
    "mode": ("modes",),
    "before": ("modes",),
    "from_mode": ("modes",),
    "to_mode": ("modes",),
    "item": ("values_field",),
    "action": ("actions",),
}
_LISTS: Final = {"rules": "values_review_rule", "lacking": "values_lacking"}
"""Parameters that are codes with blanks between them."""
_ASIDES: Final = frozenset({"where", "backend"})
_TIMES: Final = frozenset({"since", "until", "made", "restored"})
_COUNTS: Final = frozenset(
    {
        *("imported", "rejected", "entries", "findings", "done", "total", "customers", "rows", "free_mb"),
        *("bytes", "here", "newer"),
    }
)


def _local(text: str, zone: tzinfo | None) -> str:
    """Return a time (ISO 8601) as the clock on the wall shows it; anything else as it stands."""
    try:
        return datetime.fromisoformat(text).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return text


class _Params(dict[str, str]):
    """A parameter that was not given leaves a gap, not a fault."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _read(language: str) -> dict[str, Any]:
    return tomllib.loads(resource("wording", f"{language}.toml").read_text(encoding="utf-8"))
