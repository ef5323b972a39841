"""The other end of a socket is named by the system; whatever has no such end is refused."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.peers import Peer, peer_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="SO_PEERCRED is Linux's")


CALLER = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); s.recv(1)"


def refused(descriptor: int) -> None:
    with pytest.raises(Refusal) as caught:
        peer_of(descriptor)
    assert caught.value.code is Code.PEER_UNKNOWN


def test_a_pair_of_sockets_has_ourselves_at_both_ends() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with ours, theirs:
        assert peer_of(ours.fileno()) == Peer(os.getuid(), os.getgid(), os.getpid())
        theirs.sendall(b"still open")
        assert ours.recv(64) == b"still open"


def test_who_connected_is_named_and_not_who_listens(tmp_path: Path) -> None:
    path = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(path)
        listener.listen(1)
        with subprocess.Popen([sys.executable, "-c", CALLER, path]) as caller:
            accepted, _ = listener.accept()
            with accepted:
                assert peer_of(accepted.fileno()).pid == caller.pid


def test_what_is_no_connected_unix_stream_socket_is_refused(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    refused(reading)
    os.close(reading)
    os.close(writing)
    refused(reading)
    with (tmp_path / "file").open("wb") as file:
        refused(file.fileno())
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as alone:
        refused(alone.fileno())
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as internet:
        refused(internet.fileno())
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with ours, theirs:
        refused(ours.fileno())


def test_a_system_without_the_option_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "SO_PEERCRED")
    ours, theirs = socket.socketpair()
    with ours, theirs:
        refused(ours.fileno())
