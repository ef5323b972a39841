"""Where everything of a Guarded machine lies, below a root folder that is ``/`` but for packagers and tests."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from operator_console.domain.refusals import Code, Refusal

ACCOUNT: Final = "operator-console"
GROUP: Final = "operator-console-users"
STATE: Final = Path("/var/lib/operator-console")
SOCKET: Final = Path("/run/operator-console/vault.sock")
SOCKET_UNIT: Final = "operator-console-vault.socket"
SERVICE_UNIT: Final = "operator-console-vault@.service"
_NAME: Final = re.compile(r"[a-z_][a-z0-9_-]{0,30}")
"""Names that useradd(8) takes everywhere."""
_STATE_ROOT: Final = Path("/var/lib")


@dataclass(frozen=True, slots=True)
class Layout:
    """Names and paths as the running system sees them; :meth:`on_disk` is where they are written."""

    prefix: Path = Path("/")
    account: str = ACCOUNT
    group: str = GROUP
    state: Path = STATE

    def __post_init__(self) -> None:
        for name in (self.account, self.group):
            if not _NAME.fullmatch(name):
                raise Refusal(Code.GUARD_NAME_BAD, name=name)
        below = self.state.parts[len(_STATE_ROOT.parts) :]
        plain = all(re.fullmatch(r"[A-Za-z0-9_-]+", part) for part in below)
        if self.state.parts[: len(_STATE_ROOT.parts)] != _STATE_ROOT.parts or not below or not plain:
            raise Refusal(Code.GUARD_STATE_BAD, path=str(self.state))

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return self.state / "vault"

    @property
    def secrets(self) -> Path:
        """Where the device secret is where no credential can be sealed; the vault process looks there too."""
        return self.state / "device-secrets"

    @property
    def state_name(self) -> str:
        """The state folder as systemd.exec(5) wants it for StateDirectory=: below /var/lib."""
        return self.state.relative_to(_STATE_ROOT).as_posix()

    @property
    def machine_file(self) -> Path:
        """What tells every console of this machine to use the vault behind the socket."""
        return Path("/etc/operator-console/console.toml")

    @property
    def credential(self) -> Path:
        """The device secret, sealed for this machine."""
        return Path("/etc/credstore.encrypted/operator-console.device-secret")

    @property
    def socket_unit(self) -> Path:
        """The unit of the socket."""
        return Path("/etc/systemd/system") / SOCKET_UNIT

    @property
    def service_unit(self) -> Path:
        """The unit of the vault."""
        return Path("/etc/systemd/system") / SERVICE_UNIT

    @property
    def whole(self) -> bool:
        """Whether this is the running system: only there accounts are made and services started."""
        return self.prefix == Path("/")

    def on_disk(self, path: Path) -> Path:
        """Return where a path of the running system is written."""
        return self.prefix / path.relative_to("/")
