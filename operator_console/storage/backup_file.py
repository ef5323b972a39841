"""The one file of a backup: a mark, what it says about itself, and the vault's files one after another.

The vault's files are in it as they lie in its folder, as encrypted as there. What the backup says about itself (the
manifest) names every one of them with its size and SHA-256, and is authenticated with a key from the vault's master
key, which only an open vault can check.
"""

import hashlib
from collections.abc import Generator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from operator_console.domain.backups import BackupView
from operator_console.domain.refusals import Code, Refusal
from operator_console.services.ports import Step
from operator_console.storage.device_secret import BESIDE
from operator_console.storage.folder import ATTEMPTS, CUSTOMERS, HEADER, LOG, LOG_ANCHOR
from operator_console.storage.sealed_json import code_fits, code_of, packed, unpacked_bytes

MARK: Final = b"OCBACKUP\r\n\x1a\n"
"""A transfer that changes line ends, or stops at a control character, is noticed in its first bytes."""
FORMAT: Final = 1
SLOTS: Final = ("slots.json", "slots.copy.json")
KEY_FILES: Final = ("log.key", "checkpoint.key")
DATABASES: Final = (CUSTOMERS, LOG)
KEPT: Final = (HEADER, *SLOTS, LOG_ANCHOR, ATTEMPTS, *KEY_FILES, *DATABASES)
"""What a backup has of a vault. Not the reserve, locks, or rates.db, which counts anew; no device secret either."""
OF_A_DEMO: Final = (*KEPT, BESIDE)
NEEDED: Final = frozenset({HEADER, LOG_ANCHOR, KEY_FILES[0], *DATABASES})
CHUNK: Final = 1 << 20
_LENGTH_BYTES: Final = 4
_LONGEST: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """One of the vault's files: its name, bytes, and SHA-256 (hex)."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself. ``schemas`` tells how many steps each database has had; ``head`` is hex."""

    backup: str
    made: str
    build: str
    mode: str
    demo: bool
    vault: str
    entries: int
    head: str
    customers: int
    schemas: dict[str, int]
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Bytes of the vault's files."""
        return sum(part.size for part in self.parts)

    def view(self, file_bytes: int = 0) -> BackupView:
        """Return it as people see it."""
        return BackupView(
            backup=self.backup,
            made=self.made,
            build=self.build,
            mode=self.mode,
            vault=self.vault,
            entries=self.entries,
            customers=self.customers,
            bytes=file_bytes or self.size,
            demo=self.demo,
        )

    def sealed(self, seal_key: bytes) -> bytes:
        """Return it as it is written."""
        body = {"format": FORMAT, **asdict(self)}
        return packed(body, backup=code_of(seal_key, body))


def manifest_of(content: bytes) -> Manifest:
    """Read a manifest. Refuses ``BACKUP_DAMAGED``, or ``VAULT_NEWER`` for one that a later build wrote."""
    return _manifest_of(_body_of(content)[0])


def is_authentic(content: bytes, seal_key: bytes) -> bool:
    """Return whether an open vault wrote this manifest."""
    body, codes = _body_of(content)
    return code_fits(seal_key, body, codes.get("backup", ""))


def read_front(file: BinaryIO) -> tuple[bytes, Manifest]:
    """Read what stands before the vault's files; return the manifest's bytes and what it says.

    Refuses ``BACKUP_FOREIGN`` for what is no backup, ``BACKUP_DAMAGED`` or ``VAULT_NEWER``.
    """
    mark = file.read(len(MARK))
    if mark != MARK:
        raise Refusal(Code.BACKUP_FOREIGN)
    length = int.from_bytes(file.read(_LENGTH_BYTES), "big")
    content = file.read(length) if 0 < length <= _LONGEST else b""
    if not content or len(content) != length:
        raise Refusal(Code.BACKUP_DAMAGED)
    manifest = manifest_of(content)
    return content, manifest


def front_of(content: bytes) -> bytes:
    """Return what stands before the vault's files."""
    return MARK + len(content).to_bytes(_LENGTH_BYTES, "big") + content


def require_whole_length(file: BinaryIO, content: bytes, manifest: Manifest) -> int:
    """Return the bytes of the whole file; refuses ``BACKUP_DAMAGED`` where it is shorter or longer than it says."""
    here = file.tell()
    end = file.seek(0, 2)
    file.seek(here)
    if end != len(front_of(content)) + manifest.size:
        raise Refusal(Code.BACKUP_DAMAGED)
    return end


def copied(source: BinaryIO, target: BinaryIO, size: int) -> Generator[int, None, str]:
    """Copy so many bytes; yields how many at a time, returns their SHA-256. Refuses ``BACKUP_DAMAGED`` when it ends."""
    digest, left = hashlib.sha256(), size
    while left:
        chunk = source.read(min(CHUNK, left))
        if not chunk:
            raise Refusal(Code.BACKUP_DAMAGED)
        digest.update(chunk)
        target.write(chunk)
        left -= len(chunk)
        yield len(chunk)
    return digest.hexdigest()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file (hex)."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def told(stage: str, steps: Generator[int, None, str], done: int, total: int) -> Generator[Step, None, str]:
    """Pass bytes on as steps of a stage."""
    while True:
        try:
            done += next(steps)
        except StopIteration as end:
            return str(end.value)
        yield stage, done, total


def _body_of(content: bytes) -> tuple[dict[str, Any], dict[str, str]]:
    try:
        return unpacked_bytes(content, "", FORMAT)
    except Refusal as refusal:
        if refusal.code is Code.VAULT_DAMAGED:
            raise Refusal(Code.BACKUP_DAMAGED) from None
        raise


def _manifest_of(body: dict[str, Any]) -> Manifest:
    try:
        parts = tuple(Part(str(p["name"]), int(p["size"]), str(p["sha256"])) for p in body["parts"])
        manifest = Manifest(
            backup=str(body["backup"]),
            made=str(body["made"]),
            build=str(body["build"]),
            mode=str(body["mode"]),
            demo=bool(body["demo"]),
            vault=str(body["vault"]),
            entries=int(body["entries"]),
            head=str(body["head"]),
            customers=int(body["customers"]),
            schemas={str(name): int(steps) for name, steps in body["schemas"].items()},
            parts=parts,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refusal(Code.BACKUP_DAMAGED) from None
    names = [part.name for part in parts]
    known = OF_A_DEMO if manifest.demo else KEPT
    whole = set(names) <= set(known) and set(names) >= NEEDED and len(set(names)) == len(names)
    if not whole or any(part.size < 0 for part in parts):
        raise Refusal(Code.BACKUP_DAMAGED)
    return manifest
