"""How far the log is fixed, in words."""

from PySide6.QtCore import QObject

from operator_console.domain.evidence import EvidenceView
from operator_console.ui.office_time import OfficeTime
from operator_console.wording import Wording


class EvidenceWords(QObject):
    """Turns the state of the evidence into sentences."""

    def __init__(self, time: OfficeTime, wording: Wording) -> None:
        super().__init__()
        self._time, self._wording = time, wording

    def verdict(self, view: EvidenceView) -> tuple[str, str]:
        """Return a word for the state, and the tone of its badge."""
        if not view.writable:
            return self.tr("The log is broken and takes no entries"), "danger"
        if view.overdue:
            return self.tr("Overdue: showing fields is stopped"), "danger"
        if not view.delivered:
            return self.tr("None delivered yet"), "warning"
        return (self.tr("Up to date"), "good") if not view.since_reveals else (self.tr("Entries since then"), "info")

    def last(self, view: EvidenceView) -> str:
        """Return how old the last delivered checkpoint is and how far it reaches."""
        if not view.delivered:
            return self.tr("No record of this log has been delivered. Nothing outside this machine vouches for it yet.")
        words = self.tr("Last delivered {time} ({zone}, {way}); it fixes the entries up to no. {entries}.")
        way = self._wording.fact_value("way", view.way)
        time, entries = self._time.shown(view.delivered), f"{view.delivered_entries:,}"
        return words.format(time=time, zone=self._time.name, way=way, entries=entries)

    def since(self, view: EvidenceView) -> str:
        """Return what came after it."""
        words = (
            self.tr("Since then: {age}, {entries} entries, {reveals} showings. They could be changed unnoticed.")
            if view.delivered
            else self.tr("Since the log began: {age}, {entries} entries, {reveals} showings.")
        )
        return words.format(
            age=self.age(view.since_seconds), entries=f"{view.since_entries:,}", reveals=f"{view.since_reveals:,}"
        )

    def limit(self, view: EvidenceView) -> str:
        """Return when the policy stops showing fields."""
        hours, reveals = view.limit_hours, view.limit_reveals
        if hours and reveals:
            words = self.tr("Showing stops {hours} hours or {reveals} showings after the last delivered record.")
        elif hours:
            words = self.tr("Showing stops {hours} hours after the last delivered record.")
        elif reveals:
            words = self.tr("Showing stops {reveals} showings after the last delivered record.")
        else:
            return self.tr("The policy sets no limit for how old it may be.")
        return words.format(hours=hours, reveals=reveals)

    def age(self, seconds: int) -> str:
        """Return a length of time in its two largest units."""
        days, rest = divmod(seconds, 86_400)
        hours, rest = divmod(rest, 3_600)
        if days:
            return self.tr("{days} d {hours} h").format(days=days, hours=hours)
        return self.tr("{hours} h {minutes} min").format(hours=hours, minutes=rest // 60)
