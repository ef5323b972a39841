"""The window of somebody who has signed in: header, navigation and their pages. Destroyed whole at every lock."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from operator_console.domain.roles import DUTIES
from operator_console.domain.views import SessionView
from operator_console.ui.asking import ask
from operator_console.ui.key_help import show_keys
from operator_console.ui.page import Page, PageContext, PageSpec
from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.card import Rule
from operator_console.ui.widgets.label import Badge, Label
from operator_console.ui.widgets.stack import Stack

ICON: Final = QSize(20, 20)
LEAST: Final = 48
"""Width of a page's button with its icon alone, in device-independent pixels."""


class Workbench(QWidget):
    """Shows the pages whose duty the role has; a page is made when it is first opened."""

    lock_wanted = Signal()
    sign_out_wanted = Signal()
    renewed = Signal(object)
    """The session is another one now, under a new policy; carries the :class:`SessionView`."""

    def __init__(self, context: PageContext, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        duties = DUTIES[context.session.role]
        self._stack = Stack(self)
        self._context = _of_the_office(replace(context, renewed=self.renew, holder=self._stack), context.session)
        self._specs = tuple(spec for spec in specs if spec.duty is None or spec.duty in duties)
        self._pages: dict[str, Page] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._tools: list[tuple[QToolButton, str]] = []
        self._arrange()
        context.theme.changed.connect(self._draw)
        self._draw()
        if self._specs:
            self._bring(self._specs[0].key)

    @property
    def keys(self) -> tuple[str, ...]:
        """The pages of this person, in the order of the navigation."""
        return tuple(spec.key for spec in self._specs)

    @property
    def page(self) -> Page | None:
        """The page in front."""
        current = self._stack.currentWidget()
        return current if isinstance(current, Page) else None

    def open(self, key: str) -> None:
        """Bring a page to the front; whatever the page before it shows is masked first."""
        self._bring(key)
        self.entered()

    def entered(self) -> None:
        """Put the focus where the page in front wants it; it can only be put there once the window shows it."""
        if self.page is not None:
            self.page.entered()

    def mask_now(self, cause: str) -> None:
        """Mask everything on every page."""
        for page in self._pages.values():
            page.mask_now(cause)

    def may_leave(self) -> str:
        """Return the first page's sentence about what would be lost."""
        return next((sentence for page in self._pages.values() if (sentence := page.may_leave())), "")

    def call_is_open(self) -> bool:
        """Return whether a caller is on the line."""
        return any(page.call_is_open() for page in self._pages.values())

    def renew(self, session: SessionView) -> None:
        """Make every page anew under this session when it is next opened, but for one that would lose something."""
        self._context = _of_the_office(self._context, session)
        for key, page in list(self._pages.items()):
            if page is self.page:
                page.context = replace(page.context, session=session)
            elif not page.may_leave():
                del self._pages[key]
                self._stack.removeWidget(page)
                page.deleteLater()
        self.renewed.emit(session)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is no room for every name, only the page in front keeps its own; the person's goes next."""
        super().resizeEvent(event)
        self._name_pages()

    def show_help(self) -> None:
        """Show the keys of the page in front."""
        page = self.page
        title = next((spec.title() for spec in self._specs if self._pages.get(spec.key) is page), "")
        show_keys(self, title, page.keys() if page is not None else ())

    def _bring(self, key: str) -> None:
        before = self.page
        page = self._pages.get(key) or self._make(key)
        if before is not None and before is not page:
            before.mask_now("leave")
        self._buttons[key].setChecked(True)
        self._stack.setCurrentWidget(page)
        self._name_pages()

    def _name_pages(self) -> None:
        self._person.show()
        for spec in self._specs:
            self._buttons[spec.key].setText(spec.title())
        if self._header.sizeHint().width() > self.width():
            for spec in self._specs:
                button = self._buttons[spec.key]
                button.setText(spec.title() if button.isChecked() else "")
        self._person.setVisible(self._header.sizeHint().width() <= self.width())

    def _make(self, key: str) -> Page:
        spec = next(spec for spec in self._specs if spec.key == key)
        page = spec.make(self._context)
        self._pages[key] = page
        self._stack.addWidget(page)
        return page

    def _want_lock(self) -> None:
        self.lock_wanted.emit()  # not connected as it is: PySide keeps 64 bytes of each such connection

    def sign_out(self) -> None:
        """Sign out; ask first when that loses something."""
        sentence = self.may_leave()
        if not sentence:
            self.sign_out_wanted.emit()
            return
        ask(self, sentence, self.tr("Sign out all the same"), self.sign_out_wanted.emit)

    def _arrange(self) -> None:
        self._header = header = QWidget(self)
        header.setProperty("ground", "raised")
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(header)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(6)
        self._add_navigation(row)
        row.addStretch(1)
        self._add_person(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(Rule(self))
        column.addWidget(self._stack, 1)

    def _add_navigation(self, row: QHBoxLayout) -> None:
        group = QButtonGroup(self)
        for number, spec in enumerate(self._specs, start=1):
            button = Button(spec.title(), partial(self.open, spec.key), kind="nav")
            button.setCheckable(True)
            button.setIconSize(ICON)
            button.setMinimumWidth(LEAST)
            button.setToolTip(self.tr("{page} (Ctrl+{number})").format(page=spec.title(), number=number))
            button.setAccessibleName(spec.title())
            button.setAccessibleDescription(f"Ctrl+{number}")
            group.addButton(button)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(partial(self.open, spec.key))
            self._buttons[spec.key] = button
            row.addWidget(button)

    def _add_person(self, row: QHBoxLayout) -> None:
        session = self._context.session
        self._person = Label(session.display)
        row.addWidget(self._person)
        row.addWidget(Badge(self._context.wording.role(session.role)), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(10)
        theme = self._context.theme
        self._add_tool(row, "screen", self.tr("Light or dark (Ctrl+D)"), theme.toggle)
        self._add_tool(row, "help", self.tr("Keys (F1)"), self.show_help)
        self._add_tool(row, "leave", self.tr("Sign out"), self.sign_out)
        row.addSpacing(6)
        self._lock = Button(self.tr("Lock"), self._want_lock)
        self._lock.setToolTip("Ctrl+L")
        row.addWidget(self._lock)

    def _add_tool(self, row: QHBoxLayout, icon: str, name: str, pressed: Callable[[], None]) -> None:
        button = QToolButton()
        button.setProperty("kind", "quiet")
        button.setIconSize(ICON)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(pressed)
        self._tools.append((button, icon))
        row.addWidget(button)

    def _draw(self) -> None:
        theme = self._context.theme
        for spec in self._specs:
            self._buttons[spec.key].setIcon(theme.icon(spec.key))
        for button, icon in self._tools:
            button.setIcon(theme.icon(icon, "muted"))
        self._lock.setIcon(theme.icon("lock"))


def _of_the_office(context: PageContext, session: SessionView) -> PageContext:
    """The context for pages of this session, whose words tell times as the policy's office does."""
    return replace(context, session=session, wording=context.wording.at(session.utc_offset_minutes))
