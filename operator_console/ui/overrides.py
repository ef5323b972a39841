"""An exception in a method that Qt calls comes back to Python as an object, so that PySide can hand it on."""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject


def keep_exceptions_whole() -> None:
    """Let every class that is derived from one of Qt's from now on raise whole exceptions out of its overrides.

    Until Python 3.12 an exception that was raised in C (``int("")``, ``1 / 0``) is a type and a text; it becomes an
    object when somebody catches it. PySide 6.11 takes it for an object where an override fails that was called from
    Python through Qt, such as ``sizeHint`` in a layout, and the process ends with a segmentation fault.
    """
    if sys.version_info < (3, 12):
        QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment, method-assign]


def _guard(kind: type[QObject], /, **_: object) -> None:
    qt = [base for base in kind.__mro__ if base.__module__.startswith("PySide6")]
    for name, method in list(vars(kind).items()):
        called_by_qt = not name.startswith("__") and any(name in vars(base) for base in qt)
        if called_by_qt and isinstance(method, FunctionType):
            setattr(kind, name, _whole(method))


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def called(*given: Any, **more: Any) -> Any:
        try:
            return method(*given, **more)
        except BaseException:  # noqa: TRY203 - being caught is what makes it an object
            raise

    return called
