"""Follows checkpoints as a program of its own: what it is told lies open, and nothing but its answer comes back.

An Ed25519 signature takes as long as a hundred hashes, and Python checks no two at once: in a process of their own the
signatures of a long log are checked while another reads the entries. On standard input come lines of hexadecimal
digits: the first public key, the log's id, then every checkpoint. The answer, as JSON, is how many follow and how many
entries the first that does not claims to cover, or null.
"""

import json
import sys
from collections.abc import Sequence

from operator_console.audit.checkpoints import Followed, decode, follow


def asked(stored: Sequence[bytes], first_public: bytes, log_id: bytes) -> bytes:
    """Return what the program is told on its standard input."""
    return "\n".join(map(bytes.hex, (first_public, log_id, *stored))).encode("ascii")


def answered(answer: bytes, stored: Sequence[bytes]) -> Followed:
    """Return what the program's answer says of these checkpoints. Raises ValueError where it is none."""
    count, broken = json.loads(answer)
    return Followed(tuple(map(decode, stored[:count])), broken)


def main() -> None:
    """Answer on standard output what is asked on standard input."""
    first_public, log_id, *stored = map(bytes.fromhex, sys.stdin.read().split("\n"))
    followed = follow(stored, first_public, log_id)
    sys.stdout.write(json.dumps([len(followed.checkpoints), followed.broken]))


if __name__ == "__main__":
    main()
