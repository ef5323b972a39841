"""Failed sign-ins, counted outside the databases: they outlive a restart, and losing the count holds everybody."""

import json
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from operator_console.domain.refusals import Code, Refusal
from operator_console.services.ports import Clock, FailedSignIn
from operator_console.storage.keys import derive, joined, seal, unseal
from operator_console.storage.private_files import read_private, replace_private

LIMIT: Final = 8 << 20
KEPT_PER_USER: Final = 100
"""More failures than this change nothing about how long an account is held."""
LOST: Final = 10
"""As how many failures of everybody a lost or damaged count is taken."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the file holds. ``lost`` is when an earlier file was found missing or damaged."""

    failures: dict[str, list[str]] = field(default_factory=dict)
    unlogged: list[tuple[str, str]] = field(default_factory=list)
    lost: str = ""
    forgiven: list[str] = field(default_factory=list)


class AttemptsFile:
    """The file, encrypted under a key from the device secret: somebody may type a password as their name."""

    def __init__(self, path: Path, vault_id: bytes, device_secret: bytes, clock: Clock) -> None:
        self._path = path
        self._key = derive(device_secret, "attempts/1")
        self._context = joined("attempts/1", vault_id)
        self._clock = clock

    def create(self) -> None:
        """Write the first, empty count."""
        self._write(Counted())

    def failures(self, user: str) -> list[datetime]:
        """Return the times of the failures since this user's last success; a lost count is ten for everybody."""
        counted, name = self._read(), canonical(user)
        lost = [counted.lost] * LOST if counted.lost and name not in counted.forgiven else []
        return sorted(datetime.fromisoformat(when) for when in lost + counted.failures.get(name, []))

    def begin(self, user: str, when: datetime) -> None:
        """Count a failure, durably."""
        counted, name = self._read(), canonical(user)
        mine = [*counted.failures.get(name, []), when.isoformat()][-KEPT_PER_USER:]
        unlogged = [*counted.unlogged, (name, when.isoformat())]
        self._write(replace(counted, failures={**counted.failures, name: mine}, unlogged=unlogged))

    def clear(self, user: str) -> None:
        """Forget this user's failures, durably; the attempt that succeeded was none."""
        counted, name = self._read(), canonical(user)
        failures = {each: times for each, times in counted.failures.items() if each != name}
        forgiven = [*counted.forgiven, name] if counted.lost and name not in counted.forgiven else counted.forgiven
        own = counted.failures.get(name, [])[-1:]
        unlogged = [each for each in counted.unlogged if each != (name, *own)]
        self._write(replace(counted, failures=failures, forgiven=forgiven, unlogged=unlogged))

    def unlogged(self) -> list[FailedSignIn]:
        """Return the failures that are not in the log yet, oldest first."""
        return [FailedSignIn(user, datetime.fromisoformat(when)) for user, when in self._read().unlogged]

    def mark_logged(self, count: int) -> None:
        """The first ``count`` of them are in the log now."""
        counted = self._read()
        self._write(replace(counted, unlogged=counted.unlogged[count:]))

    def keep_unlogged(self, failures: list[FailedSignIn]) -> None:
        """Start anew, but for what the log does not have yet."""
        self._write(Counted(unlogged=[(each.user, each.when.isoformat()) for each in failures]))

    def _read(self) -> Counted:
        counted = self._whole()
        if counted is None:
            counted = Counted(lost=self._clock.now().isoformat())
            self._write(counted)
        return counted

    def _whole(self) -> Counted | None:
        try:
            content = unseal(self._key, read_private(self._path, LIMIT), self._context)
        except Refusal as refusal:
            if refusal.code is not Code.VAULT_DAMAGED:
                raise
            return None
        return None if content is None else _counted_of(json.loads(content))

    def _write(self, counted: Counted) -> None:
        body = {
            "failures": counted.failures,
            "unlogged": counted.unlogged,
            "lost": counted.lost,
            "forgiven": counted.forgiven,
        }
        replace_private(self._path, seal(self._key, json.dumps(body).encode("ascii"), self._context))


def canonical(user: str) -> str:
    """Return a name in the form in which it is counted, so that another spelling is no second chance."""
    return unicodedata.normalize("NFKC", user).strip().casefold()[:64]


def _counted_of(body: dict[str, Any]) -> Counted:
    return Counted(
        failures=body["failures"],
        unlogged=[(user, when) for user, when in body["unlogged"]],
        lost=body["lost"],
        forgiven=body["forgiven"],
    )
