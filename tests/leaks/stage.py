"""A machine of the walker's own: an X server, a session bus with accessibility, and folders that start out empty."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("Xvfb", "dbus-daemon", "xclip", "xprop", "xwininfo", "xdotool", "strace")
ROOT = Path(__file__).parent.parent.parent
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True)
class Stage:
    """Where everything is; ``environment`` is what a console on it is started with."""

    folder: Path
    environment: dict[str, str]

    @property
    def trace(self) -> Path:
        """What strace writes, outside the folders that are searched."""
        return self.folder.parent / f"{self.folder.name}.trace"


def missing() -> str:
    """Why the walker cannot be run here; nothing where it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "needs root on Linux: no one else may read the memory of these processes"
    lacking = [name for name in PROGRAMS if shutil.which(name) is None]
    if lacking:
        return f"not on this machine: {' '.join(lacking)}"
    if not any(Path(place, "at-spi-bus-launcher").exists() for place in ("/usr/libexec", "/usr/lib/at-spi2-core")):
        return "no at-spi2-core on this machine"
    traced = subprocess.run(["strace", "-o", os.devnull, "true"], check=False, capture_output=True)
    return "this machine lets nobody trace a process" if traced.returncode else ""


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Raise it; everything that was started ends with it."""
    with ExitStack() as stack:
        for name in ("home", "run", "tmp"):
            (folder / name).mkdir(mode=0o700, parents=True)
        environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            "DISPLAY": stack.enter_context(_screen()),
            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_bus(environment))
        yield Stage(folder, environment)


def until(condition: Callable[[], object], complaint: str) -> None:
    """Wait for a condition outside of any event loop."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, complaint
        time.sleep(0.02)


@contextmanager
def _screen() -> Iterator[str]:
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.kill()
        server.wait()


@contextmanager
def _bus(environment: dict[str, str]) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    daemon = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, start_new_session=True
    )
    try:
        yield daemon.stdout.readline().strip()
    finally:
        os.killpg(daemon.pid, 9)  # with it the helpers that it started: the accessibility bus and its registry
        daemon.wait()
        daemon.stdout.close()
