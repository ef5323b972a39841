"""A row that shows one field after another is each time what a new row would be; nothing of the one before stays."""

from itertools import permutations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from operator_console.domain.fields import Kind
from operator_console.domain.ids import FieldName
from operator_console.domain.views import FieldView
from operator_console.ui.widgets.masked_field import MaskedField

VALUE = "沖縄県霧の原市梅ヶ丘3-2-9"
PLAIN = FieldView(FieldName("address"), "住所", Kind.ADDRESS, "●●●●", revealable=True, empty=False)
QUIET = FieldView(FieldName("phone"), "電話番号", Kind.PHONE, "●●●8165", revealable=True, empty=False, unspoken=True)
COPIED = FieldView(FieldName("contract"), "契約番号", Kind.IDENTIFIER, "●●77", revealable=True, empty=False, copy=True)
BARRED = FieldView(FieldName("note"), "備考", Kind.TEXT, "●●", revealable=False, empty=False)
EMPTY = FieldView(FieldName("company"), "会社名", Kind.COMPANY, "", revealable=True, empty=True)
FIELDS = {field.name: (field, key) for key, field in enumerate((PLAIN, QUIET, COPIED, BARRED, EMPTY))}


@pytest.fixture
def row(qtbot, theme):
    def make() -> MaskedField:
        made = MaskedField(theme, lambda: 0.0)
        qtbot.addWidget(made)
        return made

    return make


def seen(row: MaskedField) -> list[tuple[object, ...]]:
    """What can be seen, heard or found out of a row, part by part."""
    parts = [
        (type(part).__name__, part.isHidden(), part.isEnabled(), part.accessibleName(), part.toolTip(), text(part))
        for part in row.findChildren(QWidget)
    ]
    return [(row.accessibleName(), row.granted, row.key, row.shown, row.sizeHint()), *parts]


def text(part: QWidget) -> tuple[str, int]:
    return (part.text(), part.pixmap().width()) if isinstance(part, QLabel) else ("", 0)


@pytest.mark.parametrize(("first", "then"), list(permutations(FIELDS, 2)))
def test_the_next_field_is_shown_as_in_a_new_row(row, first, then) -> None:
    used, new = row(), row()
    used.show_field(*FIELDS[first])
    used.set_open(True, "ご案内できます")
    used.show_value(bytearray(VALUE.encode()), 30)
    for each in (used, new):
        each.show_field(*FIELDS[then])
    assert seen(used) == seen(new)


def test_the_value_of_the_field_before_is_overwritten_and_its_showing_ended(row) -> None:
    used, buffer, ended = row(), bytearray(VALUE.encode()), []
    used.show_field(*FIELDS["address"])
    used.ended.connect(lambda cause: ended.append((used.field.name, cause)))
    used.show_value(buffer, 30)
    used.show_field(*FIELDS["phone"])
    assert (bytes(buffer), ended) == (bytes(len(buffer)), [("address", "leave")])
    assert used.countdown.left == 0


def test_a_row_that_forgets_tells_nothing_of_what_it_was(row) -> None:
    used, new = row(), row()
    used.show_field(*FIELDS["contract"])
    used.show_value(bytearray(VALUE.encode()), 30)
    for each in (used, new):
        each.forget()
    assert seen(used) == seen(new)
    assert not [each for each in seen(used) if "契約" in str(each) or "77" in str(each)]
