"""A call centre with somebody to review it, and how its people are driven through the review."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import call_centre
import pytest
from call_centre import NUMBER, REASON, CallCentre, default_text, in_call, lead

from operator_console.domain.ids import FieldName
from operator_console.domain.review import CaseDetail, CaseId, CaseState, CaseView, Decision
from operator_console.domain.roles import Role
from operator_console.services.break_glass import break_glass
from operator_console.services.call import end_call
from operator_console.services.desk import Desk
from operator_console.services.reveal import end_showing, reveal
from operator_console.services.review_case import decide, review_case
from operator_console.services.review_queue import review_queue

T = TypeVar("T")
ADDRESS = FieldName("address")
__all__ = ["NUMBER", "REASON"]


def done(work: Generator[Any, None, T]) -> T:
    """Do long work to its end."""
    try:
        while True:
            next(work)
    except StopIteration as end:
        result: T = end.value
        return result


@contextmanager
def opened(folder: Path, text: str = "", *, auditor: bool = True) -> Iterator[CallCentre]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(call_centre.STAFF, "auditor", Role.AUDITOR)
        if not auditor:
            patch.delitem(call_centre.STAFF, "auditor")
        centre = CallCentre(folder, text or default_text())
        try:
            yield centre
        finally:
            centre.close()


def glass_call(centre: CallCentre, user: str = "hana") -> str:
    """A call in which a lead granted the address and it was shown for seven seconds."""
    desk = centre.sit(user)
    call = in_call(desk)
    break_glass(desk, centre.keeper, lead(), (ADDRESS,))
    reveal(desk, ADDRESS)
    centre.clock.wait(7)
    end_showing(desk, ADDRESS, "key")
    centre.clock.wait(20)
    end_call(desk)
    return call.id


def queue(desk: Desk, day: str = "", *, decided: bool = False) -> list[CaseView]:
    return list(done(review_queue(desk, day, 100, decided=decided)).cases)


def case_of(desk: Desk, call: str) -> CaseView:
    (found,) = [case for case in queue(desk, decided=True) if case.id == f"call:{call}"]
    return found


def state_of(desk: Desk, call: str) -> CaseState:
    return case_of(desk, call).state


def page(desk: Desk, call: str) -> CaseDetail:
    return done(review_case(desk, CaseId(f"call:{call}")))


def sign_off(desk: Desk, call: str, decision: Decision = Decision.FINE, comment: str = "") -> CaseDetail:
    return done(decide(desk, CaseId(f"call:{call}"), decision, comment))


def next_day(centre: CallCentre) -> None:
    centre.clock.move_to(centre.clock.now() + timedelta(days=1))
