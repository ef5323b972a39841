"""What somebody who signs in is told first: when that was the last time, and whether others tried their name."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from operator_console.domain.views import SessionView
from operator_console.ui.tone import Tone


def greeting(session: SessionView) -> tuple[str, Tone]:
    """Return the sentence and its tone; tried names are a warning."""
    if not session.last_sign_in:
        return QCoreApplication.translate("Greeting", "Welcome, {name}.").format(name=session.display), Tone.INFO
    when = QDateTime.fromString(session.last_sign_in, Qt.DateFormat.ISODateWithMs).toLocalTime()
    time = QLocale().toString(when, QLocale.FormatType.ShortFormat)
    if not session.failures_since:
        return QCoreApplication.translate("Greeting", "Your last sign-in: {time}.").format(time=time), Tone.INFO
    words = QCoreApplication.translate(
        "Greeting",
        "Your last sign-in: {time}. Since then {count} attempts with your name failed. "
        "If that was not you, tell your lead.",
    )
    return words.format(time=time, count=session.failures_since), Tone.WARNING
