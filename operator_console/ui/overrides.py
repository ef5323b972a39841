"""A method that fails when Qt calls it is reported where it fails and goes no further: Qt gets a harmless answer."""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any, Final

from PySide6.QtCore import QObject, QSize

ANSWERS: Final[dict[str, Callable[[], object]]] = {
    "event": bool,
    "eventFilter": bool,
    "sizeHint": QSize,
    "minimumSizeHint": QSize,
    "minimumSize": QSize,
    "heightForWidth": int,
    "hasHeightForWidth": bool,
    "rowCount": int,
    "columnCount": int,
    "canFetchMore": bool,
}
"""What Qt gets from a method that failed; nothing from those that are not named here. Never what Qt itself would do:
that may be just what the method is there to prevent."""


def catch_in_overrides() -> None:
    """From now on every class that is derived from one of Qt's hands the exceptions of its overrides to the hook.

    PySide 6.11 keeps such an exception while Python has called Qt (a layout that is asked for its size), and raises it
    out of the next call to Qt, whoever makes that: another override, or ``isinstance`` that returns a result and raises
    at once. The process then ends with a segmentation fault, or something else fails than what failed.
    """
    QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment, method-assign]


def _guard(kind: type[QObject], /, **_: object) -> None:
    qt = [base for base in kind.__mro__ if base.__module__.startswith("PySide6")]
    for name, method in list(vars(kind).items()):
        called_by_qt = not name.startswith("__") and any(name in vars(base) for base in qt)
        if called_by_qt and isinstance(method, FunctionType):
            setattr(kind, name, _caught(method))


def _caught(method: Callable[..., Any]) -> Callable[..., Any]:
    answer = ANSWERS.get(method.__name__, lambda: None)

    @wraps(method)
    def called(*given: Any, **more: Any) -> Any:
        try:
            return method(*given, **more)
        except Exception:  # noqa: BLE001 - the hook masks, locks and reports
            sys.excepthook(*sys.exc_info())
            return answer()

    return called
