"""Every colour on the screen can be read: contrast by WCAG 2.2, and no colour outside the palette."""

import re
from dataclasses import fields

import pytest

from operator_console.ui.palette import DARK, EDGE_PAIRS, LIGHT, TEXT_PAIRS, Palette, contrast
from operator_console.ui.stylesheet import FONTS, SIZES, stylesheet

SCHEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
PICTURES = {"arrow": "arrow.svg", "tick": "tick.svg", "dot": "dot.svg"}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_computed_as_published(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@SCHEMES
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(palette, text, ground):
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@SCHEMES
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_and_focus_can_be_seen(palette, edge, ground):
    assert contrast(getattr(palette, edge), getattr(palette, ground)) >= 3


@SCHEMES
def test_the_style_sheet_uses_no_colour_of_its_own(palette):
    known = {getattr(palette, field.name) for field in fields(Palette)}
    used = set(re.findall(r"#[0-9a-fA-F]{3,8}", stylesheet(palette, PICTURES)))
    assert used
    assert used <= known


@SCHEMES
def test_every_text_and_ground_of_one_rule_is_a_proven_pair(palette):
    names = {getattr(palette, field.name): field.name for field in fields(Palette)}
    unproven = set()
    for rule in re.findall(r"\{([^}]*)\}", stylesheet(palette, PICTURES)):
        text = re.search(r"(?<![-\w])color: (#\w{6})", rule)
        ground = re.search(r"(?<![-\w])background: (#\w{6})", rule)
        if text and ground and contrast(text[1], ground[1]) < 4.5:
            unproven.add((names[text[1]], names[ground[1]]))
    assert unproven == set()


def test_no_text_is_tiny_and_every_system_has_a_japanese_font():
    assert min(SIZES.values()) >= 13
    assert {"Noto Sans CJK JP", "Yu Gothic UI", "Meiryo", "Hiragino Sans"} <= set(FONTS)
