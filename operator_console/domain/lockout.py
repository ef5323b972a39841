"""How long an account is held after failed sign-ins: five are free, then every further one doubles the wait."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

FREE_FAILURES: Final = 5
FIRST_HOLD_SECONDS: Final = 30
LONGEST_HOLD_SECONDS: Final = 3600


def hold_seconds(failures: int) -> int:
    """Return how long the account is held after this many failures in a row; 0 below five."""
    if failures < FREE_FAILURES:
        return 0
    return int(min(FIRST_HOLD_SECONDS * 2 ** min(failures - FREE_FAILURES, 20), LONGEST_HOLD_SECONDS))


def hold_left(failures: Sequence[datetime], now: datetime) -> int:
    """Return the seconds still to wait, rounded up. A clock that was put back does not shorten the hold.

    ``failures`` are the times of the failed attempts since the last success, oldest first, in UTC.
    """
    hold = hold_seconds(len(failures))
    if not hold:
        return 0
    passed = max(0.0, (now - failures[-1]).total_seconds())
    return max(0, hold - int(passed))
