"""One question at a time, in a dialog that the lock takes away like everything else."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from operator_console.ui.widgets.button import Button
from operator_console.ui.widgets.label import Paragraph


def ask(parent: QWidget, sentence: str, yes: str, on_yes: Callable[[], None]) -> QDialog:
    """Open a question over ``parent`` and return at once; ``on_yes`` is called when it is agreed to.

    Cancel has the focus and Esc cancels, so that nothing is lost by pressing a key too often.
    """
    dialog = QDialog(parent)
    dialog.setObjectName("question")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("Question", "Please confirm"))
    dialog.accepted.connect(on_yes)
    agree = Button(yes, dialog.accept, kind="primary")
    cancel = Button(QCoreApplication.translate("Question", "Cancel"), dialog.reject)
    words = Paragraph(sentence)
    words.setMinimumWidth(420)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(agree)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(28, 24, 28, 24)
    column.setSpacing(22)
    column.addWidget(words)
    column.addLayout(row)
    cancel.setFocus()
    dialog.finished.connect(parent.window().activateWindow)
    dialog.open()
    return dialog
