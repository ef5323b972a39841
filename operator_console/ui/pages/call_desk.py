"""The call page: one call from picking up to goodbye, with the keyboard alone and masked whenever it can be."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.calls import CallBack, Stage
from operator_console.domain.ids import CallId, ClientId, FieldName, ItemId, PurposeId
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.domain.views import CallView
from operator_console.protocol.messages import FindCustomer
from operator_console.ui.call.approving import Approving
from operator_console.ui.call.banner import Banner
from operator_console.ui.call.calling_back import CallingBack
from operator_console.ui.call.conversation import Conversation
from operator_console.ui.call.copying_out import CopyingOut
from operator_console.ui.call.drawer import Drawer
from operator_console.ui.call.keys import CallKeys, Point, Side
from operator_console.ui.call.leaving import Leaving
from operator_console.ui.call.noting import Noting
from operator_console.ui.call.parts import Parts
from operator_console.ui.call.representing import Representing
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.card import Rule
from operator_console.ui.widgets.key_hint import KeyHints

_WIPING = frozenset({"lock", "end", "hold"})
"""Causes of masking after which nothing that was typed may stay either."""
_ENDING = frozenset({"lock", "end"})
"""Causes after which not even the memo may stay."""
_ROOMY = 1400
"""From this width in pixels an open drawer leaves room for both sides of the call."""
_NARROW = 1000
"""Below this width the steps in the banner make room for the client and the caller."""
_LOW = 600
"""Below this height in pixels titles and greetings make room (a screen of 800 px at 150 % scale has 533)."""


class CallDesk(Page):
    """Follows the call: whatever the vault says last decides which part of the page is in sight."""

    def __init__(self, context: PageContext, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(context)
        self.talk = Conversation(context.link, self)
        self.banner = Banner(context.session, context.theme, self)
        self.drawer = Drawer(context.theme, clock, OfficeTime(context.session.utc_offset_minutes), self)
        self._back_calling = CallingBack(self, self)
        self.parts = Parts(
            context.session,
            context.theme,
            clock,
            hold=self._hold,
            back=self.back,
            called_back=self._back_calling.answered,
            change_purpose=self._take_purpose,
            parent=self,
        )
        self.hints = KeyHints(context.theme, self)
        self._representing = Representing(self, self)
        self._approving = Approving(self, self)
        self._copying = CopyingOut(self, self)
        self._noting = Noting(self, self.drawer, self)
        self._leaving = Leaving(self, self.drawer, self)
        self._keys = CallKeys(self)
        self._aside: Point | None = None
        self._holding = False
        self._seeking = False
        self._call_back = CallBack.NONE
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._show()

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Put the focus where the next key goes."""
        self.parts.take_focus(self.point)

    def mask_now(self, cause: str) -> None:
        """Mask everything before returning; nothing that is still on its way is shown either."""
        self.talk.forget_reveals(cause)
        self.parts.card.mask_all(cause)
        self.drawer.memo.history.mask_all(cause)
        if cause in _WIPING:
            self.parts.wipe()
        if cause == "lock":
            self._copying.clear()
        if cause in _ENDING:
            self.drawer.memo.wipe()

    def may_leave(self) -> str:
        """A caller on the line is lost by leaving."""
        return self.tr("A call is open. End it first (F12).") if self.call_is_open() else ""

    def call_is_open(self) -> bool:
        """Whether a caller is on the line."""
        return self.talk.call is not None

    def keys(self) -> tuple[KeyHint, ...]:
        """Return every key of the page."""
        return self._keys.all()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Mask: what cannot be seen need not be shown."""
        self.mask_now("leave")
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Make room for the work where the window is low."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        self.parts.set_compact(low)
        self._column.setContentsMargins(*((24, 8, 24, 6) if low else (24, 18, 24, 10)))
        self._column.setSpacing(8 if low else 14)
        self.banner.set_compact(self.width() < _NARROW)
        self.drawer.set_compact(low)
        self._show_drawer()

    @property
    def point(self) -> Point:
        """Where the page stands."""
        call = self.talk.call
        if call is None:
            return Point.START
        if self._aside is not None:
            return self._aside
        if self._holding or call.on_hold:
            return Point.HOLD
        if call.call_back is CallBack.CALLING:
            return Point.CALLING
        if call.stage is Stage.FOUND:
            return Point.SPENT if self.parts.checklist.is_spent() else Point.CHECK
        return Point.FIND if call.stage is Stage.OPENED else Point.SHOW

    # ---- steps -------------------------------------------------------------------------------------------------------

    def _open(self, client: str, purpose: str) -> None:
        self.context.say("", Tone.INFO)
        self.talk.open(ClientId(client), PurposeId(purpose))

    def _hold(self) -> None:
        if self.talk.call is None:
            return
        if self.talk.call.call_back is CallBack.CALLING:
            self.context.say(self.tr("While the call-back rings there is nobody to put on hold."), Tone.INFO)
            return
        self._aside = None
        if self.talk.call.on_hold:
            self.talk.take_back()
            return
        self.mask_now("hold")
        self._holding = True
        self._show()
        self.talk.hold()

    def _change_purpose(self) -> None:
        call = self.talk.call
        if call is None or not self._is_talking():
            return
        client = next(client for client in self.context.session.clients if client.id == call.client)
        self.mask_now("purpose")
        self.parts.purposes.offer(call, client)
        self.step_aside(Point.PURPOSE)

    def _take_purpose(self, purpose: str) -> None:
        self.back()
        if self.talk.call is not None and self.talk.call.purpose != purpose:
            self.talk.change_purpose(PurposeId(purpose))

    def _escape(self) -> None:
        self.mask_now("key")
        if self._aside is not None:
            self.back()
        elif self.point is Point.START:
            self.parts.start.step_back()
        elif self.drawer.has_focus():
            self._close_drawer()

    def _in_call(self, step: Callable[[], None]) -> None:
        if self._is_talking():
            step()

    def _with_customer(self, step: Callable[[], None]) -> None:
        if self.point in _WITH_CUSTOMER:
            step()

    def _is_talking(self) -> bool:
        call = self.talk.call
        return call is not None and not (self._holding or call.on_hold or call.call_back is CallBack.CALLING)

    def _change_side(self) -> None:
        if self.point in _WITH_CUSTOMER and self.drawer.has_focus():
            self.parts.work.come_back()
        elif self.point in _WITH_CUSTOMER:
            self.parts.work.change_side()
        elif self.point is Point.FIND:
            self.parts.finding.take_focus()

    # ---- the drawer --------------------------------------------------------------------------------------------------

    def _press_drawer(self, side: Side) -> None:
        if self.point not in _BESIDE_DRAWER:
            return
        if self.drawer.has_focus() and self.drawer.side is side:
            self._close_drawer()
            return
        self.drawer.choose(side)
        self._show_drawer()
        self.drawer.take_focus()
        self._show_hints()

    def _close_drawer(self) -> None:
        self.drawer.choose(None)
        self._show()
        self.parts.take_focus(self.point)

    def _show_drawer(self) -> None:
        is_open = self.drawer.side is not None and self.point in _BESIDE_DRAWER
        self.parts.work.set_crowded(is_open and self.width() < _ROOMY)
        self.drawer.setVisible(is_open)

    def _show_hints(self) -> None:
        side = self.drawer.side if self.drawer.has_focus() else None
        self.hints.show_hints(self._keys.at(self.point) if side is None else self._keys.beside(side))

    def _number(self, number: int) -> None:
        if self.point is Point.FIND:
            self.parts.finding.go_to(number)
        elif self.point in _WITH_CUSTOMER:
            self.parts.card.press(number)

    def _reveal(self, field: str) -> None:
        name = FieldName(field)

        def show(value: bytearray, seconds: int, spoken: bool) -> None:
            self.parts.card.show_value(name, value, seconds, spoken=spoken)

        self.talk.reveal(name, show)

    # ---- what came of it ---------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        call = self.talk.call
        self._holding = False
        before, self._call_back = self._call_back, call.call_back if call is not None else CallBack.NONE
        if call is None:
            self._aside = None
            self._gone()
        else:
            self.parts.start.forget_unfinished()
            self.drawer.show_call(call)
            self._show_call(call)
        self._show()
        self._back_calling.tell(before, self._call_back)

    def _show_call(self, call: CallView) -> None:
        seeking, self._seeking = self._seeking, call.stage is Stage.OPENED
        if not self._seeking:
            self.parts.work.show_call(call)
            self.parts.finding.wipe()
        elif not seeking:
            self.parts.work.forget()
            self.parts.finding.begin(call.greeting)

    def _gone(self) -> None:
        self.mask_now("end")
        self._seeking = False
        self.parts.work.forget()
        self.drawer.memo.forget()
        self.drawer.choose(None)
        self.context.say(self.tr("The call has ended."), Tone.GOOD)

    def _answered(self, _: str) -> None:
        self.parts.checklist.go_on()
        if self.parts.checklist.is_spent():
            self.parts.work.take_focus()

    def _refused(self, request: object, refusal: Refusal) -> None:
        self._holding = False
        words = self.context.wording.refusal(refusal)
        if refusal.code is Code.CALL_ABSENT and self.talk.call is not None:
            self.talk.drop()
        elif refusal.code in _SPENT:
            self.parts.checklist.give_up(for_today=refusal.code is Code.ATTEMPTS_DAY)
            self.parts.work.take_focus()
            self._show()
            return
        elif self._is_said_in_place(request, refusal, words):
            return
        self.context.say(words, Tone.WARNING)
        self._show()

    def _is_said_in_place(self, request: object, refusal: Refusal, words: str) -> bool:
        """Say it where the step was taken, which is nearer than the message bar; return whether that was done."""
        if isinstance(request, FindCustomer):
            return self.parts.finding.refuse(refusal, words)
        steps = (self._back_calling, self._approving, self._noting, self._copying)
        return any(step.refuse(request, refusal, words) for step in steps)

    # ---- the parts ---------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self.banner.show_call(self.talk.call)
        self._show_drawer()
        self.parts.show_point(self.point)
        self._show_hints()

    def step_aside(self, point: Point) -> None:
        """Bring another part into sight; :meth:`back` returns."""
        self._aside = point
        self._show()

    def back(self) -> None:
        """Return to the call."""
        self._aside = None
        self._show()

    def _focus_changed(self, _: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            self.mask_now("leave")
        self._show_hints()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.banner)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.parts, 1)
        middle.addWidget(self.drawer)
        self._column.addLayout(middle, 1)
        foot = QVBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(Rule())
        foot.addWidget(self.hints)
        self._column.addLayout(foot)

    def _connect(self) -> None:
        self.parts.start.opened.connect(self._open)
        self.parts.start.resumed.connect(lambda call: self.talk.resume(CallId(call)))
        self.parts.finding.asked.connect(self.talk.find)
        self.parts.checklist.answered.connect(lambda item, heard: self.talk.answer(ItemId(item), heard))
        self.parts.card.wanted.connect(self._reveal)
        self.parts.card.ended.connect(lambda field, cause: self.talk.end_showing(FieldName(field), cause))
        self.parts.card.barred.connect(lambda words: self.context.say(words, Tone.INFO))
        self.parts.card.step_up_wanted.connect(self._back_calling.ask)
        self.drawer.talk.handed_over.connect(self._noting.hand_over)
        memo = self.drawer.memo
        memo.edited.connect(lambda: self.banner.show_memo(unsaved=not memo.is_empty()))
        self.talk.changed.connect(self._changed)
        self.talk.answered.connect(self._answered)
        self.talk.refused.connect(self._refused)
        self.talk.busy.connect(self.parts.checklist.set_busy)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def _bind_keys(self) -> None:
        steps: dict[str, Callable[[], None]] = {
            "F2": partial(self._in_call, self._representing.ask),
            "F3": partial(self._press_drawer, Side.TALK),
            "F4": partial(self._press_drawer, Side.MEMO),
            "F5": partial(self._with_customer, self._back_calling.ask),
            "F6": self._change_side,
            "F7": self._change_purpose,
            "F8": self._hold,
            "F9": partial(self._with_customer, self._leaving.put_back),
            "F11": partial(self._in_call, self._approving.ask),
            "F12": self._leaving.end,
            "Esc": self._escape,
            "Ctrl+C": self._copying.ask,
        }
        for key, step in steps.items():
            QShortcut(QKeySequence(key), self, step)
        for number in range(1, 10):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda number=number: self._number(number))


_WITH_CUSTOMER = (Point.CHECK, Point.SPENT, Point.SHOW)
_BESIDE_DRAWER = (Point.FIND, *_WITH_CUSTOMER)
_SPENT = frozenset({Code.ATTEMPTS_CALL, Code.ATTEMPTS_DAY})


def _title() -> str:
    return QCoreApplication.translate("CallDesk", "Calls")


SPEC = PageSpec(_title, Duty.TAKE_CALLS, CallDesk, "call")
