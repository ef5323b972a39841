"""The policy in force, read aloud: one card a section, scrolled with the arrow keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from operator_console.ui.policy.words import PolicyWords, Section
from operator_console.ui.widgets.card import Card
from operator_console.ui.widgets.label import Label, Paragraph
from operator_console.wording import Wording

if TYPE_CHECKING:
    from operator_console.domain.policy import Policy

_HEADINGS = 190
"""Width of the headings, in device-independent pixels."""


class Overview(QScrollArea):
    """Shows what a policy says; nothing in it can be changed."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._words = PolicyWords(wording)
        self.sections: tuple[Section, ...] = ()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("The policy in words"))

    def tell(self, policy: "Policy") -> None:
        """Show this policy."""
        self.sections = self._words.sections(policy)
        inner = QWidget()
        inner.setProperty("ground", "none")
        column = QVBoxLayout(inner)
        column.setContentsMargins(2, 2, 8, 2)
        column.setSpacing(14)
        head = self.tr("“{name}”, version {version}").format(name=policy.name, version=policy.version)
        column.addWidget(Label(head, size="lead"))
        for section in self.sections:
            column.addWidget(_card(section))
        column.addStretch(1)
        self.setWidget(inner)


def _card(section: Section) -> Card:
    card = Card(margin=18)
    card.body.addWidget(Label(section.title, size="lead"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(10)
    grid.setColumnMinimumWidth(0, _HEADINGS)
    grid.setColumnStretch(1, 1)
    for row, (heading, words) in enumerate(section.rows):
        name = Paragraph(heading, ink="muted")
        name.setFixedWidth(_HEADINGS)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Paragraph(words), row, 1)
    card.body.addLayout(grid)
    return card
