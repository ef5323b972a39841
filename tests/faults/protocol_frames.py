"""Sends a vault what no console would: bent, cut, repeated, flooding and unread lines, by everyone who may be there.

    python -m tests.faults.protocol_frames [--frames N] [--seed N] [--planted ungranted|echo|grows|dies]

Lives go in turn to somebody who has not signed in, an operator before the check, one whose check is met, a lead and an
administrator. Wanted: no value in any reply but the one that the call's newest state grants; the vault answers to the
end or ends by itself with code 0; it takes no more memory than :data:`MOST_MB`; standard error names no value. Prints
one JSON object; exits 1 where that does not hold.
"""

import argparse
import json
import os
import random
import select
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from operator_console.domain.calls import CallBack, Stage
from operator_console.domain.ids import FieldName, ItemId
from operator_console.domain.policy import HISTORY
from operator_console.protocol import messages as m
from operator_console.protocol.framing import MAX_REPLY_LINE, LineSplitter, Mark, read_reply
from operator_console.vault_process.conversation import Conversation
from tests.faults.deeds import ADMIN, opened, policy_text, verified, write_csv
from tests.faults.frames import Frames, Words
from tests.faults.workshop import CLIENT, LEAD, NUMBER, OPERATOR, PASSWORD, Routes, Workshop, errors, make_workshop

MOST_MB: Final = 128
LIFE: Final = 2000
"""Frames for one vault process."""
BATCH: Final = 100
FLOOD: Final = 4000
"""Frames in a flood: far more than both pipes and the queue hold."""
FLOODED_BY: Final = 3 * LIFE
"""Frames after which there is a flood if chance has not brought one."""
PATIENCE: Final = 30.0
SPOIL: Final = frozenset({"nobody", "lead", "administrator"})
"""Whose noise may hold a sign-in back, change customers, accounts or the policy: each life has a vault of its own."""
IN_A_CALL: Final = "in a verified call"
PLANTED: Final = {"ungranted": IN_A_CALL, "echo": IN_A_CALL, "grows": "nobody", "dies": "nobody"}
"""By the planted fault, who lives with it, until it shows."""
MEMO: Final = "不在時は隣の山本様方へ"


class Line:
    """The pipes to one vault: everything that came back, what it grants, and what is wrong with it."""

    def __init__(self, workshop: Workshop, change: Callable[[Routes, Conversation], Routes], values: list[str]) -> None:
        vault = workshop.start(change)
        self.pid, self._to, self._from = vault.pid, vault._to, vault._from
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        self._splitter = LineSplitter(MAX_REPLY_LINE)
        self._person = workshop.person
        self._needles = [json.dumps(each, ensure_ascii=False)[1:-1].encode() for each in values]
        self._granted: frozenset[str] = frozenset()
        self._kinds: dict[int, set[str]] = {}
        self._barrier = 0
        self.open = True
        self.told: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.last = ""

    # ---- sending and hearing

    def send(self, data: bytes, *, reading: bool = True) -> int:
        """Send all of it, hearing meanwhile; not ``reading``: until nothing more fits. Return the bytes that went."""
        sent, deadline = 0, time.monotonic() + PATIENCE
        while self.open and sent < len(data):
            try:
                sent += os.write(self._to, data[sent : sent + 65536])
                deadline = time.monotonic() + PATIENCE
            except BlockingIOError:
                if not reading and not select.select([], [self._to], [], 0.05)[1]:
                    break
                if reading:
                    select.select([self._from], [self._to], [], 1)
                if time.monotonic() > deadline:
                    self.wrong["takes nothing"] += 1
                    break
            except BrokenPipeError:
                self._drain()
                self.open = False
            if reading:
                self._drain()
        return sent

    def note(self, line: bytes) -> None:
        """Remember what a line asks for, to know its answer."""
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            message = json.loads(line)
            self._kinds.setdefault(message["id"], set()).add(str(message["body"]["type"]))

    def settle(self, barrier: bytes) -> None:
        """Wait until the vault has answered everything, or has ended."""
        self._barrier, deadline = json.loads(barrier)["id"], time.monotonic() + PATIENCE
        self.send(barrier)
        while self.open and self._barrier:
            if time.monotonic() > deadline:
                self.wrong["does not answer"] += 1
                return
            select.select([self._from], [], [], 1)
            self._drain()

    def end(self) -> None:
        """Hang up and see how the process ends."""
        os.set_blocking(self._from, True)
        os.close(self._to)
        while self.open:
            self._drain()
        os.close(self._from)
        _, status, used = os.wait4(self.pid, 0)
        self.peak_mb = used.ru_maxrss / 1024
        if status:
            self.wrong[f"ended with {os.waitstatus_to_exitcode(status)}"] += 1
        if self.peak_mb > MOST_MB:
            self.wrong["too much memory"] += 1

    def _drain(self) -> None:
        while self.open:
            try:
                data = os.read(self._from, 1 << 20)
            except BlockingIOError:
                return
            if not data:
                self.open = False
            for line in self._splitter.feed(data):
                self._hear(line)

    # ---- what is said

    def _hear(self, line: bytes | Mark) -> None:
        if not isinstance(line, bytes):
            self.wrong["a reply without end"] += 1
            return
        read = read_reply(line)
        reply = read.body
        self.last = reply.code if isinstance(reply, m.Refused) else type(reply).__name__
        self.told[self.last] += 1
        if read.id and read.id == self._barrier and not isinstance(reply, m.Progress):
            self._barrier = 0
        if isinstance(reply, m.Revealed):
            self._judge(reply)
        elif any(needle in line for needle in self._needles):
            self.wrong[f"a value in {self.last}"] += 1
        if isinstance(reply, m.CallState):
            self._granted = granted(reply)
        elif isinstance(reply, m.Done) and self._kinds.get(read.id, set()) & {"EndCall", "Lock", "SignOut"}:
            self._granted = frozenset()

    def _judge(self, reply: m.Revealed) -> None:
        if reply.field not in self._granted:
            self.wrong["a value that was not granted"] += 1
        elif reply.field != HISTORY and reply.value != self._person.get(reply.field):
            self.wrong["another value"] += 1


def granted(state: m.CallState) -> frozenset[str]:
    """What this state of a call allows to be shown."""
    call = state.call
    if call.on_hold or call.call_back is CallBack.CALLING:
        return frozenset()
    met = call.stage is Stage.VERIFIED
    fields = {str(each.name) for each in call.card if each.approved or (met and each.revealable)}
    return frozenset(fields | ({HISTORY} if met else set()))


# ---- who is there


def words(workshop: Workshop, *, right: bool) -> Words:
    """What to put into fields: what is known here, and the customer's own words only where they may be ``right``."""
    person = workshop.person
    fields = [*person, HISTORY, "nothing"]
    say = [person[name] for name in (FieldName("name"), FieldName("birth_date"))] if right else []
    return {
        "client": (CLIENT, "hinata", ""),
        "clients": (CLIENT, "hinata"),
        "purpose": ("delivery", "contract", "contact_change", "callback"),
        "field": fields,
        "fields": fields,
        "number": (person[NUMBER], "T-000000000000001"),
        "kana": (person.get(FieldName("kana"), ""),),
        "birth_date": ("1900-01-01",),
        "item": ("name", "birth_date", "phone", "address", "contract"),
        "answer": (*say, "違井 名前子", "1900-01-01"),
        "user": (OPERATOR, LEAD, "somebody", "nobody"),
        "lead": (LEAD, OPERATOR),
        "password": ("a wrong password",),
        "old": ("a wrong password",),
        "path": ("people.csv", "out.zip", "out.json", "nowhere/out"),
        "cause": ("timer", "key", "hold", "lock"),
        "text": ("午後にかけ直しを希望", "4111 1111 1111 1111", policy_text(2)),
        "action": ("reveal", "lock", ""),
        "since": ("2026-01-01T00:00:00Z", ""),
        "until": ("2099-01-01T00:00:00Z", ""),
        "day": ("2026-01-01", ""),
        "representative": ("family", "guardian", ""),
        "device_secret": ("file", "keyring"),
        "existing": ("update", "reject"),
    }


def needles(workshop: Workshop) -> list[str]:
    """The customer's values that nobody would type or say by chance."""
    return [value for value in workshop.person.values() if len(value) > 3]


def openings(workshop: Workshop) -> dict[str, list[m.Request[Any]]]:
    """Who is at the other end, by what they do first."""
    met = [m.SignIn(OPERATOR, PASSWORD), *verified(workshop)]
    return {
        "nobody": [],
        "operator": [m.SignIn(OPERATOR, PASSWORD), *opened(), m.FindCustomer({NUMBER: workshop.person[NUMBER]})],
        IN_A_CALL: [*met, m.SaveMemo(MEMO), m.RevealField(FieldName("address"))],
        "lead": [m.SignIn(LEAD, PASSWORD)],
        "administrator": [m.SignIn(ADMIN, PASSWORD)],
    }


def again(workshop: Workshop) -> list[m.Request[Any]]:
    """The way back to a met check, whatever has become of the call."""
    birth = m.AnswerItem(ItemId("birth_date"), workshop.person[FieldName("birth_date")])
    return [m.TakeBackCall(), m.EndCall(), *verified(workshop), birth, m.RevealField(FieldName("address"))]


# ---- one life


class Run:
    """Life after life, until so many frames have been sent."""

    def __init__(self, root: Path, seed: int, planted: str) -> None:
        self.chance = random.Random(seed)
        self.root = root
        self.planted = planted
        self.sent: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.lives: Counter[str] = Counter()
        self.floods = self.frames = 0
        self.peak_mb = 0.0
        self._number = 0
        self.workshop = self._fresh()

    def _fresh(self) -> Workshop:
        """A vault whose accounts, customers and policy are as they were."""
        self._number += 1
        place = self.root / str(self._number)
        place.mkdir()
        return make_workshop(place)

    def live(self, who: str, most: int) -> None:
        """Start a vault for somebody and send it frames until it ends or there were ``most``."""
        self.lives[who] += 1
        workshop = self._fresh() if who in SPOIL else self.workshop
        line = Line(workshop, partial(plant, self.planted, self.root / "stderr"), [*needles(workshop), MEMO])
        frames = Frames(self.chance, words(workshop, right=who == IN_A_CALL))
        for request in openings(workshop)[who]:
            self._say(line, frames, request)
        sent = 0
        while line.open and sent < most and not line.wrong:
            sent += self._batch(line, frames, min(BATCH, most - sent))
            if who == IN_A_CALL:
                for request in again(workshop):
                    self._say(line, frames, request)
        line.end()
        if workshop is not self.workshop:
            shutil.rmtree(workshop.folder.parent)
        self.frames += sent
        self.told += line.told
        self.wrong += Counter({f"{who}: {name}": number for name, number in line.wrong.items()})
        self.peak_mb = max(self.peak_mb, line.peak_mb)

    def _say(self, line: Line, frames: Frames, request: m.Request[Any]) -> None:
        written = frames.of(request)
        line.note(written)
        line.settle(written)

    def _batch(self, line: Line, frames: Frames, most: int) -> int:
        """Send some frames one by one, in one breath, or as a flood that nobody reads the answers of."""
        flood = self.chance.random() < 0.02 or (not self.floods and self.frames > FLOODED_BY)
        batch = []
        for kind, data in (frames.any() for _ in range(FLOOD if flood else most)):
            self.sent[kind] += 1
            line.note(data)
            batch.append(data)
        if flood:
            self.floods += 1
            data = b"".join(batch)
            line.send(data[line.send(data, reading=False) :])
        elif self.chance.random() < 0.5:
            line.send(b"".join(batch))
        else:
            for data in batch:
                line.send(data)
        self._say(line, frames, m.Hello())
        return len(batch)


def run(frames: int, seed: int, planted: str) -> dict[str, Any]:
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as place, _working_in(Path(place)) as root:
        run = Run(root, seed, planted)
        write_csv(root / "people.csv", 12, 1)
        while run.frames < frames and not (planted and run.wrong):
            for who in [PLANTED[planted]] if planted else openings(run.workshop):
                run.live(who, min(LIFE, max(1, frames - run.frames)))
        broken = errors(run.workshop.verdict())
        said = (root / "stderr").read_text(encoding="utf-8")
    return {
        "frames": run.frames,
        "seed": seed,
        "kinds": dict(run.sent),
        "lives": run.lives.total(),
        "floods": run.floods,
        "peak_mb": round(run.peak_mb),
        "values_granted": run.told["Revealed"],
        "told": dict(run.told.most_common(60)),
        "wrong": dict(run.wrong),
        "log_errors": broken[:20],
        "faults": sorted({each.partition(" at ")[2] for each in said.splitlines() if each.startswith("fault ")})[:20],
        "values_on_stderr": sum(needle in said for needle in needles(run.workshop)),
        "seconds": round(time.monotonic() - begin, 1),
    }


class _working_in:  # noqa: N801 - used as a function
    """Relative paths that a frame names end up here."""

    def __init__(self, root: Path) -> None:
        self._root, self._before = root, Path.cwd()

    def __enter__(self) -> Path:
        os.chdir(self._root)
        (self._root / "stderr").touch()
        return self._root

    def __exit__(self, *_: object) -> None:
        os.chdir(self._before)


# ---- the planted faults


def plant(fault: str, stderr: Path, routes: Routes, conversation: Conversation) -> Routes:
    """In the vault's process: keep what it says on standard error, and put a fault among what answers."""
    os.dup2(os.open(stderr, os.O_WRONLY | os.O_APPEND), 2)
    kept: list[bytes] = []

    def ungranted(request: m.RevealField) -> m.Revealed:
        customer = conversation.desk.open_call().require_customer()
        return m.Revealed(request.field, conversation.desk.vault.customers.value(customer, request.field), 30)

    def echo(_: m.PutBack) -> Iterator[m.Progress]:
        customer = conversation.desk.open_call().require_customer()
        yield m.Progress(conversation.desk.vault.customers.value(customer, FieldName("address")), 1, 1)
        return m.CallState  # type: ignore[return-value]

    def grows(_: m.CheckMemo) -> m.MemoChecked:
        kept.append(os.urandom(8 << 20))
        return m.MemoChecked(())

    def dies(_: m.CheckMemo) -> m.MemoChecked:
        os._exit(1)

    planted = {"ungranted": (m.RevealField, ungranted), "echo": (m.PutBack, echo)}
    planted |= {"grows": (m.CheckMemo, grows), "dies": (m.CheckMemo, dies)}
    if fault not in planted:
        return routes
    kind, handler = planted[fault]
    return [route for route in routes if route.request is not kind] + [kind.answered_by(handler)]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", choices=PLANTED, default="")
    arguments = parser.parse_args()
    result = run(arguments.frames, arguments.seed, arguments.planted)
    print(json.dumps(result))
    return 1 if result["wrong"] or result["log_errors"] or result["values_on_stderr"] else 0


if __name__ == "__main__":
    sys.exit(main())
