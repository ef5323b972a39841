"""Changes exports of logs at random and holds what two verifiers say of each against each other.

    python -m tests.faults.log_mutations --mutations 100000 [--honest 1000] [--seed N] [--planted no-op|blind]

Prints one JSON object; exits 1 when a change was missed, an honest log raised an alarm, or the two did not agree.
Planted: a change that changes nothing must count as missed, and a verifier that looks away must be caught; such a
run ends there.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "audit"))

from base64 import b64decode, b64encode

from exported_logs import Export, both, changed, exported, reclosed

from operator_console.audit.offline_verifier import Verification

Lines = list[bytes]
Change = Callable[[random.Random, Lines], Lines]


def flip_bit(chance: random.Random, lines: Lines) -> Lines:
    at = chance.randrange(len(lines))
    line = bytearray(lines[at])
    line[chance.randrange(len(line))] ^= 1 << chance.randrange(8)
    return b"".join([*lines[:at], bytes(line), *lines[at + 1 :]]).splitlines(keepends=True)


def drop_bytes(chance: random.Random, lines: Lines) -> Lines:
    whole = b"".join(lines)
    at = chance.randrange(len(whole) - 1)
    return (whole[:at] + whole[at + chance.randrange(1, 40) :]).splitlines(keepends=True)


def add_bytes(chance: random.Random, lines: Lines) -> Lines:
    whole = b"".join(lines)
    at = chance.randrange(len(whole))
    return (whole[:at] + chance.randbytes(chance.randrange(1, 9)) + whole[at:]).splitlines(keepends=True)


def cut(chance: random.Random, lines: Lines) -> Lines:
    return lines[: chance.randrange(len(lines))]


def drop_line(chance: random.Random, lines: Lines) -> Lines:
    at = chance.randrange(len(lines))
    return lines[:at] + lines[at + 1 :]


def double_line(chance: random.Random, lines: Lines) -> Lines:
    at = chance.randrange(len(lines))
    return lines[: at + 1] + lines[at:]


def swap_lines(chance: random.Random, lines: Lines) -> Lines:
    one, other = chance.sample(range(len(lines)), 2)
    found = list(lines)
    found[one], found[other] = found[other], found[one]
    return found


def change_entry(chance: random.Random, lines: Lines) -> Lines:
    """Record or seal get another byte; the words beside them stay."""
    at = chance.choice([i for i, line in enumerate(lines) if b'"type":"entry"' in line])
    name = chance.choice(["record", "mac"])
    content = bytearray(b64decode(json.loads(lines[at])[name]))
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return [*lines[:at], changed(lines[at], **{name: b64encode(bytes(content)).decode()}), *lines[at + 1 :]]


def change_number(chance: random.Random, lines: Lines) -> Lines:
    at = chance.choice([i for i, line in enumerate(lines) if b'"type":"entry"' in line])
    number = json.loads(lines[at])["sequence"] + chance.choice([-3, -1, 1, 2, 40])
    return [*lines[:at], changed(lines[at], sequence=max(0, number)), *lines[at + 1 :]]


def change_checkpoint(chance: random.Random, lines: Lines) -> Lines:
    at = chance.choice([i for i, line in enumerate(lines) if b'"type":"checkpoint"' in line])
    content = bytearray(b64decode(json.loads(lines[at])["content"]))
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return [*lines[:at], changed(lines[at], content=b64encode(bytes(content)).decode()), *lines[at + 1 :]]


CHANGES: tuple[Change, ...] = (
    flip_bit,
    drop_bytes,
    add_bytes,
    cut,
    drop_line,
    double_line,
    swap_lines,
    change_entry,
    change_number,
    change_checkpoint,
)


def no_op(_: random.Random, lines: Lines) -> Lines:
    return list(lines)


def mutated(chance: random.Random, export: Export, changes: tuple[Change, ...]) -> tuple[str, Lines]:
    """One to three changes, half of the time with the export's own end made to fit again."""
    lines, names = export.lines, []
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        change = chance.choice(changes)
        if len(lines) > 3 and any(b'"type":"entry"' in line for line in lines):
            try:
                lines = change(chance, lines)
            except (IndexError, ValueError):  # an earlier change left nothing of this kind
                continue
            names.append(change.__name__)
    if chance.random() < 0.5 and lines:
        lines = reclosed(lines)
    return "+".join(names), lines


def run(mutations: int, honest: int, seed: int, planted: str = "") -> dict[str, Any]:
    chance = random.Random(seed)
    exports = [exported(chance.randrange(1, 9), seed=number, every=8) for number in range(24)]
    changes = (*CHANGES, no_op) if planted == "no-op" else CHANGES
    missed: Counter[str] = Counter()
    apart: list[str] = []
    skipped = 0
    for _ in range(mutations):
        export = chance.choice(exports)
        name, lines = mutated(chance, export, changes)
        if lines == export.lines and planted != "no-op":
            skipped += 1
            continue
        first, second = both(lines, export.first_key, export.codes[:1])
        missed[name] += first[0] or second[0]
        if first != second:
            apart.append(f"{name}: {sorted(first[1] ^ second[1])[:4]}")
        if planted and (missed.total() or apart):
            break
    alarms = sum(alarm(number) for number in range(honest))
    return {
        "mutations": mutations - skipped,
        "seed": seed,
        "missed": missed.total(),
        "missed_by": {name: count for name, count in missed.items() if count},
        "not_agreed": len(apart),
        "not_agreed_on": apart[:5],
        "honest": honest,
        "false_alarms": alarms,
    }


def alarm(number: int) -> bool:
    export = exported(number % 12, seed=number, every=1 + number % 17)
    return both(export.lines, export.first_key, export.codes) != ((True, set()), (True, set()))


def blind() -> None:
    """The planted verifier: it never looks at the chain."""
    Verification._in_place = lambda *_: None  # type: ignore[method-assign]
    Verification._conclude = lambda *_: None  # type: ignore[method-assign]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutations", type=int, default=100_000)
    parser.add_argument("--honest", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", choices=["no-op", "blind"], default="")
    arguments = parser.parse_args()
    if arguments.planted == "blind":
        blind()
    result = run(arguments.mutations, arguments.honest, arguments.seed, arguments.planted)
    print(json.dumps(result, ensure_ascii=False))
    return 1 if result["missed"] or result["not_agreed"] or result["false_alarms"] else 0


if __name__ == "__main__":
    sys.exit(main())
