"""A small JSON file with a checksum, so that damage is told from what was written, and its authentication codes."""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any, Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.storage.private_files import read_private

LIMIT: Final = 4 << 20
"""Bytes in such a file at most."""


def code_of(key: bytes, body: dict[str, Any]) -> str:
    """Return the authentication code of a body: HMAC-SHA256 over its canonical text, in hexadecimal."""
    return hmac.new(key, _canonical(body), hashlib.sha256).hexdigest()


def code_fits(key: bytes, body: dict[str, Any], code: str) -> bool:
    """Return whether this body was authenticated with this key."""
    return hmac.compare_digest(code_of(key, body).encode(), str(code).encode("utf-8", "replace"))


def packed(body: dict[str, Any], **codes: str) -> bytes:
    """Return a file's bytes: the body, its authentication codes, and a checksum over both."""
    content = {"body": body, "codes": codes}
    checksum = hashlib.sha256(_canonical(content)).hexdigest()
    return json.dumps({**content, "checksum": checksum}, indent=1, sort_keys=True).encode("ascii") + b"\n"


def unpacked(path: Path, known: int) -> tuple[dict[str, Any], dict[str, str]]:
    """Read such a file; refuses with ``VAULT_DAMAGED``, or ``VAULT_NEWER`` when its format is above ``known``."""
    return unpacked_bytes(read_private(path, LIMIT), path.name, known)


def unpacked_bytes(data: bytes, name: str, known: int) -> tuple[dict[str, Any], dict[str, str]]:
    """Read such a file's bytes; ``name`` is what a refusal says is damaged."""
    damaged = Refusal(Code.VAULT_DAMAGED, file=name)
    try:
        content = json.loads(data)
        body, codes = content["body"], content["codes"]
        found, checksum = body["format"], content["checksum"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise damaged from None
    if checksum != hashlib.sha256(_canonical({"body": body, "codes": codes})).hexdigest():
        raise damaged
    if not (isinstance(found, int) and isinstance(body, dict) and isinstance(codes, dict)):
        raise damaged
    if found > known:
        raise Refusal(Code.VAULT_NEWER, found=found, known=known)
    return body, codes


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii")
