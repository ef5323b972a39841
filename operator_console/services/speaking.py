"""Turns spoken reveal on and off for this session: whoever hears the screen is told what it shows, and it is logged."""

from operator_console.domain.actions import Action
from operator_console.domain.roles import Duty
from operator_console.services.desk import Desk


def set_speaking(desk: Desk, *, on: bool) -> None:
    """From now on a shown value may be read aloud by a screen reader, or not any more. It ends with the session."""
    desk.require(Duty.TAKE_CALLS)
    if on != desk.speaking:
        desk.journal.write(Action.SPEAKING_SET, facts=(("speaking", "on" if on else "off"),))
        desk.speaking = on
