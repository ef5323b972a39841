"""Every row of the table of kanji variants holds in a name, and no row joins families that are different."""

import unicodedata
from itertools import chain

import pytest

from operator_console.domain.fields import Kind
from operator_console.domain.matching import Result, canonical, compare
from operator_console.domain.matching.variants import COMMON_FORM, GROUPS

NAMED = """
高髙 崎﨑 辺邊邉 斎齋 斉齊 浜濵濱 徳德 広廣 国國 桜櫻 沢澤 真眞 島嶋嶌 条條 恵惠 吉𠮷 富冨
竜龍 滝瀧 柳栁 桑桒 館舘 峰峯 淵渕 関關 塩鹽 円圓 万萬 与與 弥彌 寿壽 栄榮 会會 豊豐 曽曾
蔵藏 渋澁 鉄鐵 薮藪 秋穐 鶴靏 桧檜 槙槇 籠篭 巌巖 野埜 松枩 梅楳 船舩 穂穗 瀬瀨 頼賴 郎郞
緑綠 彦彥 顔顏 黒黑 黄黃 横橫 青靑 清淸 静靜 実實 図圖 学學 楽樂 岳嶽 亀龜 帰歸 麦麥
"""
DIFFERENT = """
斎斉 齋齊 坂阪 太大 原源 河川 畑畠 崎埼 藤籐 伊井 崎碕 竹武 森守 木本 未末 土士 鳥島
萩荻 管菅 己巳 綱網 巨臣 渚緒 徹撤 祐裕 健建 子予 由油 候侯 析折 弧孤 遺遣 幣弊 緑縁 矢失
石右 田由 目日 大犬 村材 官宮 往住 郷卿 栖棲 修脩 村邨
"""


@pytest.mark.parametrize("group", GROUPS)
def test_every_writing_of_a_row_is_one_name(group: str) -> None:
    usual, *others = group
    for other in others:
        assert compare(Kind.NAME, f"{usual}田 {usual}子", f"{other}田{other}子").result is Result.MATCH
        assert compare(Kind.NAME, f"{other}田", f"{usual}田").result is Result.MATCH
        assert compare(Kind.ADDRESS, f"東京都港区{usual}町1-2", f"港区{other}町1-2").result is Result.MATCH


@pytest.mark.parametrize("row", NAMED.split())
def test_the_well_known_variants_are_in_the_table(row: str) -> None:
    assert len({canonical(Kind.NAME, f"{writing}山") for writing in row}) == 1


@pytest.mark.parametrize("row", DIFFERENT.split())
def test_what_only_looks_or_sounds_alike_is_another_name(row: str) -> None:
    one, other = row
    assert compare(Kind.NAME, f"{one}山", f"{other}山").result is Result.MISMATCH


def test_a_kanji_stands_in_one_row_alone() -> None:
    every = list(chain.from_iterable(GROUPS))
    assert len(every) == len(set(every))
    assert len(COMMON_FORM) == sum(len(group) - 1 for group in GROUPS) >= 500


def test_the_rows_hold_kanji_that_nfkc_leaves_alone() -> None:
    for kanji in chain.from_iterable(GROUPS):
        assert unicodedata.normalize("NFKC", kanji) == kanji
        assert unicodedata.name(kanji).startswith("CJK")


@pytest.mark.parametrize(
    "code", [code for code in range(0xF900, 0xFAD9) if unicodedata.normalize("NFKC", chr(code)) != chr(code)]
)
def test_a_compatibility_ideograph_is_its_kanji(code: int) -> None:
    usual = unicodedata.normalize("NFKC", chr(code))
    assert compare(Kind.NAME, f"{chr(code)}田", f"{usual}田").result is Result.MATCH


@pytest.mark.parametrize("selector", ["\ufe00", "\ufe0f", "\U000e0100", "\U000e0101", "\U000e01ef"])
def test_a_variation_selector_is_not_content(selector: str) -> None:
    assert compare(Kind.NAME, "葛城", f"葛{selector}城").result is Result.MATCH
    assert compare(Kind.ADDRESS, f"葛{selector}飾区1-2", "葛飾区1-2").result is Result.MATCH
