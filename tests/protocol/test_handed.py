"""A file comes with the line that names it: exactly one, for this request alone, and none stays open."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.handed import Counter, Handed, receive
from operator_console.protocol.inbox import Arrived, Sorter

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="descriptors cross unix sockets")

Pair = tuple[socket.socket, socket.socket]
FULL = 1 << 16


@pytest.fixture
def pair() -> Iterator[Pair]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with ours, theirs:
        yield ours, theirs


@pytest.fixture
def files(tmp_path: Path) -> Iterator[list[int]]:
    """Four open files, each with its number in it."""
    opened = []
    for number in range(4):
        (tmp_path / str(number)).write_bytes(b"%d" % number)
        opened.append(os.open(tmp_path / str(number), os.O_RDONLY))
    yield opened
    for each in opened:
        os.close(each)


def is_open(descriptor: int) -> bool:
    return Path(f"/proc/self/fd/{descriptor}").exists()


def how_many_open() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def sorted_lines(theirs: socket.socket, most: int = FULL) -> list[Arrived]:
    """What an inbox makes of everything that was sent."""
    sorter, found = Sorter(), []
    while True:
        data, descriptors = receive(theirs, most)
        if not data:
            return found
        found += sorter.feed(data, descriptors)


def content(arrived: Arrived) -> bytes:
    descriptor = arrived.handed.take()
    try:
        return os.read(descriptor, 10)
    finally:
        os.close(descriptor)


def missing(handed: Handed | Counter) -> bool:
    with pytest.raises(Refusal) as caught:
        handed.take()
    return caught.value.code is Code.FILE_NOT_HANDED


@pytest.mark.parametrize("most", [FULL, 3, 1])
def test_each_file_comes_with_its_own_line(pair: Pair, files: list[int], most: int) -> None:
    ours, theirs = pair
    ours.sendall(b"before\n")
    socket.send_fds(ours, [b"first\n"], files[:1])
    ours.sendall(b"between\nand more\n")
    socket.send_fds(ours, [b"second\n"], files[1:2])
    ours.sendall(b"after\n")
    ours.close()
    lines = sorted_lines(theirs, most)
    assert [each.line for each in lines] == [b"before", b"first", b"between", b"and more", b"second", b"after"]
    assert content(lines[1]) == b"0"
    assert content(lines[4]) == b"1"
    assert all(missing(lines[number].handed) for number in (0, 1, 2, 3, 4, 5))


def test_a_line_with_two_files_gives_none(pair: Pair, files: list[int]) -> None:
    ours, theirs = pair
    socket.send_fds(ours, [b"too many\n"], files[:2])
    socket.send_fds(ours, [b"one\n"], files[2:3])
    ours.close()
    many, one = sorted_lines(theirs)
    assert missing(many.handed)
    assert content(one) == b"2"
    many.handed.close()


def test_files_strewn_over_one_line_are_not_kept(pair: Pair, files: list[int]) -> None:
    ours, theirs = pair
    before = how_many_open()
    for _ in range(50):
        socket.send_fds(ours, [b"x"], files)
    ours.sendall(b"\n")
    ours.close()
    (line,) = sorted_lines(theirs)
    assert how_many_open() <= before + 1  # the pair's end that was closed, and two that are kept
    line.handed.close()
    assert how_many_open() == before - 1


def test_what_was_received_is_not_inherited_by_programs_that_the_vault_starts(pair: Pair, files: list[int]) -> None:
    ours, theirs = pair
    socket.send_fds(ours, [b"line\n"], files[:1])
    _, (descriptor,) = receive(theirs, FULL)
    assert not os.get_inheritable(descriptor)
    os.close(descriptor)


def test_a_file_is_taken_from_the_line_that_is_being_served(files: list[int]) -> None:
    counter = Counter()
    outer, inner = Handed([os.dup(files[0])]), Handed([os.dup(files[1])])
    assert missing(counter)
    with counter.serving(outer):
        with counter.serving(inner):
            second = counter.take()
        first = counter.take()
        assert missing(counter)
    assert missing(counter)
    assert (os.read(first, 9), os.read(second, 9)) == (b"0", b"1")
    os.close(first)
    os.close(second)


def test_what_nobody_took_is_closed_with_its_line(files: list[int]) -> None:
    copy = os.dup(files[0])
    handed = Handed([copy])
    handed.close()
    assert not is_open(copy)
    assert missing(handed)
