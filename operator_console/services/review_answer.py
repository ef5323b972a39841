"""What an operator was asked in a review: shown at the next sign-in, answered before the first call is opened."""

from datetime import timedelta
from typing import Final

from operator_console.audit.record import Entry
from operator_console.audit.review.lines import iso
from operator_console.domain.actions import Action
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import AskedView, CaseId, Decision, ReviewRule
from operator_console.domain.roles import DUTIES, Duty
from operator_console.services.desk import Desk
from operator_console.services.journal import microseconds
from operator_console.services.ports import LogFilter
from operator_console.services.review_book import accounts, display_name
from operator_console.services.review_case import checked_text

_PAGE: Final = 500
_LONGEST_LEAVE: Final = timedelta(days=400)
"""A question waits for so long; what is older is not looked for at every sign-in."""
_RULES: Final = {rule.value: rule for rule in ReviewRule}


def read_asked(desk: Desk) -> tuple[AskedView, ...]:
    """Return what is still to be answered, oldest first: the questions after which the case was not touched again."""
    if Duty.TAKE_CALLS not in DUTIES[desk.account.role] or desk.account.must_change_password:
        return ()
    touched: set[str] = set()
    found: list[AskedView] = []
    for entry in _words(desk):
        facts = dict(entry.facts)
        if facts.get("name") != desk.account.user or facts["case"] in touched:
            continue
        touched.add(facts["case"])
        if facts.get("decision") == Decision.ASK:
            found.append(_asked(desk, entry, facts))
    return tuple(reversed(found))


def require_answered(desk: Desk) -> None:
    """Refuse the first call while a question is open."""
    if desk.asked:
        raise Refusal(Code.REVIEW_ASKED, count=len(desk.asked))


def answer_review(desk: Desk, case_id: CaseId, answer: str) -> tuple[AskedView, ...]:
    """Write the answer and return what is left. Refuses ``CASE_NOT_ASKED`` and a text that the log must not hold."""
    desk.require(Duty.TAKE_CALLS)
    if case_id not in {asked.case for asked in desk.asked}:
        raise Refusal(Code.CASE_NOT_ASKED)
    text = checked_text(answer)
    desk.journal.write(Action.REVIEW_ANSWERED, reason=text, facts=(("case", case_id), ("name", desk.account.user)))
    desk.asked = tuple(asked for asked in desk.asked if asked.case != case_id)
    return desk.asked


def _words(desk: Desk) -> list[Entry]:
    """Everything that was decided and answered lately, newest first."""
    log = desk.vault.log
    since = microseconds(desk.clock.now() - _LONGEST_LEAVE)
    found: list[Entry] = []
    for action in (Action.REVIEWED, Action.REVIEW_ANSWERED):
        before = 0
        while page := log.page(LogFilter(action=action, since_us=since), before, _PAGE):
            found += page
            before = page[-1].sequence
            if len(page) < _PAGE:
                break
    return sorted(found, key=lambda entry: entry.sequence, reverse=True)


def _asked(desk: Desk, entry: Entry, facts: dict[str, str]) -> AskedView:
    rules = tuple(_RULES[name] for name in facts.get("rules", "").split() if name in _RULES)
    return AskedView(
        case=CaseId(facts["case"]),
        day=facts.get("day", ""),
        time=iso(entry.wall_us),
        purpose=entry.purpose,
        question=entry.reason,
        asked_by=display_name(accounts(desk), entry.user),
        rules=rules,
    )
