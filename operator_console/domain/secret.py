"""A value that must not be shown by accident: printing, formatting and pickling it give nothing away."""

from typing import Final, Generic, NoReturn, TypeVar

T = TypeVar("T", str, bytes)

MASKED: Final = "<secret>"


class Secret(Generic[T]):
    """Holds one value; :meth:`reveal` is the only way to it, so every use can be found by name."""

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value: T = value

    def reveal(self) -> T:
        """Return the value itself."""
        return self._value

    def __repr__(self) -> str:
        return MASKED

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return MASKED

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")
