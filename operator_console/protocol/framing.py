"""Bytes to messages and back: one JSON object a line; what is not exactly that is refused and never echoed."""

import json
import re
from enum import Enum, auto
from typing import Any, Final, Generic, NoReturn, TypeVar, Union

import msgspec

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import MAX_LINE, REPLIES, REQUESTS, VERSION, Reply, Request

MAX_REPLY_LINE: Final = 64 << 20
"""Bytes in a line of the vault at most: an import may have a great many rejected rows to report."""
UNASKED: Final = 0
"""The id of a reply that belongs to no request: the vault ends, or the request's own id could not be read."""
MAX_ID: Final = (1 << 53) - 1
"""The largest id, and the largest integer in any message: every JSON reader keeps integers up to here exact
(RFC 8259, section 6), and no database or clock behind the protocol overflows at them."""

_LONG_NUMBER: Final = re.compile(rb"\d{16}")
_ESCAPED_NUL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class LineRefusal(Refusal):
    """A line that is not a message. ``request_id`` is its id, :data:`UNASKED` where that cannot be read."""

    def __init__(self, code: Code, request_id: int = UNASKED, **params: str | int) -> None:
        super().__init__(code, **params)
        self.request_id = request_id


class RequestLine(msgspec.Struct, frozen=True):
    """A request as it crosses: protocol version ``v``, the console's ``id`` from 1 up, the message as ``body``."""

    v: int
    id: int
    body: Request[Any]


class ReplyLine(msgspec.Struct, frozen=True):
    """A reply as it crosses; ``id`` is that of its request, or :data:`UNASKED`."""

    v: int
    id: int
    body: Reply


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    v: int
    id: int
    body: msgspec.Raw


class _Tag(msgspec.Struct, frozen=True):
    type: str


M = TypeVar("M")


class _Dialect(Generic[M]):
    """One direction of the conversation: the messages that are known in it."""

    def __init__(self, kinds: tuple[type[M], ...]) -> None:
        self._names = {kind.__name__ for kind in kinds}
        any_kind: Any = Union[kinds]  # noqa: UP007 - made at run time
        self._body: msgspec.json.Decoder[M] = msgspec.json.Decoder(any_kind)
        self._line = msgspec.json.Decoder(msgspec.defstruct("_Line", [("v", int), ("id", int), ("body", any_kind)]))

    def read(self, line: bytes) -> tuple[int, M]:
        """Return id and message, or refuse with :class:`LineRefusal`."""
        written = self._as_written(line)
        return self._looked_through(line) if written is None else written

    def _as_written(self, line: bytes) -> tuple[int, M] | None:
        """Read a line that is, byte for byte, what this build writes for its message: nothing else can be in it."""
        read: Any = _decoded(self._line, line)
        if read is None or read.v != VERSION or not UNASKED <= read.id <= MAX_ID:
            return None
        if msgspec.json.encode(read) != line or _LONG_NUMBER.search(line) or _ESCAPED_NUL.search(line):
            return None
        return read.id, read.body

    def _looked_through(self, line: bytes) -> tuple[int, M]:
        """Read a line that somebody else wrote, or refuse it and say why."""
        envelope = _decoded(_ENVELOPE, line) if _is_strict_json(line) else None
        if envelope is None or not UNASKED <= envelope.id <= MAX_ID:
            raise LineRefusal(Code.REQUEST_MALFORMED)
        if envelope.v != VERSION:
            raise LineRefusal(Code.PROTOCOL_VERSION, envelope.id, found=envelope.v, known=VERSION)
        tag = _decoded(_TAG, bytes(envelope.body))
        if tag is not None and tag.type not in self._names:
            raise LineRefusal(Code.REQUEST_UNKNOWN, envelope.id)
        body = _decoded(self._body, bytes(envelope.body))
        if body is None:
            raise LineRefusal(Code.REQUEST_MALFORMED, envelope.id)
        return envelope.id, body


def read_request(line: bytes) -> RequestLine:
    """Decode one line of the console; raise :class:`LineRefusal` where it is no request of this version."""
    request_id, body = _REQUESTS.read(line)
    if request_id == UNASKED:
        raise LineRefusal(Code.REQUEST_MALFORMED)
    return RequestLine(VERSION, request_id, body)


def read_reply(line: bytes) -> ReplyLine:
    """Decode one line of the vault; refuse as :func:`read_request` does."""
    request_id, body = _REPLIES.read(line)
    return ReplyLine(VERSION, request_id, body)


def request_line(request_id: int, request: Request[Any]) -> bytes:
    """Encode a request with its line end; refuse ``REQUEST_TOO_LARGE``."""
    return _line(RequestLine(VERSION, request_id, request), MAX_LINE)


def reply_line(request_id: int, reply: Reply) -> bytes:
    """Encode a reply with its line end; refuse ``REQUEST_TOO_LARGE``."""
    return _line(ReplyLine(VERSION, request_id, reply), MAX_REPLY_LINE)


class Mark(Enum):
    """What a :class:`LineSplitter` gives where there is no line to give."""

    TOO_LARGE = auto()


class LineSplitter:
    """Cuts a stream into lines of at most ``limit`` bytes, the line end included; keeps no more than that."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._part = bytearray()
        self._skipping = False

    def feed(self, data: bytes) -> list[bytes | Mark]:
        """Return the lines that are whole now, without their ends, and one mark for each line that is too large."""
        found: list[bytes | Mark] = []
        *whole, rest = data.split(b"\n")
        for piece in whole:
            self._add(piece, found)
            if not self._skipping:
                found.append(bytes(self._part))
            self._part.clear()
            self._skipping = False
        self._add(rest, found)
        return found

    def _add(self, piece: bytes, found: list[bytes | Mark]) -> None:
        if self._skipping:
            return
        if len(self._part) + len(piece) < self._limit:
            self._part += piece
            return
        self._part.clear()
        self._skipping = True
        found.append(Mark.TOO_LARGE)


def _line(message: RequestLine | ReplyLine, limit: int) -> bytes:
    line = msgspec.json.encode(message) + b"\n"
    if len(line) > limit:
        raise LineRefusal(Code.REQUEST_TOO_LARGE, message.id)
    return line


def _decoded(decoder: "msgspec.json.Decoder[M]", data: bytes) -> M | None:
    """Decode, or return nothing: the decoder's own exception is dropped here because it may quote what it read."""
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _is_strict_json(line: bytes) -> bool:
    """Whether it is UTF-8 JSON without a key given twice, NaN, NUL, too large an integer or too deep nesting."""
    if b"\0" in line or _ESCAPED_NUL.search(line):
        return False
    try:
        _STRICT.decode(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True


def _once_each(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key is given twice")


def _no_constant(_: str) -> NoReturn:
    raise ValueError("not a number")


def _exact(digits: str) -> int:
    number = int(digits)
    if abs(number) > MAX_ID:
        raise ValueError("an integer that not every reader keeps")
    return number


_STRICT: Final = json.JSONDecoder(object_pairs_hook=_once_each, parse_constant=_no_constant, parse_int=_exact)
_ENVELOPE: Final = msgspec.json.Decoder(_Envelope)
_TAG: Final = msgspec.json.Decoder(_Tag)
_REQUESTS: Final[_Dialect[Request[Any]]] = _Dialect(REQUESTS)
_REPLIES: Final[_Dialect[Reply]] = _Dialect(REPLIES)
