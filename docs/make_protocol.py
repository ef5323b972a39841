"""Writes docs/PROTOCOL.md from the message types and their docstrings, so that it cannot disagree with the code."""

import inspect
import sys
import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import msgspec

from operator_console.domain import actions, backups, evidence, refusals, review, roles, room, views
from operator_console.protocol import messages
from operator_console.protocol.connect.links import HELD
from operator_console.protocol.connect.relay import FIRST_WORD_SECONDS, FLUSH_SECONDS
from operator_console.protocol.framing import MAX_REPLY_LINE
from operator_console.protocol.inbox import WAITING_LINES
from operator_console.protocol.request import FILE, FileUse
from operator_console.protocol.server import GRACE_SECONDS

PAGE: Final = Path(__file__).parent / "PROTOCOL.md"
INTRODUCTION: Final = f"""\
# The protocol between console and vault

Made by `docs/make_protocol.py` from messages.py and replies.py in `operator_console/protocol`; a test fails when it is
stale.

The console starts the vault (`operator-console vault --vault DIR`) and speaks to it on its standard input and output.
Every message is one JSON object (RFC 8259, UTF-8) on a line of its own:

```
→ {{"v":{messages.VERSION},"id":7,"body":{{"type":"SignIn","user":"hana","password":"…"}}}}
← {{"v":{messages.VERSION},"id":7,"body":{{"type":"Refused","code":"sign_in_wrong","params":{{}}}}}}
```

- `v` is the version of the protocol, {messages.VERSION}. A line of another version is refused with `protocol_version`.
- `id` is chosen by the console, from 1 up, and comes back with every reply to that request. It is not used again while
  its request is running. Replies with id 0 belong to no request: `Ending`, and a refusal of a line whose id could not
  be read.
- `body` is one of the messages below, told apart by `type`. A field with a default may be left out; one that is not
  listed is refused.
- A request is answered once: with the reply it names, or with `Refused`. Long work sends `Progress` before. Other
  requests are served between its steps; a second long work meanwhile is refused with `busy`.
- A request takes {messages.MAX_LINE:,} bytes at most, its line end included, a reply {MAX_REPLY_LINE:,}. A longer
  request is refused with `request_too_large`, and the conversation goes on with the next line. What is not JSON, has a
  key twice, a NUL, a `NaN`, an integer beyond ±(2^53 - 1), or nests too deeply is refused with `request_malformed`. No
  refusal repeats what was sent.
- {WAITING_LINES} lines wait at most. What comes faster waits in the pipe.
- The vault ends when its input closes, when no line has come within its lease, after `Lock` and `SignOut`, and after a
  fault of its own (`internal`). From the end of the input or of the lease to the end of the process it takes
  {GRACE_SECONDS * 1000:.0f} ms at most, whatever the vault is doing; only a call into C that holds the interpreter's
  lock is waited for.
- Nothing else is ever written to the vault's standard output. Its standard error has log lines without values.

## In Guarded mode

A service account serves (`operator-console vault --guarded`), one process a connection, with the connection as its
standard input and output. The console starts `operator-console connect --socket PATH --account NAME` in the vault's
place: a relay, which runs with the operator's rights and passes the same lines on.

- The relay sends nothing before the system has said that root or the service account listens on the socket
  (`SO_PEERCRED`), and that nobody else could replace the socket or a folder above it.
- Whatever keeps it from a conversation is its only line: a `Refused` with id 0. A vault that does not serve who
  connects says so in the same way. Only as the last message of a process it is the reason of its end.
- A request with a field of the type *a file to read* or *a new file* is sent with one descriptor of that file, which
  comes with the first byte of its line (`SCM_RIGHTS`, unix(7)); with none where the field is empty. The relay opens it:
  a regular file for reading, or one that was not there before, for its owner alone. The vault opens no path of its own.
- What the relay cannot open it answers itself, with the refusal that the vault gives in Standalone mode. A new file is
  taken away again when its request is refused, or when the conversation ends before it has been answered. Where its
  name has been taken meanwhile it gets another one, and `file_name_taken` stands in the place of the answer. For this
  the members of a reply stand in the order `v`, `id`, `body`, with `type` first in `body`.
- A line of more than {HELD:,} bytes names no file.
- A service that takes what it is told and has said nothing {FIRST_WORD_SECONDS:.0f} s after the first request takes no
  connections: `service_stopped`.
- When the console closes its end, the relay hands on what was said last, shuts its side of the connection within
  {FLUSH_SECONDS * 1000:.0f} ms and ends with the vault.
"""


def page() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION, "## Requests\n", *(_message(kind) for kind in messages.REQUESTS)]
    parts += ["## Replies\n", *(_message(kind) for kind in messages.REPLIES)]
    parts += ["## What they are made of\n", *(_message(kind) for kind in _shapes())]
    parts += ["## Closed lists\n", *(_list(kind) for kind in _lists())]
    return "\n".join(parts)


def _message(kind: type[Any]) -> str:
    lines = [f"### {kind.__name__}\n", _doc(kind), ""]
    reply = getattr(kind, "reply", None)
    if isinstance(reply, type):
        lines += [f"Answered with `{reply.__name__}`.", ""]
    rows = [f"| `{name}` | {_said(declared)} | {default} |" for name, declared, default in _fields(kind)]
    if rows:
        lines += ["| field | type | default |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


def _list(kind: type[StrEnum]) -> str:
    return "\n".join([f"### {kind.__name__}\n", _doc(kind), "", " ".join(f"`{member.value}`" for member in kind), ""])


def _doc(kind: type[Any]) -> str:
    return inspect.cleandoc(kind.__doc__ or "").replace(":data:", "").replace(":class:", "")


def _fields(kind: type[Any]) -> Iterator[tuple[str, Any, str]]:
    hints = typing.get_type_hints(kind, include_extras=True)
    if is_dataclass(kind):
        yield from ((field.name, hints[field.name], _default(field.default)) for field in fields(kind))
        return
    for field in msgspec.structs.fields(kind):
        yield field.name, hints[field.name], _default(field.default)


def _default(value: Any) -> str:
    nothing = value is msgspec.NODEFAULT or type(value).__name__ == "_MISSING_TYPE"
    return "" if nothing else f"`{msgspec.json.encode(value).decode()}`"


def _said(declared: Any) -> str:
    """Return a type as a reader of JSON would say it."""
    if isinstance(declared, typing.NewType):
        return _said(declared.__supertype__)
    origin, inner = typing.get_origin(declared), typing.get_args(declared)
    if origin is typing.Annotated:
        return _FILES[inner[1].extra[FILE]]
    if origin is tuple and inner[-1] is ...:
        return f"list of {_said(inner[0])}"
    if origin is tuple:
        return f"[{', '.join(map(_said, inner))}]"
    if origin is dict:
        return f"object of {_said(inner[0])} to {_said(inner[1])}"
    if origin in (types.UnionType, typing.Union):
        return " or ".join(dict.fromkeys(map(_said, inner)))
    return _PLAIN.get(declared) or f"[{declared.__name__}](#{declared.__name__.lower()})"


_FILES: Final = {FileUse.READ: "text: a file to read", FileUse.NEW: "text: a new file"}
_PLAIN: Final[dict[Any, str]] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "true or false",
    type(None): "null",
}


def _shapes() -> list[type[Any]]:
    classes = [
        kind
        for each in (views, room, evidence, review, backups)
        for kind in vars(each).values()
        if inspect.isclass(kind) and kind.__module__ == each.__name__
    ]
    return sorted([messages.NewUser, *filter(is_dataclass, classes)], key=_name)


def _lists() -> list[type[StrEnum]]:
    modules = (actions, backups, evidence, refusals, review, roles, views)
    found = {kind for module in modules for kind in vars(module).values() if inspect.isclass(kind)}
    return sorted((kind for kind in found if issubclass(kind, StrEnum) and kind is not StrEnum), key=_name)


def _name(kind: type[Any]) -> str:
    return kind.__name__


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
