"""How long an account is held after failed sign-ins: five are free, then every further one doubles the wait."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import Final

FREE_FAILURES: Final = 5
FIRST_HOLD_SECONDS: Final = 30
LONGEST_HOLD_SECONDS: Final = 3600
FROM_ONE_OS_USER: Final = ((3600, 20), (86_400, 60))
"""In so many seconds so many failures may come from one OS user, whoever they want to be. Not for a policy to say: the
policy lies in the vault, which is still closed."""


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


def os_user_hold_left(failures: Sequence[datetime], now: datetime) -> int:
    """Return the seconds for which an OS user still has to wait, rounded up; ``failures`` from there, oldest first."""
    left = 0.0
    for seconds, most in FROM_ONE_OS_USER:
        if len(failures) >= most:
            left = max(left, seconds - max(0.0, (now - failures[-most]).total_seconds()))
    return ceil(left) if left > 0 else 0
