"""The page about a customer on paper: a PDF that is written whole, for its owner alone, and never over another file."""

import os
from html import escape
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument, QTextOption

from operator_console.domain.refusals import Code, Refusal
from operator_console.ui.theme import ui_font

MODE: Final = 0o600
_POINTS: Final = 9
_STYLE: Final = "h1 { font-size: 16pt; } h2 { font-size: 11pt; } th { text-align: left; } td, th { padding: 2px 6px; }"


def section(heading: str, *sentences: str) -> str:
    """Return a heading with a paragraph for each sentence, as HTML."""
    return f"<h2>{escape(heading)}</h2>" + "".join(f"<p>{escape(each)}</p>" for each in sentences if each)


def table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table as HTML whose head is repeated on every sheet."""
    head = "".join(f"<th>{escape(each)}</th>" for each in headers)
    body = "".join("<tr>" + "".join(f"<td>{escape(each)}</td>" for each in row) + "</tr>" for row in rows)
    whole = f"<thead><tr>{head}</tr></thead>{body}"
    return f'<table border="1" cellspacing="0" width="100%" style="border-collapse: collapse">{whole}</table>'


def verbatim(text: str) -> str:
    """Return a text that must be kept to the letter, as HTML."""
    return f'<p style="white-space: pre-wrap; font-family: monospace; font-size: 7pt">{escape(text)}</p>'


def pdf(title: str, body: str) -> bytes:
    """Return an A4 document of this HTML body under its title."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(5, 5, 5, 5), QPageLayout.Unit.Millimeter)
    document(title, body).print_(writer)
    buffer.close()
    return bytes(held.data())


def document(title: str, body: str) -> QTextDocument:
    """Return what is printed; nothing of it is wider than the sheet, however long a word is."""
    made = QTextDocument()
    font = ui_font()
    font.setPointSize(_POINTS)
    made.setDefaultFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setDefaultTextOption(option)
    made.setDefaultStyleSheet(_STYLE)
    made.setHtml(f"<h1>{escape(title)}</h1>{body}")
    return made


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there. Refuses ``FILE_EXISTS`` and ``FILE_UNWRITABLE``; leaves nothing half written."""
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, MODE)
    except FileExistsError:
        raise Refusal(Code.FILE_EXISTS, path=str(path)) from None
    except OSError:
        raise Refusal(Code.FILE_UNWRITABLE, path=str(path)) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise Refusal(Code.FILE_UNWRITABLE, path=str(path)) from None
