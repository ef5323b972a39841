"""Plays logind and a screen saver on a D-Bus of the test's own: does what each line of its input says.

``sleep yes``, ``locked yes``, ``active no``, ``lid yes``, ``screen yes`` (and back), ``lock``, ``auto no`` (the asking
program belongs to no session), ``mute yes`` (takes calls and answers none), ``held`` (prints whether sleep is held up).
"""

import os
import select
import sys
import threading

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

ROOT = "/org/freedesktop/login1"
SESSION_PATH = f"{ROOT}/session/_31"
MANAGER, SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
NAMES = ("org.freedesktop.login1", "org.gnome.ScreenSaver")


class Desktop:
    """The state of a machine, and the connection over which it tells of it."""

    def __init__(self, address: str) -> None:
        self.bus = open_dbus_connection(bus=address, enable_fds=True)
        for name in NAMES:
            assert self.bus.send_and_get_reply(message_bus.RequestName(name)).body == (1,)
        self.state = {"locked": False, "active": True, "lid": False, "auto": True, "mute": False}
        self.delay = -1
        self.given = []

    def serve(self) -> None:
        while True:
            message = self.bus.receive()
            if message.header.message_type is MessageType.method_call and not self.state["mute"]:
                self.bus.send(self.answer(message))
                while self.given:
                    os.close(self.given.pop())

    def answer(self, message):
        fields = message.header.fields
        asked = (fields[HeaderFields.path], fields[HeaderFields.interface], fields[HeaderFields.member])
        if asked == (ROOT, MANAGER, "GetSession") and message.body == ("31",):
            return new_method_return(message, "o", (SESSION_PATH,))
        if asked == (ROOT, MANAGER, "Inhibit") and fields[HeaderFields.signature] == "ssss":
            assert message.body[0] == "sleep"
            assert message.body[3] == "delay"
            self.delay, given = os.pipe()
            self.given.append(given)
            return new_method_return(message, "h", (given,))
        if asked[1:] == (PROPERTIES, "Get"):
            value = self.values().get((asked[0], *message.body))
            if value is not None:
                return new_method_return(message, "v", (value,))
        return new_error(message, "org.freedesktop.DBus.Error.InvalidArgs", "s", ("no",))

    def values(self):
        told = {
            (ROOT, MANAGER, "PreparingForSleep"): ("b", False),
            (ROOT, MANAGER, "LidClosed"): ("b", self.state["lid"]),
            (SESSION_PATH, SESSION, "LockedHint"): ("b", self.state["locked"]),
            (SESSION_PATH, SESSION, "Active"): ("b", self.state["active"]),
        }
        if self.state["auto"]:
            told[f"{ROOT}/session/auto", SESSION, "Id"] = ("s", "31")
        return told

    def do(self, what: str, on: bool) -> None:
        self.state[what] = on
        if what == "sleep":
            self.say(ROOT, MANAGER, "PrepareForSleep", "b", (on,))
        elif what == "screen":
            self.say("/org/gnome/ScreenSaver", NAMES[1], "ActiveChanged", "b", (on,))
        elif what == "lock":
            self.say(SESSION_PATH, SESSION, "Lock", "", ())
        elif what in ("locked", "active"):
            self.say(SESSION_PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", (SESSION, {}, ["LockedHint"]))

    def say(self, path, interface, member, signature, body) -> None:
        self.bus.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def is_held(self) -> bool:
        """Whether the other end of the pipe that was given away is still open."""
        ready, _, _ = select.select([self.delay], [], [], 0)
        return not ready


def main() -> None:
    desktop = Desktop(sys.argv[1])
    threading.Thread(target=desktop.serve, daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        what, _, how = line.strip().partition(" ")
        if what == "held":
            print("yes" if desktop.is_held() else "no", flush=True)
            continue
        desktop.do(what, how == "yes")
        print("done", flush=True)


if __name__ == "__main__":
    main()
