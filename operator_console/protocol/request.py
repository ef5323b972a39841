"""What a request is: it names its reply, and is bound to a handler that gives just that."""

from collections.abc import Callable, Generator
from enum import StrEnum, auto
from typing import Annotated, Any, ClassVar, Final, Generic, NamedTuple, Self, TypeVar, get_type_hints

import msgspec

from operator_console.protocol.replies import Progress, Reply

R = TypeVar("R", bound=Reply)


class FileUse(StrEnum):
    """What a request wants with the file that it names."""

    READ = auto()
    NEW = auto()
    """To be made for this request; it must not be there yet."""


FILE: Final = "file"
"""The key in a field's metadata under which its :class:`FileUse` is."""
FileToRead = Annotated[str, msgspec.Meta(extra={FILE: FileUse.READ})]
NewFile = Annotated[str, msgspec.Meta(extra={FILE: FileUse.NEW})]
"""The types of fields that name a file. In Guarded mode the file itself comes with the request; empty for none."""


class Route(NamedTuple):
    """A kind of request with what serves it. Made by :meth:`Request.answered_by`, which checks that they fit."""

    request: "type[Request[Any]]"
    handler: Callable[[Any], Any]


class Request(msgspec.Struct, Generic[R], frozen=True, tag=True, forbid_unknown_fields=True):
    """What the console asks; the type parameter is the reply it gets when it is not refused."""

    reply: ClassVar[type[Reply]]

    def __repr__(self) -> str:
        """Name the message alone: it may carry what a caller said, a password, a value."""
        return f"<{type(self).__name__}>"

    @classmethod
    def answered_by(cls, handler: "Callable[[Self], R | Generator[Progress, None, R]]") -> Route:
        """Bind this kind of request to its handler; a generator is long work that yields its progress."""
        return Route(cls, handler)

    @classmethod
    def names_file(cls) -> tuple[str, FileUse] | None:
        """Return the field that names a file and what the file is for; None where there is no such field."""
        for name, hint in get_type_hints(cls, include_extras=True).items():
            for meta in getattr(hint, "__metadata__", ()):
                if isinstance(meta, msgspec.Meta) and FILE in (meta.extra or {}):
                    return name, FileUse((meta.extra or {})[FILE])
        return None
