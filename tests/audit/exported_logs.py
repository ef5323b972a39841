"""Exports of logs as the console writes them, made in memory, and what both verifiers say of their lines."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from honest_logs import FIRST_KEY, LOG_ID, Log, entry, honest_log

from operator_console.audit.bundle import check_bundle, checkpoint_line, entry_line, line_of
from operator_console.audit.chain import answer, next_signer
from operator_console.audit.checkpoints import encode, pin_code, public_of, read_kept, short_code, sign
from operator_console.audit.offline_verifier import Verification
from operator_console.domain.actions import Action
from operator_console.domain.views import Severity

SEED = b"s" * 32
NONCE = b"n" * 32


@dataclass
class Export:
    """The lines, the keys that are not in them, and the codes that somebody kept."""

    lines: list[bytes]
    log: Log
    first_key: bytes = FIRST_KEY
    codes: list[str] = field(default_factory=list)
    seeds: list[bytes] = field(default_factory=list)


def attachments():
    return [
        line_of("policy", {"version": 1, "text": "# 方針"}),
        line_of("user", {"name": "operator-1", "display": "見本 一子", "role": "operator"}),
        line_of("anchor", {"recipients": []}),
    ]


def exported(calls, seed=1, every=64):
    """An honest log of so many calls with its checkpoints, exported."""
    log = honest_log(calls, seed)
    digest = sha256(b"".join(attachments())).hexdigest()
    log.append(
        entry(
            wall_us=1_800_000_000_000_000,
            boot_id="export",
            action=Action.LOG_EXPORTED,
            facts=(("attachments", digest), ("form", "bundle")),
        )
    )
    return export_of(log, every)


def export_of(log, every=64):
    signer, checkpoints, codes, seeds = SEED, [], [pin_code(LOG_ID, public_of(SEED))], []
    for reach in [*range(every, len(log.rows), every), len(log.rows)]:
        here = sha256(log.rows[reach - 1][1]).digest()
        following = next_signer(signer)
        made = sign(Ed25519PrivateKey.from_private_bytes(signer), LOG_ID, reach, here, public_of(following))
        checkpoints.append(encode(made))
        codes.append(short_code(LOG_ID, reach, here))
        seeds.append(signer)
        signer = following
    lines = [
        header_of(log),
        *attachments(),
        *map(checkpoint_line, checkpoints),
        *(entry_line(*row) for row in log.rows),
    ]
    return Export(closed(lines), log, codes=codes, seeds=seeds)


def header_of(log):
    entries, head = len(log.rows), log.head
    told = {"nonce": NONCE.hex(), "entries": entries, "head": head.hex()}
    told["answer"] = answer(log.key, NONCE, entries, head).hex()
    return line_of(
        "header",
        {
            "format": 1,
            "log": LOG_ID.hex(),
            "first_public": public_of(SEED).hex(),
            "entries": entries,
            "head": head.hex(),
            "challenge": told,
        },
    )


def closed(lines):
    """The lines with the end that fits them."""
    return [*lines, line_of("end", {"sha256": sha256(b"".join(lines)).hexdigest()})]


def reclosed(lines):
    """What somebody does who knows how an export ends."""
    kept = [line for line in lines if not line.startswith(b'{"sha256"')]
    return closed(kept)


def changed(line, **values):
    told = json.loads(line)
    return line_of(told.pop("type"), told | values)


def both(lines, first_key=None, codes=()):
    """What the two verifiers say: in order or not, and the errors with their places."""
    first = check_bundle(lines, first_key, [read_kept(code) for code in codes])
    errors = {(found.code, found.sequence) for found in first.findings if found.severity is Severity.ERROR}
    second = Verification(first_key, codes)
    ok = second.run(lines)
    return (first.ok, errors), (ok, {(found["code"], found["sequence"]) for found in second.findings})


def some(random: Random, items):
    return random.randrange(len(items))
