"""What somebody who signs in is told first: when that was the last time, and whether others tried their name."""

from PySide6.QtCore import QCoreApplication

from operator_console.domain.views import SessionView
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.tone import Tone


def greeting(session: SessionView) -> tuple[str, Tone]:
    """Return the sentence and its tone; tried names are a warning."""
    if not session.last_sign_in:
        return QCoreApplication.translate("Greeting", "Welcome, {name}.").format(name=session.display), Tone.INFO
    time = f"{OfficeTime(session.utc_offset_minutes).of(session.last_sign_in):%Y/%m/%d %H:%M}"
    if not session.failures_since:
        return QCoreApplication.translate("Greeting", "Your last sign-in: {time}.").format(time=time), Tone.INFO
    words = QCoreApplication.translate(
        "Greeting",
        "Your last sign-in: {time}. Since then {count} attempts with your name failed. "
        "If that was not you, tell your lead.",
    )
    return words.format(time=time, count=session.failures_since), Tone.WARNING
