"""From which numbers on work is reviewed: the policy's ``[review]`` table."""

from dataclasses import dataclass

from operator_console.domain.ids import FieldName


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """Thresholds of the review. What must be reviewed whatever the numbers are is not for a policy to switch off."""

    utc_offset_minutes: int = 540
    """What the working day and its hours are counted by."""
    opens: int = 8
    closes: int = 21
    """Working hours, whole local hours; a call that begins before or after is reviewed."""
    closed_weekdays: tuple[int, ...] = ()
    """Weekdays without work, 1 for Monday to 7 for Sunday."""
    refused_reveals: int = 4
    near_misses: int = 4
    searches_per_call: int = 5
    empty_calls: int = 4
    empty_percent: int = 10
    reveals_percent: int = 200
    """Reveals per call, in percent of the colleagues' median, from which a day stands out."""
    least_calls: int = 10
    """A day with fewer calls is not compared with others."""
    baseline_days: int = 28
    """How many days back colleagues' days are compared with."""
    openings_per_customer: int = 5
    same_reason: int = 3
    readings_per_day: int = 10
    sample_per_mille: int = 10
    """Calls drawn by lot, in a thousand."""
    queue_percent: int = 3
    """The lot gives way where a day's queue would be longer than this share of its calls."""
    vip_field: FieldName | str = ""
    """A field whose having a value marks an important customer; empty for none."""
    kept_months: int = 36
    """For how long the log is kept; staff are told so."""
