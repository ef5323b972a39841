"""Tries a password so that every failure counts, however many processes try at once, and gets into the log once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from operator_console.domain.actions import Action
from operator_console.domain.ids import UserName
from operator_console.domain.lockout import hold_left, os_user_hold_left
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.journal import Journal
from operator_console.services.ports import FailedSignIn, Keeper


@contextmanager
def attempt(keeper: Keeper, user: UserName, now: datetime) -> Iterator[None]:
    """Try a password inside. It counts as a failure beforehand, unless the work inside is done without a refusal.

    Refuses with ``SIGN_IN_HELD``. Looking at the hold and counting are one step: of many tries at once no more are
    admitted than one after the other.
    """
    with keeper.counting():
        if left := max(hold_left(keeper.failures(user), now), os_user_hold_left(keeper.failures_from_here(), now)):
            raise Refusal(Code.SIGN_IN_HELD, seconds=left)
        keeper.begin_attempt(user, now)
    try:
        yield
    except Refusal:
        keeper.attempt_failed()
        raise
    keeper.clear_attempts(user)


def write_missed(
    keeper: Keeper, journal: Journal, reasons: Mapping[datetime, Code] | None = None
) -> list[FailedSignIn]:
    """Write every failure that the log does not have yet, and return them: the log is closed when somebody fails.

    ``reasons`` says by their time why some failed although their password was right.
    """
    with keeper.counting():
        missed = keeper.unlogged_failures()
        for failure in missed:
            when = failure.when.isoformat(timespec="seconds")
            came_from = (("os_user", failure.os_user),) if failure.os_user else ()
            facts = (("name", failure.user), ("when", when), *came_from)
            journal.write(Action.SIGN_IN_FAILED, reason=(reasons or {}).get(failure.when, ""), facts=facts)
        keeper.mark_logged(missed)
    return missed
