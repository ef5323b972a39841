"""A backup is put back in the vault's place: which one it is, what becomes of what lies there, and only then the work.

The vault process that does it is asked nothing else, so that it also works where what lies there cannot be opened.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar

from operator_console.domain.backups import Here
from operator_console.domain.refusals import Code, Refusal
from operator_console.protocol.messages import (
    BackupFound,
    BackupRestored,
    LookIntoBackup,
    Progress,
    Reply,
    Request,
    RestoreBackup,
)
from operator_console.ui.choosing_file import choose_file
from operator_console.ui.gates.gate import Gate, GateFace
from operator_console.ui.link import VaultLink
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label, Paragraph


class RestoreGate(Gate):
    """Passes with a sentence about what was done. Nothing is changed before it has been confirmed."""

    left = Signal()
    """Nothing was done, and nothing is to be."""
    stop_wanted = Signal()

    def __init__(self, face: GateFace, place: str) -> None:
        super().__init__(face, width=680)
        self._found: BackupFound | None = None
        self.path = ""
        self.choose = Button(self.tr("Choose the &file … (Ctrl+O)"), self.open_dialog)
        self.file_name = Label(self.tr("No file has been chosen yet."), size="small", ink="muted")
        self.about, self.here, self.means = Paragraph(), Paragraph(), Paragraph(size="small", ink="muted")
        self.sure = QCheckBox(self.tr("&Move what is there aside and put the backup in its place"))
        self.bar, self.stage = QProgressBar(), Label(size="small", ink="muted")
        self.back = Button(self.tr("&Back (Esc)"), self._back)
        self.stop = Button(self.tr("&Stop"), self.stop_wanted.emit)
        self.restore = Button(self.tr("&Restore"), self._restore, kind="primary")
        self.sure.toggled.connect(self._ready)
        self._lay_out(place)
        self._show_found(None)
        self._show_working(working=False)
        QShortcut(QKeySequence("Ctrl+O"), self, self.open_dialog)
        QShortcut(QKeySequence("Esc"), self, self._back)

    def entered(self) -> None:
        """Put the focus on choosing the file."""
        self.choose.setFocus()

    def serve(self, link: VaultLink) -> None:
        """Let this vault process do what is wanted here."""
        running = [0]

        def ask(request: Request[Any]) -> None:
            running[0] = link.ask(request, self.answered, on_refused=self.refused, on_progress=self._progressed)

        self.wanted.connect(ask)
        self.stop_wanted.connect(lambda: link.cancel(running[0]))

    def answered(self, reply: Reply) -> None:
        """Show what the backup is, or pass when it has been put back."""
        if isinstance(reply, BackupFound):
            self._show_found(reply)
        elif isinstance(reply, BackupRestored):
            self.passed.emit(self._done(reply))

    def refused(self, refusal: Refusal) -> None:
        """Say why not; nothing has been changed."""
        self._show_working(working=False)
        if refusal.code is Code.CANCELLED:
            self.say(self.tr("Stopped. Nothing was changed."), "muted")
            return
        super().refused(refusal)
        if self._found is None:
            self.choose.setFocus()

    # ---- the file ----------------------------------------------------------------------------------------------------

    def open_dialog(self) -> None:
        """Let the person choose a backup."""
        if not self.choose.isEnabled():
            return
        kinds = (self.tr("Backups (*.ocbackup)"), self.tr("All files (*)"))
        choose_file(self, self.tr("Choose a backup"), self.take, kinds=kinds)

    def take(self, path: str) -> None:
        """Look into this file, without putting anything back."""
        self.path = path
        self.file_name.setText(Path(path).name)
        self.say("")
        self._show_found(None)
        self.wanted.emit(LookIntoBackup(path))

    # ---- the work ----------------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        if self._found is None or not self.restore.isEnabled():
            return
        self.say("")
        self._show_working(working=True)
        self.stop.setFocus()
        self.wanted.emit(RestoreBackup(self.path, move=self.sure.isChecked()))

    def _progressed(self, progress: Progress) -> None:
        self.bar.setRange(0, 1000 if progress.total else 0)
        if progress.total:
            self.bar.setValue(progress.done * 1000 // progress.total)
        self.stage.setText(self.face.wording.progress_stage(progress.stage))

    def _back(self) -> None:
        if self.back.isEnabled():
            self.left.emit()

    def _done(self, reply: BackupRestored) -> str:
        words = self.tr("The vault of {made} is back. Sign in with the password of that day.")
        if reply.aside:
            words = self.tr(
                "The vault of {made} is back. Sign in with the password of that day. What was there is kept as"
                " “{aside}”; do not delete it."
            )
        return words.format(made=_local(reply.backup.made), aside=reply.aside)

    # ---- what is shown -----------------------------------------------------------------------------------------------

    def _show_found(self, found: BackupFound | None) -> None:
        self._found = found
        occupied = found is not None and found.here is not Here.NOTHING
        self.sure.setChecked(False)
        self.sure.setVisible(occupied)
        for part in (self.about, self.here, self.means):
            part.setVisible(found is not None)
        self._ready()
        if found is not None:
            self.about.tell(self._about(found))
            self.here.tell(self._here(found))
            self.means.tell(self._means())
            (self.sure if occupied else self.restore).setFocus()

    def _ready(self) -> None:
        found = self._found
        self.restore.setEnabled(found is not None and (found.here is Here.NOTHING or self.sure.isChecked()))

    def _show_working(self, *, working: bool) -> None:
        for part in (self.bar, self.stage, self.stop):
            part.setVisible(working)
        for other in (self.choose, self.back, self.sure):
            other.setEnabled(not working)
        if working:
            self.bar.setRange(0, 0)
            self.restore.setEnabled(False)
        else:
            self._ready()

    def _about(self, found: BackupFound) -> str:
        backup = found.backup
        words = self.tr(
            "A backup of {made}: {customers} customers, {entries} entries of the log, {size}, made by version {build}."
        )
        return words.format(
            made=_local(backup.made),
            customers=f"{backup.customers:,}",
            entries=f"{backup.entries:,}",
            size=f"{backup.bytes / 1_000_000:,.1f} MB",
            build=backup.build,
        )

    def _here(self, found: BackupFound) -> str:
        if found.here is Here.NOTHING:
            return self.tr("There is no vault in this place yet.")
        if found.here is Here.OTHER:
            return self.tr("There is another vault in this place. It is kept under another name.")
        if found.here is Here.UNREADABLE:
            return self.tr("What is in this place cannot be opened as a vault. It is kept under another name.")
        newer = found.entries_here - found.backup.entries
        if newer <= 0:
            return self.tr("The same vault is in this place. It is kept under another name.")
        words = self.tr(
            "The same vault is in this place, with {newer} more entries in its log: what was done since the backup is"
            " only there. It is kept under another name."
        )
        return words.format(newer=f"{newer:,}")

    def _means(self) -> str:
        return self.tr(
            "Users, passwords and policy become those of that day as well: disable whoever has left since. The log goes"
            " on from the backup and says so; records of the log that were delivered later will not fit it, and a"
            " verification tells of that."
        )

    def _lay_out(self, place: str) -> None:
        self.heading(self.tr("Restore from a backup"), self.tr("In this place: {place}").format(place=place))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.choose)
        line.addWidget(self.file_name, 1)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the restore"))
        going = QHBoxLayout()
        going.setSpacing(12)
        going.addWidget(self.bar, 1)
        going.addWidget(self.stage)
        going.addWidget(self.stop)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.restore)
        self.card.body.addLayout(line)
        for part in (self.about, self.here, self.means, self.sure, self.said):
            self.card.body.addWidget(part)
        self.card.body.addLayout(going)
        self.card.body.addLayout(buttons)


def _local(text: str) -> str:
    """Return an ISO 8601 time by this machine's clock: nobody has signed in whose office would have one."""
    return datetime.fromisoformat(text).astimezone().strftime("%Y/%m/%d %H:%M")
