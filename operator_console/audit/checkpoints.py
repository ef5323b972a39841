"""Fixes how far a log has come, signed, so that a copy kept elsewhere tells of any change to what it covers.

Each checkpoint names the public key of the next one; whoever pinned the first key can follow them all (Ed25519, RFC
8032). The short code is what a person reads out or writes down: it covers log, size and head, so that whoever has the
code and the log alone can compare them, without any key.
"""

from base64 import b32decode, b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from struct import Struct, error
from typing import Final
from unicodedata import normalize

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_SIGNED: Final = Struct(">4sB16sQ32s32s")
"""Magic, version, log id, entries, head of the last one, next public key; the signature (64 bytes) comes after it."""
_MAGIC: Final = b"OCCP"
_VERSION: Final = 1
_CODE: Final = b"operator-console checkpoint code/1"
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_HEARD_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DIGEST_DIGITS: Final = 16
"""80 bits: nobody makes another log that has a code given before (second preimage)."""
_LONG: Final = 100
"""A word of a text as long as this is a whole checkpoint, not a part of a code."""
_CHECK: Final = 1021
"""The greatest prime below 32 squared: one wrong character, or two neighbours changed over, never pass."""


class BadCheckpoint(ValueError):  # noqa: N818 - named for what it says about the bytes or the code
    """Not a checkpoint, or not a code of one. Says what is wrong."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log had ``entries`` entries, and this was the head of the last. Keys are 32 raw bytes."""

    log_id: bytes
    entries: int
    head: bytes
    next_public: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Followed:
    """Checkpoints that follow from the first key, and how many entries the first that does not claims to cover."""

    checkpoints: tuple[Checkpoint, ...]
    broken: int | None = None


def sign(key: Ed25519PrivateKey, log_id: bytes, entries: int, head: bytes, next_public: bytes) -> Checkpoint:
    """Return the checkpoint for a log that has come this far."""
    content = _SIGNED.pack(_MAGIC, _VERSION, log_id, entries, head, next_public)
    return Checkpoint(log_id, entries, head, next_public, key.sign(content))


def encode(checkpoint: Checkpoint) -> bytes:
    """Return the 157 bytes that leave the machine."""
    return _signed(checkpoint) + checkpoint.signature


def decode(content: bytes) -> Checkpoint:
    """Return the checkpoint, its signature not checked yet. Raises :class:`BadCheckpoint`."""
    try:
        magic, version, log_id, entries, head, next_public = _SIGNED.unpack(content[: _SIGNED.size])
    except error:
        raise BadCheckpoint("too short") from None
    if (magic, version) != (_MAGIC, _VERSION) or len(content) != _SIGNED.size + 64:
        raise BadCheckpoint("not a checkpoint of this version")
    return Checkpoint(log_id, entries, head, next_public, content[_SIGNED.size :])


def first_unsigned(checkpoints: Iterable[Checkpoint], first_public: bytes) -> int | None:
    """Follow checkpoints from the pinned key on; return the place of the first that does not follow, or None.

    One that covers fewer entries than the one before it, or another log, does not follow either.
    """
    public, reach, log_id = first_public, 0, None
    for place, checkpoint in enumerate(checkpoints):
        if checkpoint.entries < reach or checkpoint.log_id != (log_id or checkpoint.log_id):
            return place
        if not signed_by(checkpoint, public):
            return place
        public, reach, log_id = checkpoint.next_public, checkpoint.entries, checkpoint.log_id
    return None


def follow(stored: Iterable[bytes], first_public: bytes, log_id: bytes) -> Followed:
    """Follow encoded checkpoints from the first key on, each signed with the key that the one before it names."""
    good: list[Checkpoint] = []
    public, reach = first_public, 0
    for content in stored:
        try:
            checkpoint = decode(content)
        except BadCheckpoint:
            return Followed(tuple(good), reach)
        if checkpoint.log_id != log_id or checkpoint.entries < reach or not signed_by(checkpoint, public):
            return Followed(tuple(good), checkpoint.entries)
        good.append(checkpoint)
        public, reach = checkpoint.next_public, checkpoint.entries
    return Followed(tuple(good))


def public_of(seed: bytes) -> bytes:
    """Return the public key, 32 bytes, of the private one with this seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def signed_by(checkpoint: Checkpoint, public: bytes) -> bool:
    """Return whether this key signed it."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(checkpoint.signature, _signed(checkpoint))
    except (InvalidSignature, ValueError):
        return False
    return True


def pin_code(log_id: bytes, first_public: bytes) -> str:
    """Return the code of the first signing key; it reads like that of a checkpoint over no entries."""
    return short_code(log_id, 0, first_public)


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody kept elsewhere: the code, and the whole checkpoint where there was more than the code."""

    entries: int
    code: str
    checkpoint: Checkpoint | None = None


def carried(checkpoint: Checkpoint) -> str:
    """Return the text of a picture or a file: the code, and the whole checkpoint in base 32 (RFC 4648)."""
    whole = b32encode(encode(checkpoint)).decode("ascii").rstrip("=")
    return f"{short_code(checkpoint.log_id, checkpoint.entries, checkpoint.head)} {whole}"


def read_kept(text: str) -> Kept:
    """Read what was kept: a code, or the text of a picture or a file. Raises :class:`BadCheckpoint`."""
    words = text.split()
    if not words or len(words[-1]) < _LONG:
        return Kept(*read_code(text))
    entries, code = read_code(" ".join(words[:-1]))
    try:
        checkpoint = decode(b32decode(words[-1] + "=" * (-len(words[-1]) % 8)))
    except ValueError:
        raise BadCheckpoint("not a checkpoint") from None
    if short_code(checkpoint.log_id, checkpoint.entries, checkpoint.head) != code:
        raise BadCheckpoint("the code is that of another checkpoint")
    return Kept(entries, code, checkpoint)


def short_code(log_id: bytes, entries: int, head: bytes) -> str:
    """Return the code, such as ``1280-7K2M-Q9XA-0FTR-W3HD-5P``: entries, 80 bits of a digest, two check characters."""
    content = _CODE + log_id + entries.to_bytes(8, "big") + head
    digest = int.from_bytes(sha256(content).digest()[:10], "big")
    digits = _digits(digest, _DIGEST_DIGITS)
    groups = [digits[low : low + 4] for low in range(0, _DIGEST_DIGITS, 4)]
    return "-".join([str(entries), *groups, _check(entries, digest)])


def read_code(text: str) -> tuple[int, str]:
    """Return the entries that a code covers, and the code as it is written.

    Takes what a person types: small letters, full width, spaces, other hyphens, O for 0, I or L for 1. Raises
    :class:`BadCheckpoint` when it cannot be a code; a slip of one character, or of two neighbours, never can.
    """
    plain = "".join(letter for letter in normalize("NFKC", text).upper() if letter.isalnum()).translate(_HEARD_AS)
    number, digits, check = plain[: -_DIGEST_DIGITS - 2], plain[-_DIGEST_DIGITS - 2 : -2], plain[-2:]
    if not (number.isascii() and number.isdigit() and len(number) < 20) or any(
        digit not in _ALPHABET for digit in digits
    ):
        raise BadCheckpoint("not a code")
    entries, digest = int(number), sum(_ALPHABET.index(d) << 5 * i for i, d in enumerate(reversed(digits)))
    if str(entries) != number or check != _check(entries, digest):
        raise BadCheckpoint("mistyped")
    groups = [digits[low : low + 4] for low in range(0, _DIGEST_DIGITS, 4)]
    return entries, "-".join([number, *groups, check])


def _signed(checkpoint: Checkpoint) -> bytes:
    return _SIGNED.pack(
        _MAGIC, _VERSION, checkpoint.log_id, checkpoint.entries, checkpoint.head, checkpoint.next_public
    )


def _digits(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _check(entries: int, digest: int) -> str:
    """Every decimal of the number and every character of the digest weighs 32 times the one after it."""
    total = 0
    for value in [*map(int, str(entries)), *(digest >> 5 * place & 31 for place in reversed(range(_DIGEST_DIGITS)))]:
        total = (total * 32 + value) % _CHECK
    return _digits(total, 2)
