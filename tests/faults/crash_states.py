"""What a disk may hold after a power cut: what was made durable, and of the rest any part in any order.

The model is strict: a name is durable once its folder was synced, content once its file was; a write that was not
synced may be there, not there, or there in some of its 512-byte sectors, whatever was written before or after it.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from operator_console.storage.reserve import NAME as RESERVE
from tests.faults.disk import Op, Record

SECTOR = 512
MODES = ("none", "all", "in order", "torn", "any", "sectors")


@dataclass(slots=True)
class Content:
    """One file, whatever it is called: what is durable, and the writes that are not yet."""

    durable: bytes = b""
    waiting: list[tuple[int, Record]] = field(default_factory=list)

    def settle(self) -> None:
        content = bytearray(self.durable)
        for _, record in self.waiting:
            apply(content, record)
        self.durable, self.waiting = bytes(content), []


@dataclass(slots=True)
class Waiting:
    """A change of names that is not durable yet."""

    number: int
    record: Record
    content: Content | None


class Disk:
    """Takes the records of a trace one by one and tells what a cut at that moment may leave."""

    def __init__(self, folder: Path) -> None:
        paths = [path for path in folder.rglob("*") if not path.name.endswith(("-shm", RESERVE))]
        self._now = {str(path.relative_to(folder)): Content(path.read_bytes()) for path in paths if path.is_file()}
        self._durable = dict(self._now)
        self._names: list[Waiting] = []
        self._number = 0

    def take(self, record: Record) -> None:
        self._number += 1
        if record.path.endswith(RESERVE):
            return
        match record.op:
            case Op.WRITE | Op.TRUNCATE:
                self._now[record.path].waiting.append((self._number, record))
            case Op.CREATE:
                self._now[record.path] = Content()
                self._names.append(Waiting(self._number, record, self._now[record.path]))
            case Op.RENAME:
                moved = self._now.pop(record.path)
                self._now[record.data.decode()] = moved
                self._names.append(Waiting(self._number, record, moved))
            case Op.UNLINK:
                self._now.pop(record.path, None)
                self._names.append(Waiting(self._number, record, None))
            case Op.SYNC:
                self._sync(record.path)
            case Op.SAID | Op.MKDIR | Op.RMDIR:
                pass  # a folder is there as far as anything in it is: the copy of which a backup is made
            case _:
                raise ValueError(f"{record.op.name} is not part of a day")

    def _sync(self, path: str) -> None:
        if path in self._now:
            self._now[path].settle()
            return
        inside = [each for each in self._names if str(PurePosixPath(each.record.path).parent) == path]
        for each in inside:
            rename(self._durable, each)
        self._names = [each for each in self._names if each not in inside]

    def waiting(self) -> int:
        """Return how many changes a cut may lose now."""
        return len(self._names) + sum(len(content.waiting) for content in self._contents())

    def cut(self, mode: str, chance: random.Random) -> dict[str, bytes]:
        """Return one state that a cut may leave: path below the folder to content."""
        numbers = sorted(
            [each.number for each in self._names]
            + [number for content in self._contents() for number, _ in content.waiting]
        )
        kept, torn = chosen(mode, numbers, chance)
        names = dict(self._durable)
        upto = 0 if mode == "none" else (chance.choice([0, *numbers]) if mode in {"any", "sectors"} else 1 << 62)
        for each in self._names:  # a file system's journal keeps the order of names
            if (each.number <= upto) if mode in {"any", "sectors"} else (each.number in kept):
                rename(names, each)
        return {path: self._left(content, kept, torn, chance) for path, content in names.items()}

    def _left(self, content: Content, kept: set[int], torn: set[int], chance: random.Random) -> bytes:
        left = bytearray(content.durable)
        for number, record in content.waiting:
            if number in torn and record.op is Op.WRITE:
                for part in sectors(record):
                    if chance.random() < 0.5:
                        apply(left, part)
            elif number in kept:
                apply(left, record)
        return bytes(left)

    def _contents(self) -> Iterable[Content]:
        return {id(content): content for content in (*self._now.values(), *self._durable.values())}.values()


def chosen(mode: str, numbers: list[int], chance: random.Random) -> tuple[set[int], set[int]]:
    """Return which changes are kept whole and which in part."""
    if mode == "all":
        return set(numbers), set()
    if mode in {"in order", "torn"} and numbers:
        cut = chance.randrange(len(numbers))
        return set(numbers[:cut]), {numbers[cut]} if mode == "torn" else set()
    if mode == "any":
        return {number for number in numbers if chance.random() < 0.5}, set()
    return set(), set(numbers) if mode == "sectors" else set()


def rename(names: dict[str, Content], waiting: Waiting) -> None:
    record = waiting.record
    if record.op is Op.CREATE and waiting.content is not None:
        names[record.path] = waiting.content
    elif record.op is Op.RENAME and waiting.content is not None:
        names.pop(record.path, None)
        names[record.data.decode()] = waiting.content
    elif record.op is Op.UNLINK:
        names.pop(record.path, None)


def apply(content: bytearray, record: Record) -> None:
    if record.op is Op.TRUNCATE:
        del content[record.offset :]
        content.extend(bytes(record.offset - len(content)))
        return
    content.extend(bytes(max(0, record.offset - len(content))))
    content[record.offset : record.offset + len(record.data)] = record.data


def sectors(record: Record) -> Iterator[Record]:
    """Split a write where a disk may tear it."""
    start = 0
    while start < len(record.data):
        end = (record.offset + start) // SECTOR * SECTOR + SECTOR - record.offset
        yield Record(Op.WRITE, record.path, record.data[start:end], record.offset + start)
        start = end


def write_state(state: dict[str, bytes], folder: Path) -> None:
    """Put a state into an empty folder."""
    for path, content in state.items():
        place = folder / path
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.write_bytes(content)
        place.chmod(0o600)
