"""The dialogs in which a person chooses a file or a folder; the lock takes them away like everything else."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[str], object]
"""Gets the path. Nothing is called back when the person leaves without one."""


def choose_new_file(
    parent: QWidget,
    title: str,
    chosen: Chosen,
    *,
    suffix: str,
    name: str = "",
    kinds: tuple[str, ...] = (),
    replaces: bool = False,
) -> None:
    """Ask where something is to be saved: ``name`` stands there already, ``suffix`` goes behind a name without one.

    ``replaces``: a file that is there may be replaced, and the person is asked. Otherwise whoever writes refuses, and
    says so. ``kinds`` are the filters, as Qt writes them: ``PDF files (*.pdf)``.
    """
    dialog = _dialog(parent, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not replaces)
    dialog.setDefaultSuffix(suffix)
    if name:
        dialog.selectFile(name)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def choose_file(parent: QWidget, title: str, chosen: Chosen, *, kinds: tuple[str, ...] = (), folder: str = "") -> None:
    """Ask for one file that there is, beginning in a folder."""
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    if folder:
        dialog.setDirectory(folder)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def choose_files(parent: QWidget, title: str, chosen: Callable[[list[str]], object]) -> None:
    """Ask for any number of files that there are."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(chosen)
    dialog.open()


def choose_folder(parent: QWidget, title: str, chosen: Chosen) -> None:
    """Ask for a folder."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def _dialog(parent: QWidget, title: str, kinds: tuple[str, ...] = ()) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if kinds:
        dialog.setNameFilters(list(kinds))
    return dialog
