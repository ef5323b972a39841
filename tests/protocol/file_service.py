"""A vault service that says what came with each line, and does with new files what their names tell it to."""

import os
import socket
import sys
from pathlib import Path

from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import messages as m
from operator_console.protocol.framing import read_request, reply_line
from operator_console.protocol.handed import Handed, receive
from operator_console.protocol.inbox import Sorter

CONTENT = b"what the vault writes\n"


def answers(request: m.Request, handed: Handed) -> list[m.Reply]:
    """Return what is said: for a file to read its content, for a new one as its name says."""
    if isinstance(request, m.PreviewImport):
        descriptor = handed.take()
        return [m.FilePreview(os.read(descriptor, 100).decode(), 1, ())]
    if isinstance(request, m.SaveRejects):
        descriptor = handed.take()
        os.write(descriptor, CONTENT)
        name = Path(request.path).name
        if name.startswith("taken"):
            Path(request.path).write_text("somebody else's", encoding="utf-8")
        if name == "gone":
            Path(request.path).with_name(".gone.part").unlink()
        return {
            "refused": [m.Progress("rows", 1, 2), m.Refused(Code.DISK_FULL, {})],
            "never": [m.Progress("rows", 1, 2)],
        }.get(name, [m.Progress("rows", 1, 2), m.Done()])
    try:
        os.close(handed.take())
    except Refusal:
        return [m.Done()]
    return [m.Refused(Code.FILE_NOT_HANDED, {})]  # a file came that nobody named


def main() -> None:
    connection = socket.socket(fileno=os.dup(0))
    sorter = Sorter()
    while True:
        data, descriptors = receive(connection, 1 << 16)
        if not data:
            sys.exit()
        for arrived in sorter.feed(data, descriptors):
            request = read_request(arrived.line)
            for reply in answers(request.body, arrived.handed):
                connection.sendall(reply_line(request.id, reply))
            arrived.handed.close()


if __name__ == "__main__":
    main()
