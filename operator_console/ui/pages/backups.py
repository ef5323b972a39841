"""Making a backup: how old the last one is, a new one in a file of one's choice, and what a backup is worth."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from operator_console.domain.backups import LastBackup
from operator_console.domain.refusals import Refusal
from operator_console.domain.roles import Duty
from operator_console.protocol.messages import BackupMade, BackupState, MakeBackup, ReadBackups
from operator_console.ui.choosing_file import choose_new_file
from operator_console.ui.office_time import OfficeTime
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Badge, Label, Paragraph
from operator_console.ui.widgets.long_work import LongWork
from operator_console.ui.widgets.scroll import Scroll
from operator_console.ui.widgets.styled import mark

OLD_DAYS: Final = 7
"""A backup that is older is pointed out."""
SUFFIX: Final = "ocbackup"


class BackupPage(Page):
    """The state, the work, and beside it what keeps a backup useful."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._time = OfficeTime(context.session.utc_offset_minutes)
        self._path = ""
        self.state, self.last, self.outcome = Badge(""), Paragraph(), Paragraph(size="small")
        self.work = LongWork(context)
        self.start = Button(self.tr("&Save a backup … (Ctrl+S)"), self.open_dialog, kind="primary")
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+S"), self, self.open_dialog)
        QShortcut(QKeySequence("F5"), self, self._look)

    # ---- building ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        area = Scroll(self)
        inner = QWidget(area.inside)
        inner.setProperty("ground", "none")
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(0, 0, 8, 0)
        cards.setSpacing(14)
        cards.addWidget(self._work_card())
        cards.addWidget(self._care_card())
        cards.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(_title(), size="title"))
        area.hold(inner)
        column.addWidget(area, 1)

    def _work_card(self) -> Card:
        card = Card(margin=20)
        what = self.tr(
            "Everything that the vault needs goes into one file, as encrypted as here: customers, log, users and"
            " policy. Others can go on working meanwhile."
        )
        going = QHBoxLayout()
        going.addWidget(self.start)
        going.addStretch(1)
        self.outcome.hide()
        card.body.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.last)
        card.body.addWidget(Paragraph(what, ink="muted"))
        card.body.addLayout(going)
        card.body.addWidget(self.work)
        card.body.addWidget(self.outcome)
        return card

    def _care_card(self) -> Card:
        card = Card(margin=20)
        card.body.addWidget(Label(self.tr("What to mind"), size="lead"))
        for sentence in (
            self.tr(
                "Keep it on another drive, away from this machine, and more than one of them: a fault may be noticed"
                " late."
            ),
            self.tr(
                "The secret of this device is not in it. On another machine the recovery key opens it: keep that apart"
                " from the backups."
            ),
            self.tr(
                "Whoever has a backup and the recovery key has the vault. Old backups keep memos and values that are"
                " gone since, and users who have been disabled: destroy them when their time is over."
            ),
            self.tr(
                "To put one back, choose “Restore from a backup” where the console makes, recovers or cannot open a"
                " vault, or use the restore command. What lies there is kept under another name."
            ),
        ):
            card.body.addWidget(Paragraph(sentence))
        return card

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def entered(self) -> None:
        """See when the last one was made."""
        self._look()
        self.start.setFocus()

    def may_leave(self) -> str:
        """Leaving in the midst of a backup loses it."""
        return self.tr("A backup is being made.") if self.work.running else ""

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (KeyHint("Ctrl+S", self.tr("Save a backup")), KeyHint("F5", self.tr("Look again")))

    # ---- the last one ------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        self.context.link.ask(ReadBackups(), self._told, on_refused=self._refused)

    def _told(self, reply: BackupState) -> None:
        tone, state = self._verdict(reply.last)
        self.state.setText(state)
        mark(self.state, "badge", tone)
        self.last.tell(self._words(reply.last))

    def _verdict(self, last: LastBackup | None) -> tuple[str, str]:
        if last is None:
            return "danger", self.tr("No backup yet")
        days = (datetime.now(UTC) - datetime.fromisoformat(last.made)).days
        if days >= OLD_DAYS:
            return "warning", self.tr("{days} days old").format(days=f"{days:,}")
        return "good", self.tr("Made today") if days < 1 else self.tr("{days} days old").format(days=days)

    def _words(self, last: LastBackup | None) -> str:
        if last is None:
            return self.tr("When this machine breaks, nothing can be put back. Save a backup to another drive now.")
        words = self.tr(
            "Last backup: {made}, by {user}, {size}. {entries} entries have been written to the log since then."
        )
        made = self._time.shown(last.made)
        if not last.user:
            words = self.tr(
                "Last backup: {made}, from which this vault was restored. {entries} entries have been written to the"
                " log since then."
            )
        return words.format(made=made, user=last.user, size=size_of(last.bytes), entries=f"{last.since_entries:,}")

    def _refused(self, refusal: Refusal) -> None:
        self.context.say(self.context.wording.refusal(refusal), Tone.WARNING)

    # ---- a new one ---------------------------------------------------------------------------------------------------

    def open_dialog(self) -> None:
        """Let the person choose where it goes."""
        if not self.start.isEnabled():
            return
        name = self.tr("vault_{day}.{suffix}").format(day=f"{self._time.now():%Y%m%d_%H%M}", suffix=SUFFIX)
        choose_new_file(self, self.tr("Save a backup"), self.save_to, suffix=SUFFIX, name=name)

    def save_to(self, path: str) -> None:
        """Ask the vault to write it."""
        self._path = path
        self.outcome.hide()
        self.start.setEnabled(False)
        self.work.run(MakeBackup(path), self._made, lambda _: self._ready())
        self.work.stop.setFocus()

    def _made(self, reply: BackupMade) -> None:
        self._ready()
        backup = reply.backup
        words = self.tr(
            "{name}: {customers} customers, {entries} entries of the log, {size}. It was checked page by page and read"
            " back."
        )
        self.outcome.tell(
            words.format(
                name=Path(self._path).name,
                customers=f"{backup.customers:,}",
                entries=f"{backup.entries:,}",
                size=size_of(backup.bytes),
            )
        )
        self.outcome.show()
        self.context.say(self.tr("The backup has been saved."), Tone.GOOD)
        self._look()

    def _ready(self) -> None:
        self.start.setEnabled(True)
        self.start.setFocus()


def size_of(count: int) -> str:
    """Return bytes as people count them, in thousands of thousands."""
    return f"{count / 1_000_000:,.1f} MB"


def _title() -> str:
    return QCoreApplication.translate("BackupPage", "Backup")


SPEC = PageSpec(title=_title, duty=Duty.BACK_UP, make=BackupPage, key="backup")
