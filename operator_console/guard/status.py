"""How Guarded mode stands on this machine: what is there, what differs from what was installed, which locks are off."""

import re
import stat
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Refusal
from operator_console.domain.views import CheckState, MachineCheck
from operator_console.guard.layout import SOCKET_UNIT, Layout
from operator_console.guard.program import hidden_parts, parts_of_program, weak_places
from operator_console.guard.system import System
from operator_console.guard.units import machine_file, program, service_unit, socket_unit

GOOD, WEAK, BAD, ABSENT = CheckState.GOOD, CheckState.WEAK, CheckState.BAD, CheckState.UNSUPPORTED
_DIRECTIVE: Final = re.compile(r"^([A-Z]\w+)=(.*)$", re.MULTILINE)
_OPERATION: Final = frozenset({"ExecStart", "LoadCredentialEncrypted", "Description"})
"""What differs from machine to machine without opening anything."""
_ONLY_ASKS: Final = "systemd-creds"


def installed_layout(layout: Layout) -> Layout:
    """Return the layout with the names under which it was installed here, as its files say them."""
    found = _read(layout.on_disk(layout.machine_file))
    unit, socket = _read(layout.on_disk(layout.service_unit)), _read(layout.on_disk(layout.socket_unit))
    try:
        account = str(tomllib.loads(found).get("account", layout.account))
        state = _one(unit, "StateDirectory")
        return replace(
            layout,
            account=_one(unit, "User") or account,
            group=_one(socket, "SocketGroup") or layout.group,
            state=Path("/var/lib") / state if state else layout.state,
        )
    except (tomllib.TOMLDecodeError, Refusal):
        return layout


def is_installed(layout: Layout) -> bool:
    """Return whether anything of Guarded mode is here."""
    paths = (layout.machine_file, layout.service_unit, layout.socket_unit)
    return any(layout.on_disk(path).exists() for path in paths)


def guard_checks(layout: Layout, system: System, command: Sequence[str] = ()) -> tuple[MachineCheck, ...]:
    """Return every check; a machine without Guarded mode has one, that says so."""
    if not is_installed(layout):
        return (MachineCheck("guard", ABSENT, {}),)
    layout = installed_layout(layout)
    files = tuple(_files(layout, command or program()))
    hardening = _hardening(layout)
    if not layout.whole:
        return (*files, hardening)
    return (*files, hardening, _program(), _account(layout, system), _state(layout, system), *_service(layout, system))


def _files(layout: Layout, command: Sequence[str]) -> Iterator[MachineCheck]:
    sealed = "LoadCredentialEncrypted=" in _read(layout.on_disk(layout.service_unit))
    wanted = {
        layout.socket_unit: socket_unit(layout),
        layout.service_unit: service_unit(layout, command, sealed=sealed),
        layout.machine_file: machine_file(layout),
    }
    for path, content in wanted.items():
        there = layout.on_disk(path)
        if not there.exists():
            yield MachineCheck("guard_file_missing", BAD, {"path": str(path)})
        elif _read(there) != content:
            yield MachineCheck("guard_file_differs", WEAK, {"path": str(path)})
        elif not _is_roots(there):
            yield MachineCheck("guard_file_open", BAD, {"path": str(path)})
        else:
            yield MachineCheck("guard_file", GOOD, {"path": str(path)})


def _hardening(layout: Layout) -> MachineCheck:
    """Compare every option of the template with the installed unit and what was dropped in beside it."""
    unit = layout.on_disk(layout.service_unit)
    texts = [_read(unit), *(_read(path) for path in sorted(_drop_ins(unit)))]
    found = _options("\n".join(texts))
    wanted = _options(service_unit(layout, program(), sealed=False))
    off = [name for name, values in wanted.items() if name not in _OPERATION and found.get(name) != values]
    if off:
        return MachineCheck("guard_hardening", BAD, {"options": " ".join(sorted(off))})
    return MachineCheck("guard_hardening", GOOD, {"count": len(wanted) - len(_OPERATION & wanted.keys())})


def _drop_ins(unit: Path) -> Iterator[Path]:
    """Files that change a template's instances (systemd.unit(5)): in the folder of its name."""
    folder = unit.with_name(unit.name + ".d")
    if folder.is_dir():
        yield from folder.glob("*.conf")


def _program() -> MachineCheck:
    parts = parts_of_program()
    if weak := weak_places(parts) + hidden_parts(parts):
        return MachineCheck("guard_program", BAD, {"path": str(weak[0])})
    return MachineCheck("guard_program", GOOD, {})


def _account(layout: Layout, system: System) -> MachineCheck:
    there = system.account(layout.account) is not None and system.group(layout.group) is not None
    return MachineCheck("guard_account", GOOD if there else BAD, {"account": layout.account, "group": layout.group})


def _state(layout: Layout, system: System) -> MachineCheck:
    account = system.account(layout.account)
    params: dict[str, str | int] = {"path": str(layout.state)}
    try:
        found = layout.on_disk(layout.state).lstat()
    except OSError:
        return MachineCheck("guard_state", BAD, params)
    private = stat.S_ISDIR(found.st_mode) and found.st_mode & 0o77 == 0
    right = private and account is not None and found.st_uid == account.uid
    return MachineCheck("guard_state", GOOD if right else BAD, params)


def _service(layout: Layout, system: System) -> Iterator[MachineCheck]:
    listening = system.try_run(("systemctl", "is-active", SOCKET_UNIT))[0] == 0
    yield MachineCheck("guard_socket", GOOD if listening else BAD, {})
    if "LoadCredentialEncrypted=" not in _read(layout.on_disk(layout.service_unit)):
        yield MachineCheck("guard_secret", WEAK, {})
        return
    tpm = system.try_run((_ONLY_ASKS, "has-tpm2"))[0] == 0
    yield MachineCheck("guard_secret_tpm" if tpm else "guard_secret_host", GOOD if tpm else WEAK, {})


def _options(text: str) -> dict[str, list[str]]:
    options: dict[str, list[str]] = {}
    for name, value in _DIRECTIVE.findall(text):
        options.setdefault(name, []).append(value.strip())
    return options


def _one(text: str, name: str) -> str:
    return _options(text).get(name, [""])[-1]


def _is_roots(path: Path) -> bool:
    found = path.lstat()
    return found.st_uid == 0 and found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) == 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
