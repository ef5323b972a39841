"""The monitoring notice (モニタリング告知): what is recorded of one's work, why, who reviews it and for how long."""

from PySide6.QtWidgets import QVBoxLayout

from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import Notice, ReadNotice
from operator_console.ui.page import PageContext
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph


class NoticeCard(Card):
    """Reads the notice when it is told to; a sentence a line."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(margin=20)
        self._context = context
        self._shown: list[Paragraph] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addWidget(Label(self.tr("What is recorded about your work"), size="lead"))
        self.body.addLayout(self._lines)
        self._say((self.tr("Reading …"),))

    def read(self) -> None:
        """Ask for the notice as the policy has it now."""
        self._context.link.ask(ReadNotice(), self._told, on_refused=self._refused)

    def _told(self, reply: Notice) -> None:
        notice = reply.notice
        sentences = tuple(self._context.wording.notice(sentence) for sentence in notice.sentences)
        who = self.tr("Reviewers now: {names}").format(names="、".join(notice.reviewers))
        self._say((*sentences, who) if notice.reviewers else sentences)

    def _refused(self, refusal: Refusal) -> None:
        self._say((self._context.wording.refusal(refusal),))

    def _say(self, sentences: tuple[str, ...]) -> None:
        for line in self._shown:
            line.hide()
            line.deleteLater()
        self._shown = [Paragraph(sentence) for sentence in sentences]
        for line in self._shown:
            self._lines.addWidget(line)
