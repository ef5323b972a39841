"""The first three people of a new vault: an administrator, an operator and a lead, each with a first password."""

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from operator_console.domain.passwords import check_password, user_name
from operator_console.domain.refusals import Code, Refusal
from operator_console.domain.roles import Role
from operator_console.domain.secret import Secret
from operator_console.protocol.messages import NewUser
from operator_console.ui.gates.gate import GateFace
from operator_console.ui.widgets.caps_hint import CapsHint
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.ui.widgets.password_field import PasswordField
from operator_console.ui.widgets.styled import mark


@dataclass(frozen=True, slots=True)
class _Line:
    role: Role
    user: QLineEdit
    display: QLineEdit
    password: PasswordField


class SetupPeople(QWidget):
    """A table of three lines. :meth:`problem` says the first thing that is wrong and puts the focus there."""

    def __init__(self, face: GateFace, minimum: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self._minimum = minimum
        roles = (Role.ADMINISTRATOR, Role.OPERATOR, Role.LEAD)
        self.lines = tuple(_Line(role, QLineEdit(), QLineEdit(), PasswordField(face.theme)) for role in roles)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._arrange()

    def people(self) -> tuple[NewUser, NewUser, NewUser]:
        """Return administrator, operator and lead as typed."""
        made = [
            NewUser(user=line.user.text().strip(), display=line.display.text().strip(), password=line.password.text())
            for line in self.lines
        ]
        return made[0], made[1], made[2]

    def forget(self) -> None:
        """Empty the password fields."""
        for line in self.lines:
            line.password.take()

    def problem(self) -> str:
        """Return what is wrong, empty when nothing is."""
        seen: set[str] = set()
        for line in self.lines:
            for field in (line.user, line.display, line.password):
                mark(field, "wrong", "")
        for line in self.lines:
            wrong, sentence = self._problem_of(line, seen)
            if wrong is not None:
                mark(wrong, "wrong", "true")
                wrong.setFocus()
                return sentence
        return ""

    def _problem_of(self, line: _Line, seen: set[str]) -> tuple[QLineEdit | None, str]:
        role = self._face.wording.role(line.role)
        try:
            user = user_name(line.user.text())
        except Refusal:
            return line.user, self.tr("{role}: a user name has up to 40 letters or digits, without spaces.").format(
                role=role
            )
        if user in seen:
            return line.user, self._face.wording.refusal(Refusal(Code.USER_EXISTS, user=user))
        seen.add(user)
        if not line.display.text().strip():
            return line.display, self.tr("{role}: type the name that colleagues know.").format(role=role)
        try:
            check_password(Secret(line.password.text()), user, self._minimum)
        except Refusal:
            weak = self.tr("{role}: the first password needs {count} characters or more and must not be the user name.")
            return line.password, weak.format(role=role, count=self._minimum)
        return None, ""

    def _arrange(self) -> None:
        headings = (self.tr("User name"), self.tr("Name"), self.tr("First password"))
        for column, text in enumerate(headings, start=1):
            self._grid.addWidget(Label(text, size="small", ink="muted"), 0, column)
            self._grid.setColumnStretch(column, 1)
        examples = (("admin", self.tr("Aoki")), ("sato", self.tr("Sato")), ("tanaka", self.tr("Tanaka")))
        for row, (line, example) in enumerate(zip(self.lines, examples, strict=True), start=1):
            role = self._face.wording.role(line.role)
            self._grid.addWidget(Label(role), row, 0)
            for column, field in enumerate((line.user, line.display, line.password), start=1):
                field.setAccessibleName(f"{role} {headings[column - 1]}")
                field.textEdited.connect(lambda _, field=field: mark(field, "wrong", ""))
                self._grid.addWidget(field, row, column)
            line.user.setPlaceholderText(example[0])
            line.display.setPlaceholderText(example[1])
        note = self.tr(
            "First passwords: {count} characters or more. Each person chooses their own when signing in first."
        )
        self._grid.addWidget(Paragraph(note.format(count=self._minimum), size="small", ink="muted"), 4, 1, 1, 3)
        self._grid.addWidget(CapsHint(self._face.theme, self._face.caps), 5, 1, 1, 3)
