"""What has to be done to make a machine Guarded, and to make it as it was: lists of steps, nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass

from operator_console.domain.refusals import Code, Refusal
from operator_console.guard.layout import SOCKET_UNIT, Layout
from operator_console.guard.program import hidden_parts, parts_of_program, weak_places
from operator_console.guard.steps import Commands, Credential, Files, Folder, Step, Told
from operator_console.guard.system import System
from operator_console.guard.units import machine_file, program, service_unit, socket_unit

_STOP = (("systemctl", "disable", "--now", SOCKET_UNIT), ("systemctl", "stop", "operator-console-vault@*.service"))
_RELOAD = ("systemctl", "daemon-reload")


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in their order."""

    steps: tuple[Step, ...]

    def told(self) -> list[Told]:
        """Return what will be done, line by line."""
        return [line for step in self.steps for line in step.told()]


def require_machine(layout: Layout, system: System) -> None:
    """Refuse where nothing can be installed: no root's rights, no systemd. A folder of a packager needs neither."""
    if not layout.whole:
        return
    if not system.is_root():
        raise Refusal(Code.GUARD_NEEDS_ROOT)
    if not (system.has("systemctl") and system.is_running_systemd()):
        raise Refusal(Code.GUARD_NO_SYSTEMD)


def require_program() -> None:
    """Refuse a program that somebody else could change, or that the service could not see: it would be no wall."""
    parts = parts_of_program()
    if weak := weak_places(parts):
        raise Refusal(Code.GUARD_PROGRAM_WEAK, path=str(weak[0]))
    if hidden := hidden_parts(parts):
        raise Refusal(Code.GUARD_PROGRAM_HIDDEN, path=str(hidden[0]))


def can_seal(layout: Layout, system: System) -> bool:
    """Return whether the device secret can be sealed here; otherwise it is a private file, which is weaker."""
    return layout.whole and system.has("systemd-creds")


def installation(layout: Layout, system: System, command: Sequence[str] = (), *, sealed: bool = True) -> Plan:
    """Return the steps that are still to be done. ``command`` is what starts the vault.

    ``sealed``: the device secret is to be a credential; where that cannot be, it is a private file.
    """
    sealed = sealed and can_seal(layout, system)
    units = {
        layout.on_disk(layout.socket_unit): socket_unit(layout).encode(),
        layout.on_disk(layout.service_unit): service_unit(layout, command or program(), sealed=sealed).encode(),
    }
    files: list[Step] = [
        Files(dict(units)),
        Files({layout.on_disk(layout.machine_file): machine_file(layout).encode()}),
    ]
    if not layout.whole:
        return Plan(tuple(files))
    private: list[Step] = [Folder(layout.on_disk(layout.state), lambda: system.account(layout.account))]
    if sealed:
        private.append(Credential(system, layout.on_disk(layout.credential)))
    steps = [*_accounts(layout, system), *private, *files]
    changed = any(step.told() for step in files)
    active = system.try_run(("systemctl", "is-active", SOCKET_UNIT))[0] == 0
    enabled = system.try_run(("systemctl", "is-enabled", SOCKET_UNIT))[0] == 0
    if changed:
        steps.insert(len(steps) - len(files), Commands(system, (), back=(_RELOAD,)))
    if changed or not (active and enabled):
        start = ("systemctl", "enable", SOCKET_UNIT), ("systemctl", "restart", SOCKET_UNIT)
        steps.append(Commands(system, (_RELOAD,)))
        steps.append(Commands(system, start, back=() if active else _STOP[:1]))
    return Plan(tuple(step for step in steps if step.told() or isinstance(step, Commands)))


def _accounts(layout: Layout, system: System) -> list[Step]:
    steps: list[Step] = []
    if system.group(layout.group) is None:
        steps.append(Commands(system, (("groupadd", "--system", layout.group),), back=(("groupdel", layout.group),)))
    if system.account(layout.account) is None:
        home = ("--home-dir", str(layout.state), "--no-create-home", "--shell", "/usr/sbin/nologin")
        make = ("useradd", "--system", "--user-group", *home, layout.account)
        steps.append(Commands(system, (make,), back=(("userdel", layout.account),)))
    return steps


def removal(layout: Layout, system: System) -> Plan:
    """Return the steps that take the units and the machine file away; the vault, its secret and accounts stay."""
    paths = [layout.on_disk(path) for path in (layout.socket_unit, layout.service_unit, layout.machine_file)]
    files = Files({path: None for path in paths if path.exists()})
    if not files.told() or not layout.whole:
        return Plan((files,) if files.told() else ())
    return Plan((Commands(system, _STOP), files, Commands(system, (_RELOAD,))))


def deletion(layout: Layout, system: System) -> Plan:
    """Return the steps that destroy the vault with its secret, and remove its accounts. Cannot be taken back."""
    credential, state = layout.on_disk(layout.credential), layout.on_disk(layout.state)
    steps: list[Step] = [Files({credential: None})] if credential.exists() else []
    if state.exists():
        steps.append(Commands(system, (("rm", "-rf", "--one-file-system", "--", str(state)),)))
    if system.account(layout.account) is not None:
        steps.append(Commands(system, (("userdel", layout.account),)))
    if system.group(layout.group) is not None:
        steps.append(Commands(system, (("groupdel", layout.group),)))
    return Plan(tuple(steps))
