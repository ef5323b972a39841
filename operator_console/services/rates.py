"""Counts what an OS user does in Guarded mode, and refuses what goes beyond the policy's numbers.

That a limit is reached is one entry, and how much was refused until its end another: a flood does not fill the log.
"""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.rates import Rate, Window
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.desk import Desk
from operator_console.services.ports import RateCount


def count(desk: Desk, rate: Rate) -> None:
    """Count one request of the OS user at this desk, or refuse ``RATE_REACHED``. Standalone counts nothing."""
    if not desk.journal.place.guarded or not desk.vault.log.writable:
        return
    now = desk.clock.now()
    with desk.vault.rates.change():
        full = _counted(desk, rate, now)
    if full is not None:
        until = full.ends.isoformat(timespec="seconds")
        raise Refusal(Code.RATE_REACHED, rate=rate, limit=full.limit, span=full.span, until=until)


def tell_what_is_over(desk: Desk) -> None:
    """Write what was refused to anybody in a span of time that has ended since, and has not been told yet."""
    if not desk.journal.place.guarded:
        return
    now = desk.clock.now().timestamp()
    rates = desk.vault.rates
    with rates.change():
        over = [each for each in rates.refused() if each.begins + each.span.seconds <= now]
        for each in over:
            _tell_over(desk, each)
        rates.put(replace(each, refused=0) for each in over)


def _counted(desk: Desk, rate: Rate, now: datetime) -> Window | None:
    """Add one to every span, or to what the longest full one refused; return that one."""
    counts = _begun(desk, rate, now)
    full = [window for window, count in counts.items() if count.used >= window.limit]
    if not full:
        desk.vault.rates.put(replace(each, used=each.used + 1) for each in counts.values())
        return None
    last = counts[full[-1]]
    if not last.refused:
        _tell_reached(desk, full[-1], last)
    counts[full[-1]] = replace(last, refused=last.refused + 1, name=last.name or desk.account.user)
    desk.vault.rates.put(counts.values())
    return full[-1]


def _begun(desk: Desk, rate: Rate, now: datetime) -> dict[Window, RateCount]:
    """Return the count of each span that lasts now; what an earlier one refused is told."""
    os_user, rules = desk.journal.place.os_user, desk.policy
    before = {each.span: each for each in desk.vault.rates.of(os_user, rate)}
    counts = {}
    for window in rules.guarded.windows(rate, now, rules.review.utc_offset_minutes):
        last = before.get(window.span)
        if last is not None and last.begins != window.begins:
            if last.refused:
                _tell_over(desk, last)
            last = None
        counts[window] = last or RateCount(os_user, rate, window.span, window.begins)
    return counts


def _tell_reached(desk: Desk, window: Window, count: RateCount) -> None:
    facts = (("rate", count.rate.value), ("span", window.span.value), ("limit", str(window.limit)))
    if desk.call is not None:
        desk.write(desk.call, Action.RATE_REACHED, Outcome.REFUSED, facts=facts)
    else:
        desk.journal.write(Action.RATE_REACHED, Outcome.REFUSED, facts=facts)


def _tell_over(desk: Desk, count: RateCount) -> None:
    whose = (("name", count.name), ("os_user", count.os_user))
    facts = (("rate", count.rate.value), ("span", count.span.value), ("refused", str(count.refused)))
    desk.journal.write(Action.RATE_OVER, facts=(*whose, *facts, ("day", _local_day(desk, count))))


def _local_day(desk: Desk, count: RateCount) -> str:
    """Return the date on which it was refused: a day's number is told on the next one at the earliest."""
    offset = timezone(timedelta(minutes=desk.policy.review.utc_offset_minutes))
    return datetime.fromtimestamp(count.begins, offset).date().isoformat()
