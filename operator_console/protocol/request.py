"""What a request is: it names its reply, and is bound to a handler that gives just that."""

from collections.abc import Callable, Generator
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar

import msgspec

from operator_console.protocol.replies import Progress, Reply

R = TypeVar("R", bound=Reply)


class Route(NamedTuple):
    """A kind of request with what serves it. Made by :meth:`Request.answered_by`, which checks that they fit."""

    request: "type[Request[Any]]"
    handler: Callable[[Any], Any]


class Request(msgspec.Struct, Generic[R], frozen=True, tag=True, forbid_unknown_fields=True):
    """What the console asks; the type parameter is the reply it gets when it is not refused."""

    reply: ClassVar[type[Reply]]

    @classmethod
    def answered_by(cls, handler: "Callable[[Self], R | Generator[Progress, None, R]]") -> Route:
        """Bind this kind of request to its handler; a generator is long work that yields its progress."""
        return Route(cls, handler)
