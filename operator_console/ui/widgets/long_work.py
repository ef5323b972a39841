"""Long work in the vault: how far it is, and a button that stops it; out of sight while nothing is waited for."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import Progress, Reply, Request
from operator_console.ui.page import PageContext
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label

R = TypeVar("R", bound=Reply)


class LongWork(QWidget):
    """One piece of work at a time. It comes into sight with the first progress and goes with the answer."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._request = self._turn = 0
        self.running = False
        self._by_hand = False
        self.bar, self.count = QProgressBar(), Label(size="small", ink="muted")
        self.stop = Button(self.tr("&Stop"), self._stop, kind="chip")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.bar, 1)
        row.addWidget(self.count)
        row.addWidget(self.stop)
        self.hide()

    def run(
        self,
        request: Request[R],
        on_reply: Callable[[R], None],
        on_refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        """Ask; a refusal is said in the message bar, and then handed on.

        Work that still runs is stopped first, and what comes of it is dropped.
        """
        self.cancel()
        self.hide()
        self._turn += 1
        turn = self._turn
        self.running = True
        self._by_hand = False
        self.stop.setEnabled(True)
        self._request = self._context.link.ask(
            request,
            lambda reply: self._answered(turn, on_reply, reply),
            on_refused=lambda refusal: self._refused(turn, on_refused, refusal),
            on_progress=lambda progress: self._progressed(turn, progress),
        )

    def cancel(self) -> None:
        """Stop the work that runs, if any; its refusal still comes, and nothing is said of it."""
        if self.running:
            self.stop.setEnabled(False)
            self._context.link.cancel(self._request)

    def _stop(self) -> None:
        self._by_hand = True
        self.cancel()

    def _progressed(self, turn: int, progress: Progress) -> None:
        if turn != self._turn:
            return
        self.bar.setRange(0, 1000 if progress.total else 0)
        stage = self._context.wording.progress_stage(progress.stage)
        self.count.setText(stage)
        if progress.total:
            self.bar.setValue(progress.done * 1000 // progress.total)
            self.count.setText(f"{stage} {progress.done:,} / {progress.total:,}")
        self.show()

    def _answered(self, turn: int, on_reply: Callable[[Any], None], reply: Reply) -> None:
        if turn != self._turn:
            return
        self._over()
        on_reply(reply)

    def _refused(self, turn: int, on_refused: Callable[[Refusal], None] | None, refusal: Refusal) -> None:
        if turn != self._turn:
            return
        self._over()
        if refusal.code is Code.CANCELLED and self._by_hand:
            self._context.say(self.tr("Stopped. Nothing was changed."), Tone.INFO)
        elif refusal.code is not Code.CANCELLED:
            self._context.say(self._context.wording.refusal(refusal), Tone.WARNING)
        if on_refused is not None:
            on_refused(refusal)

    def _over(self) -> None:
        self.running = False
        self.hide()
