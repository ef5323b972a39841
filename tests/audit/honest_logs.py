"""Makes logs as the vault writes them, in memory, for tests that then tamper with them or do not."""

from dataclasses import dataclass, field
from random import Random

from operator_console.audit.chain import GENESIS, head, mac, next_key
from operator_console.audit.record import Entry, encode
from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import FieldName

LOG_ID = bytes(range(16))
FIRST_KEY = bytes(range(32, 64))
Row = tuple[int, bytes, bytes]


def entry(**changed: object) -> Entry:
    usual = Entry(
        log_id=LOG_ID,
        sequence=1,
        previous=GENESIS,
        wall_us=1_700_000_000_000_000,
        monotonic_ns=5_000_000_000,
        boot_id="9d3e7c1a5b2f4e68a1c0d2e3f4a5b6c7",
        user="operator-1",
        role="operator",
        os_user="console",
        device="席 12",
        session="a" * 32,
        call="b" * 32,
        action=Action.CALL_OPENED,
        outcome=Outcome.DONE,
        customer="",
        fields=(),
        purpose="delivery",
        reason="",
        checklist="",
        policy_version=1,
        build="0.1.0",
        mode="standalone",
        facts=(),
    )
    return usual._replace(**changed)


@dataclass(frozen=True)
class End:
    entries: int
    head: bytes


@dataclass
class Log:
    """Rows as they lie in the database, and what the key file would say."""

    rows: list[Row] = field(default_factory=list)
    head: bytes = GENESIS
    key: bytes = FIRST_KEY

    def append(self, told: Entry) -> None:
        sequence = len(self.rows) + 1
        record = encode(told._replace(sequence=sequence, previous=self.head))
        self.rows.append((sequence, record, mac(self.key, record)))
        self.head, self.key = head(record), next_key(self.key)

    @property
    def end(self) -> End:
        return End(len(self.rows), self.head)


def honest_log(calls: int, seed: int = 1) -> Log:
    """Whole calls: opened, searched, answered, revealed, masked again, ended."""
    random = Random(seed)
    log = Log()
    now, since = 1_700_000_000_000_000, 5_000_000_000
    for number in range(calls):
        call, user = f"{number:032x}", f"operator-{random.randrange(5)}"
        name = (FieldName(random.choice(["name", "phone", "address"])),)
        for action, fields in (
            (Action.CALL_OPENED, ()),
            (Action.SEARCH, name),
            (Action.ANSWER, name),
            (Action.REVEAL, name),
            (Action.REVEAL_ENDED, name),
            (Action.CALL_ENDED, ()),
        ):
            step = random.randrange(1, 40_000_000)
            now, since = now + step, since + step * 1000
            facts = (("attempts", str(random.randrange(4))),) if action is Action.ANSWER else ()
            reason = random.choice(["", "折り返しのご依頼"])
            log.append(
                entry(
                    wall_us=now,
                    monotonic_ns=since,
                    call=call,
                    user=user,
                    action=action,
                    fields=fields,
                    facts=facts,
                    reason=reason,
                )
            )
    return log
