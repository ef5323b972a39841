"""The look of every widget, made from a palette: quiet surfaces, one accent, a focus that can always be seen."""

from collections.abc import Mapping
from dataclasses import asdict
from string import Template
from typing import Final

from operator_console.ui.palette import Palette

FONTS: Final = ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", "Meiryo", "Hiragino Sans", "sans-serif")
"""Fonts with Japanese glyphs: Linux, Windows, macOS."""

SIZES: Final = {"small": 13, "body": 15, "lead": 17, "value": 20, "title": 24, "display": 32}
"""The type scale in device-independent pixels."""


def stylesheet(palette: Palette, pictures: Mapping[str, str]) -> str:
    """Return the style sheet for one palette; ``pictures`` are the files of ``arrow``, ``tick`` and ``dot``."""
    sizes = {f"size_{name}": f"{size}px" for name, size in SIZES.items()}
    words = asdict(palette) | sizes | dict(pictures)
    return "\n".join(Template(part).substitute(words) for part in _PARTS)


_GROUNDS: Final = """
QWidget { font-size: $size_body; color: $text; }
QMainWindow, QDialog, QWidget[ground="surface"] { background: $surface; }
QDialog { border: 1px solid $line; }
QWidget[ground="raised"] { background: $raised; }
QLabel { background: transparent; }
QLabel[scale="small"] { font-size: $size_small; }
QLabel[scale="lead"] { font-size: $size_lead; font-weight: 500; }
QLabel[scale="value"] { font-size: $size_value; }
QLabel[scale="title"] { font-size: $size_title; font-weight: 500; }
QLabel[scale="display"] { font-size: $size_display; font-weight: 500; }
QLabel[ink="muted"] { color: $muted; }
QLabel[ink="accent"] { color: $accent; }
QLabel[ink="danger"] { color: $danger; }
QLabel[ink="good"] { color: $good; }
QLabel[ink="warning"] { color: $warning; }
QFrame[frame="card"] { background: $raised; border: 1px solid $line; border-radius: 12px; }
QFrame[frame="inset"] { background: $sunken; border: 1px solid $line; border-radius: 8px; }
QFrame[frame="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[tone="info"] { background: $accent_soft; border: none; border-radius: 8px; }
QFrame[tone="good"] { background: $good_soft; border: none; border-radius: 8px; }
QFrame[tone="warning"] { background: $warning_soft; border: none; border-radius: 8px; }
QFrame[tone="danger"] { background: $danger_soft; border: none; border-radius: 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 6px 8px; }
"""

_BUTTONS: Final = """
QPushButton, QToolButton {
  background: $raised; color: $text; border: 1px solid $border; border-radius: 8px;
  padding: 8px 17px; min-height: 22px;
}
QPushButton:hover, QToolButton:hover { background: $accent_soft; color: $text; border-color: $accent; }
QPushButton:pressed, QToolButton:pressed { background: $masked_soft; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $surface; border-color: $line; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 7px 16px; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 500;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; color: $on_accent; border-color: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $masked_soft; color: $masked; border-color: $masked_soft; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus_on_accent; }
QPushButton[kind="danger"] { background: $danger; color: $on_danger; border: 1px solid $danger; font-weight: 500; }
QPushButton[kind="danger"]:focus { border: 2px solid $focus_on_accent; }
QPushButton[kind="danger"]:disabled { background: $masked_soft; color: $masked; border-color: $masked_soft; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {
  background: transparent; color: $accent; border: 1px solid transparent;
}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $accent_soft; color: $on_accent_soft; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 2px solid $focus; }
QPushButton[kind="nav"] {
  background: transparent; color: $text; border: 1px solid transparent; border-radius: 8px;
  text-align: left; padding: 9px 13px;
}
QPushButton[kind="nav"]:hover { background: $masked_soft; }
QPushButton[kind="nav"]:checked { background: $accent_soft; color: $on_accent_soft; font-weight: 500; }
QPushButton[kind="nav"]:focus { border: 2px solid $focus; padding: 8px 12px; }
QPushButton[kind="chip"] { padding: 3px 11px; border-radius: 6px; }
QPushButton[kind="chip"]:focus { padding: 2px 10px; }
QToolButton { padding: 7px 9px; }
QToolButton:focus { padding: 6px 8px; }
QFrame[tone] > QToolButton { padding: 3px 7px; min-height: 18px; }
QFrame[tone] > QToolButton:focus { padding: 2px 6px; }
"""

_FIELDS: Final = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QDateTimeEdit {
  background: $raised; color: $text; border: 1px solid $border; border-radius: 8px;
  padding: 8px 11px; selection-background-color: $selection; selection-color: $on_selection;
  placeholder-text-color: $muted;
}
QLineEdit, QComboBox, QSpinBox, QDateEdit, QDateTimeEdit { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus,
QDateTimeEdit:focus { border: 2px solid $focus; padding: 7px 10px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
  background: $surface; color: $muted; border-color: $line;
}
QLineEdit > QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit[wrong="true"] { border: 2px solid $danger; padding: 7px 10px; }
QLineEdit[wrong="true"]:focus { border: 2px solid $focus; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
  background: $raised; color: $text; border: 1px solid $border; outline: none; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $on_accent_soft;
}
QCheckBox, QRadioButton { spacing: 10px; padding: 4px 6px; border: 2px solid transparent; border-radius: 8px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 16px; height: 16px; border: 2px solid $border; background: $raised;
}
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $surface; }
QCheckBox::indicator { border-radius: 5px; }
QRadioButton::indicator { border-radius: 10px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { border-color: $accent; background: $accent; }
QCheckBox::indicator:checked { image: url("$tick"); }
QRadioButton::indicator:checked { image: url("$dot"); }
QProgressBar { background: $masked_soft; border: none; border-radius: 5px; max-height: 10px; min-height: 10px; }
QProgressBar::chunk { background: $accent; border-radius: 5px; }
"""

_LISTS: Final = """
QAbstractScrollArea { background: transparent; border: none; }
QPlainTextEdit[area="framed"] { background: $raised; border: 1px solid $border; }
QPlainTextEdit[area="framed"]:focus { border: 2px solid $focus; }
QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; }
QTableView, QTreeView, QListView {
  background: $raised; alternate-background-color: $sunken; border: 1px solid $line; border-radius: 8px;
  gridline-color: $line; outline: none;
  selection-background-color: $accent_soft; selection-color: $on_accent_soft;
}
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid $focus; }
QTableView::item, QTreeView::item, QListView::item { padding: 6px 10px; border: none; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $accent_soft; color: $on_accent_soft;
}
QHeaderView { background: $raised; border: none; }
QHeaderView::section {
  background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 8px 10px; font-size: $size_small; font-weight: 500;
}
QTableCornerButton::section { background: $surface; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $raised; border: 1px solid $border; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 7px 18px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QTabBar::tab {
  background: transparent; color: $muted; padding: 8px 16px; border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border-bottom-color: $focus; }
QTabWidget::pane { border: none; }
QSplitter::handle { background: $line; }
"""

_VALUES: Final = """
QLabel[value="masked"] { color: $masked; font-size: $size_value; }
QLabel[value="revealed"] {
  background: $revealed; color: $on_revealed; font-size: $size_value; border-radius: 6px; padding: 2px 8px;
}
QLabel[badge="info"] {
  background: $accent_soft; color: $on_accent_soft; border-radius: 6px; padding: 3px 9px; font-size: $size_small;
}
QLabel[badge="good"] { background: $good_soft; color: $good; border-radius: 6px; padding: 3px 9px;
  font-size: $size_small; }
QLabel[badge="warning"] { background: $warning_soft; color: $warning; border-radius: 6px; padding: 3px 9px;
  font-size: $size_small; }
QLabel[badge="danger"] { background: $danger_soft; color: $danger; border-radius: 6px; padding: 3px 9px;
  font-size: $size_small; }
QLabel[badge="key"] {
  background: $masked_soft; color: $text; border-radius: 5px; padding: 2px 8px; font-size: $size_small;
}
"""

_PARTS: Final = (_GROUNDS, _BUTTONS, _FIELDS, _LISTS, _VALUES)
