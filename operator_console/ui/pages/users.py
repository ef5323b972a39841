"""The accounts of a vault: who there is, made, given a new first password, disabled."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.domain.refusals import Refusal
from operator_console.domain.roles import DUTIES, Duty
from operator_console.domain.views import UserView
from operator_console.protocol.messages import (
    AddUser,
    DisableUser,
    ListUsers,
    ResetPassword,
    SetClients,
    SetOsUser,
    Users,
)
from operator_console.ui.models.lines import Lines
from operator_console.ui.models.table import Table
from operator_console.ui.page import KeyHint, Page, PageContext, PageSpec
from operator_console.ui.tone import Tone
from operator_console.ui.users.account_form import AccountForm
from operator_console.ui.users.clients_form import ClientsForm
from operator_console.ui.users.notices import DisableQuestion, PasswordShown
from operator_console.ui.users.os_user_form import OsUserForm
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Label
from operator_console.ui.widgets.stack import Stack


class UsersPage(Page):
    """The list, and in its place whatever is being done with one account."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.lines: Lines[UserView] = Lines(
            (
                self.tr("User name"),
                self.tr("Display name"),
                self.tr("Role"),
                self.tr("Client companies"),
                self.tr("State"),
                self.tr("OS user"),
            )
        )
        self.table = Table(self.lines, (100, 120, 120, 190, 200), 120)
        self.form, self.question, self.shown = AccountForm(context), DisableQuestion(), PasswordShown()
        self.grant, self.tie = ClientsForm(context), OsUserForm(context)
        self.add = Button(self.tr("&Add a user (Ctrl+N)"), self._add, kind="primary")
        self.reset = Button(self.tr("New first &password"), self._reset)
        self.clients = Button(self.tr("&Client companies (Ctrl+E)"), self._clients)
        self.os_user = Button(self.tr("&OS user (Ctrl+U)"), self._os_user)
        self.disable = Button(self.tr("&Disable"), self._disable)
        self.views = Stack()
        self._lay_out()
        self._connect()
        self._row_changed(-1)

    def _lay_out(self) -> None:
        self.table.setAccessibleName(self.tr("Users"))
        self._list = QWidget()
        inner = QVBoxLayout(self._list)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        for row in ((self.add, self.reset, self.disable), (self.clients, self.os_user)):
            buttons = QHBoxLayout()
            for button in row:
                buttons.addWidget(button)
            buttons.addStretch(1)
            inner.addLayout(buttons)
        inner.addWidget(self.table, 1)
        self.views.addWidget(self._list)
        self._views: dict[QWidget, QScrollArea] = {
            card: _scrolled(card) for card in (self.form, self.grant, self.tie, self.question, self.shown)
        }
        for view in self._views.values():
            self.views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(_title(), size="title"))
        column.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.table.row_changed.connect(self._row_changed)
        self.table.opened.connect(lambda _: self._reset())
        self.form.sent.connect(self._send)
        self.grant.sent.connect(self._send_clients)
        self.tie.sent.connect(self._send_os_user)
        self.question.agreed.connect(self._send_disable)
        for card in (self.form, self.grant, self.tie, self.question, self.shown):
            card.left.connect(self._show_list)
        QShortcut(QKeySequence("Ctrl+N"), self, self._add)
        QShortcut(QKeySequence("Ctrl+E"), self, self._clients)
        QShortcut(QKeySequence("Ctrl+U"), self, self._os_user)
        QShortcut(QKeySequence("Esc"), self, self._show_list)
        QShortcut(QKeySequence("F5"), self, self._read)

    # ---- what the window asks ----------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Read the accounts anew, unless one is being worked on."""
        if self.views.currentWidget() is self._list:
            self._read()

    def mask_now(self, cause: str) -> None:
        """Put a password that is shown away."""
        self.form.password.show_text(False)
        if self.shown.shows_password():
            self._show_list()
            words = self.tr("The first password has been put away. If it was not handed over, set a new one.")
            self.context.say(words, Tone.INFO)

    def may_leave(self) -> str:
        """Leaving loses what has been typed, or the password that is shown once."""
        if self.shown.shows_password():
            return self.tr("The first password is shown only once. Has it been handed over?")
        begun = self.form.is_begun() or self.grant.is_begun() or self.tie.is_begun()
        return self.tr("What has been typed is not saved yet.") if begun else ""

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("Ctrl+N", self.tr("Add a user")),
            KeyHint("Enter", self.tr("New first password for the chosen user")),
            KeyHint("Ctrl+E", self.tr("Client companies of the chosen operator")),
            KeyHint("Ctrl+U", self.tr("OS user of the chosen user")),
            KeyHint("Esc", self.tr("Back to the list")),
            KeyHint("F5", self.tr("Read the list again")),
        )

    # ---- the list ----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.context.link.ask(ListUsers(), self._show_users)

    def _show_users(self, users: Users) -> None:
        chosen = max(0, self.table.current_row())
        self.lines.show([(user, self._cells(user)) for user in users.users])
        if users.users:
            self.table.go_to(min(chosen, len(users.users) - 1))
        self.table.setFocus()

    def _cells(self, user: UserView) -> tuple[str, ...]:
        role = self.context.wording.role(user.role)
        return user.user, user.display, role, self._granted(user), self._state(user), user.os_user or "—"

    def _granted(self, user: UserView) -> str:
        if not _takes_calls(user):
            return "—"
        names = {client.id: client.name for client in self.context.session.clients}
        return "、".join(names.get(client, client) for client in user.clients) or self.tr("None")

    def _state(self, user: UserView) -> str:
        if not user.active:
            return self.tr("Disabled")
        return self.tr("Has a first password to change") if user.must_change_password else self.tr("Active")

    def _row_changed(self, row: int) -> None:
        user = self.lines.thing(row)
        self.reset.setEnabled(user is not None)
        self.clients.setEnabled(user is not None and _takes_calls(user))
        self.os_user.setEnabled(user is not None)
        self.disable.setEnabled(user is not None and user.active)

    def _show_list(self) -> None:
        self.form.forget()
        self.grant.forget()
        self.tie.forget()
        self.shown.forget()
        self.views.setCurrentWidget(self._list)
        self.table.setFocus()

    # ---- one account -------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        self._bring(self.form)
        self.form.begin_new()

    def _reset(self) -> None:
        user = self.lines.thing(self.table.current_row())
        if user is not None:
            self._bring(self.form)
            self.form.begin_reset(user)

    def _disable(self) -> None:
        user = self.lines.thing(self.table.current_row())
        if user is not None:
            self._bring(self.question)
            self.question.ask(user)

    def _send(self) -> None:
        form = self.form
        password = form.password.text()
        request: AddUser | ResetPassword
        if form.whose is None:
            name, display = form.user.text().strip(), form.display.text().strip()
            request = AddUser(name, display, form.chosen_role(), password, form.chosen_clients())
        else:
            request = ResetPassword(form.whose.user, password)
        self.context.link.ask(request, self._sent, on_refused=self._refused)

    def _sent(self, users: Users) -> None:
        form = self.form
        whom = form.display.text().strip() if form.whose is None else form.whose.display
        password = form.password.text() if form.generated else ""
        self._show_list()
        self._show_users(users)
        self.context.say(self.tr("{name}: the first password is set.").format(name=whom), Tone.GOOD)
        if password:
            self._bring(self.shown)
            self.shown.show_password(whom, password)

    def _refused(self, refusal: Refusal) -> None:
        if not self.form.say_refused(refusal):
            self.context.say(self.context.wording.refusal(refusal), Tone.WARNING)

    def _clients(self) -> None:
        user = self.lines.thing(self.table.current_row())
        if self.views.currentWidget() is self._list and user is not None and _takes_calls(user):
            self._bring(self.grant)
            self.grant.begin(user)

    def _send_clients(self) -> None:
        if self.grant.whose is not None:
            request = SetClients(self.grant.whose.user, self.grant.choice.ticked())
            self.context.link.ask(request, self._granted_now, on_refused=self._not_granted)

    def _granted_now(self, users: Users) -> None:
        self._show_list()
        self._show_users(users)
        self.context.say(self.tr("The client companies are set. They hold from the next step on."), Tone.GOOD)

    def _not_granted(self, refusal: Refusal) -> None:
        self.grant.say_wrong(self.context.wording.refusal(refusal))

    def _os_user(self) -> None:
        user = self.lines.thing(self.table.current_row())
        if self.views.currentWidget() is self._list and user is not None:
            self._bring(self.tie)
            self.tie.begin(user)

    def _send_os_user(self) -> None:
        if self.tie.whose is not None:
            request = SetOsUser(self.tie.whose.user, self.tie.row.text())
            self.context.link.ask(request, self._tied, on_refused=self._not_tied)

    def _tied(self, users: Users) -> None:
        self._show_list()
        self._show_users(users)
        self.context.say(self.tr("The OS user is set. It holds from the next sign-in."), Tone.GOOD)

    def _not_tied(self, refusal: Refusal) -> None:
        self.tie.say_wrong(self.context.wording.refusal(refusal))

    def _send_disable(self) -> None:
        if self.question.whose is not None:
            request = DisableUser(self.question.whose.user)
            self.context.link.ask(request, self._disabled, on_refused=self._not_disabled)

    def _disabled(self, users: Users) -> None:
        self._show_list()
        self._show_users(users)
        self.context.say(self.tr("The account has been disabled."), Tone.GOOD)

    def _not_disabled(self, refusal: Refusal) -> None:
        self.question.say_wrong(self.context.wording.refusal(refusal))

    def _bring(self, card: QWidget) -> None:
        self.views.setCurrentWidget(self._views[card])


def _takes_calls(user: UserView) -> bool:
    return Duty.TAKE_CALLS in DUTIES[user.role]


def _scrolled(card: QWidget) -> QScrollArea:
    inner = QWidget()
    inner.setProperty("ground", "none")
    row = QHBoxLayout()  # in a row the height is measured for the width that the card really has
    row.addWidget(card, 1)
    row.addStretch(0)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(row)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inner)
    return scroll


def _title() -> str:
    return QCoreApplication.translate("UsersPage", "Users")


SPEC = PageSpec(title=_title, duty=Duty.MANAGE_USERS, make=UsersPage, key="users")
