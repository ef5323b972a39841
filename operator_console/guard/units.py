"""What the files of a Guarded machine say: two units from their templates, and the consoles' machine file."""

import json
import re
import sys
from collections.abc import Sequence
from string import Template
from typing import Final

from operator_console.domain.modes import Mode
from operator_console.guard.layout import SERVICE_UNIT, SOCKET, SOCKET_UNIT, Layout
from operator_console.resource_files import resource
from operator_console.storage.device_secret import CREDENTIAL

_PLAIN: Final = re.compile(r"[A-Za-z0-9/._-]+")
NO_CREDENTIAL: Final = "# No credential can be sealed here: the device secret is a private file in the state folder."


def program(executable: str = sys.executable) -> tuple[str, ...]:
    """Return the command of the vault; ``-P`` keeps the current folder out of what it imports."""
    return (executable, "-P", "-m", "operator_console", "vault")


def socket_unit(layout: Layout) -> str:
    """Return the socket's unit."""
    return _filled(SOCKET_UNIT, socket=str(SOCKET), group=layout.group)


def service_unit(layout: Layout, command: Sequence[str], *, sealed: bool) -> str:
    """Return the vault's unit; ``sealed`` when the service manager hands the device secret over."""
    credential = f"LoadCredentialEncrypted={CREDENTIAL}:{layout.credential}" if sealed else NO_CREDENTIAL
    return _filled(
        SERVICE_UNIT,
        program=" ".join(map(_quoted, command)),
        vault=_quoted(str(layout.vault)),
        account=layout.account,
        state=layout.state_name,
        credential=credential,
    )


def machine_file(layout: Layout) -> str:
    """Return the machine file of the consoles (TOML)."""
    told = {"mode": Mode.GUARDED.value, "socket": str(SOCKET), "account": layout.account}
    head = "# Operator Console: consoles on this machine use the vault behind this socket. See docs/GUARDED.md.\n"
    return head + "".join(f"{name} = {json.dumps(value)}\n" for name, value in told.items())


def _filled(name: str, **values: str) -> str:
    return Template(resource("systemd", name).read_text(encoding="utf-8")).substitute(values)


def _quoted(word: str) -> str:
    """One word of a command line as systemd.service(5) reads it: % and $ doubled, quoted where it has to be."""
    if _PLAIN.fullmatch(word):
        return word
    escaped = word.replace("%", "%%").replace("$", "$$").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
