"""Lines for a vault that are nearly right: every request by its grammar, then bent, cut, repeated or made of noise."""

import copy
import json
import random
import types
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec

from operator_console.protocol import messages as m
from operator_console.protocol.framing import request_line

NASTY: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1 << 31, 1 << 53, 1 << 64, -(1 << 64), 10**400, 0.5, 1e308, -1e-300, "", " ", "\n",
    "\r\n", "\x00", "\ud800", "\U0010ffff", "\u202e", "a" * 5000, "氏名" * 500, "../../x", "' OR 1=1 --", "%s%n{0}",
    "NaN", [], [[]], {}, {"": ""}, {"type": "RevealField"}, {"type": None}, [None] * 300, "2999-13-45", "０１２３",
)  # fmt: skip
"""Values that some field somewhere may not have been made for."""
SPLICES: Final = (
    b"\0",
    b"\n",
    b"\r",
    b'"',
    b"\\",
    b"{",
    b"}",
    b"[",
    b"\xff",
    b"\\u0000",
    b"\\ud83d",
    b"NaN",
    b",",
    b"1e9999",
)
DEEP: Final = 3000
LONG: Final = m.MAX_LINE + 100
ENDS: Final = (m.Lock, m.SignOut)
IN_A_CALL: Final = (
    m.RevealField, m.RevealMemo, m.EndShowing, m.AnswerItem, m.HoldCall, m.TakeBackCall, m.PutBack, m.ChangePurpose,
    m.SetCaller, m.BeginCallBack, m.EndCallBack, m.FindCustomer,
)  # fmt: skip
"""What moves a grant: asked for more often than the rest."""

Words = dict[str, Sequence[Any]]
"""What to put into a field, by the field's name."""


class Frames:
    """Makes one line after the other; ids go up, and what was said before may be said again."""

    def __init__(self, chance: random.Random, words: Words) -> None:
        self._chance = chance
        self._words = words
        self._next = 1
        self._said: list[bytes] = []

    def of(self, request: m.Request[Any]) -> bytes:
        """Return the line of this request."""
        self._next += 1
        return self._kept(_line_of(self._next, request))

    def any(self) -> tuple[str, bytes]:
        """Return one line, and which kind it is of."""
        ways = (self._right, self._bent, self._spliced, self._again, self._noise, self._huge)
        (way,) = self._chance.choices(ways, (12, 37, 37, 10, 4, 0.02))
        return way.__name__.strip("_"), way()

    # ---- the kinds

    def _right(self) -> bytes:
        return self.of(self._request())

    def _bent(self) -> bytes:
        """A message whose structure is not the one that is declared: still JSON."""
        self._next += 1
        message = json.loads(_line_of(self._next, self._request()))
        for _ in range(self._chance.choice((1, 1, 1, 2, 5))):
            self._bend(message)
        text = json.dumps(message, ensure_ascii=self._chance.random() < 0.3)
        if self._chance.random() < 0.05:
            text = text[:-1] + f', "id": {self._next}' + "}"
        if self._chance.random() < 0.02:
            text = text.replace("}", "[" * DEEP + "]" * DEEP + "}", 1)
        return text.encode("utf-8", "surrogatepass") + b"\n"

    def _spliced(self) -> bytes:
        """Bytes changed, taken out, doubled or put in anywhere."""
        self._next += 1
        line = bytearray(_line_of(self._next, self._request())[:-1])
        for _ in range(self._chance.choice((1, 1, 2, 8))):
            self._splice(line)
        return bytes(line) + b"\n"

    def _again(self) -> bytes:
        """A line that was sent before, as it was."""
        return self._chance.choice(self._said) if self._said else self._right()

    def _noise(self) -> bytes:
        return self._chance.randbytes(self._chance.randrange(200)).replace(b"\n", b"") + b"\n"

    def _huge(self) -> bytes:
        """A line that is longer than any may be."""
        return b'{"v":1,"id":1,"body":{"type":"CheckMemo","text":"' + b"a" * LONG + b'"}}\n'

    # ---- how it is done

    def _kept(self, line: bytes) -> bytes:
        if len(self._said) < 500:
            self._said.append(line)
        else:
            self._said[self._chance.randrange(500)] = line
        return line

    def _request(self) -> m.Request[Any]:
        kind = self._chance.choice(m.REQUESTS if self._chance.random() < 0.6 else IN_A_CALL)
        if kind in ENDS and self._chance.random() < 0.98:
            kind = m.CheckMemo
        return self._struct(kind)  # type: ignore[no-any-return]

    def _struct(self, kind: type[Any]) -> Any:
        hints = get_type_hints(kind)
        names = [field.name for field in msgspec.structs.fields(kind)]
        return kind(**{name: self._value(hints[name], name) for name in names})

    def _value(self, hint: Any, name: str) -> Any:
        chance, of = self._chance, getattr(hint, "__supertype__", hint)
        if get_origin(of) in (Union, types.UnionType):
            return self._value(chance.choice(get_args(of)), name)
        if get_origin(of) is tuple:
            return tuple(self._value(get_args(of)[0], name) for _ in range(chance.randrange(4)))
        if get_origin(of) is dict:
            key = get_args(of)[0]
            names = [self._value(key, "field") for _ in range(chance.randrange(1, 4))]
            return {each: self._value(str, each) for each in names}
        if isinstance(of, type) and issubclass(of, msgspec.Struct):
            return self._struct(of)
        if isinstance(of, type) and issubclass(of, Enum):
            return chance.choice(list(of))
        plain: dict[Any, Callable[[], Any]] = {
            bool: lambda: chance.random() < 0.5,
            int: lambda: chance.choice((0, 1, 2, 7, 100, -1, 1 << 40)),
            float: lambda: chance.choice((0.0, 0.0, 60.0, 1e9, -1.0)),
        }
        return plain[of]() if of in plain else self._word(name)

    def _word(self, name: str) -> str:
        known = self._words.get(name)
        if known and self._chance.random() < 0.8:
            return str(self._chance.choice(known))
        return self._chance.choice([each for each in NASTY if isinstance(each, str) and "\ud800" not in each])

    def _bend(self, message: Any) -> None:
        """Change one place of the structure."""
        holder, key = self._chance.choice(list(_places(message)) or [(message, "body")])
        way = self._chance.randrange(4)
        if way == 0 and isinstance(holder, dict):
            holder.pop(key, None)
        elif way == 1 and isinstance(holder, dict):
            holder[self._chance.choice(("type", "reply", "id", "v", "field", "x", ""))] = copy.deepcopy(
                self._chance.choice(NASTY)
            )
        else:
            holder[key] = copy.deepcopy(self._chance.choice(NASTY))

    def _splice(self, line: bytearray) -> None:
        at, way = self._chance.randrange(len(line) + 1), self._chance.randrange(5)
        if way == 0 and at < len(line):
            line[at] ^= 1 << self._chance.randrange(8)
        elif way == 1:
            del line[at : at + self._chance.randrange(1, 9)]
        elif way == 2:
            line[at:at] = line[max(0, at - 6) : at]
        elif way == 3:
            line[at:at] = self._chance.choice(SPLICES)
        else:
            del line[at:]


def _line_of(request_id: int, request: m.Request[Any]) -> bytes:
    return request_line(request_id, request)


def _places(message: Any) -> list[tuple[Any, Any]]:
    """Every key of every object and every place of every list in it."""
    if isinstance(message, dict):
        inner = [(message, key) for key in message]
        return inner + [place for key in message for place in _places(message[key])]
    if isinstance(message, list):
        return [(message, at) for at in range(len(message))] + [place for each in message for place in _places(each)]
    return []
