"""Writes what a signed-in person does into the log: they say what, the journal adds who, where and when."""

from dataclasses import dataclass
from datetime import UTC, datetime

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CallId, CustomerRef, FieldName, UserName
from operator_console.services.ports import Clock, Draft, LogStore, Place


def microseconds(when: datetime) -> int:
    """Return microseconds since 1970-01-01T00:00Z."""
    return int((when - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1_000_000)


@dataclass(frozen=True, slots=True)
class Journal:
    """The log as one session sees it."""

    log: LogStore
    clock: Clock
    place: Place
    session: str
    user: UserName | str = ""
    role: str = ""
    policy_version: int = 0

    def write(
        self,
        action: Action,
        outcome: Outcome = Outcome.DONE,
        *,
        call: CallId | str = "",
        customer: CustomerRef | str = "",
        fields: tuple[FieldName, ...] = (),
        purpose: str = "",
        reason: str = "",
        checklist: str = "",
        facts: tuple[tuple[str, str], ...] = (),
    ) -> int:
        """Write one entry and return its sequence. When this returns the entry is durable; otherwise it refuses."""
        return self.log.append(
            Draft(
                wall_us=microseconds(self.clock.now()),
                monotonic_ns=self.clock.monotonic_ns(),
                boot_id=self.place.boot_id,
                user=self.user,
                role=self.role,
                os_user=self.place.os_user,
                device=self.place.device,
                session=self.session,
                action=action,
                build=self.place.build,
                mode=self.place.mode,
                outcome=outcome,
                call=call,
                customer=customer,
                fields=fields,
                purpose=purpose,
                reason=reason,
                checklist=checklist,
                policy_version=self.policy_version,
                facts=facts,
            )
        )
