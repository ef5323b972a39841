"""What works on this machine, under which policy, what is recorded of one's work, what the console promises."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.domain.views import CheckState, MachineCheck
from operator_console.protocol.messages import Diagnose, Diagnosis
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.review.notice import NoticeCard
from operator_console.ui.status.room import RoomCard
from operator_console.ui.status.sharing import SharingCard
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Badge, Label, Paragraph

_TONES = {
    CheckState.GOOD: "good",
    CheckState.WEAK: "warning",
    CheckState.BAD: "danger",
    CheckState.UNSUPPORTED: "info",
}


class StatusPage(Page):
    """Cards that only tell; everybody may read them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.checks: list[MachineCheck] = []
        self._icons: list[tuple[Label, str, str]] = []
        self._rows: QWidget = Paragraph(self.tr("Looking …"), ink="muted")
        self._scroll = QScrollArea()
        self.notice = NoticeCard(context)
        self.room, self.sharing = RoomCard(context), SharingCard(context)
        self._lay_out()
        QShortcut(QKeySequence("F5"), self, self._look)
        context.theme.changed.connect(self._paint)
        self._paint()

    # ---- building ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", "none")
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(0, 0, 8, 0)
        cards.setSpacing(14)
        cards_in_order = (self._machine_card(), self.room, self.sharing, self._policy_card(), self.notice)
        for card in (*cards_in_order, self._promise_card()):
            cards.addWidget(card)
        cards.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(_title(), size="title"))
        column.addWidget(self._scroll, 1)

    def _machine_card(self) -> Card:
        self._machine = card = Card(margin=20)
        again = Button(self.tr("&Look again (F5)"), self._look)
        card.body.addWidget(Label(self.tr("This machine"), size="lead"))
        card.body.addWidget(self._rows)
        card.body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _policy_card(self) -> Card:
        session = self.context.session
        card = Card(margin=20)
        card.body.addWidget(Label(self.tr("Policy in force"), size="lead"))
        words = self.tr("“{name}”, version {version}. The console locks after {minutes} minutes without a key press.")
        text = words.format(
            name=session.policy_name, version=session.policy_version, minutes=max(1, session.idle_seconds // 60)
        )
        card.body.addWidget(Paragraph(text))
        return card

    def _promise_card(self) -> Card:
        card = Card(margin=20)
        card.body.addWidget(Label(self.tr("What the console does, and what it cannot do"), size="lead"))
        for sentence in (
            self.tr("No value is shown before its entry has been written to the log."),
            self.tr("The files alone, or a password alone, open nothing."),
            self.tr("When anything fails, the screen is masked or locked. What has been saved stays."),
        ):
            card.body.addLayout(self._line("good", "good", sentence))
        for sentence in (
            self.tr("It cannot stop a camera or a person who looks over a shoulder."),
            self.tr("It cannot stop an administrator of this computer."),
        ):
            card.body.addLayout(self._line("info", "muted", sentence))
        self._wall = Paragraph(self._of_the_wall(guarded=False))
        card.body.addLayout(self._line_of("info", "muted", self._wall))
        return card

    def _of_the_wall(self, *, guarded: bool) -> str:
        if guarded:
            return self.tr(
                "In guarded mode, programs of this user cannot read the vault's files, keys or memory, and get no more"
                " than can be done by hand. Whoever uses this screen sees what it shows."
            )
        return self.tr(
            "In standalone mode, whoever can run programs as this user and knows the password can go around the"
            " console. The log is then evidence and a deterrent, not a wall."
        )

    def _line(self, icon: str, ink: str, sentence: str) -> QGridLayout:
        return self._line_of(icon, ink, Paragraph(sentence))

    def _line_of(self, icon: str, ink: str, told: Paragraph) -> QGridLayout:
        line = QGridLayout()
        line.setHorizontalSpacing(12)
        line.setColumnStretch(1, 1)
        line.addWidget(self._icon(icon, ink), 0, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(told, 0, 1)
        return line

    def _icon(self, name: str, ink: str) -> Label:
        picture = Label()
        self._icons.append((picture, name, ink))
        return picture

    def _paint(self) -> None:
        for picture, name, ink in self._icons:
            picture.setPixmap(self.context.theme.picture(name, ink))

    # ---- looking -----------------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Look at the machine, and read the notice under the policy in force."""
        self._look()
        self.notice.read()
        self._scroll.setFocus()

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (KeyHint("F5", self.tr("Look again")), KeyHint("↑ ↓", self.tr("Scroll")))

    def _look(self) -> None:
        self.context.link.ask(Diagnose(), self._told, on_refused=self._refused)

    def _told(self, diagnosis: Diagnosis) -> None:
        self.checks = [*diagnosis.checks, *self.context.machine()]
        guarded = any(check.code == "mode" and check.state is CheckState.GOOD for check in self.checks)
        self._wall.tell(self._of_the_wall(guarded=guarded))
        self._draw()

    def _refused(self, refusal: Refusal) -> None:
        self.context.say(self.context.wording.refusal(refusal), Tone.WARNING)

    def _draw(self) -> None:
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(2, 1)
        for row, check in enumerate(self.checks):
            self._draw_check(grid, row, check)
        self._machine.body.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows

    def _draw_check(self, grid: QGridLayout, row: int, check: MachineCheck) -> None:
        words = self.context.wording.check(check)
        top = Qt.AlignmentFlag.AlignTop
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(Paragraph(words.what))
        if words.next:
            told.addWidget(Paragraph(words.next, size="small", ink="muted"))
        grid.addWidget(Badge(self._state(check.state), _TONES[check.state]), row, 0, top)
        grid.addWidget(Label(words.label), row, 1, top)
        grid.addLayout(told, row, 2)

    def _state(self, state: CheckState) -> str:
        return {
            CheckState.GOOD: self.tr("Good"),
            CheckState.WEAK: self.tr("Mind this"),
            CheckState.BAD: self.tr("Act"),
            CheckState.UNSUPPORTED: self.tr("Not here"),
        }[state]


def _title() -> str:
    return QCoreApplication.translate("StatusPage", "State of this machine")


SPEC = PageSpec(title=_title, duty=None, make=StatusPage, key="status")
