"""The policy for an administrator: what it says, its text, and its rules of matching to try."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Duty
from operator_console.protocol.messages import PolicySaved, PolicyText, ReadPolicy, SavePolicy
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.policy.changes import Changes
from operator_console.ui.policy.editing import PolicyEditing
from operator_console.ui.policy.overview import Overview
from operator_console.ui.policy.save_question import SaveQuestion
from operator_console.ui.policy.trying import Trying
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label
from operator_console.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from operator_console.domain.policy import Policy


class PolicyPage(Page):
    """Three views, and the question before a new version is put in force in place of the text."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._in_force: Policy | None = None
        self.overview, self.editing, self.trying = Overview(context.wording), PolicyEditing(context), Trying(context)
        self.question = SaveQuestion()
        self.views = Stack()
        self.tabs: dict[QWidget, Button] = {}
        self._lay_out()
        self.editing.ready.connect(self._ask)
        self.question.agreed.connect(self._send)
        self.question.left.connect(self._back)
        QShortcut(QKeySequence("Esc"), self.question, self._back)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(_title(), size="title"), 1)
        group = QButtonGroup(self)
        for view, words in (
            (self.overview, self.tr("&Contents")),
            (self.editing, self.tr("&Edit")),
            (self.trying, self.tr("&Try a rule")),
        ):
            tab = Button(words, partial(self.bring, view), kind="nav")
            tab.setCheckable(True)
            group.addButton(tab)
            head.addWidget(tab)
            self.tabs[view] = tab
            self.views.addWidget(view)
        self.views.addWidget(self.question)
        self.tabs[self.overview].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.views, 1)

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Read the policy in force; unsaved text stays."""
        self.context.link.ask(ReadPolicy(), self._read)
        self._focus()

    def may_leave(self) -> str:
        """Leaving or locking loses a text that is not in force yet."""
        return self.tr("The changes to the policy have not been saved.") if self.editing.changed() else ""

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("Alt+C / E / T", self.tr("Contents, text, trying a rule")),
            KeyHint("Ctrl+O", self.tr("Load an example or a file")),
            KeyHint("Ctrl+S", self.tr("Save as a new version")),
            KeyHint("Ctrl+Shift+S", self.tr("Write the text to a file")),
            KeyHint("F8", self.tr("Go to the next problem")),
            KeyHint("Enter", self.tr("In the problems: go to the line. When trying: compare")),
            KeyHint("Ctrl+Z", self.tr("Undo")),
            KeyHint("Esc", self.tr("Back to the text")),
        )

    # ---- the views ---------------------------------------------------------------------------------------------------

    def bring(self, view: QWidget) -> None:
        """Show one of the views and stand where the work begins."""
        if view in self.tabs:
            self.tabs[view].setChecked(True)
        self.views.setCurrentWidget(view)
        self._focus()

    def _focus(self) -> None:
        places: dict[QWidget | None, QWidget] = {
            self.overview: self.overview,
            self.editing: self.editing.text,
            self.trying: self.trying.stored,
            self.question: self.question.leave,
        }
        places[self.views.currentWidget()].setFocus()

    def _read(self, policy: PolicyText) -> None:
        self._show(policy.text, policy.version)

    def _show(self, text: str, version: int) -> None:
        self.editing.put_in_force(text, version)
        try:
            self._in_force = _policy(text)
        except Refusal as refusal:
            self.context.say(self.context.wording.refusal(refusal), Tone.WARNING)
        else:
            self.overview.tell(self._in_force)

    # ---- a new version -----------------------------------------------------------------------------------------------

    def _ask(self, text: str) -> None:
        changes = [self.tr("Everything: what is in force now cannot be read.")]
        if self._in_force is not None:
            changes = Changes().between(self._in_force, _policy(text))
        self.question.ask(text, changes)
        self.bring(self.question)

    def _back(self) -> None:
        self.bring(self.editing)

    def _send(self, text: str) -> None:
        self.context.link.ask(SavePolicy(text=text), lambda saved: self._saved(text, saved), on_refused=self._refused)

    def _saved(self, text: str, saved: PolicySaved) -> None:
        version = saved.session.policy_version
        self._show(text, version)
        self.context.renewed(saved.session)
        self._back()
        self.context.say(self.tr("Version {version} is in force.").format(version=version), Tone.GOOD)

    def _refused(self, refusal: Refusal) -> None:
        self._back()
        self.context.say(self.context.wording.refusal(refusal), Tone.WARNING)
        if refusal.code is Code.POLICY_INVALID:
            self.editing.text.go_to(int(refusal.params.get("line", 1)))


def _policy(text: str) -> "Policy":
    from operator_console.domain.policy_file import read_policy

    return read_policy(text)


def _title() -> str:
    return QCoreApplication.translate("PolicyPage", "Policy")


SPEC = PageSpec(title=_title, duty=Duty.MANAGE_POLICY, make=PolicyPage, key="policy")
