"""What a lead can sign for in this call: fields without the check, the day's attempts anew, a sealed customer."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from operator_console.domain.calls import Stage
from operator_console.domain.ids import FieldName
from operator_console.domain.policy import HISTORY
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.views import CallView
from operator_console.protocol import messages as m
from operator_console.ui.call.approval_pane import Matter
from operator_console.ui.call.choice_pane import Choice
from operator_console.ui.call.conversation import Approval
from operator_console.ui.call.desk import Desk
from operator_console.ui.call.keys import Point
from operator_console.ui.tone import Tone

_ASKED = (m.BreakGlass, m.LiftLimit, m.OpenSealed)
_LIFT, _SHOW = "lift", "show"
_ABOUT_THE_LEAD = frozenset(
    {Code.APPROVAL_WRONG, Code.APPROVER_SAME, Code.SIGN_IN_HELD, Code.REASON_EMPTY, Code.REASON_UNKNOWN}
)
_Make = Callable[[str, str, str, tuple[str, ...]], Approval]


class Approving(QObject):
    """Chooses what is to be signed from where the call stands, and sends it with what the lead typed."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def ask(self) -> None:
        """Offer what a lead could sign for now."""
        call = self._desk.talk.call
        if call is None:
            return
        if not self._desk.context.session.approval_reasons:
            words = self.tr("The policy gives no reason for which a lead may approve. Ask an administrator.")
            self._desk.context.say(words, Tone.INFO)
        elif call.stage is Stage.OPENED:
            self._ask_sealed()
        elif self._desk.parts.checklist.is_day_over():
            self._ask_which(call)
        else:
            self._ask_fields(call)

    def refuse(self, request: object, refusal: Refusal, words: str) -> bool:
        """Say what went wrong where it was signed; return whether it was about that."""
        if not isinstance(request, _ASKED) or self._desk.point is not Point.APPROVAL:
            return False
        if isinstance(request, m.OpenSealed) and refusal.code not in _ABOUT_THE_LEAD:
            self._desk.back()
            return self._desk.parts.finding.refuse(refusal, words)
        self._desk.parts.approval.refuse(words)
        return True

    def _ask_which(self, call: CallView) -> None:
        self._desk.mask_now("leave")
        choices = (
            Choice(_LIFT, self.tr("Take answers for this customer again today")),
            Choice(_SHOW, self.tr("Show fields without the check (emergency)")),
        )
        self._desk.parts.choice.ask(
            self.tr("What does the lead approve?"),
            self.tr("The attempts of today are used up for this customer, whoever made them."),
            choices,
            lambda chosen: self._ask_lift() if chosen == _LIFT else self._ask_fields(call),
        )
        self._desk.step_aside(Point.CHOICE)

    def _ask_fields(self, call: CallView) -> None:
        fields = tuple((str(field.name), field.label) for field in call.card if not (field.empty or field.approved))
        if call.history and not call.history_revealable:
            fields = (*fields, (HISTORY, self.tr("Saved memos")))
        title = self.tr("Emergency showing")
        words = self.tr("Shows fields in this call without the identity check, in the lead's name.")
        self._open(
            Matter(title, words, self.tr("Approve and open"), fields),
            lambda lead, password, reason, names: m.BreakGlass(
                lead=lead, password=password, reason=reason, fields=tuple(FieldName(name) for name in names)
            ),
        )

    def _ask_lift(self) -> None:
        title = self.tr("Take answers again")
        words = self.tr("Gives this customer the attempts of a day anew; the identity check goes on.")
        self._open(
            Matter(title, words, self.tr("Approve")),
            lambda lead, password, reason, _: m.LiftLimit(lead=lead, password=password, reason=reason),
        )

    def _ask_sealed(self) -> None:
        finding = self._desk.parts.finding
        if not finding.heard():
            words = self.tr("First type what the caller says, for example the number; then F11.")
            self._desk.context.say(words, Tone.INFO)
            return
        title = self.tr("Search with a lead's approval")
        words = self.tr(
            "Searches among the customers too whom only a lead may open. Do not say or hint whether somebody is"
            " registered; the identity check follows as for anyone."
        )
        self._open(
            Matter(title, words, self.tr("Approve and search")),
            lambda lead, password, reason, _: m.OpenSealed(
                lead=lead, password=password, reason=reason, by=finding.heard()
            ),
        )

    def _open(self, matter: Matter, make: _Make) -> None:
        def sign(lead: str, password: str, reason: str, names: tuple[str, ...]) -> None:
            self._desk.talk.approve(make(lead, password, reason, names), self._signed)

        always = self.tr("It is always put on the review list and looked at afterwards by somebody else.")
        told = replace(matter, words=f"{matter.words}\n{always}")
        self._desk.mask_now("leave")
        self._desk.parts.approval.ask(told, self._desk.context.session.approval_reasons, sign)
        self._desk.step_aside(Point.APPROVAL)

    def _signed(self) -> None:
        call = self._desk.talk.call
        self._desk.parts.checklist.take_up()
        self._desk.back()
        if call is not None and call.approved_by:
            words = self.tr("Approved by {lead}. It will be reviewed.").format(lead=call.approved_by)
            self._desk.context.say(words, Tone.GOOD)
        else:
            self._desk.context.say(self.tr("Approved. It will be reviewed."), Tone.GOOD)
