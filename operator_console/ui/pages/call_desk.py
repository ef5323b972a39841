"""The call page: one call from picking up to goodbye, with the keyboard alone and masked whenever it can be."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from operator_console.domain.calls import Stage
from operator_console.domain.ids import CallId, ClientId, FieldName, ItemId, PurposeId
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.domain.views import CallView
from operator_console.protocol.messages import FindCustomer
from operator_console.ui.call.banner import Banner
from operator_console.ui.call.conversation import Conversation
from operator_console.ui.call.keys import CallKeys, Point
from operator_console.ui.call.parts import Parts
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.card import Rule
from operator_console.ui.widgets.key_hint import KeyHints

_WIPING = frozenset({"lock", "end", "hold"})
"""Causes of masking after which nothing that was typed may stay either."""
_LOW = 600
"""Below this height in pixels titles and greetings make room (a screen of 800 px at 150 % scale has 533)."""


class CallDesk(Page):
    """Follows the call: whatever the vault says last decides which part of the page is in sight."""

    def __init__(self, context: PageContext, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(context)
        self.talk = Conversation(context.link, self)
        self.banner = Banner()
        self.parts = Parts(context.session, context.theme, clock, hold=self._hold, back=self._back)
        self.hints = KeyHints(context.theme)
        self._keys = CallKeys(self)
        self._aside: Point | None = None
        self._holding = False
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
        if cause in _WIPING:
            self.parts.wipe()

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
        if call is None or self.point is Point.HOLD:
            return
        client = next(client for client in self.context.session.clients if client.id == call.client)
        self.mask_now("leave")
        self.parts.purposes.offer(call, client)
        self._step_aside(Point.PURPOSE)

    def _take_purpose(self, purpose: str) -> None:
        self._back()
        if self.talk.call is not None and self.talk.call.purpose != purpose:
            self.talk.change_purpose(PurposeId(purpose))

    def _put_back(self) -> None:
        call = self.talk.call
        if call is None or self.point not in _WITH_CUSTOMER:
            return
        if _begun(call):
            self.mask_now("leave")
            title, words = self.tr("Find another customer?"), self.tr("What has been answered in the check is dropped.")
            self.parts.question.ask(title, words, self.tr("Find another customer"), self._put_back_now)
            self._step_aside(Point.QUESTION)
        else:
            self._put_back_now()

    def _put_back_now(self) -> None:
        self.mask_now("leave")
        self._back()
        self.talk.put_back()

    def _end(self) -> None:
        call = self.talk.call
        if call is None:
            return
        lost = self._lost(call)
        if lost and not self.parts.question.asks_for(self._end_now):
            self.mask_now("leave")
            self.parts.question.ask(self.tr("End the call?"), lost, self.tr("End the call (F12)"), self._end_now)
            self._step_aside(Point.QUESTION)
        else:
            self._end_now()

    def _lost(self, call: CallView) -> str:
        if call.on_hold:
            return self.tr("The caller is still waiting on hold.")
        if (
            call.stage is Stage.FOUND
            and not self.parts.checklist.is_spent()
            and (_begun(call) or self.parts.checklist.box.text())
        ):
            return self.tr("The identity check has begun; what was answered is lost.")
        if call.stage is Stage.OPENED and self.parts.finding.holds_text():
            return self.tr("The caller's record has not been found; what was typed is lost.")
        return ""

    def _end_now(self) -> None:
        self.mask_now("end")
        self.talk.end()

    def _escape(self) -> None:
        if self.point in (Point.PURPOSE, Point.QUESTION):
            self._back()
        elif self.point is Point.START:
            self.parts.start.step_back()
        else:
            self.mask_now("key")

    def _number(self, number: int) -> None:
        if self.point is Point.FIND:
            self.parts.finding.go_to(number)
        elif self.point in _WITH_CUSTOMER:
            self.parts.card.press(number)

    def _reveal(self, field: str) -> None:
        name = FieldName(field)
        self.talk.reveal(name, lambda value, seconds: self.parts.card.show_value(name, value, seconds))

    # ---- what came of it ---------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        call = self.talk.call
        self._holding = False
        if call is None:
            self._aside = None
            self._gone()
        elif call.card or call.on_hold:
            self.parts.start.forget_unfinished()
            self.parts.work.show_call(call)
            self.parts.finding.wipe()
        else:
            self.parts.start.forget_unfinished()
            self.parts.work.forget()
            self.parts.finding.begin(call.greeting)
        self._show()

    def _gone(self) -> None:
        self.mask_now("end")
        self.parts.work.forget()
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
            self.parts.checklist.give_up()
            self.parts.work.take_focus()
            self._show()
            return
        elif isinstance(request, FindCustomer) and self.parts.finding.refuse(refusal, words):
            return
        self.context.say(words, Tone.WARNING)
        self._show()

    # ---- the parts ---------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self.banner.show_call(self.talk.call)
        self.hints.show_hints(self._keys.at(self.point))
        self.parts.show_point(self.point)

    def _step_aside(self, point: Point) -> None:
        self._aside = point
        self._show()

    def _back(self) -> None:
        self._aside = None
        self._show()

    def _focus_changed(self, _: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            self.mask_now("leave")

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.parts, 1)
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
        self.parts.purposes.chosen.connect(self._take_purpose)
        self.talk.changed.connect(self._changed)
        self.talk.answered.connect(self._answered)
        self.talk.refused.connect(self._refused)
        self.talk.busy.connect(self.parts.checklist.set_busy)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def _bind_keys(self) -> None:
        steps: dict[str, Callable[[], None]] = {
            "F6": self.parts.work.change_side,
            "F7": self._change_purpose,
            "F8": self._hold,
            "F9": self._put_back,
            "F12": self._end,
            "Esc": self._escape,
        }
        for key, step in steps.items():
            QShortcut(QKeySequence(key), self, step)
        for number in range(1, 10):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda number=number: self._number(number))


_WITH_CUSTOMER = (Point.CHECK, Point.SPENT, Point.SHOW)
_SPENT = frozenset({Code.ATTEMPTS_CALL, Code.ATTEMPTS_DAY})


def _begun(call: CallView) -> bool:
    return any(item.answered for item in call.checklist)


def _title() -> str:
    return QCoreApplication.translate("CallDesk", "Calls")


SPEC = PageSpec(_title, Duty.TAKE_CALLS, CallDesk, "call")
