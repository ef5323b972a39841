"""One case of the review: its timeline, what was said about it, and the decision, an entry that is never one's own."""

from collections.abc import Generator, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from operator_console.audit.record import Entry, MalformedRecord, decode
from operator_console.audit.review.calls import CallRecord
from operator_console.audit.review.cases import Case, CaseBook, case_of_call, state_of
from operator_console.audit.review.ledger import Word
from operator_console.audit.review.lines import iso
from operator_console.domain.actions import Action
from operator_console.domain.ids import CallId, UserName
from operator_console.domain.memos import findings as findings_in_text
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import (
    CallLine,
    CaseDetail,
    CaseId,
    CaseKind,
    CaseState,
    Decision,
    Said,
    TimelineRow,
)
from operator_console.domain.roles import DUTIES, Duty
from operator_console.services.desk import Desk
from operator_console.services.review_book import BATCH, Step, accounts, day_of, display_name, read_up, today
from operator_console.services.review_queue import case_view

LONGEST_TEXT: Final = 1_000
"""Characters in a comment or an answer at most."""
MOST_OTHERS: Final = 50
OTHER_DAYS: Final = 60
"""How far back a person's other cases are looked for."""
_US: Final = 1_000_000


def review_case(desk: Desk, case_id: CaseId) -> Generator[Step, None, CaseDetail]:
    """Return a case; any call of the log can be opened as one. That it was read is an entry. Refuses CASE_UNKNOWN."""
    desk.require(Duty.REVIEW)
    book = yield from read_up(desk)
    case = find_case(desk, book, case_id)
    entries: list[Entry] = []
    if case.kind is CaseKind.CALL:
        entries = yield from _entries(desk, case.calls[0])
    desk.journal.write(Action.REVIEW_READ, facts=(("case", case.id),))
    return _detail(desk, book, case, entries)


def decide(desk: Desk, case_id: CaseId, decision: Decision, comment: str) -> Generator[Step, None, CaseDetail]:
    """Write a decision and return the case after it.

    Refuses one's own case, one that is fine already, a missing comment, a text that has a customer's data in it, and
    a question about the work of several people.
    """
    desk.require(Duty.REVIEW)
    text = checked_text(comment, needed=decision is not Decision.FINE)
    book = yield from read_up(desk)
    case = find_case(desk, book, case_id)
    _require_other(desk, case)
    if state_of(case, book.ledger.said.get(case.id, [])) is CaseState.FINE:
        raise Refusal(Code.CASE_DECIDED)
    if decision is Decision.ASK and not case.user:
        raise Refusal(Code.CASE_HAS_MANY)
    facts = (
        ("case", case.id),
        ("decision", decision.value),
        ("rules", " ".join(sorted({found.rule.value for found in case.findings}))),
        ("through", str(case.last)),
        ("name", case.user),
        ("day", date.fromordinal(case.day).isoformat()),
    )
    purpose = case.calls[0].purpose if case.kind is CaseKind.CALL else ""
    desk.journal.write(Action.REVIEWED, reason=text, purpose=purpose, facts=facts)
    return (yield from review_case(desk, case_id))


def checked_text(text: str, *, needed: bool = True) -> str:
    """Return a text for the log, which cannot be erased: without addresses, numbers and the like, or refuse."""
    plain = text.strip()
    if not plain and needed:
        raise Refusal(Code.COMMENT_EMPTY)
    if len(plain) > LONGEST_TEXT:
        raise Refusal(Code.COMMENT_TOO_LONG, limit=LONGEST_TEXT)
    for found in findings_in_text(plain):
        raise Refusal(Code.COMMENT_FORBIDDEN, memo_kind=found.kind)
    return plain


def find_case(desk: Desk, book: CaseBook, case_id: CaseId) -> Case:
    """Return a case by its id, or refuse."""
    kind, _, rest = case_id.partition(":")
    call = book.ledger.calls.get(rest) if kind == CaseKind.CALL else None
    if call is None and kind == CaseKind.CALL:
        raise Refusal(Code.CASE_UNKNOWN)
    try:
        day = call.day if call else day_of(rest.partition(":")[0])
    except Refusal:
        raise Refusal(Code.CASE_UNKNOWN) from None
    for case in book.of_day(day, over=day < today(desk)):
        if case.id == case_id:
            return case
    if call is None:
        raise Refusal(Code.CASE_UNKNOWN)
    return case_of_call(call, ())


def _require_other(desk: Desk, case: Case) -> None:
    if desk.account.user in case.people:
        raise Refusal(Code.CASE_OWN if _reviewers(desk, case) else Code.CASE_OWN_ALONE)


def _reviewers(desk: Desk, case: Case) -> tuple[str, ...]:
    """Who else could review it: nobody who took part in it."""
    return tuple(
        account.display
        for account in desk.vault.accounts.list()
        if account.active
        and Duty.REVIEW in DUTIES[account.role]
        and account.user != desk.account.user
        and account.user not in case.people
    )


def _detail(desk: Desk, book: CaseBook, case: Case, entries: list[Entry]) -> CaseDetail:
    people, now = accounts(desk), today(desk)
    words = book.ledger.said.get(case.id, [])
    return CaseDetail(
        case=case_view(desk, book, case, now, people),
        timeline=tuple(timeline(entries)),
        calls=tuple(_line(call) for call in case.calls),
        said=tuple(_said(word, display_name(people, word.user)) for word in words),
        others=tuple(case_view(desk, book, other, now, people) for other in _others(book, case, now)),
        other_reviewers=_reviewers(desk, case),
    )


def _others(book: CaseBook, case: Case, now: int) -> list[Case]:
    """The person's other cases of the last days, newest first."""
    found: list[Case] = []
    for day in range(now, now - OTHER_DAYS, -1):
        if not case.user or len(found) >= MOST_OTHERS:
            break
        found += [each for each in book.of_day(day, over=day < now) if each.user == case.user and each.id != case.id]
    return found[:MOST_OTHERS]


def _entries(desk: Desk, call: CallRecord) -> Generator[Step, None, list[Entry]]:
    """Return the call's entries, which may lie among those of others."""
    found: list[Entry] = []
    after = call.first - 1
    while after < call.last and (batch := desk.vault.log.stored(after, BATCH)):
        for stored in batch:
            try:
                entry = decode(stored.record)
            except MalformedRecord:
                continue
            if entry.call == call.id and stored.sequence <= call.last:
                found.append(entry)
        after = batch[-1].sequence
        yield "reviewing", min(after, call.last) - call.first + 1, call.last - call.first + 1
    return found


def timeline(entries: Iterable[Entry]) -> list[TimelineRow]:
    """Return rows in the order of the log; a showing has the seconds until its end."""
    rows: list[TimelineRow] = []
    shown: dict[tuple[str, str], tuple[int, int]] = {}
    for entry in entries:
        for name in entry.fields:
            if entry.action is Action.REVEAL:
                shown[entry.call, name] = len(rows), entry.wall_us
            elif entry.action is Action.REVEAL_ENDED and (begun := shown.pop((entry.call, name), None)):
                place, wall_us = begun
                rows[place] = replace(rows[place], seconds=round((entry.wall_us - wall_us) / _US))
        rows.append(_row(entry))
    return rows


def _row(entry: Entry) -> TimelineRow:
    return TimelineRow(
        sequence=entry.sequence,
        time=iso(entry.wall_us),
        user=entry.user,
        action=entry.action,
        outcome=entry.outcome,
        call=entry.call,
        customer=entry.customer,
        purpose=entry.purpose,
        fields=entry.fields,
        reason=entry.reason,
        facts=entry.facts,
    )


def _line(call: CallRecord) -> CallLine:
    return CallLine(
        call=CallId(call.id),
        time=iso(call.began_us),
        user=UserName(call.user),
        purpose=call.purpose,
        verified=call.verified,
        searches=call.searches,
        answers=call.answers,
        mismatches=call.mismatches,
        reveals=call.reveals,
        refused=call.refused,
        seconds=round((call.ended_us - call.began_us) / _US) if call.ended_us else None,
    )


def _said(word: Word, display: str) -> Said:
    return Said(iso(word.wall_us), UserName(word.user), display, word.decision, word.text)
