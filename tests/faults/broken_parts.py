"""Finds every function of the console that Qt or the vault's answers call, and makes one of them raise."""

import gc
import inspect
import sys
import types
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QShortcut

from operator_console.protocol.messages import KeepAlive
from operator_console.ui.link import VaultLink
from tests.faults.broken_watch import NEVER, Moment, now

LOCKING: Final = "locking"
"""The kind of what a lock itself is made of: it fails while the console locks after another fault."""
ROOMS: Final = (
    "operator_console.ui",
    "operator_console.desktop",
    "operator_console.console_process",
    "operator_console.wording",
    "operator_console.protocol",
)
_RAISES: Final = """
def outer():
    {cells}None
    def broken(*args, **kwargs):
        [{used}]
        parts = __import__("tests.faults.broken_parts", fromlist=["hit"])
        {body}
    return broken
"""
_BODY: Final = "if parts.hit(): int(parts.SAID)"
"""Raised in C and not by ``raise``: that is how most bugs raise, and PySide treats it otherwise."""
_SWALLOWED: Final = """try:
            if parts.hit(): int(parts.SAID)
        except: pass"""

SAID = ""
"""What the exception says: a customer's value."""


class Part(NamedTuple):
    """A function that is called from outside, where it is in the code, and how it is reached."""

    kind: str
    where: str
    reach: Callable[[], object]
    """Returns the living callable, or nothing."""

    @property
    def name(self) -> str:
        """What is tried once: a function, and once more where the lock itself is made of it."""
        return f"{LOCKING} {self.where}" if self.kind == LOCKING else self.where


class _Hits:
    """How often the broken function was called, when first, and how often it is to fail."""

    def __init__(self) -> None:
        self.count = 0
        self.first = NEVER
        self.most = 0
        self.mend: Callable[[], None] = lambda: None
        self.whole: tuple[types.FunctionType, types.CodeType] | None = None
        """What is broken, and its code before."""


_hits = _Hits()


def hit() -> bool:
    """Called by the broken function: whether it fails now. When it has failed often enough it is whole again."""
    _hits.count += 1
    _hits.first = _hits.first if _hits.first.at else now()
    if _hits.count == _hits.most:
        _hits.mend()
    return _hits.count <= _hits.most


def hits() -> tuple[int, Moment]:
    """Return how often the broken function was called, and when first."""
    return _hits.count, _hits.first


def fail() -> None:
    """Fail in a slot, with a customer's value; the times count from here."""
    _hits.first = _hits.first if _hits.first.at else now()
    int(SAID)


@contextmanager
def broken(function: types.FunctionType, said: str, most: int, *, swallowed: bool = False) -> Iterator[None]:
    """Let a function raise whenever it is called, ``most`` times; ``swallowed``: inside a bare except."""
    global SAID  # noqa: PLW0603 - the broken function lives in another module
    SAID = said
    _hits.count, _hits.first, _hits.most = 0, NEVER, most
    cells = function.__code__.co_freevars
    body = _SWALLOWED if swallowed else _BODY
    source = _RAISES.format(cells="".join(f"{cell} = " for cell in cells) or "no = ", used=", ".join(cells), body=body)
    made: dict[str, Any] = {}
    exec(source, made)
    before = function.__code__
    _hits.mend = lambda: setattr(function, "__code__", before)
    _hits.whole = function, before
    # Where it is stays what it was: faults at one place are reported ten times a second and no more.
    function.__code__ = made["outer"]().__code__.replace(
        co_filename=before.co_filename, co_name=before.co_name, co_firstlineno=before.co_firstlineno
    )
    try:
        yield
    finally:
        _hits.mend()
        _hits.whole = None


def function_of(called: object) -> types.FunctionType | None:
    """Return the Python function behind a slot; nothing where there is none."""
    while isinstance(called, partial):
        called = called.func
    called = getattr(called, "__func__", called)
    return inspect.unwrap(called) if isinstance(called, types.FunctionType) else None


def where(function: types.FunctionType) -> str:
    """Name a function by its file, line and name; one that is broken now, by what it was."""
    function = inspect.unwrap(function)
    broken_now, code = _hits.whole or (None, function.__code__)
    code = code if broken_now is function else function.__code__
    path = Path(code.co_filename).as_posix().rpartition("operator_console/")[2]
    return f"{path}:{code.co_firstlineno} {function.__qualname__}"


class Registry:
    """Notes, while the console works, everything that is connected, timed, bound to a key or waits for an answer."""

    def __init__(self) -> None:
        self._noted: dict[tuple[str, str], list[Callable[[], object]]] = {}

    def install(self) -> None:
        """Begin to note; call it before the console is made."""
        connect, single, key, ask = SignalInstance.connect, QTimer.singleShot, QShortcut.__init__, VaultLink.ask

        def connected(signal: Any, *given: Any, **more: Any) -> Any:
            self.note("slot", *given[:1])
            return connect(signal, *given, **more)

        def timed(*given: Any) -> Any:
            self.note("timer", given[-1])
            return single(*given)

        def bound(shortcut: Any, *given: Any, **more: Any) -> None:
            self.note("key", *given)
            key(shortcut, *given, **more)

        def asked(link: Any, request: Any, on_reply: Any, **more: Any) -> Any:
            self.note("answer", on_reply, *more.values())
            return ask(link, request, on_reply, **more)

        SignalInstance.connect = connected  # type: ignore[method-assign]
        QTimer.singleShot = staticmethod(timed)  # type: ignore[method-assign, assignment]
        QShortcut.__init__ = bound  # type: ignore[method-assign, assignment]
        VaultLink.ask = asked  # type: ignore[method-assign, assignment]

    def note(self, kind: str, *callables: object) -> None:
        for called in callables:
            function = function_of(called)
            if function is None or not function.__module__.startswith(ROOMS):
                continue
            is_method = isinstance(called, types.MethodType)
            known = weakref.WeakMethod(called) if is_method else weakref.ref(called)  # type: ignore[arg-type]
            self._noted.setdefault((kind, where(function)), []).append(known)

    def parts(self) -> list[Part]:
        """Return what is alive now, each part once, and every overridden handler."""
        found = []
        for (kind, place), noted in self._noted.items():
            noted[:] = [each for each in noted if _living(each())]
            if noted:
                found.append(Part(kind, place, noted[-1]))
        return sorted(found + list(handlers()), key=lambda part: (part.kind, part.where))

    def note_lock(self, lock: Callable[[], None]) -> None:
        """Note every function that is called while ``lock`` is, each as a part of the lock itself."""
        codes: set[types.CodeType] = set()
        sys.setprofile(lambda frame, event, _: codes.add(frame.f_code) if event == "call" else None)
        try:
            lock()
        finally:
            sys.setprofile(None)
        for thing in gc.get_objects():
            function = inspect.unwrap(thing) if isinstance(thing, types.FunctionType) else None
            named = isinstance(function, types.FunctionType) and "<locals>" not in function.__qualname__
            if named and function.__code__ in codes:
                self.note(LOCKING, thing)

    def living(self, part: Part) -> Part:
        """Return this part as it is alive now: the one that was noted may have gone with its page."""
        return next((each for each in self.parts() if each[:2] == part[:2]), part)


def _living(called: object) -> bool:
    while isinstance(called, partial):
        called = called.func
    owner = getattr(called, "__self__", None)
    return called is not None and (not isinstance(owner, QObject) or shiboken6.isValid(owner))


def handlers() -> Iterator[Part]:
    """Every method of the console's classes that overrides one of Qt's, and is called by Qt."""
    for name, module in sorted(sys.modules.items()):
        if not name.startswith(ROOMS):
            continue
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, QObject) and kind.__module__ == name:
                yield from _overridden(kind)


def _overridden(kind: type[QObject]) -> Iterator[Part]:
    qt = [base for base in kind.__mro__ if base.__module__.startswith("PySide6")]
    for name, method in vars(kind).items():
        if isinstance(method, types.FunctionType) and any(name in vars(base) for base in qt) and name != "__init__":
            yield Part("handler", where(method), partial(getattr, kind, name))


class Probe(QObject):
    """Calls a function as Qt does: as a slot, from the event loop."""

    fire = Signal()

    def call(self, part: Part, link: VaultLink | None) -> None:
        """Have it called: by an answer of the vault where it waits for one, otherwise by a signal."""
        called: Any = part.reach()
        if part.kind == "answer":
            if link is not None:
                link.ask(KeepAlive(), called)
            return
        self.fire.connect(called, Qt.ConnectionType.QueuedConnection)
        self.fire.emit()
