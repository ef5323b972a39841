"""The process's own input and output, taken for the protocol alone: a stray print goes to standard error."""

import os
import sys
from dataclasses import dataclass
from typing import Final

_STDIN: Final = 0
_STDOUT: Final = 1
_STDERR: Final = 2


@dataclass(frozen=True, slots=True)
class Streams:
    """File descriptors that only the server knows: ``input`` to read lines from, ``output`` to write them to."""

    input: int
    output: int


def claim_standard_streams() -> Streams:
    """Move standard input and output out of reach; what anyone else prints lands on standard error.

    Call it first thing in the process. Standard input reads as empty afterwards.
    """
    _make_binary()
    streams = Streams(os.dup(_STDIN), os.dup(_STDOUT))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, _STDIN)
    try:
        os.dup2(_STDERR, _STDOUT)
    except OSError:  # started without a standard error
        os.dup2(nothing, _STDOUT)
    os.close(nothing)
    sys.stdout = sys.stderr
    return streams


def _make_binary() -> None:
    """Windows would turn line ends around on the way."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(_STDIN, os.O_BINARY)
        msvcrt.setmode(_STDOUT, os.O_BINARY)
