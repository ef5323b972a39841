"""Failed sign-ins, counted outside the databases: they outlive a restart, and losing the count holds everybody."""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from operator_console.services.ports import Clock, FailedSignIn
from operator_console.storage.keys import derive, joined, seal, unseal
from operator_console.storage.private_files import read_private, refusing_files, replace_private
from operator_console.storage.reserve import use_reserve
from operator_console.storage.turns import Turn

LIMIT: Final = 8 << 20
KEPT_PER_USER: Final = 100
"""More failures than this change nothing about how long an account is held."""
LOST: Final = 10
"""As how many failures of everybody a lost or damaged count is taken."""


class Unlogged(NamedTuple):
    """A failure that the log does not have. ``trying``: the try that is still going on; empty once it has failed."""

    user: str
    when: str
    trying: str = ""
    os_user: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the file holds. ``lost`` is when an earlier file was found missing or damaged.

    ``os_users``: the failures by the OS user from whom they came.
    """

    failures: dict[str, list[str]] = field(default_factory=dict)
    unlogged: list[Unlogged] = field(default_factory=list)
    lost: str = ""
    forgiven: list[str] = field(default_factory=list)
    os_users: dict[str, list[str]] = field(default_factory=dict)


class AttemptsFile:
    """The file, encrypted under a key from the device secret: somebody may type a password as their name.

    ``turn`` is had by whoever counts; several processes may count on one file. ``os_user`` is who is at the other end
    in Guarded mode, from whom each attempt comes; empty in Standalone.
    """

    def __init__(
        self,
        path: Path,
        vault_id: bytes,
        device_secret: bytes,
        clock: Clock,
        turn: Turn | None = None,
        *,
        os_user: str = "",
    ) -> None:
        self._path = path
        self._key = derive(device_secret, "attempts/1")
        self._context = joined("attempts/1", vault_id)
        self._clock = clock
        self._turn = turn or attempts_turn(path)
        self._os_user = os_user

    def create(self) -> None:
        """Write the first, empty count."""
        self._write(Counted())

    def failures(self, user: str) -> list[datetime]:
        """Return the times of the failures since this user's last success; a lost count is ten for everybody."""
        counted, name = self._read(), canonical(user)
        lost = [counted.lost] * LOST if counted.lost and name not in counted.forgiven else []
        return sorted(datetime.fromisoformat(when) for when in lost + counted.failures.get(name, []))

    def failures_from_here(self) -> list[datetime]:
        """Return the times of the failures from this OS user, whoever they wanted to be, oldest first."""
        return [datetime.fromisoformat(when) for when in self._read().os_users.get(self._os_user, [])]

    def begin(self, user: str, when: datetime, trying: str = "") -> None:
        """Count a failure, durably. ``trying`` names the try until :meth:`fail` or :meth:`clear` tells how it ended."""
        with self._turn.taken():
            counted, name, moment = self._read(), canonical(user), when.isoformat()
            failures = {**counted.failures, name: [*counted.failures.get(name, []), moment][-KEPT_PER_USER:]}
            unlogged = [*counted.unlogged, Unlogged(name, moment, trying, self._os_user)]
            here = [*counted.os_users.get(self._os_user, []), moment][-KEPT_PER_USER:]
            os_users = {**counted.os_users, self._os_user: here} if self._os_user else counted.os_users
            self._write(replace(counted, failures=failures, unlogged=unlogged, os_users=os_users))

    def fail(self, trying: str) -> None:
        """The try has failed: what was counted as a failure was one."""
        with self._turn.taken():
            counted = self._read()
            unlogged = [each._replace(trying="") if each.trying == trying else each for each in counted.unlogged]
            self._write(replace(counted, unlogged=unlogged))

    def clear(self, user: str, trying: str = "") -> None:
        """The try has succeeded: it was no failure, and this user's earlier ones are forgotten, durably.

        Those that were counted while it went on are not: another process may be guessing.
        """
        with self._turn.taken():
            counted, name = self._read(), canonical(user)
            own = [each.when for each in counted.unlogged if (each.user, each.trying) == (name, trying)][-1:]
            mine = counted.failures.get(name, [])
            until = len(mine) - mine[::-1].index(own[0]) if own and own[0] in mine else len(mine)
            failures = {**counted.failures, name: mine[until:]}
            forgiven = [*counted.forgiven, name] if counted.lost and name not in counted.forgiven else counted.forgiven
            unlogged = [each for each in counted.unlogged if each[:3] != (name, *own, trying)]
            here = list(counted.os_users.get(self._os_user, []))
            if own and own[0] in here:
                here.remove(own[0])
            os_users = {**counted.os_users, self._os_user: here} if self._os_user else counted.os_users
            self._write(
                replace(
                    counted,
                    failures={each: times for each, times in failures.items() if times},
                    forgiven=forgiven,
                    unlogged=unlogged,
                    os_users=os_users,
                )
            )

    def unlogged(self, tried: Callable[[str], bool] = lambda _: False) -> list[FailedSignIn]:
        """Return the failures that are not in the log yet, oldest first, without those that are still being tried.

        ``tried`` says whether whoever began a try still goes on with it: one who has died has failed.
        """
        return [
            FailedSignIn(each.user, datetime.fromisoformat(each.when), each.os_user)
            for each in self._read().unlogged
            if not (each.trying and tried(each.trying))
        ]

    def mark_logged(self, logged: Sequence[FailedSignIn]) -> None:
        """These are in the log now."""
        with self._turn.taken():
            counted = self._read()
            gone = Counter((each.user, each.when.isoformat()) for each in logged)
            left = []
            for each in counted.unlogged:
                if gone[each.user, each.when]:
                    gone[each.user, each.when] -= 1
                else:
                    left.append(each)
            self._write(replace(counted, unlogged=left))

    def keep_unlogged(self, failures: list[FailedSignIn]) -> None:
        """Start anew, but for what the log does not have yet."""
        kept = [Unlogged(each.user, each.when.isoformat(), os_user=each.os_user) for each in failures]
        self._write(Counted(unlogged=kept))

    def _read(self) -> Counted:
        with self._turn.taken():
            counted = self._whole()
            if counted is None:
                counted = Counted(lost=self._clock.now().isoformat())
                self._write(counted)
            return counted

    def _whole(self) -> Counted | None:
        with refusing_files(self._path):
            if not self._path.is_file() or self._path.stat().st_size > LIMIT:
                return None
        content = unseal(self._key, read_private(self._path, LIMIT), self._context)
        return None if content is None else _counted_of(json.loads(content))

    def _write(self, counted: Counted) -> None:
        body = {
            "failures": counted.failures,
            "unlogged": counted.unlogged,
            "lost": counted.lost,
            "forgiven": counted.forgiven,
            "os_users": counted.os_users,
        }
        use_reserve(self._path.parent)
        replace_private(self._path, seal(self._key, json.dumps(body).encode("ascii"), self._context))


def attempts_turn(path: Path) -> Turn:
    """Return the turn of those who count in this file."""
    return Turn(path.with_suffix(".lock"))


def canonical(user: str) -> str:
    """Return a name in the form in which it is counted, so that another spelling is no second chance."""
    return unicodedata.normalize("NFKC", user).strip().casefold()[:64]


def _counted_of(body: dict[str, Any]) -> Counted:
    return Counted(
        failures=body["failures"],
        unlogged=[Unlogged(*each) for each in body["unlogged"]],
        lost=body["lost"],
        forgiven=body["forgiven"],
        os_users=body.get("os_users", {}),
    )
