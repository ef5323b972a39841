"""The operating system's keyring, chosen from a list of real ones and never by discovery."""

import importlib
import sys
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from operator_console.domain.refusals import Code, Refusal

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE: Final = "operator-console"
TIMEOUT: Final = 5.0
"""Seconds within which a keyring must answer; a locked one may be waiting for a person."""
ALLOWED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "linux": (("keyring.backends.SecretService", "Keyring"), ("keyring.backends.kwallet", "DBusKeyring")),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
}
"""Backends that keep a secret encrypted for one OS user, by platform: module and class."""
NAMES: Final = {
    "keyring.backends.SecretService": "Secret Service",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "Keychain",
    "keyring.backends.Windows": "Windows Credential Manager",
}

T = TypeVar("T")


class Keyring(Protocol):
    """Keeps short texts under a name."""

    name: str

    def get(self, entry: str) -> str | None:
        """Return the text under this name, or None. Refuses with ``KEYRING_UNAVAILABLE``."""

    def put(self, entry: str, text: str) -> None:
        """Keep a text, and read it back. Refuses with ``KEYRING_UNAVAILABLE``."""

    def drop(self, entry: str) -> None:
        """Forget a text, where there is one."""


class SystemKeyring:
    """A keyring of the ``keyring`` library from the list, with a limit on the time it may take."""

    def __init__(self, backend: "KeyringBackend", timeout: float = TIMEOUT) -> None:
        self._backend = approved(backend)
        self._timeout = timeout
        self.name = NAMES[type(backend).__module__]

    def get(self, entry: str) -> str | None:
        """Return the text under this name, or None. Refuses with ``KEYRING_UNAVAILABLE``."""
        return self._asked(lambda: self._backend.get_password(SERVICE, entry))

    def put(self, entry: str, text: str) -> None:
        """Keep a text, and read it back. Refuses with ``KEYRING_UNAVAILABLE``."""
        self._asked(lambda: self._backend.set_password(SERVICE, entry, text))
        if self.get(entry) != text:
            raise Refusal(Code.KEYRING_UNAVAILABLE, backend=self.name)

    def drop(self, entry: str) -> None:
        """Forget a text, where there is one."""
        if self.get(entry) is not None:
            self._asked(lambda: self._backend.delete_password(SERVICE, entry))

    def _asked(self, question: Callable[[], T]) -> T:
        return within(self._timeout, question, self.name)


def approved(backend: "KeyringBackend") -> "KeyringBackend":
    """Return the backend; refuses one that is not on the list, whatever it calls itself."""
    kind = type(backend)
    if (kind.__module__, kind.__qualname__) not in [each for row in ALLOWED.values() for each in row]:
        raise Refusal(Code.KEYRING_UNAVAILABLE, backend=kind.__module__)
    return backend


def system_keyring(timeout: float = TIMEOUT) -> SystemKeyring:
    """Return the first keyring on the list that answers on this machine, or refuse with ``KEYRING_UNAVAILABLE``.

    The time that choosing takes is taken from the time that the keyring has for an answer.
    """
    end = time.monotonic() + timeout
    for module, name in ALLOWED.get(sys.platform, ()):
        try:
            backend = within(end - time.monotonic(), partial(_loaded, module, name), NAMES[module])
        except Refusal:
            continue
        return SystemKeyring(backend, end - time.monotonic())
    raise Refusal(Code.KEYRING_UNAVAILABLE, backend="")


def within(seconds: float, question: Callable[[], T], name: str) -> T:
    """Return the answer of a keyring; refuses when it fails or takes longer, and leaves it behind in that case.

    A keyring's own errors come from many libraries and may name what was asked for, so none of them is passed on.
    """
    answers: SimpleQueue[tuple[T] | None] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put((question(),))
        except Exception:  # noqa: BLE001 - see above
            answers.put(None)

    threading.Thread(target=ask, daemon=True, name="keyring").start()
    try:
        answer = answers.get(timeout=max(seconds, 0))
    except Empty:
        answer = None
    if answer is None:
        raise Refusal(Code.KEYRING_UNAVAILABLE, backend=name)
    return answer[0]


def _loaded(module: str, name: str) -> "KeyringBackend":
    kind: type[KeyringBackend] = getattr(importlib.import_module(module), name)
    _ = kind.priority  # raises where it cannot work
    backend = kind()
    if module == "keyring.backends.Windows":
        backend.persist = "local machine"  # type: ignore[attr-defined]  # the default roams with the user's profile
    return backend
