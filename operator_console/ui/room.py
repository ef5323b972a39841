"""Who else could see this screen: what a person chose for the room, and what the policy chooses where they did not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QObject, Signal

from operator_console.domain.room import RoomRules
from operator_console.domain.views import SessionView
from operator_console.ui.settings import RoomChoice


class Room(QObject):
    """Privacy mode, the blank window and spoken values, as they hold now. It knows nothing of a customer."""

    changed = Signal()
    """Something else holds now."""
    chosen = Signal()
    """Somebody chose something that is to be remembered: :attr:`choice`."""

    def __init__(
        self,
        choice: RoomChoice | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._rules = RoomRules()
        self._user = ""
        self._zone = UTC
        self.choice = choice or RoomChoice()

    @property
    def private(self) -> bool:
        """Whether only the field in use may be read."""
        return self._rules.privacy if self.choice.private is None else self.choice.private

    @property
    def blank(self) -> bool:
        """Whether the window is blank while another one is in front."""
        return self._rules.blank if self.choice.blank is None else self.choice.blank

    @property
    def spoken(self) -> bool:
        """Whether a screen reader is to be told what is shown."""
        return self.choice.spoken

    def begin(self, session: SessionView) -> None:
        """Somebody has signed in: the policy's rules hold, and what is shown carries their name."""
        self._rules, self._user = session.room, session.user
        self._zone = timezone(timedelta(minutes=session.utc_offset_minutes))
        self.changed.emit()

    def end(self) -> None:
        """Nobody is there any more."""
        self._rules, self._user = RoomRules(), ""
        self.changed.emit()

    def choose(self, *, private: bool | None = None, blank: bool | None = None, spoken: bool | None = None) -> None:
        """Choose what is given; what is None stays as it is."""
        was = self.choice
        self.choice = RoomChoice(
            was.private if private is None else private,
            was.blank if blank is None else blank,
            was.spoken if spoken is None else spoken,
        )
        if self.choice != was:
            self.changed.emit()
            self.chosen.emit()

    def stamp(self) -> str:
        """Return what is painted over a shown value: who is shown it, and when; empty where the policy wants none."""
        if not (self._user and self._rules.watermark):
            return ""
        return f"{self._user} {self._now().astimezone(self._zone):%Y/%m/%d %H:%M}"
