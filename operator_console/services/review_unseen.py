"""States whether anything of a customer was shown between two moments, from every entry of the log, with the gaps."""

from collections.abc import Generator, Iterator
from hashlib import sha256
from typing import Final

from operator_console.audit.checkpoints import short_code
from operator_console.audit.findings import FindingCode
from operator_console.audit.record import MalformedRecord, decode
from operator_console.audit.review.exposure import Watch
from operator_console.audit.review.lines import iso
from operator_console.audit.verifier import Verdict, Verifier
from operator_console.domain.actions import Action
from operator_console.domain.ids import CustomerRef
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.review import Gap, GapView, Statement
from operator_console.domain.roles import Duty
from operator_console.services.desk import Desk
from operator_console.services.journal import microseconds
from operator_console.services.ports import LogEnd
from operator_console.services.review_book import Step, moment

BATCH: Final = 1_000
"""Entries read at a time; each is looked at for the customer and checked in its chain."""
_CLOCKS: Final = {FindingCode.CLOCK_BACK.value: Gap.CLOCK_BACK, FindingCode.CLOCK_JUMP.value: Gap.CLOCK_AHEAD}


def state_unseen(desk: Desk, customer: CustomerRef, since: str, until: str) -> Generator[Step, None, Statement]:
    """Return the statement; its digest is an entry, which the next checkpoint signs.

    Refuses with ``RANGE_BAD`` a range that ends before it begins or after now, ``LOG_BROKEN`` without a readable end.
    """
    desk.require(Duty.REVIEW)
    first, last = microseconds(moment(since)), microseconds(moment(until))
    now = microseconds(desk.clock.now())
    if not first <= last <= now:
        raise Refusal(Code.RANGE_BAD)
    end = desk.vault.log.end()
    if end is None:
        raise Refusal(Code.LOG_BROKEN)
    watch = Watch(customer, first, last)
    verdict = yield from _read(desk, watch, end)
    gaps = tuple(_gaps(desk, watch, verdict, end, (first, last)))
    return _stated(desk, watch, end, gaps, customer=customer, between=(first, last), now=now)


def _read(desk: Desk, watch: Watch, end: LogEnd) -> Generator[Step, None, Verdict]:
    log = desk.vault.log
    check = Verifier(log.log_id)
    while check.last < end.entries and (batch := log.stored(check.last, BATCH)):
        rows = [stored for stored in batch if stored.sequence <= end.entries]
        check.feed(rows)
        for stored in rows:
            watch.feed(stored.sequence, stored.record)
        yield "reviewing", check.entries, end.entries
        if len(rows) < len(batch):
            break
    return check.finish(end)


def _gaps(desk: Desk, watch: Watch, verdict: Verdict, end: LogEnd, between: tuple[int, int]) -> Iterator[GapView]:
    since_us, until_us = between
    if not watch.begins_us or since_us < watch.begins_us:
        yield GapView(Gap.BEFORE_LOG, 0, 1, iso(since_us), iso(min(watch.begins_us or until_us, until_us)), {})
    if not verdict.ok:
        yield GapView(Gap.DAMAGED, 1, end.entries, iso(since_us), iso(until_us), {"findings": len(verdict.findings)})
    for found in verdict.findings:
        if found.code in _CLOCKS:
            yield from _clock(desk, watch, _CLOCKS[found.code], found.sequence, between)
    for showing in watch.unclosed:
        ended = iso(showing.wall_us)
        yield GapView(Gap.UNCLOSED, showing.sequence, showing.sequence, ended, "", {"field": showing.field})
    yield from _uncovered(desk, watch, until_us)


def _uncovered(desk: Desk, watch: Watch, until_us: int) -> Iterator[GapView]:
    """The part of the range that no checkpoint fixes which was taken away: it may read otherwise than it did."""
    delivered = desk.vault.log.checkpoints.delivered()
    covered, made_us = (delivered.entries, delivered.made_us) if delivered else (0, 0)
    if made_us < until_us or covered < watch.last:
        entries = max(0, watch.last - max(covered, watch.first - 1)) if watch.first else 0
        yield GapView(Gap.UNCOVERED, covered + 1, watch.last, iso(made_us), iso(until_us), {"entries": entries})


def _covered(desk: Desk) -> int:
    """How many entries the newest checkpoint covers that was taken away: they cannot be changed unnoticed."""
    delivered = desk.vault.log.checkpoints.delivered()
    return delivered.entries if delivered else 0


def _signed(desk: Desk, wall_us: int) -> tuple[str, str]:
    """The first public key and a checkpoint over everything up to now; empty where the vault cannot sign."""
    log = desk.vault.log
    try:
        return log.checkpoints.first_public.hex(), log.checkpoint(wall_us).content.hex()
    except Refusal:
        return "", ""


def _clock(desk: Desk, watch: Watch, code: Gap, sequence: int, between: tuple[int, int]) -> Iterator[GapView]:
    """A jump of the clock, where it touches the range by its times or by its place."""
    times = []
    for stored in desk.vault.log.stored(sequence - 2, 2):
        try:
            times.append(decode(stored.record).wall_us)
        except MalformedRecord:
            return
    low, high = min(times), max(times)
    if (low <= between[1] and high >= between[0]) or watch.first <= sequence <= watch.last:
        seconds = (high - low) // 1_000_000
        yield GapView(code, sequence - 1, sequence, iso(low), iso(high), {"seconds": seconds})


def _stated(
    desk: Desk,
    watch: Watch,
    end: LogEnd,
    gaps: tuple[GapView, ...],
    *,
    customer: CustomerRef,
    between: tuple[int, int],
    now: int,
) -> Statement:
    facts = _facts(desk, watch, end, customer=customer, between=between, now=now)
    text = _written(facts, gaps)
    digest = sha256(text.encode()).hexdigest()
    said = (("sha256", digest), ("since", facts["since"]), ("until", facts["until"]), ("entries", facts["entries"]))
    entry = desk.journal.write(Action.STATEMENT_MADE, customer=customer, facts=said)
    key, signature = _signed(desk, now)
    return Statement(
        customer=customer,
        since=facts["since"],
        until=facts["until"],
        exposures=len(watch.exposures),
        opened=watch.opened,
        entries=end.entries,
        head=facts["head"],
        log_id=facts["log"],
        code=facts["code"],
        covered=int(facts["covered"]),
        gaps=gaps,
        made=facts["made"],
        made_by=desk.account.user,
        text=text,
        entry=entry,
        key=key,
        signature=signature,
    )


def _facts(
    desk: Desk, watch: Watch, end: LogEnd, *, customer: CustomerRef, between: tuple[int, int], now: int
) -> dict[str, str]:
    """What the statement says, in the order of its lines."""
    log_id = desk.vault.log.log_id
    return {
        "statement": "operator-console/1",
        "log": log_id.hex(),
        "entries": str(end.entries),
        "head": end.head.hex(),
        "code": short_code(log_id, end.entries, end.head),
        "customer": customer,
        "since": iso(between[0]),
        "until": iso(between[1]),
        "showings": str(len(watch.exposures)),
        "opened": str(watch.opened),
        "covered": str(_covered(desk)),
        "made": iso(now),
        "by": desk.account.user,
    }


def _written(facts: dict[str, str], gaps: tuple[GapView, ...]) -> str:
    lines = [f"{name}: {value}" for name, value in facts.items()] + [_gap_line(gap) for gap in gaps]
    return "\n".join(lines) + "\n"


def _gap_line(gap: GapView) -> str:
    numbers = "".join(f" {name}={value}" for name, value in gap.params.items())
    return f"gap: {gap.code} {gap.first}-{gap.last} {gap.since or '-'} {gap.until or '-'}{numbers}"
