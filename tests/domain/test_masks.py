"""A mask shows what its style says and nothing else of the value; its length gives nothing away."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_console.domain.fields import Kind
from operator_console.domain.masks import DEFAULT, STYLES, WHOLE, mask

SHOWN = [
    (Kind.NAME, DEFAULT, "山田 花子", "山●●●"),
    (Kind.NAME, DEFAULT, "　林 陽子", "林●●●"),
    (Kind.NAME, DEFAULT, "葛󠄀城 一", "葛●●●"),
    (Kind.NAME, DEFAULT, "林", WHOLE),
    (Kind.NAME, "whole", "山田 花子", WHOLE),
    (Kind.KANA, DEFAULT, "ヤマダ ハナコ", "ヤ●●●"),
    (Kind.KANA, DEFAULT, "ｶﾞﾓｳ", "ガ●●●"),
    (Kind.PHONE, DEFAULT, "090-1234-5678", "●●●-●●●●-5678"),
    (Kind.PHONE, DEFAULT, "+81 3 3199 6568", "●●●-●●●●-6568"),
    (Kind.PHONE, DEFAULT, "03-3199-6568 内線 1234", "●●●-●●●●-6568"),
    (Kind.PHONE, DEFAULT, "０８０－２１２６－１５３３", "●●●-●●●●-1533"),
    (Kind.PHONE, DEFAULT, "12345678", WHOLE),
    (Kind.BIRTH_DATE, DEFAULT, "昭和60年4月1日", "●●●●年●●月●●日"),
    (Kind.BIRTH_DATE, "year", "1985-04-01", "1985年●●月●●日"),
    (Kind.BIRTH_DATE, "year", "19850401", "1985年●●月●●日"),
    (Kind.BIRTH_DATE, "year", "昭和60年4月1日", "1985年●●月●●日"),
    (Kind.BIRTH_DATE, "year", "いつか", WHOLE),
    (Kind.ADDRESS, DEFAULT, "東京都港区六本木1-2-3", "東京都●●●"),
    (Kind.ADDRESS, DEFAULT, "〒100-0001 神奈川県横浜市西区1-2", "神奈川県●●●"),
    (Kind.ADDRESS, DEFAULT, "港区六本木1-2-3", WHOLE),
    (Kind.EMAIL, DEFAULT, "user3@example.jp", "u●●●@●●●"),
    (Kind.EMAIL, DEFAULT, "u@example.jp", WHOLE),
    (Kind.EMAIL, "domain", "user3@example.jp", "●●●@example.jp"),
    (Kind.IDENTIFIER, DEFAULT, "K754517057", "●●●●7057"),
    (Kind.IDENTIFIER, DEFAULT, "C-0000001", "●●●●0001"),
    (Kind.IDENTIFIER, DEFAULT, "1234567", WHOLE),
    (Kind.POSTAL_CODE, DEFAULT, "263-0012", "●●●-●●●●"),
    (Kind.COMPANY, DEFAULT, "㈱サクラ物流", "サ●●●"),
    (Kind.COMPANY, DEFAULT, "大野製作所 有限会社", "大●●●"),
    (Kind.TEXT, DEFAULT, "折り返しは平日", WHOLE),
]
ANY_STYLE = st.sampled_from([(kind, style) for kind, styles in STYLES.items() for style in styles])
MOST_SHOWN = {"initial": 1, "last4": 4, "year": 4, "prefecture": 4}
"""How many characters of a value a style may show; a default shows as much as the style it stands for."""
STANDS_FOR = {
    Kind.NAME: "initial",
    Kind.KANA: "initial",
    Kind.PHONE: "last4",
    Kind.ADDRESS: "prefecture",
    Kind.EMAIL: "initial",
    Kind.IDENTIFIER: "last4",
    Kind.COMPANY: "initial",
}
VALUES = st.one_of(
    st.text(min_size=1, max_size=40),
    st.text(alphabet="山田花子ヤマダー ﾊﾅｺ0123456789０１２-ー@.年月日都県東京株式会社()（）", min_size=1, max_size=30),
    st.from_regex(re.compile(r"0[789]0-?[0-9]{4}-?[0-9]{4}|[A-Z]-?[0-9]{5,9}", re.ASCII), fullmatch=True),
)
FORM = re.compile(r"[●年月日@-]")


@pytest.mark.parametrize(("kind", "style", "value", "shown"), SHOWN)
def test_a_mask_looks_as_people_know_it(kind: Kind, style: str, value: str, shown: str) -> None:
    assert mask(kind, style, value) == shown


@given(ANY_STYLE)
def test_no_value_has_no_mask(chosen: tuple[Kind, str]) -> None:
    assert mask(*chosen, "") == mask(*chosen, " 　") == ""


@given(ANY_STYLE, VALUES)
def test_a_mask_shows_no_more_than_its_style_says(chosen: tuple[Kind, str], value: str) -> None:
    kind, style = chosen
    shown = FORM.sub("", mask(kind, style, value))
    if style != "domain":
        assert len(shown) <= MOST_SHOWN.get(STANDS_FOR.get(kind, "") if style == DEFAULT else style, 0)


@given(st.sampled_from(list(Kind)), VALUES.filter(lambda value: value.strip() != ""))
def test_the_whole_mask_is_the_same_for_every_value(kind: Kind, value: str) -> None:
    assert mask(kind, "whole", value) == WHOLE


@given(
    st.sampled_from([Kind.NAME, Kind.KANA, Kind.COMPANY]), st.text(alphabet="山田花子ヤマダ", min_size=2, max_size=30)
)
def test_two_names_of_any_length_with_one_initial_look_alike(kind: Kind, value: str) -> None:
    assert mask(kind, DEFAULT, value) == mask(kind, DEFAULT, value[0] + "あ")


def test_every_kind_has_a_default_and_can_be_hidden_whole() -> None:
    assert set(STYLES) == set(Kind)
    assert all({DEFAULT, "whole"} <= set(styles) for styles in STYLES.values())


def test_an_unknown_style_is_refused_without_the_value() -> None:
    with pytest.raises(ValueError, match="no mask style 'all'") as refused:
        mask(Kind.NAME, "all", "山田 花子")
    assert "山田" not in str(refused.value)
