"""Whatever bytes come: whole messages, or a refusal that does not repeat them."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operator_console.domain.actions import LockCause
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol import framing
from operator_console.protocol.framing import (
    LineRefusal,
    LineSplitter,
    Mark,
    read_reply,
    read_request,
    reply_line,
    request_line,
)
from operator_console.protocol.messages import (
    MAX_LINE,
    REPLIES,
    REQUESTS,
    Done,
    FindCustomer,
    Lock,
    Progress,
    Refused,
    Request,
    SignIn,
)

SECRET = "0312345678"
STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Other work on the machine must not fail a property."""


def line(body: Any, v: object = 1, request_id: object = 5) -> bytes:
    return json.dumps({"v": v, "id": request_id, "body": body}, ensure_ascii=False).encode()


def refused(data: bytes) -> LineRefusal:
    with pytest.raises(LineRefusal) as caught:
        read_request(data)
    return caught.value


def test_a_request_comes_back_as_it_went() -> None:
    sent = FindCustomer({"phone": "０３－１２３４", "kana": "ヤマダ"})  # type: ignore[dict-item]
    read = read_request(request_line(7, sent).rstrip(b"\n"))
    assert (read.id, read.body) == (7, sent)


def test_a_reply_comes_back_as_it_went() -> None:
    sent = Refused(Code.SIGN_IN_HELD, {"seconds": 30})
    assert read_reply(reply_line(0, sent)).body == sent


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b'"text"',
        b"\xff\xfe",
        b'{"v":1,"id":5,"body":{"type":"Hello"}}\x00',
        b'{"v":1,"id":5,"body":{"type":"Hello"}} {}',
        b'{"v":1,"v":1,"id":5,"body":{"type":"Hello"}}',
        b'{"v":1,"id":5,"body":{"type":"SignIn","user":"a","user":"b","password":"c"}}',
        b'{"v":1,"id":5,"body":{"type":"SignIn","user":"\xff","password":"c"}}',
        b'{"v":1,"id":5,"body":{"type":"SignIn","user":NaN,"password":"c"}}',
        b'{"v":1,"id":5,"body":{"type":"SignIn","user":"a\\u0000","password":"c"}}',
        b'{"v":1,"id":5,"body":' + b"[" * 200_000 + b"}",
        b'{"v":1,"id":5,"body":' + b'{"a":' * 150_000 + b"1" + b"}" * 150_001,
        b'{"v":1,"id":5,"body":{"type":"Hello"},"more":1}',
        line({"type": "Hello"}, request_id=-1),
        line({"type": "Hello"}, request_id=0),
        line({"type": "Hello"}, request_id=1 << 60),
        line({"type": "Hello"}, request_id="5"),
        line({"type": "Hello"}, v="1"),
        line({"type": "Hello"}, v=True),
        line({"type": "Hello", "more": 1}),
        line({"type": ["Hello"]}),
        line({}),
        line({"type": "SignIn", "user": "a"}),
        line({"type": "SignIn", "user": 3, "password": "c"}),
        line({"type": "Lock", "cause": "boredom"}),
        line({"type": "ReadLog", "before": 1 << 53}),
        line({"type": "ReadLog", "before": -(1 << 64)}),
    ],
)
def test_what_is_not_a_message_is_malformed(data: bytes) -> None:
    assert refused(data).code is Code.REQUEST_MALFORMED


def test_a_backslash_that_is_text_is_not_a_nul() -> None:
    sent = SignIn("a", "\\u0000")
    assert read_request(request_line(1, sent)).body == sent


def test_a_refusal_names_the_request_where_its_id_can_be_read() -> None:
    assert refused(line({"type": "SignIn", "user": "a"})).request_id == 5
    assert refused(b"{").request_id == 0


@pytest.mark.parametrize("kind", ["Dance", "Done", "Request", "hello", ""])
def test_an_unknown_request_is_said_to_be_unknown(kind: str) -> None:
    refusal = refused(line({"type": kind}))
    assert (refusal.code, refusal.request_id) == (Code.REQUEST_UNKNOWN, 5)


@pytest.mark.parametrize("version", [0, 2, 99, -1])
def test_another_version_is_refused_before_its_message_is_read(version: int) -> None:
    refusal = refused(line({"type": "FromTheFuture", "x": 1}, v=version))
    assert (refusal.code, refusal.params) == (Code.PROTOCOL_VERSION, {"found": version, "known": 1})


@pytest.mark.parametrize(
    "data",
    [
        line({"type": "FindCustomer", "by": SECRET}),
        line({"type": SECRET}),
        line({"type": "SignIn", "user": "a", "password": {"x": SECRET}}),
        b'{"v":1,"id":5,"body":"' + SECRET.encode() + b"\xff",
        b'{"v":1,"id":5,"body":' + SECRET.encode() + b"}}",
    ],
)
def test_a_refusal_never_repeats_what_was_sent(data: bytes) -> None:
    refusal = refused(data)
    seen: BaseException | None = refusal
    while seen is not None:
        assert SECRET not in f"{seen!r} {seen} {vars(seen)}"
        seen = seen.__cause__ or seen.__context__


def test_a_request_that_is_too_large_is_refused_before_it_is_sent() -> None:
    with pytest.raises(Refusal) as caught:
        request_line(1, SignIn("a", "x" * MAX_LINE))
    assert caught.value.code is Code.REQUEST_TOO_LARGE


@STEADY
@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_a_line_refusal(data: bytes) -> None:
    try:
        read_request(data)
    except LineRefusal as refusal:
        assert refusal.code in {Code.REQUEST_MALFORMED, Code.REQUEST_UNKNOWN, Code.PROTOCOL_VERSION}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from([kind.__name__ for kind in REQUESTS]) | st.text(max_size=8)


@STEADY
@given(kind=NAMES, fields=st.dictionaries(st.sampled_from(["user", "by", "path", "cause", "x"]), JSON))
def test_any_object_is_a_message_or_a_line_refusal(kind: str, fields: dict[str, Any]) -> None:
    data = json.dumps({"v": 1, "id": 1, "body": {**fields, "type": kind}}).encode("utf-8", "surrogatepass")
    try:
        assert isinstance(read_request(data).body, Request)
    except LineRefusal:
        return


@STEADY
@given(request=st.sampled_from(REQUESTS).flatmap(st.from_type), request_id=st.integers(1, (1 << 53) - 1))
def test_every_request_survives_its_line(request: Request[Any], request_id: int) -> None:
    try:
        read = read_request(request_line(request_id, request).rstrip(b"\n"))
    except UnicodeEncodeError:
        return  # a lone surrogate is no text
    except LineRefusal:
        assert b"\\u0000" in msgspec.json.encode(request) or _too_long(request)
        return
    assert (read.id, read.body) == (request_id, request)


OTHER_BYTES = st.sampled_from(
    [b" ", b"0", b"9" * 16, b'"', b",", b"}", b"\0", b"\\u0000", b"\\ud800", b"\\", b"\xff", b'"v":1,']
)


@STEADY
@given(request=st.sampled_from(REQUESTS).flatmap(st.from_type), place=st.integers(0, 400), put=OTHER_BYTES)
def test_a_line_that_is_read_without_a_second_look_would_stand_it(
    request: Request[Any], place: int, put: bytes
) -> None:
    try:
        whole = request_line(5, request).rstrip(b"\n")
    except UnicodeEncodeError:
        return
    for data in (whole, whole[:place] + put + whole[place:]):
        read = framing._REQUESTS._as_written(data)
        assert read is None or read == framing._REQUESTS._looked_through(data)


def test_what_this_build_writes_is_read_without_a_second_look() -> None:
    assert framing._REQUESTS._as_written(request_line(7, Lock(LockCause.IDLE)).rstrip(b"\n")) == (
        7,
        Lock(LockCause.IDLE),
    )


def _too_long(request: Request[Any]) -> bool:
    return any(
        isinstance(value, int) and abs(value) > framing.MAX_ID for value in msgspec.structs.asdict(request).values()
    )


def test_every_reply_declared_by_a_request_is_a_known_reply() -> None:
    assert {kind.reply for kind in REQUESTS} <= set(REPLIES)


# ---- lines -----------------------------------------------------------------------------------------------------------


@STEADY
@given(st.lists(st.binary(max_size=30).filter(lambda piece: b"\n" not in piece)), st.data())
def test_lines_are_the_same_however_the_stream_is_cut(lines: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(one + b"\n" for one in lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    splitter = LineSplitter(limit=20)
    found = [
        one
        for begin, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)
        for one in splitter.feed(stream[begin:end])
    ]
    assert found == [one if len(one) < 20 else Mark.TOO_LARGE for one in lines]


def test_a_line_that_is_too_large_is_reported_at_once_and_once() -> None:
    splitter = LineSplitter(limit=10)
    assert splitter.feed(b"x" * 9) == []
    assert splitter.feed(b"x") == [Mark.TOO_LARGE]
    assert splitter.feed(b"x" * 1000) == []
    assert splitter.feed(b"x\nnext\n") == [b"next"]


def test_a_splitter_keeps_no_more_than_its_limit() -> None:
    splitter = LineSplitter(limit=1000)
    for _ in range(1000):
        splitter.feed(b"x" * 999)
        assert len(splitter._part) < 1000


def test_half_a_line_is_no_line() -> None:
    assert LineSplitter(limit=100).feed(line({"type": "Hello"})) == []


def test_progress_and_done_are_replies_and_lock_is_none() -> None:
    for reply in (Progress("rows", 1, 2), Done()):
        assert read_reply(reply_line(3, reply)).body == reply
    with pytest.raises(LineRefusal):
        read_reply(request_line(3, Lock(LockCause.IDLE)))
