"""An entry of the log and its canonical bytes: written once, hashed as written, never rebuilt."""

import struct
from functools import cache
from itertools import accumulate, chain, pairwise
from typing import Final, NamedTuple
from unicodedata import is_normalized, normalize

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CallId, CustomerRef, FieldName, UserName

VERSION: Final = 1
LOG_ID_BYTES: Final = 16
HEADER: Final = struct.Struct(">B16sQ32sqQIBB")
"""Version, log id, sequence, previous head, wall and monotonic time, policy version, number of fields and of facts."""
FIXED_TEXTS: Final = 15
"""Texts that every record has; fields and facts come after them."""


class MalformedRecord(ValueError):  # noqa: N818 - named for what it says about the bytes
    """These bytes are not a record as this build writes it. Says what is wrong, never what is in it."""


class Entry(NamedTuple):
    """What was done, by whom, to whom, why. Field *names* only: never a value, nor a hash of one.

    ``wall_us`` is microseconds since 1970-01-01T00:00Z; ``monotonic_ns`` counts from boot, sleep included where the
    system can. ``checklist`` is the hexadecimal digest of the checklist's state. ``facts`` are counts and codes.
    A tuple, because one is made before every reveal and a million in a verification; give its parts by name.
    """

    log_id: bytes
    sequence: int
    previous: bytes
    wall_us: int
    monotonic_ns: int
    boot_id: str
    user: UserName | str
    role: str
    os_user: str
    device: str
    session: str
    action: Action
    build: str
    mode: str
    outcome: Outcome
    call: CallId | str
    customer: CustomerRef | str
    fields: tuple[FieldName, ...]
    purpose: str
    reason: str
    checklist: str
    policy_version: int
    facts: tuple[tuple[str, str], ...] = ()


def encode(entry: Entry) -> bytes:
    """Return the canonical bytes: header, table of lengths, texts.

    All integers are big-endian. The table holds one unsigned 16-bit length for every text, in the order of the texts:
    action, outcome, the other texts of an entry, field names, then name and value of every fact, facts sorted. Texts
    are UTF-8 in Unicode normal form C. Raises ValueError when a number or a text is longer than its place.
    """
    if len(entry.log_id) != LOG_ID_BYTES or len(entry.previous) != 32:
        raise ValueError("log id or previous head has the wrong length")
    facts = sorted((_canonical(name), _canonical(value)) for name, value in entry.facts)
    texts = [*_texts(entry), *entry.fields, *chain.from_iterable(facts)]
    whole = "".join(texts)
    if not whole.isascii():
        texts = [_canonical(text) for text in texts]
        whole = "".join(texts)
    try:
        header = HEADER.pack(
            VERSION,
            entry.log_id,
            entry.sequence,
            entry.previous,
            entry.wall_us,
            entry.monotonic_ns,
            entry.policy_version,
            len(entry.fields),
            len(facts),
        )
        table = _table(len(texts)).pack(*(map(len, texts) if whole.isascii() else (len(x.encode()) for x in texts)))
    except struct.error as error:
        raise ValueError("a number or a text is longer than its place") from error
    return header + table + whole.encode()


def decode(record: bytes) -> Entry:
    """Return the entry that these bytes are the canonical bytes of. Raises :class:`MalformedRecord` for any other."""
    if len(record) < HEADER.size:
        raise MalformedRecord("shorter than a header")
    version, log_id, sequence, previous, wall_us, monotonic_ns, policy, fields, facts = HEADER.unpack_from(record)
    if version != VERSION:
        raise MalformedRecord("unknown version")
    texts = _read_texts(record, FIXED_TEXTS + fields + 2 * facts)
    action, outcome, boot, user, role, os_user, device, session, call, customer, purpose, reason, checklist = texts[:13]
    if action not in _ACTIONS or outcome not in _OUTCOMES:
        raise MalformedRecord("unknown action or outcome")
    return Entry(
        log_id=log_id,
        sequence=sequence,
        previous=previous,
        wall_us=wall_us,
        monotonic_ns=monotonic_ns,
        boot_id=boot,
        user=user,
        role=role,
        os_user=os_user,
        device=device,
        session=session,
        call=call,
        action=_ACTIONS[action],
        outcome=_OUTCOMES[outcome],
        customer=customer,
        fields=tuple(map(FieldName, texts[FIXED_TEXTS : FIXED_TEXTS + fields])),
        purpose=purpose,
        reason=reason,
        checklist=checklist,
        policy_version=policy,
        build=texts[13],
        mode=texts[14],
        facts=_pairs(texts[FIXED_TEXTS + fields :]),
    )


_ACTIONS: Final = {action.value: action for action in Action}
_OUTCOMES: Final = {outcome.value: outcome for outcome in Outcome}


def _texts(entry: Entry) -> tuple[str, ...]:
    """The texts that every record has, in their order."""
    return (
        entry.action.value,
        entry.outcome.value,
        entry.boot_id,
        entry.user,
        entry.role,
        entry.os_user,
        entry.device,
        entry.session,
        entry.call,
        entry.customer,
        entry.purpose,
        entry.reason,
        entry.checklist,
        entry.build,
        entry.mode,
    )


def _canonical(text: str) -> str:
    """Normal form C; what has no UTF-8 (an odd name from the system) becomes an escape and is never lost."""
    if text.isascii():
        return text
    return normalize("NFC", text.encode("utf-8", "backslashreplace").decode())


@cache
def _table(count: int) -> struct.Struct:
    return struct.Struct(f">{count}H")


def _read_texts(record: bytes, count: int) -> list[str]:
    table = _table(count)
    start = HEADER.size + table.size
    if len(record) < start:
        raise MalformedRecord("shorter than its table")
    edges = list(accumulate(table.unpack_from(record, HEADER.size), initial=0))
    body = record[start:]
    if edges[-1] != len(body):
        raise MalformedRecord("not as long as its table says")
    if body.isascii():
        whole = body.decode()
        return [whole[low:high] for low, high in pairwise(edges)]
    return [_text(body[low:high]) for low, high in pairwise(edges)]


def _text(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise MalformedRecord("not UTF-8") from None
    if not is_normalized("NFC", text):
        raise MalformedRecord("not in normal form C")
    return text


def _pairs(texts: list[str]) -> tuple[tuple[str, str], ...]:
    if not texts:
        return ()
    pairs = list(zip(texts[::2], texts[1::2], strict=True))
    if pairs != sorted(pairs):
        raise MalformedRecord("facts out of order")
    return tuple(pairs)
