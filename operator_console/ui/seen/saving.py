"""Saves the paper about a customer: the log says that it leaves before a byte of it is written."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import SeenView, Statement
from operator_console.protocol.messages import ExportReadings, ReadingsExported
from operator_console.ui.page import PageContext
from operator_console.ui.seen import paper
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.long_work import LongWork


class Saving(QObject):
    """One file at a time. Where the entry is refused, nothing is written; ``over`` is called at the end of it."""

    def __init__(self, context: PageContext, work: LongWork, over: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._work, self._over = context, work, over

    def may_begin(self, path: Path) -> bool:
        """Return whether there is room at this place, and say so where another file is."""
        if path.exists():
            self._say(Refusal(Code.FILE_EXISTS, path=str(path)))
            return False
        return True

    def save(self, path: Path, content: bytes, seen: SeenView, *, names: bool, statement: Statement | None) -> None:
        """Have the entry written, then the file."""
        request = ExportReadings(
            customer=seen.customer,
            sha256=sha256(content).hexdigest(),
            rows=len(seen.rows),
            names=names,
            since=seen.since,
            until=seen.until,
            statement=statement.entry if statement else 0,
        )
        self._work.run(request, lambda reply: self._write(path, content, request, reply), lambda _: self._over())

    def _write(self, path: Path, content: bytes, request: ExportReadings, reply: ReadingsExported) -> None:
        try:
            paper.write_new(path, content)
        except Refusal as refusal:
            failed = msgspec.structs.replace(request, failed=True)
            self._context.link.ask(failed, lambda _: None, on_refused=lambda _: None)
            self._say(refusal)
        else:
            words = self.tr("Saved as {name}. The log has it as entry {entry}.")
            self._context.say(words.format(name=path.name, entry=f"{reply.entry:,}"), Tone.GOOD)
        self._over()

    def _say(self, refusal: Refusal) -> None:
        self._context.say(self._context.wording.refusal(refusal), Tone.WARNING)
