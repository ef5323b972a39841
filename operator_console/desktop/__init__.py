"""What the operating system tells: idle time, Caps Lock, protection from screen captures; each behind one face."""

from operator_console.desktop.machine import checks

__all__ = ["checks"]
