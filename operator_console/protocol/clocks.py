"""Two clocks that nobody can set: one that goes on while the machine sleeps, and one that stands still with it."""

import ctypes
import sys
import time


def seconds_awake_or_asleep() -> float:
    """Return seconds since boot, those asleep included.

    CLOCK_BOOTTIME on Linux, CLOCK_MONOTONIC on macOS (which counts sleep there), Python's own on Windows.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


def seconds_awake() -> float:
    """Return seconds since boot without those asleep; QueryUnbiasedInterruptTime (100 ns) on Windows."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    if sys.platform == "win32":
        ticks = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value / 1e7
    return time.monotonic()


def seconds_asleep() -> float:
    """Return how long the machine has slept since boot; only its growth means anything."""
    return seconds_awake_or_asleep() - seconds_awake()
