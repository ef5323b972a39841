"""Hostile frames through the relay as the operator's uid: not one of them brings a customer's value.

    python -m tests.guarded.frames [--count 100000] [--seed 1]

A third of the frames comes before anybody has signed in, a third to a session without a call, a third in a call whose
customer is found and whose check is not met. Prints one JSON object; ends with 1 when a value was said, a line was no
reply of the protocol, the vault ended, or its log is broken afterwards.
"""

import argparse
import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from typing import Any

from operator_console.domain.ids import FieldName, ItemId, MemoId, PurposeId
from operator_console.protocol import messages as m
from operator_console.protocol.client import VaultClient
from operator_console.protocol.framing import MAX_REPLY_LINE, LineSplitter, Mark, read_reply, request_line
from tests.guarded.attacks import ITEMS, NUMBER, PURPOSE
from tests.guarded.house import House, Known, guarded_house, lifted_policy, password
from tests.guarded.people import why_not

LAST = (1 << 53) - 1
STATES = ("nobody", "signed in", "in a call")
Frames = Iterator[bytes]


# ---- what is said ----------------------------------------------------------------------------------------------------


def right_requests(known: Sequence[Known]) -> list[m.Request[Any]]:
    """Requests as a console sends them; none of them may bring a value in any of the three states."""
    fields = sorted({name for each in known for name in each.values})
    numbers = [each.values[NUMBER] for each in known]
    wrong = ("lead", "not the password", "人の生命・身体・財産の保護のため")
    return [
        *(m.RevealField(name) for name in (*fields, FieldName("history"), FieldName(""))),
        *(m.FindCustomer({NUMBER: number}) for number in numbers),
        *(m.FindCustomer({FieldName(name): "%' OR 1=1 --"}) for name in fields),
        *(m.AnswerItem(ItemId(item), answer) for item in ITEMS for answer in ("", "%", "いいえ")),
        *(m.RevealMemo(MemoId(number)) for number in (0, 1, -1, LAST)),
        *(m.ChangePurpose(PurposeId(name)) for name in (PURPOSE, "delivery", "../..")),
        m.BreakGlass(*wrong, fields=tuple(fields)),
        m.OpenSealed(*wrong, by={NUMBER: numbers[0]}),
        m.SetCaller("parent"),
        m.EndCallBack(reached=True),
        m.EndShowing(FieldName("address"), "timer"),
        m.CheckMemo("電話 03-1234-5678"),
        *(m.SignIn("lead", text) for text in ("", "lead", "\\u0000")),
        *(m.ReadLog(), m.ListUsers(), m.ReadPolicy(), m.ReviewQueue(), m.Hello(), m.KeepAlive(), m.TakeCheckpoint()),
        m.WhoSaw(numbers[0]),
        m.PreviewImport(path="/proc/self/environ"),
        m.ExportLog(path="/dev/stdout", form="bundle"),
        m.PutBack(),
        m.HoldCall(),
        m.TakeBackCall(),
    ]


def hostile(chance: Random, known: Sequence[Known]) -> Frames:
    """Yield frames without an end; the same chance gives the same ones."""
    lines = [request_line(1, request) for request in right_requests(known)]
    kinds: list[Callable[[Random, bytes], bytes]] = [_as_it_is, _flipped, _cut, _swapped, _numbers, _typed, _noise]
    kinds += [_twice, _nested, _reply, _padded, _joined]
    for number in _count_up():
        line = chance.choice(lines).replace(b'"id":1,', b'"id":%d,' % number, 1)
        yield chance.choice(kinds)(chance, line).replace(b"\n", b" ") + b"\n"


def _count_up() -> Iterator[int]:
    number = 1000
    while True:
        yield number
        number += 1


def _as_it_is(_: Random, line: bytes) -> bytes:
    return line[:-1]


def _flipped(chance: Random, line: bytes) -> bytes:
    changed = bytearray(line[:-1])
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(chance: Random, line: bytes) -> bytes:
    return line[: chance.randrange(len(line))]


def _swapped(chance: Random, line: bytes) -> bytes:
    """Another type's name on the fields of this one."""
    name = chance.choice(m.REQUESTS).__name__
    if name in {"Lock", "SignOut", "EndCall"}:
        name = "Revealed"
    before, _, after = line[:-1].partition(b'"type":"')
    return before + b'"type":"' + name.encode() + b'"' + after.partition(b'"')[2]


def _numbers(chance: Random, line: bytes) -> bytes:
    number = chance.choice([b"0", b"-1", b"1e999", b"NaN", b"Infinity", b"9" * 400, b"1.5", b"null", b'"1"', b"[]"])
    place = chance.choice([b'"v":1', b'"id":'])
    if place == b'"v":1':
        return line[:-1].replace(place, b'"v":' + number, 1)
    before, _, after = line[:-1].partition(place)
    return before + place + number + after[after.find(b",") :]


def _typed(chance: Random, line: bytes) -> bytes:
    """A value of another kind, or a field too many."""
    other = chance.choice([b"null", b"true", b"[]", b"{}", b"1", b'"\\ud800"', b'"' + b"x" * 5000 + b'"'])
    cut = line[:-3].rfind(b":") + 1
    return line[:cut] + other + b"}}" if chance.random() < 0.5 else line[:-3] + b',"more":' + other + b"}}"


def _noise(chance: Random, _: bytes) -> bytes:
    return chance.randbytes(chance.choice([0, 1, 7, 100, 5000]))


def _twice(_: Random, line: bytes) -> bytes:
    return line[:1] + b'"v":1,' + line[1:-1]


def _nested(chance: Random, line: bytes) -> bytes:
    depth = chance.choice([10, 1000, 20_000])
    return line[:-3] + b',"more":' + b"[" * depth + b"]" * depth + b"}}"


def _reply(chance: Random, _: bytes) -> bytes:
    """What only a vault may say."""
    name = chance.choice([b"Revealed", b"Done", b"SignedIn", b"Ending", b"Progress"])
    return b'{"v":1,"id":1,"body":{"type":"%s","field":"address","value":"x","seconds":9}}' % name


def _padded(chance: Random, line: bytes) -> bytes:
    return chance.choice([b"\xef\xbb\xbf", b"\0", b"\r", b" " * 70_000, b"/*x*/", b"\x1b[2J"]) + line[:-1]


def _joined(_: Random, line: bytes) -> bytes:
    return line[:-1] + line[:-1]


# ---- what comes back -------------------------------------------------------------------------------------------------


@dataclass
class Heard:
    """What a conversation brought: replies by kind or code, and what must not be there."""

    replies: Counter[str] = field(default_factory=Counter)
    values: int = 0
    no_replies: int = 0
    ended: int = 0


def listen(client: VaultClient, needles: Sequence[bytes], heard: Heard) -> None:
    """Take what the vault says until it has answered the last request."""
    splitter = LineSplitter(MAX_REPLY_LINE)
    while data := os.read(client._output.fileno(), 1 << 16):
        for line in splitter.feed(data):
            if isinstance(line, Mark):
                heard.no_replies += 1
                continue
            heard.values += sum(needle in line for needle in needles)
            try:
                reply = read_reply(line)
            except Exception:  # noqa: BLE001 - whatever it is, it is none
                heard.no_replies += 1
                continue
            heard.values += isinstance(reply.body, m.Revealed)
            told = reply.body.code.value if isinstance(reply.body, m.Refused) else type(reply.body).__name__
            heard.replies[told] += 1
            if reply.id == LAST:
                return
    heard.ended += 1


def prepared(client: VaultClient, state: str, known: Known) -> None:
    """Bring a conversation to where the frames begin."""
    if state == "nobody":
        return
    client.ask(m.SignIn("hana", password("hana")))
    if state == "in a call":
        client.ask(m.OpenCall(known.client, PURPOSE))
        client.ask(m.FindCustomer({NUMBER: known.values[NUMBER]}))


def needles_of(known: Sequence[Known]) -> list[bytes]:
    """What must not come back: every value of every customer that is no part of a request here."""
    values = {text for each in known for name, text in each.values.items() if name != NUMBER and len(text) > 3}
    return [json.dumps(text, ensure_ascii=ascii_only)[1:-1].encode() for text in values for ascii_only in (False, True)]


def attack(house: House, count: int, seed: int) -> Heard:
    """Send ``count`` frames, a third in each state; return what came back."""
    heard, needles = Heard(), needles_of(house.list)
    for state in STATES:
        frames = hostile(Random(f"{seed}/{state}"), house.list)
        with VaultClient(house.relay("operator"), stderr=subprocess.DEVNULL) as client:
            prepared(client, state, house.list[0])
            writer = threading.Thread(target=_say, args=(client, islice(frames, count // len(STATES))))
            writer.start()
            listen(client, needles, heard)
            writer.join()
    return heard


def _say(client: VaultClient, frames: Frames) -> None:
    try:
        for frame in frames:
            client._input.write(frame)
        client._input.write(request_line(LAST, m.KeepAlive()))
    except OSError:
        return  # the listener has seen the end


def whole(house: House) -> bool:
    """Whether the log is one unbroken chain, as an administrator at another desk finds it."""
    with VaultClient(house.relay("other"), stderr=subprocess.DEVNULL) as client:
        client.ask(m.SignIn("admin", password("admin")))
        return client.ask(m.VerifyLog(())).ok


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    if why := why_not():
        print(why)
        return 2
    with guarded_house(policy=lifted_policy()) as house:
        house.listen()
        heard = attack(house, wanted.count, wanted.seed)
        found = {
            "frames": wanted.count,
            "replies": heard.replies.total(),
            "values": heard.values,
            "no_replies": heard.no_replies,
            "ended": heard.ended,
            "log_whole": whole(house),
            "told": dict(heard.replies.most_common()),
        }
    print(json.dumps(found))
    return 1 if heard.values or heard.no_replies or heard.ended or not found["log_whole"] else 0


if __name__ == "__main__":
    sys.exit(main())
