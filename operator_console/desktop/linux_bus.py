"""A D-Bus connection that is asked with little patience: a service that hangs must not hang the window."""

import os
from pathlib import Path
from typing import Any, Final, Self

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusError, QDBusMessage, QDBusVariant

PATIENCE_MS: Final = 300
PROPERTIES: Final = "org.freedesktop.DBus.Properties"

Place = tuple[str, str, str, str]
"""Service, path, interface, and the name of a property or a signal in it."""


class Bus:
    """The system's bus or the session's."""

    def __init__(self, connection: QDBusConnection) -> None:
        self._connection = connection

    @classmethod
    def system(cls) -> Self:
        """Return the bus of logind."""
        return cls(QDBusConnection.systemBus())

    @classmethod
    def session(cls) -> Self:
        """Return the bus of the desktop; without an address none is started, the connection is then not there."""
        here = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere") / "bus"
        if os.environ.get("DBUS_SESSION_BUS_ADDRESS") or here.exists():
            return cls(QDBusConnection.sessionBus())
        return cls(QDBusConnection("none"))

    @property
    def is_there(self) -> bool:
        """Whether the bus answers."""
        return self._connection.isConnected()

    def has(self, service: str) -> bool:
        """Whether a program owns this name now."""
        return bool(self.ask("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner", service))

    def ask(self, service: str, path: str, interface: str, method: str, *arguments: object) -> Any:
        """Call a method; return its first result, or nothing when it was refused or took too long."""
        if not self.is_there:
            return None
        message = QDBusMessage.createMethodCall(service, path, interface, method)
        message.setArguments(list(arguments))
        return first(self._connection.call(message, QDBus.CallMode.Block, PATIENCE_MS))

    def read(self, service: str, path: str, interface: str, name: str) -> Any:
        """Return a property, or nothing when there is none."""
        return self.ask(service, path, PROPERTIES, "Get", interface, name)

    def read_soon(self, place: Place, receiver: QObject, slot: str) -> None:
        """Ask for a property; ``slot`` of ``receiver`` takes the message, and its ``unanswered`` what goes wrong."""
        service, path, interface, name = place
        message = QDBusMessage.createMethodCall(service, path, PROPERTIES, "Get")
        message.setArguments([interface, name])
        self._connection.callWithCallback(
            message, receiver, _slot(slot, QDBusMessage), _slot("unanswered", QDBusError, QDBusMessage), PATIENCE_MS
        )

    def hear(self, place: Place, receiver: QObject, slot: str) -> None:
        """Connect a signal to ``slot`` of ``receiver``, which takes the message; empty names match every sender."""
        self._connection.connect(*place, receiver, _slot(slot, QDBusMessage))


def first(reply: QDBusMessage) -> Any:
    """Return the first value of a reply or of a signal, out of its variant; nothing for an error."""
    values = reply.arguments()
    if reply.type() == QDBusMessage.MessageType.ErrorMessage or not values:
        return None
    return values[0].variant() if isinstance(values[0], QDBusVariant) else values[0]


def _slot(name: str, *kinds: type) -> Any:
    """Return a slot as Qt spells it: a string, although PySide's stubs (6.11) ask for bytes."""
    return f"1{name}({','.join(kind.__name__ for kind in kinds)})"
