"""What a screen reader is told: every object on a real accessibility bus, and everything that was announced on it."""

import socket
import threading
from collections.abc import Iterator

from jeepney import DBusAddress, HeaderFields, Message, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.leaks.stage import until

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
DEEPEST = 60
EVENTS = ("object:", "window:", "focus:", "document:")
"""What a screen reader asks to be told of: everything."""
PROPERTIES = {
    "org.a11y.atspi.Accessible": ("Name", "Description", "AccessibleId", "HelpText"),
    "org.a11y.atspi.Value": ("CurrentValue", "Text"),
    "org.a11y.atspi.Table": ("Caption", "Summary"),
}
"""Qt answers for one at a time only."""


class AccessibilityBus:
    """A client of the accessibility bus; listens from the moment it is made."""

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(bus=session_bus) as session:
            launcher = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
            address = session.send_and_get_reply(new_method_call(launcher, "GetAddress")).body[0]
        self._bus = open_dbus_connection(bus=address)
        self._monitor = open_dbus_connection(bus=address)
        registry = DBusAddress(
            "/org/a11y/atspi/registry", bus_name="org.a11y.atspi.Registry", interface="org.a11y.atspi.Registry"
        )
        for event in EVENTS:
            asked = new_method_call(registry, "RegisterEvent", "s", (event,))
            until(lambda asked=asked: self._answers(asked), "the accessibility registry does not answer")
        become = DBusAddress(
            message_bus.object_path, bus_name=message_bus.bus_name, interface="org.freedesktop.DBus.Monitoring"
        )
        self._monitor.send_and_get_reply(new_method_call(become, "BecomeMonitor", "asu", ([], 0)))
        self._announced: list[tuple[str, str]] = []
        self._written: dict[str, str] = {}
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def applications(self) -> list[tuple[str, str]]:
        """The programs that have registered."""
        return self._children(("org.a11y.atspi.Registry", ROOT))

    def texts(self) -> list[tuple[str, str]]:
        """Return ``(where, text)`` for every text of every object of every program."""
        return [found for program in self.applications() for found in self._walk(program, 0)]

    def announced(self) -> list[tuple[str, str]]:
        """Return what was announced, and for each object what was typed into it, put together again."""
        return [*self._announced, *((f"at-spi typed into {path}", text) for path, text in self._written.items())]

    def close(self) -> None:
        """Hang up; the second time it does nothing."""
        if self._listener.is_alive():
            self._monitor.sock.shutdown(socket.SHUT_RDWR)
            self._listener.join()
        self._monitor.close()
        self._bus.close()

    def _walk(self, node: tuple[str, str], depth: int) -> Iterator[tuple[str, str]]:
        if depth > DEEPEST:
            return
        where = f"at-spi {node[1].removeprefix('/org/a11y/atspi/accessible')}"
        for interface in self._ask(node, ACCESSIBLE, "GetInterfaces", ([],))[0]:
            yield from self._texts_of(where, node, interface)
        yield from _strings(where, self._ask(node, ACCESSIBLE, "GetAttributes", ({},)))
        for child in self._children(node):
            yield from self._walk(child, depth + 1)

    def _texts_of(self, where: str, node: tuple[str, str], interface: str) -> Iterator[tuple[str, str]]:
        address = DBusAddress(node[1], bus_name=node[0], interface=interface)
        for name in PROPERTIES.get(interface, ()):
            reply = self._bus.send_and_get_reply(Properties(address).get(name))
            if reply.header.message_type is MessageType.method_return:
                yield from _strings(f"{where} {name}", reply.body)
        if interface == "org.a11y.atspi.Text":
            yield from _strings(f"{where} text", self._ask(node, interface, "GetText", ("",), "ii", (0, -1)))
        if interface == "org.a11y.atspi.Action":
            yield from _strings(f"{where} action", self._ask(node, interface, "GetActions", ((),)))

    def _answers(self, call: Message) -> bool:
        return self._bus.send_and_get_reply(call).header.message_type is MessageType.method_return

    def _children(self, node: tuple[str, str]) -> list[tuple[str, str]]:
        return [tuple(child) for child in self._ask(node, ACCESSIBLE, "GetChildren", ([],))[0]]

    def _ask(self, node, interface, method, otherwise, signature=None, body=()):
        address = DBusAddress(node[1], bus_name=node[0], interface=interface)
        reply = self._bus.send_and_get_reply(new_method_call(address, method, signature, body))
        return reply.body if reply.header.message_type is MessageType.method_return else otherwise

    def _hear(self, message: Message) -> None:
        self._announced += _strings("at-spi announced", message.body)
        if message.header.fields[HeaderFields.member] == "TextChanged" and message.body[0] == "insert":
            path = message.header.fields[HeaderFields.path]
            self._written[path] = self._written.get(path, "") + message.body[3][1]

    def _listen(self) -> None:
        bus: DBusConnection = self._monitor
        try:
            while True:
                message = bus.receive()
                if message.header.message_type is MessageType.signal:
                    self._hear(message)
        except (OSError, EOFError):
            return


def _strings(where: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        yield from _strings(where, list(value.items()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(where, each)
