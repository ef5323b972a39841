"""What the tests of the log write into it, and the vault's keys that never change from test to test."""

from operator_console.domain.actions import Action, Outcome
from operator_console.services.ports import Draft, LogFilter
from operator_console.storage.log_store import LogKeys

KEYS = LogKeys(database_key=b"d" * 32, state_key=b"s" * 32, log_id=bytes(range(16)))
FIRST_KEY = b"a" * 32
ALL = LogFilter()


def draft(**told: object) -> Draft:
    usual = Draft(
        wall_us=1_700_000_000_000_000,
        monotonic_ns=7_000_000_000,
        boot_id="9d3e7c1a5b2f4e68a1c0d2e3f4a5b6c7",
        user="operator-1",
        role="operator",
        os_user="console",
        device="席 12",
        session="a" * 32,
        action=Action.CALL_OPENED,
        build="0.1.0",
        mode="standalone",
        outcome=Outcome.DONE,
    )
    return usual._replace(**told)


def written(store, count, **told):
    return [store.append(draft(**told)) for _ in range(count)]


def findings_of(store, first_key=FIRST_KEY):
    """The codes and places of everything that the verifier finds."""
    from operator_console.audit.verifier import Verifier

    check = Verifier(store.log_id, first_key)
    while batch := store.stored(check.last, 10):
        check.feed(batch)
    return {(finding.code, finding.sequence) for finding in check.finish(store.end()).findings}
