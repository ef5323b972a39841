"""Leads from the vault's folder through the gates to a person's pages, and back to a locked screen within a blink."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from operator_console.domain.actions import LockCause
from operator_console.domain.modes import Mode
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.domain.secret import Secret
from operator_console.domain.views import SessionView
from operator_console.protocol.messages import EndSharing, Hello, Request, SetSpeaking, SignIn, Welcome
from operator_console.ui.ending_links import EndingLinks
from operator_console.ui.gates.fatal import FatalGate
from operator_console.ui.gates.first_password import FirstPasswordGate
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.gates.locked import LockedGate
from operator_console.ui.gates.recovery import RecoveryGate
from operator_console.ui.gates.restore import RestoreGate
from operator_console.ui.gates.room_check import RoomGate
from operator_console.ui.gates.self_review import SelfReviewGate
from operator_console.ui.gates.setup import SetupGate
from operator_console.ui.gates.sign_in import SignInGate
from operator_console.ui.gates.starting import StartingGate
from operator_console.ui.greeting import greeting
from operator_console.ui.idle import Allowed, IdleGuard
from operator_console.ui.link import VaultLink
from operator_console.ui.next_lock import NextLock
from operator_console.ui.page import PageContext
from operator_console.ui.place import Desk, Place
from operator_console.ui.steps import do_all, surely
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.revealed_value import blank_values
from operator_console.ui.window import Window
from operator_console.ui.workbench import Workbench


class Conductor(QObject):
    """Owns the line to the vault. Every way out of a session goes through :meth:`lock`."""

    ready = Signal()
    """The vault has answered: a gate that asks for something is in front."""

    def __init__(
        self, window: Window, face: GateFace, idle: IdleGuard, desk: Desk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._face = face
        self._idle = idle
        self._desk = desk
        self._place: Place | None = None
        self._link: VaultLink | None = None
        self._session: SessionView | None = None
        self._welcome: Welcome | None = None
        self._pending: Request[Any] | None = None
        self._tried: Secret[str] = Secret("")
        self._leaving = EndingLinks()
        self._next_lock = NextLock(window, face, self)
        window.lock_wanted.connect(lambda: self.lock(LockCause.HOTKEY))
        window.closing.connect(self.quit)
        if desk.capture is not None:
            desk.capture.changed.connect(self._show_sharing)
            desk.capture.ended.connect(self._sharing_ended)
        idle.masking.connect(self._mask)
        idle.warned.connect(lambda left: window.show_idle(left, in_call=self._in_call()))
        idle.expired.connect(lambda: self.lock(LockCause.IDLE))

    @property
    def link(self) -> VaultLink | None:
        """The line to the vault process that is running now."""
        return self._link

    def open(self, place: Place) -> None:
        """Open this vault from the beginning."""
        if self._link is not None:
            self._end_quietly(self._link)
        self._place = place
        self._show(StartingGate(self._face, self.tr("Opening the vault …")))
        self._connect()

    def lock(self, cause: LockCause, why: str = "") -> None:
        """Mask, end the vault process, destroy every page and dialog and show the locked screen.

        The vault is told first and ends while the rest is done; it is gone before the locked screen is shown. A page
        that fails while it masks keeps none of that from happening; its fault is reported afterwards. Where there is
        no locked screen in front in the end, there is nothing: :class:`LastStand`.
        """
        session, self._session = self._session, None
        if session is None:
            return
        try:
            self._lock(session, cause, why)
        finally:
            if not surely(lambda: isinstance(self._window.gate, LockedGate) and self._window.is_in_front()):
                self._desk.last_stand()

    def _lock(self, session: SessionView, cause: LockCause, why: str) -> None:
        call_left, locked = [False], list[LockedGate]()

        def take() -> None:
            locked.append(self._next_lock.take(session))
            locked[0].other_person.connect(self._to_sign_in)

        do_all(
            lambda: self._end(lambda link: link.begin_end(cause)),
            lambda: call_left.append(self._in_call()),
            lambda: self._mask("lock"),
            blank_values,  # whatever a page that failed has left
            self._idle.rest,
            take,
            lambda: locked[0].tell(why or self._face.wording.lock_cause(cause), call_left=any(call_left)),
            self._leaving.await_all,
            self._window.messages.hush,
            self._window.put_away,
            lambda: self._show(locked[0]),
            self._end_room,
        )

    def refuse(self, refusal: Refusal, again: Callable[[], None]) -> None:
        """There is no vault that may be opened: say why; ``again`` is called when it is to be tried once more."""
        words = self._face.wording.refusal(refusal)
        gate = FatalGate(self._face, words.what, words.next, "", own_folder=False)
        self._show(gate, lambda _: again())

    def sign_out(self) -> None:
        """End the session and go back to signing in."""
        if self._session is None:
            return
        self._session = None
        self._idle.rest()
        end = partial(self._end, lambda link: link.sign_out())
        do_all(end, self._to_sign_in, self._end_room, self._next_lock.drop)

    def quit(self) -> None:
        """Mask, end every vault process and return when they are gone; none is started any more."""
        self._idle.rest()
        self._place = None
        try:
            self._mask("leave")
        finally:
            link, self._link = self._link, None
            self._leaving.end_all(LockCause.QUIT)
            if link is not None:
                link.end(LockCause.QUIT)

    def fault(self) -> None:
        """Something of ours went wrong: masked now and locked at once if somebody is signed in, said in any case.

        Qt may be in the middle of a layout or a painting: values are overwritten and the vault is told to end before
        this returns; everything else waits until Qt is back in its event loop.
        """
        if self._session is None:
            words = self._face.wording.refusal(Refusal(Code.INTERNAL))
            QTimer.singleShot(0, self, lambda: self._window.say(words, Tone.DANGER))
            return
        QTimer.singleShot(0, self, lambda: self.lock(LockCause.FAULT))
        blank_values()
        if self._link is not None:
            self._link.begin_end(LockCause.FAULT)

    # ---- the line ----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        if self._place is None or self._link is not None:
            return
        self._welcome = None
        self._window.show_link(self.tr("Connecting to the vault …"))
        self._started(self._place).ask(Hello(), self._welcomed, on_refused=self._fatal)

    def _started(self, place: Place) -> VaultLink:
        """Start a vault process, to which nothing has been said yet."""
        link = VaultLink(place.command(place.vault), self)
        link.gone.connect(self._gone)
        link.ending.connect(self._ending)
        link.refused.connect(lambda refusal: self._window.say(self._face.wording.refusal(refusal), Tone.WARNING))
        self._link = link
        link.start()
        return link

    def _end(self, how: Callable[[VaultLink], None]) -> None:
        """End the conversation; the next vault is started when this one is gone."""
        link, self._link = self._link, None
        if link is None or link.is_over:
            self._connect_soon()
            return
        link.over.connect(self._connect_soon)
        self._let_go(link)
        how(link)
        self._window.show_link(self.tr("Locked"))

    def _end_room(self) -> None:
        """What held for the room and for captures holds no more; the pages are gone, or would turn with it."""
        self._face.theme.room.end()
        if self._desk.capture is not None:
            self._desk.capture.close("lock")

    def _connect_soon(self) -> None:
        """Start the next vault when what is shown now has been painted."""
        QTimer.singleShot(0, self, self._connect)

    def _let_go(self, link: VaultLink) -> None:
        link.gone.disconnect(self._gone)
        link.ending.disconnect(self._ending)
        self._leaving.take(link)

    def _welcomed(self, welcome: Welcome) -> None:
        self._welcome = welcome
        self._window.show_mode(self._mode_words(welcome), welcome.demo)
        self._window.show_link(self.tr("Connected to the vault"))
        if isinstance(self._window.gate, StartingGate):
            self._first_gate(welcome)
        if self._pending is not None:
            pending, self._pending = self._pending, None
            self._ask(pending)
        self.ready.emit()

    def _mode_words(self, welcome: Welcome) -> str:
        """The mode, and in Guarded mode as whom the vault sees this console."""
        words = self._face.wording.mode(welcome.mode)
        return f"{words}: {welcome.os_user}" if welcome.mode == Mode.GUARDED else words

    def _first_gate(self, welcome: Welcome) -> None:
        if not welcome.present:
            setup = SetupGate(self._face, welcome, str(self._place.vault) if self._place else "")
            words = self.tr("The vault has been made. The administrator, the operator and the lead can sign in now.")
            self._show(setup, partial(self._noted_sign_in, words))
        elif welcome.device_secret == "missing":  # noqa: S105 - the state of a secret, not a secret
            self._to_recovery()
        else:
            self._to_sign_in()

    def _gone(self) -> None:
        why, self._pending = Refusal(Code.VAULT_GONE), None
        if self._link is not None:
            why = self._link.why
            self._link.deleteLater()
            self._link = None
        self._window.show_link(self.tr("The vault has ended"))
        gate = self._window.gate
        if self._session is not None:
            unexpected = self.tr("The vault ended unexpectedly. What was written before is safe.")
            known = why.code is not Code.VAULT_GONE
            self.lock(LockCause.CLOSED, self._face.wording.refusal(why) if known else unexpected)
        elif isinstance(gate, LockedGate):
            gate.refused(why)  # whoever unlocks makes the next try
        else:
            self._fatal(why)

    def _ending(self, cause: str) -> None:
        if self._session is not None:
            self.lock(LockCause(cause))
        elif self._link is not None:
            self._end(lambda link: link.end(cause))

    # ---- the gates ---------------------------------------------------------------------------------------------------

    def _show(self, gate: Gate, passed: Callable[[object], None] | None = None) -> None:
        gate.wanted.connect(self._ask)
        gate.passed.connect(passed or self._signed_in)
        gate.restore_wanted.connect(self._to_restore)
        gate.recovery_wanted.connect(self._to_recovery)
        self._window.show_gate(gate)

    def _ask(self, request: Request[Any]) -> None:
        gate = self._window.gate
        if gate is None:
            return
        if self._link is None or self._welcome is None:
            self._pending = request
            if self._link is None and not self._leaving:
                self._connect()
            return
        if isinstance(request, SignIn):
            self._tried = Secret(request.password)
        self._link.ask(request, gate.answered, on_refused=gate.refused)

    def _to_recovery(self) -> None:
        if self._welcome is None:
            return
        gate = RecoveryGate(self._face, self._welcome)
        gate.left.connect(self._to_sign_in)
        words = self.tr("The vault has been recovered. Sign in as the administrator.")
        self._show(gate, partial(self._noted_sign_in, words))

    def _to_restore(self) -> None:
        """Let a backup be put back, whatever lies there, by a vault process that is asked nothing else."""
        if self._place is None:
            return
        if self._link is not None:
            self._end_quietly(self._link)
        gate = RestoreGate(self._face, str(self._place.vault))
        gate.serve(self._started(self._place))
        gate.left.connect(self._again)
        gate.passed.connect(self._restored)
        self._window.show_gate(gate)

    def _restored(self, words: object) -> None:
        self._again()
        self._window.say(str(words), Tone.GOOD)

    def _to_sign_in(self) -> None:
        self._show(SignInGate(self._face, self._place.demo if self._place else ()))

    def _noted_sign_in(self, words: str, _: object) -> None:
        self._to_sign_in()
        self._window.say(words, Tone.GOOD)

    def _signed_in(self, session: SessionView) -> None:
        old, self._tried = self._tried, Secret("")
        if self._link is None:
            return
        self._session = session
        self._idle.begin(self._allowed)
        if session.must_change_password:
            self._show(FirstPasswordGate(self._face, session, old))
        elif session.asked:
            self._show(SelfReviewGate(self._face, session))
        elif session.room_due:
            self._show(RoomGate(self._face, session))
        else:
            self._show_pages(self._link, session)
        self._next_lock.prepare(session)

    def _show_pages(self, link: VaultLink, session: SessionView) -> None:
        face = self._face
        face.theme.room.begin(session)
        context = PageContext(link, session, face.wording, face.theme, self._window.say, self._desk.machine)
        context = replace(context, capture=self._desk.capture)
        workbench = Workbench(context, self._desk.specs)
        workbench.lock_wanted.connect(lambda: self.lock(LockCause.HOTKEY))
        workbench.sign_out_wanted.connect(self.sign_out)
        workbench.renewed.connect(self._renewed)
        self._window.show_workbench(workbench)
        self._window.say(*greeting(session))
        if face.theme.room.spoken and Duty.TAKE_CALLS in DUTIES[session.role]:
            link.ask(SetSpeaking(on=True), lambda _: None)

    def _show_sharing(self) -> None:
        if self._desk.capture is not None:
            self._window.show_sharing(self._desk.capture.left)

    def _sharing_ended(self, cause: str) -> None:
        """The end is an entry; at a lock the vault writes it itself."""
        if self._session is not None and self._link is not None:
            self._link.ask(EndSharing(cause=cause), lambda _: None)

    def _renewed(self, session: SessionView) -> None:
        """A new policy may allow another time without a key press."""
        self._session = session
        self._face.theme.room.begin(session)
        self._idle.begin(self._allowed)

    def _allowed(self) -> Allowed:
        """During a call the lock waits longer, and what is shown is masked when it would otherwise lock."""
        session = self._session
        if session is None:
            return Allowed(mask=0, lock=1, warning=0)
        lock = session.idle_in_call_seconds if self._in_call() else session.idle_seconds
        return Allowed(mask=session.idle_seconds, lock=lock, warning=session.warning_seconds)

    def _in_call(self) -> bool:
        workbench = self._window.workbench
        return workbench is not None and workbench.call_is_open()

    def _mask(self, cause: str = "idle") -> None:
        if isValid(self._window) and self._window.workbench is not None:  # the last stand destroys the window too
            self._window.workbench.mask_now(cause)

    def _fatal(self, refusal: Refusal) -> None:
        self._pending = None
        if self._link is not None:
            self._end_quietly(self._link)
        words = self._face.wording.refusal(refusal)
        place = str(self._place.vault) if self._place else ""
        own_folder = self._place is not None and isinstance(self._place.vault, Path)
        gate = FatalGate(self._face, words.what, words.next, place, own_folder=own_folder)
        gate.folder.connect(self._other_folder)
        self._show(gate, lambda _: self._again())

    def _end_quietly(self, link: VaultLink) -> None:
        self._link = None
        self._let_go(link)
        link.end(LockCause.QUIT)

    def _again(self) -> None:
        if self._place is not None:
            self.open(self._place)

    def _other_folder(self, folder: str) -> None:
        if self._place is not None:
            self.open(Place(Path(folder), self._place.command))
