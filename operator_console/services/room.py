"""The check of the workplace before the first call of a day: every answer is an entry, and a no may stop the calls."""

from collections.abc import Mapping
from datetime import datetime

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.services.desk import Desk
from operator_console.services.journal import microseconds
from operator_console.services.ports import LogFilter


def room_due(desk: Desk) -> bool:
    """Return whether the questions are still to be answered today, by the office's calendar.

    Where the policy stops calls for a no, they are to be answered again after one.
    """
    if not desk.policy.room.questions or Duty.TAKE_CALLS not in DUTIES[desk.account.role]:
        return False
    asked = LogFilter(action=Action.ROOM_CHECKED, user=desk.account.user, since_us=microseconds(_morning(desk)))
    last = desk.vault.log.page(asked, 0, 1)
    return not last or (desk.policy.room.stop and last[0].outcome != Outcome.MET)


def answer_room(desk: Desk, answers: Mapping[str, bool]) -> bool:
    """Write the answers and return whether they have to be given again before a call. Refuses ``ROOM_UNANSWERED``."""
    desk.require(Duty.TAKE_CALLS)
    questions = desk.policy.room.questions
    if not questions or set(answers) != {question.id for question in questions}:
        raise Refusal(Code.ROOM_UNANSWERED)
    good = "、".join(question.label for question in questions if answers[question.id])
    bad = "、".join(question.label for question in questions if not answers[question.id])
    facts = tuple((name, labels) for name, labels in (("room_yes", good), ("room_no", bad)) if labels)
    desk.journal.write(Action.ROOM_CHECKED, Outcome.NOT_YET_MET if bad else Outcome.MET, facts=facts)
    desk.room_due = bool(bad) and desk.policy.room.stop
    return desk.room_due


def require_room(desk: Desk) -> None:
    """Refuse a call while the room has not been looked at today, or is not what the policy asks for."""
    if desk.room_due:
        raise Refusal(Code.ROOM_UNANSWERED)


def _morning(desk: Desk) -> datetime:
    return desk.office_now().replace(hour=0, minute=0, second=0, microsecond=0)
