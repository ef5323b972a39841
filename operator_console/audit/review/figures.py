"""The team's numbers over a range of days: reveals by hour, person and weekday, and how many calls took a step up."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from statistics import median

from operator_console.audit.review.ledger import Ledger
from operator_console.domain.ids import UserName
from operator_console.domain.review import DayFigures, FiguresView, OperatorFigures

_HOURS = range(24)


def figures(ledger: Ledger, since: int, until: int, names: Mapping[str, str]) -> FiguresView:
    """Return the figures of the local days ``since`` to ``until`` (ordinals, both included).

    ``names`` are display names by user.
    """
    hours = {key: value for key, value in ledger.hours.items() if since <= key[0] <= until}
    days = [_day(ledger, day) for day in sorted(ledger.days) if since <= day <= until and ledger.days[day].calls]
    operators = _operators(hours, names)
    return FiguresView(
        since=date.fromordinal(since).isoformat(),
        until=date.fromordinal(until).isoformat(),
        operators=operators,
        median_per_hour=_median([each.per_hour for each in operators]),
        median_per_call=_median([each.per_call for each in operators]),
        median_by_hour=tuple(_median([float(each.by_hour[hour]) for each in operators]) for hour in _HOURS),
        week=_week(hours),
        days=tuple(days),
        calls=sum(day.calls for day in days),
        step_ups=sum(day.step_ups for day in days),
        reveals=sum(each.reveals for each in operators),
    )


def _day(ledger: Ledger, day: int) -> DayFigures:
    calls = ledger.days[day].calls
    return DayFigures(
        day=date.fromordinal(day).isoformat(),
        calls=len(calls),
        step_ups=sum(1 for call in calls if call.stepped_up),
        reveals=sum(call.reveals for call in calls),
    )


def _operators(
    hours: Mapping[tuple[int, int, str], list[int]], names: Mapping[str, str]
) -> tuple[OperatorFigures, ...]:
    calls, reveals, worked = Counter[str](), Counter[str](), Counter[str]()
    by_hour: dict[str, list[int]] = defaultdict(lambda: [0] * len(_HOURS))
    for (_, hour, user), (opened, shown) in hours.items():
        calls[user] += opened
        reveals[user] += shown
        worked[user] += 1 if opened else 0
        by_hour[user][hour] += shown
    return tuple(
        OperatorFigures(
            user=UserName(user),
            display=names.get(user, user),
            calls=calls[user],
            reveals=reveals[user],
            hours=worked[user],
            per_hour=round(reveals[user] / max(1, worked[user]), 2),
            per_call=round(reveals[user] / max(1, calls[user]), 2),
            by_hour=tuple(by_hour[user]),
        )
        for user in sorted(by_hour)
    )


def _week(hours: Mapping[tuple[int, int, str], list[int]]) -> tuple[tuple[int, ...], ...]:
    week = [[0] * len(_HOURS) for _ in range(7)]
    for (day, hour, _), (_, shown) in hours.items():
        week[date.fromordinal(day).weekday()][hour] += shown
    return tuple(tuple(row) for row in week)


def _median(values: list[float]) -> float:
    return round(median(values), 2) if values else 0.0
