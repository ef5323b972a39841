"""The form in which an administrator makes an account or gives somebody a new first password."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from operator_console.domain.ids import ClientId
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.views import UserView
from operator_console.ui.page import PageContext
from operator_console.ui.users.client_choice import ClientChoice
from operator_console.ui.users.first_password import first_password
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.form_row import FormRow
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.password_field import PasswordField

WIDEST = 560
"""Device-independent pixels; a longer line is hard to follow."""


class AccountForm(Card):
    """For a new account every row; for a new password of ``whose`` only that."""

    sent = Signal()
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.whose: UserView | None = None
        self.generated = False
        self.setMaximumWidth(WIDEST)
        self.title, self.note = Label(size="lead"), Paragraph(ink="muted")
        self.user, self.display, self.role = QLineEdit(), QLineEdit(), QComboBox()
        self.password = PasswordField(context.theme)
        for role in Role:
            self.role.addItem(context.wording.role(role), role)
        self.generate = Button(self.tr("&Generate"), self._generate)
        self.send = Button("", self._send, kind="primary")
        self.leave = Button(self.tr("Do not &save (Esc)"), self._leave)
        self.user_row = FormRow(self.tr("User name"), self.user, self.tr("Letters, figures, “.”, “_” and “-”."))
        self.display_row = FormRow(self.tr("Display name"), self.display)
        self.role_row = FormRow(self.tr("Role"), self.role)
        self.clients = ClientChoice(context.session.clients)
        self.clients_row = FormRow(self.tr("Client companies to answer for"), self.clients)
        self.password_row = FormRow(self.tr("First password"), self.password, self._password_hint())
        self.password.textEdited.connect(self._typed)
        self.role.currentIndexChanged.connect(self._role_changed)
        self._lay_out()

    def _password_hint(self) -> str:
        words = self.tr("At least {count} characters. It has to be changed at the first sign-in.")
        return words.format(count=self._context.session.password_length)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.send)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        rows = (self.user_row, self.display_row, self.role_row, self.clients_row, self.password_row)
        for part in (self.title, self.note, *rows):
            self.body.addWidget(part)
        self.body.addWidget(self.generate, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(8)
        self.body.addLayout(buttons)

    # ---- what it is for ----------------------------------------------------------------------------------------------

    def begin_new(self) -> None:
        """Ask for everything about a new account."""
        self._begin(None, self.tr("Add a user"), "", self.tr("&Add"))
        self.user.setFocus()

    def begin_reset(self, whose: UserView) -> None:
        """Ask for a new first password of this user."""
        title = self.tr("New first password for {name}").format(name=f"{whose.display} ({whose.user})")
        note = "" if whose.active else self.tr("This account is disabled. A new password enables it again.")
        self._begin(whose, title, note, self.tr("Set the new &password"))
        self.generate.setFocus()

    def _begin(self, whose: UserView | None, title: str, note: str, send: str) -> None:
        self.whose = whose
        self.title.setText(title)
        self.note.tell(note)
        self.note.setVisible(bool(note))
        self.send.setText(send)
        for row in (self.user_row, self.display_row, self.role_row):
            row.setVisible(whose is None)
        self.forget()
        self._role_changed()

    def forget(self) -> None:
        """Empty every field."""
        for edit in (self.user, self.display, self.password):
            edit.setText("")
        self.role.setCurrentIndex(0)
        self.clients.tick(())
        self.generated = False
        for row in (self.user_row, self.display_row, self.password_row):
            row.say_wrong("")

    def is_begun(self) -> bool:
        """Return whether something has been typed that leaving would lose."""
        return any(edit.text() for edit in (self.user, self.display, self.password))

    def chosen_role(self) -> Role:
        """Return the role for the new account."""
        return Role(self.role.currentData())

    def chosen_clients(self) -> tuple[ClientId, ...]:
        """Return the client companies for the new account; only an operator has any."""
        return self.clients.ticked() if self.chosen_role() is Role.OPERATOR else ()

    # ---- what happens ------------------------------------------------------------------------------------------------

    def say_refused(self, refusal: Refusal) -> bool:
        """Show a refusal at the field it is about; return False when it is about none."""
        row = {
            Code.USER_EXISTS: self.user_row,
            Code.USER_NAME_BAD: self.user_row,
            Code.PASSWORD_WEAK: self.password_row,
            Code.PASSWORD_SAME: self.password_row,
            Code.CLIENT_UNKNOWN: self.clients_row,
        }.get(refusal.code)
        if row is None:
            return False
        row.say_wrong(self._context.wording.refusal(refusal))
        row.field.setFocus()
        return True

    def _send(self) -> None:
        empty = [row for row in self._rows() if not _text(row).strip()]
        for row in empty:
            row.say_wrong(self.tr("Please fill this in."))
        if empty:
            empty[0].field.setFocus()
        else:
            self.sent.emit()

    def _rows(self) -> tuple[FormRow, ...]:
        every = (self.user_row, self.display_row, self.password_row)
        return every if self.whose is None else (self.password_row,)

    def _generate(self) -> None:
        self.password.setText(first_password(self._context.session.password_length))
        self.generated = True
        self.password_row.say_wrong("")
        self.send.setFocus()

    def _role_changed(self) -> None:
        self.clients_row.setVisible(self.whose is None and self.chosen_role() is Role.OPERATOR)

    def _typed(self) -> None:
        self.generated = False

    def _leave(self) -> None:
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter in a field sends the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        else:
            super().keyPressEvent(event)


def _text(row: FormRow) -> str:
    return row.field.text() if isinstance(row.field, QLineEdit) else ""
