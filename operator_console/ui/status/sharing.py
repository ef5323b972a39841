"""Captures of the screen: what holds here, and the form by which a lead allows them for minutes of remote support."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.protocol.messages import BeginSharing, SharingBegun
from operator_console.ui.page import PageContext
from operator_console.ui.tone import Tone
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.password_field import PasswordField

_MINUTES = "10"


class SharingCard(Card):
    """Where the system has no shield it says so, and there is nothing to allow. The password is gone once sent."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(margin=20)
        self._context = context
        self._capture = context.capture
        self.words = Paragraph(ink="muted")
        limit = self.tr("1 to {limit}").format(limit=context.session.room.sharing_minutes)
        self.minutes = FormRow(self.tr("Minutes"), QLineEdit(_MINUTES), limit)
        self.reason = FormRow(self.tr("What for"), QLineEdit())
        self.lead = FormRow(self.tr("The lead's user name"), QLineEdit())
        self.password = PasswordField(context.theme)
        self.secret = FormRow(self.tr("The lead's password"), self.password)
        self.begin = Button(self.tr("Allow captures"), self._begin)
        self.end = Button(self.tr("End it now"), self._end, kind="primary")
        self.form = self._arrange()
        self.password.returnPressed.connect(self._begin)
        if self._capture is not None:
            self._capture.changed.connect(self._show)
        self._show()

    def _begin(self) -> None:
        password = self.password.take()
        minutes = self.minutes.text()
        missing = next((row for row in (self.minutes, self.reason, self.lead) if not row.text()), None)
        if not minutes.isdecimal():
            missing = self.minutes
        if missing is not None or not password:
            row = missing or self.secret
            row.say_wrong(self.tr("This is needed."))
            row.field.setFocus()
            return
        request = BeginSharing(
            lead=self.lead.text(), password=password, reason=self.reason.text(), minutes=int(minutes)
        )
        self._context.link.ask(request, self._begun, on_refused=self._refused)

    def _begun(self, reply: SharingBegun) -> None:
        for row in (self.reason, self.lead):
            if isinstance(row.field, QLineEdit):
                row.field.setText("")
        if self._capture is not None:
            self._capture.open(reply.seconds)
        self._context.say(
            self.tr("The screen can be captured now. Nothing can be shown until that ends."), Tone.WARNING
        )

    def _refused(self, refusal: Refusal) -> None:
        self._context.say(self._context.wording.refusal(refusal), Tone.WARNING)
        self.password.setFocus()

    def _end(self) -> None:
        if self._capture is not None:
            self._capture.close("key")

    def _show(self) -> None:
        able = self._capture is not None and self._capture.able
        left = self._capture.left if self._capture is not None else 0
        self.form.setVisible(able and not left)
        self.end.setVisible(left > 0)
        self.words.tell(self._truth(able=able, left=left))

    def _truth(self, *, able: bool, left: int) -> str:
        if left:
            words = self.tr("Captures are allowed for {minutes} more minutes at most. Nothing can be shown until then.")
            return words.format(minutes=-(-left // 60))
        if able:
            return self.tr(
                "Screenshots, recordings and screen sharing do not show this window. For remote support a lead can"
                " allow it for some minutes here. It ends by itself, and begin and end are in the log."
            )
        return self.tr(
            "This system lets every program take pictures of the screen, and the console cannot prevent it. Lock before"
            " you share the screen. What is shown carries your name and the time."
        )

    def _arrange(self) -> QWidget:
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        for place, row in enumerate((self.minutes, self.reason, self.lead, self.secret)):
            grid.addWidget(row, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.begin, 2, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Label(self.tr("Screenshots and screen sharing"), size="lead"))
        for part in (self.words, form, self.end):
            self.body.addWidget(part)
        return form
