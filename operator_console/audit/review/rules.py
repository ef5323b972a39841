"""The rules: what of a call, of a person's day and of a customer's day goes on the queue, and with which numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from operator_console.audit.review.calls import CallRecord
from operator_console.audit.review.ledger import DayRecord
from operator_console.audit.review.lines import local_hour, local_time
from operator_console.domain.lockout import FROM_ONE_OS_USER
from operator_console.domain.review import ReviewFinding, ReviewRule
from operator_console.domain.review_rules import ReviewRules

FAILED_SIGN_INS: Final = FROM_ONE_OS_USER[0][1]
"""From as many failures of one OS user on a day they are reviewed: those that keep it waiting."""


def finding(rule: ReviewRule, **params: str | int) -> ReviewFinding:
    """Return a finding with the numbers of its sentence."""
    return ReviewFinding(rule, rule.group, params)


def of_call(call: CallRecord, rules: ReviewRules) -> tuple[ReviewFinding, ...]:
    """Return what a single call is reviewed for."""
    return (*_always(call, rules), *_standing_out(call, rules))


def _always(call: CallRecord, rules: ReviewRules) -> Iterator[ReviewFinding]:
    counted = {
        ReviewRule.BREAK_GLASS: call.granted,
        ReviewRule.LIMIT_LIFTED: call.lifted,
        ReviewRule.SEALED: call.sealed,
        ReviewRule.UNCHECKED: call.unchecked,
        ReviewRule.LIMIT_HIT: call.limited,
    }
    if call.rates:
        yield finding(ReviewRule.RATE_REACHED, count=call.rates, refused=0)
    for rule, count in counted.items():
        if count:
            yield finding(rule, count=count)
    if call.own:
        yield finding(ReviewRule.OWN_NAME, reveals=call.reveals)
    if call.vip:
        yield finding(ReviewRule.VIP, reveals=call.reveals)
    if _out_of_hours(call, rules):
        time = local_time(call.began_us, rules.utc_offset_minutes)
        yield finding(ReviewRule.OUT_OF_HOURS, time=time, opens=rules.opens, closes=rules.closes)


def _standing_out(call: CallRecord, rules: ReviewRules) -> Iterator[ReviewFinding]:
    if call.refused >= rules.refused_reveals:
        yield finding(ReviewRule.REFUSED_REVEALS, count=call.refused, limit=rules.refused_reveals)
    if call.near_misses >= rules.near_misses:
        yield finding(ReviewRule.NEAR_MISSES, count=call.near_misses, limit=rules.near_misses)
    if call.searches >= rules.searches_per_call:
        limit = rules.searches_per_call
        yield finding(ReviewRule.MANY_SEARCHES, searches=call.searches, found=call.found, limit=limit)


def _out_of_hours(call: CallRecord, rules: ReviewRules) -> bool:
    weekday = (call.day - 1) % 7 + 1  # the ordinal 1 was a Monday
    hour = local_hour(call.began_us, rules.utc_offset_minutes)
    return weekday in rules.closed_weekdays or not rules.opens <= hour < rules.closes


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One person's calls on one day."""

    user: str
    calls: tuple[CallRecord, ...]

    @property
    def per_call(self) -> float:
        """Reveals per call."""
        return sum(call.reveals for call in self.calls) / len(self.calls)


def people_of(day: DayRecord) -> list[PersonDay]:
    """Return each person's calls of a day."""
    users = dict.fromkeys(call.user for call in day.calls)
    return [PersonDay(user, tuple(call for call in day.calls if call.user == user)) for user in users]


def of_person(person: PersonDay, colleagues: Sequence[float], rules: ReviewRules) -> tuple[ReviewFinding, ...]:
    """Return what a person's day is reviewed for; ``colleagues``: reveals per call on other people's days."""
    return (*_too_many_reveals(person, colleagues, rules), *_empty_calls(person, rules))


def _too_many_reveals(person: PersonDay, colleagues: Sequence[float], rules: ReviewRules) -> Iterator[ReviewFinding]:
    if not colleagues or len(person.calls) < rules.least_calls:
        return
    middle = median(colleagues)
    if person.per_call >= middle * rules.reveals_percent / 100 and person.per_call >= middle + 1:
        yield finding(
            ReviewRule.REVEALS_PER_CALL,
            per_call=f"{person.per_call:.1f}",
            median=f"{middle:.1f}",
            calls=len(person.calls),
        )


def _empty_calls(person: PersonDay, rules: ReviewRules) -> Iterator[ReviewFinding]:
    empty = [c for c in person.calls if c.ended_us and c.found and not (c.answers or c.limited or c.reveals)]
    calls = len(person.calls)
    if len(empty) >= rules.empty_calls and len(empty) * 100 >= calls * rules.empty_percent:
        yield finding(ReviewRule.EMPTY_CALLS, count=len(empty), calls=calls)


def of_words(day: DayRecord, user: str, rules: ReviewRules) -> tuple[ReviewFinding, ...]:
    """Return what a person's reasons and readings of the log on a day are reviewed for."""
    found = [
        finding(ReviewRule.COPIED_REASON, count=count, action=action)
        for (who, action, _), count in sorted(day.reasons.items())
        if who == user and count >= rules.same_reason
    ]
    if day.rates[user] or day.refused[user]:
        found.append(finding(ReviewRule.RATE_REACHED, count=day.rates[user], refused=day.refused[user]))
    if day.rooms[user]:
        found.append(finding(ReviewRule.ROOM_NO, count=day.rooms[user]))
    if day.failures[user] >= FAILED_SIGN_INS:
        found.append(finding(ReviewRule.FAILED_SIGN_INS, count=day.failures[user]))
    if day.readings[user] >= rules.readings_per_day:
        found.append(finding(ReviewRule.LOG_READINGS, count=day.readings[user], limit=rules.readings_per_day))
    return tuple(found)


def of_customers(day: DayRecord, rules: ReviewRules) -> Iterator[tuple[str, tuple[CallRecord, ...], ReviewFinding]]:
    """Yield each customer whom many people opened on a day: reference, calls, finding."""
    opened = Counter(customer for call in day.calls for customer in call.customers)
    for customer, count in opened.items():
        if count < rules.openings_per_customer:
            continue
        calls = tuple(call for call in day.calls if customer in call.customers)
        operators = len({call.user for call in calls})
        if operators > 1:
            limit = rules.openings_per_customer
            yield customer, calls, finding(ReviewRule.OPENED_BY_MANY, operators=operators, calls=count, limit=limit)
