"""The colours of the console, light and dark: every colour on the screen has its name here and nowhere else."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """One scheme. Colours are ``#rrggbb``; tests hold every pair in :data:`TEXT_PAIRS` at 4.5:1 (WCAG 2.2, 1.4.3)."""

    surface: str
    raised: str
    sunken: str
    line: str
    border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    danger: str
    danger_soft: str
    on_danger: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    focus: str
    focus_on_accent: str
    masked: str
    masked_soft: str
    revealed: str
    on_revealed: str
    selection: str
    on_selection: str
    on_client: str
    client_1: str
    client_2: str
    client_3: str
    client_4: str
    client_5: str
    client_6: str
    """Grounds of the signs of client companies: none of them says good or bad."""


LIGHT: Final = Palette(
    surface="#f3f4f1",
    raised="#ffffff",
    sunken="#fafaf8",
    line="#dcdfd9",
    border="#7f8a86",
    text="#1c2726",
    muted="#53605d",
    accent="#1c5a78",
    accent_hover="#164a64",
    on_accent="#ffffff",
    accent_soft="#dfecf2",
    on_accent_soft="#123f55",
    danger="#a4262c",
    danger_soft="#fae6e4",
    on_danger="#ffffff",
    good="#1d6644",
    good_soft="#e0f1e7",
    warning="#7c4a00",
    warning_soft="#fbeed2",
    focus="#b4530a",
    focus_on_accent="#ffca7a",
    masked="#5d6763",
    masked_soft="#ebedea",
    revealed="#fff3c9",
    on_revealed="#33270a",
    selection="#1c5a78",
    on_selection="#ffffff",
    on_client="#ffffff",
    client_1="#5a3d8f",
    client_2="#0f6670",
    client_3="#8a3a6b",
    client_4="#4d6019",
    client_5="#7a4a2b",
    client_6="#3f5270",
)

DARK: Final = Palette(
    surface="#14191b",
    raised="#1c2326",
    sunken="#171d20",
    line="#2d373b",
    border="#73828a",
    text="#e4eae8",
    muted="#a3b1b0",
    accent="#82c3de",
    accent_hover="#a3d5ea",
    on_accent="#07222e",
    accent_soft="#1f3742",
    on_accent_soft="#c7e5f1",
    danger="#f59d97",
    danger_soft="#412423",
    on_danger="#2c0806",
    good="#86d3a8",
    good_soft="#1d3529",
    warning="#ecbd6c",
    warning_soft="#3b2f17",
    focus="#ffb561",
    focus_on_accent="#8a3800",
    masked="#a3b0ae",
    masked_soft="#273034",
    revealed="#4a3d12",
    on_revealed="#fff0bf",
    selection="#2f6c87",
    on_selection="#ffffff",
    on_client="#14191b",
    client_1="#bfa6f0",
    client_2="#6fcbd3",
    client_3="#eda0cd",
    client_4="#bcd076",
    client_5="#dfae8a",
    client_6="#a9bcdf",
)

_ON_SURFACES: Final = tuple(
    (text, back)
    for text in ("text", "muted", "accent", "danger", "good", "warning", "masked")
    for back in ("surface", "raised", "sunken")
)
TEXT_PAIRS: Final = (
    *_ON_SURFACES,
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent_soft", "accent_soft"),
    ("text", "accent_soft"),
    ("on_danger", "danger"),
    ("danger", "danger_soft"),
    ("text", "danger_soft"),
    ("good", "good_soft"),
    ("text", "good_soft"),
    ("warning", "warning_soft"),
    ("text", "warning_soft"),
    ("masked", "masked_soft"),
    ("text", "masked_soft"),
    ("on_revealed", "revealed"),
    ("on_selection", "selection"),
    *(("on_client", f"client_{at}") for at in range(1, 7)),
)
"""Every text colour with every ground it is written on."""

EDGE_PAIRS: Final = (
    *((edge, back) for edge in ("border", "focus") for back in ("surface", "raised", "sunken")),
    ("focus", "accent_soft"),
    ("focus_on_accent", "accent"),
    ("focus_on_accent", "danger"),
)
"""Every edge that has to be seen with what it lies on: 3:1 (WCAG 2.2, 1.4.11 and 2.4.13)."""


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
