"""What Python holds in circles is let go of between two events of Qt, and never in the middle of one."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_MS: Final = 1_000


class Garbage(QObject):
    """Collects by a timer, as often as the interpreter would by itself; from now on that does it no more.

    The interpreter collects wherever it makes an object: also while Qt hands an event to a widget that nobody holds any
    more, one of a gate that failed while it was made. The widget is gone then before it has the event, and the process
    ends with a segmentation fault.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due; it takes the younger ones along."""
        counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(counts) if count > most]
        if due:
            gc.collect(due[-1])
