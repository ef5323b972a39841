r"""Guarded mode on Windows as a plan: names, rights, flags and checks, proved without a Windows. Not yet run there.

The service runs under a virtual account (``NT SERVICE\OperatorConsoleVault``), consoles reach it over a named pipe.
docs/GUARDED.md has the order of the calls. Numbers are those of winbase.h, winnt.h, winsvc.h and namedpipeapi.h.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SERVICE: Final = "OperatorConsoleVault"
ACCOUNT: Final = rf"NT SERVICE\{SERVICE}"
PIPE: Final = r"\\.\pipe\OperatorConsole.Vault"

PIPE_ACCESS_DUPLEX: Final = 0x00000003
FILE_FLAG_OVERLAPPED: Final = 0x40000000
FILE_FLAG_FIRST_PIPE_INSTANCE: Final = 0x00080000
PIPE_TYPE_BYTE: Final = 0x00000000
PIPE_WAIT: Final = 0x00000000
PIPE_REJECT_REMOTE_CLIENTS: Final = 0x00000008
GENERIC_READ: Final = 0x80000000
GENERIC_WRITE: Final = 0x40000000
OPEN_EXISTING: Final = 3
SECURITY_SQOS_PRESENT: Final = 0x00100000
SECURITY_IDENTIFICATION: Final = 0x00010000
SECURITY_IMPERSONATION: Final = 0x00020000
SERVICE_RUNNING: Final = 0x00000004
SERVICE_WIN32_OWN_PROCESS: Final = 0x00000010
SERVICE_SID_TYPE_UNRESTRICTED: Final = 0x00000001

_CLIENT_RIGHTS: Final = "0x0012019b"
"""FILE_GENERIC_READ | FILE_GENERIC_WRITE without FILE_CREATE_PIPE_INSTANCE (4): a client makes no further instance."""
_SID: Final = re.compile(r"S-1-\d+(?:-\d+){1,15}")


def service_sid(name: str = SERVICE) -> str:
    """Return the SID of a service's virtual account: SHA-1 of its name in capitals, UTF-16LE, as five numbers."""
    digest = hashlib.sha1(name.upper().encode("utf-16-le"), usedforsecurity=False).digest()
    parts = [int.from_bytes(digest[at : at + 4], "little") for at in range(0, 20, 4)]
    return "S-1-5-80-" + "-".join(map(str, parts))


def pipe_sddl(operators: str) -> str:
    """Return the pipe's security descriptor for a group of operators, by its SID.

    Owned by the service. In this order: nobody from the network, nobody without a name, the service and the system all,
    operators what a client needs. Protected (P): nothing is inherited. Raises ValueError for what is no SID, or one of
    everybody.
    """
    if not _SID.fullmatch(operators) or operators in {"S-1-1-0", "S-1-5-7", "S-1-5-11"}:
        raise ValueError("not the SID of a group of operators")
    own = service_sid()
    denied = "(D;;GA;;;NU)(D;;GA;;;AN)"
    return f"O:{own}G:SYD:P{denied}(A;;GA;;;{own})(A;;GA;;;SY)(A;;{_CLIENT_RIGHTS};;;{operators})"


def folder_sddl() -> str:
    """Return the state folder's security descriptor: the service and the system, and what is below inherits it."""
    own = service_sid()
    return f"O:{own}G:SYD:P(A;OICI;FA;;;{own})(A;OICI;FA;;;SY)"


@dataclass(frozen=True, slots=True)
class PipeCall:
    """What ``CreateNamedPipeW`` is called with; the security attributes are :func:`pipe_sddl`."""

    open_mode: int
    pipe_mode: int
    instances: int = 32
    buffer: int = 1 << 16


def pipe_call(*, first: bool) -> PipeCall:
    """Return the call for the first instance, which fails when anybody has the name already, or for a further one."""
    mode = PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | (FILE_FLAG_FIRST_PIPE_INSTANCE if first else 0)
    return PipeCall(mode, PIPE_TYPE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS)


def client_flags() -> int:
    """Return the flags of the console's ``CreateFileW``: the server may learn who it is, and not act as them."""
    return FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """What ``CreateServiceW`` and ``ChangeServiceConfig2W`` are called with."""

    name: str
    account: str
    command: str
    sid_type: int
    privileges: tuple[str, ...]
    delayed_start: bool = True


def service_plan(program: str, vault: str) -> ServicePlan:
    """Return the service. ``program`` and ``vault`` are absolute paths; SeChangeNotify is all that it keeps."""
    for path in (program, vault):
        if '"' in path or not re.match(r"[A-Za-z]:\\", path):
            raise ValueError("not an absolute path")
    command = f'"{program}" -P -m operator_console vault --vault "{vault}" --guarded'
    return ServicePlan(SERVICE, ACCOUNT, command, SERVICE_SID_TYPE_UNRESTRICTED, ("SeChangeNotifyPrivilege",))


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """What the console finds out about who serves the pipe, before its first byte.

    ``pipe_process``: ``GetNamedPipeServerProcessId``; ``service_process`` and ``service_state``:
    ``QueryServiceStatusEx`` of the service by name; ``owner_sid``: the pipe's owner, from ``GetSecurityInfo``;
    ``pipe_process_after``: the first once more, after the others.
    """

    pipe_process: int
    service_process: int
    service_state: int
    owner_sid: str
    pipe_process_after: int


def server_problems(facts: ServerFacts) -> list[str]:
    """Return why this is not the vault's service; nothing where it is."""
    found = []
    if facts.service_state != SERVICE_RUNNING or facts.service_process <= 0:
        found.append("service_not_running")
    if facts.pipe_process != facts.service_process:
        found.append("other_process")
    if facts.owner_sid != service_sid():
        found.append("other_owner")
    if facts.pipe_process_after != facts.pipe_process:
        found.append("changed_meanwhile")
    return found


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """What the service finds out about a client with ``ImpersonateNamedPipeClient`` and its thread's token.

    ``level`` is the token's impersonation level (winnt.h: anonymous 0, identification 1, impersonation 2).
    """

    sid: str
    groups: Sequence[str]
    level: int
    restricted: bool
    from_network: bool


def client_problems(facts: ClientFacts, operators: str) -> list[str]:
    """Return why this client may not work here; nothing where it may. ``operators`` is the group's SID."""
    found = []
    if facts.level < 1 or facts.sid in {"S-1-5-7", "S-1-5-18", service_sid()}:
        found.append("nobody")
    if facts.from_network:
        found.append("network")
    if facts.restricted:
        found.append("restricted_token")
    if operators not in facts.groups:
        found.append("no_operator")
    return found
