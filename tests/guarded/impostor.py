"""Serves at a path as somebody whom no console should trust, and notes every byte that it is told.

    python impostor.py PATH UID

Started by root, which puts the socket there; whoever listens then is UID. Says ``listening``, and for each console that
came and went what it said (hexadecimal), until it is killed.
"""

import os
import socket
import sys
from pathlib import Path


def main() -> None:
    path, uid = sys.argv[1], int(sys.argv[2])
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        Path(path).chmod(0o666)
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        door.listen()
        print("listening", flush=True)
        while True:
            heard = b""
            console, _ = door.accept()
            with console:
                while data := console.recv(1 << 16):
                    heard += data
            print(heard.hex() or "nothing", flush=True)


if __name__ == "__main__":
    main()
