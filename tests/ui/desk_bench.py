"""A link without a process: it answers the pages of lead, auditor and administrator with real messages, when told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject

from operator_console.domain.actions import Action, Outcome
from operator_console.domain.ids import CustomerRef, FieldName, UserName
from operator_console.domain.policy_file import read_policy
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.views import ClientView, LogRow, PurposeView, SessionView
from operator_console.protocol import messages as m
from operator_console.resource_files import resource
from operator_console.ui.page import Page, PageContext, PageSpec
from operator_console.wording import Wording

POLICY = read_policy(resource("policies", "default.toml").read_text(encoding="utf-8"))


def session(role: Role) -> SessionView:
    """Somebody of this role, under the default policy."""
    clients = tuple(
        ClientView(c.id, c.name, c.greeting, tuple(PurposeView(p, POLICY.purposes[p].label) for p in c.purposes))
        for c in POLICY.clients.values()
    )
    return SessionView(
        user=UserName("kanri"),
        display="管理 花子",
        role=role,
        must_change_password=False,
        password_length=POLICY.limits.password_length,
        policy_name=POLICY.name,
        policy_version=POLICY.version,
        idle_seconds=300,
        idle_in_call_seconds=900,
        warning_seconds=30,
        lease_seconds=60,
        clients=clients,
        field_labels=tuple((spec.name, spec.label) for spec in POLICY.fields.values()),
        utc_offset_minutes=POLICY.review.utc_offset_minutes,
    )


@dataclass
class Asked:
    """One request that waits for its answer."""

    id: int
    request: Any
    on_reply: Callable[[Any], None]
    on_refused: Callable[[Refusal], None] | None
    on_progress: Callable[[m.Progress], None] | None


class BenchLink(QObject):
    """Keeps requests until :meth:`settle` answers them through ``answers``, by type of request."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[m.Request[Any]] = []
        self.waiting: list[Asked] = []
        self.cancelled: list[int] = []
        self.answers: dict[type, Callable[[Any], m.Reply | Refusal]] = {}

    def ask(self, request, on_reply, *, on_refused=None, on_progress=None) -> int:
        """Take a request as the real link does."""
        self.asked.append(request)
        self.waiting.append(Asked(len(self.asked), request, on_reply, on_refused, on_progress))
        return len(self.asked)

    def cancel(self, request_id: int) -> None:
        """Note that somebody wants this stopped."""
        self.cancelled.append(request_id)

    def settle(self) -> None:
        """Answer everything that can be answered, and what is asked because of that."""
        while open_now := [one for one in self.waiting if type(one.request) in self.answers]:
            for one in open_now:
                self.waiting.remove(one)
                self.reply(one, self.answers[type(one.request)](one.request))

    def reply(self, one: Asked, answer: m.Reply | Refusal) -> None:
        """Answer one request."""
        if not isinstance(answer, Refusal):
            one.on_reply(answer)
        elif one.on_refused is not None:
            one.on_refused(answer)

    def one_waiting(self, kind: type) -> Asked:
        """Return the request of this type that waits."""
        return next(one for one in self.waiting if isinstance(one.request, kind))


@dataclass
class Bench:
    """What a page is given, and what it said into the message bar."""

    context: PageContext
    link: BenchLink
    said: list[tuple[str, str]] = field(default_factory=list)

    def enter(self, spec: PageSpec, qtbot: Any, *, size: tuple[int, int] = (1060, 720), active: bool = False) -> Page:
        """Return a page in sight that has been entered, with everything answered that can be.

        ``active``: its window has the keyboard.
        """
        page = spec.make(self.context)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        if active:
            with qtbot.waitActive(page):
                page.activateWindow()
        page.entered()
        self.link.settle()
        return page


def bench(theme, role: Role) -> Bench:
    """A context for a page of somebody with this role."""
    link = BenchLink()
    made = Bench(None, link)  # type: ignore[arg-type]
    made.context = PageContext(
        link=link,
        session=session(role),
        wording=Wording("ja"),
        theme=theme,
        say=lambda sentence, tone: made.said.append((str(sentence), tone.value)),
    )
    return made


# ---- a log -----------------------------------------------------------------------------------------------------------

NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
REFERENCE = CustomerRef("9f3ac1d07be24418a0c6d2b9e7751f30")
_SCENE = (
    (Action.REVEAL, Outcome.DONE, ("address",), "", (("seconds", "30"),)),
    (Action.ANSWER, Outcome.MET, ("birth_date",), "", (("item", "birth_date"), ("result", "match"))),
    (Action.ANSWER, Outcome.NOT_YET_MET, ("name",), "", (("item", "name"), ("result", "match"))),
    (Action.SEARCH, Outcome.FOUND, ("phone",), "", ()),
    (Action.CALL_OPENED, Outcome.DONE, (), "", (("client", "aozora"),)),
    (Action.REVEAL_REFUSED, Outcome.REFUSED, ("email",), "field_outside_purpose", ()),
    (Action.LOCK, Outcome.DONE, (), "idle", ()),
)


def entry(sequence: int) -> LogRow:
    """The entry with this number in a log that goes back 7 seconds at a time from noon."""
    action, outcome, fields, reason, facts = _SCENE[sequence % len(_SCENE)]
    in_call = action is not Action.LOCK
    return LogRow(
        sequence=sequence,
        time=(NOON + timedelta(seconds=7 * sequence)).isoformat(timespec="milliseconds"),
        user=UserName(("sato", "suzuki.h", "takahashi")[sequence // 7 % 3]),
        role="operator",
        action=action,
        outcome=outcome,
        call="c0ffee" * 5 + "00" if in_call else "",
        customer=REFERENCE if in_call and action is not Action.CALL_OPENED else "",
        purpose="delivery" if in_call else "",
        fields=tuple(FieldName(name) for name in fields),
        reason=reason,
        facts=facts,
    )


def log_of(entries: int) -> Callable[[m.ReadLog], m.LogPage]:
    """Answer as a vault would whose log has this many entries; only ``user`` is filtered by."""

    def answer(request: m.ReadLog) -> m.LogPage:
        rows: list[LogRow] = []
        sequence = min(request.before or entries + 1, entries + 1) - 1
        while sequence > 0 and len(rows) <= request.limit:
            row = entry(sequence)
            if not request.user or row.user == request.user:
                rows.append(row)
            sequence -= 1
        return m.LogPage(tuple(rows[: request.limit]), len(rows) > request.limit)

    return answer


CHOICES = m.LogChoices(
    users=(UserName("sato"), UserName("suzuki.h"), UserName("takahashi")),
    actions=tuple(dict.fromkeys(action for action, *_ in _SCENE)),
)


def refuse(code: Code, **params: str | int) -> Callable[[Any], Refusal]:
    """Answer a request with this refusal."""
    return lambda _: Refusal(code, **params)
