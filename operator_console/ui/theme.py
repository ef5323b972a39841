"""Puts palette, fonts and style sheet on the application, and changes them when the system or a person does."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from operator_console.resource_files import resource
from operator_console.ui import icons
from operator_console.ui.palette import DARK, LIGHT, Palette
from operator_console.ui.room import Room
from operator_console.ui.settings import RoomChoice, Scheme
from operator_console.ui.stylesheet import FONTS, SIZES, stylesheet

_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The look of the application. ``changed`` comes after a new palette is in place."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM, room: RoomChoice | None = None) -> None:
        super().__init__(app)
        self._app = app
        self.tokens: Palette = LIGHT
        self.scheme = scheme
        self.room = Room(room, parent=self)
        """Who else could see what is shown."""
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        app.setStyle("Fusion")
        app.setFont(ui_font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.choose(scheme)

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in use."""
        return self.tokens is DARK

    def choose(self, scheme: Scheme) -> None:
        """Use this scheme from now on."""
        self.scheme = scheme
        QGuiApplication.styleHints().setColorScheme(_SCHEMES[scheme])
        self._apply()

    def toggle(self) -> None:
        """Change between light and dark."""
        self.choose(Scheme.LIGHT if self.dark else Scheme.DARK)

    def icon(self, name: str, ink: str = "text", size: int = 20) -> QIcon:
        """Return a drawing of resources/icons in the colour of a token."""
        drawing = (name, getattr(self.tokens, ink), size)
        if drawing not in self._icons:
            self._icons[drawing] = icons.icon(*drawing)
        return self._icons[drawing]

    def picture(self, name: str, ink: str = "text", size: int = 20) -> QPixmap:
        """Return a drawing as a picture for a label, sharp on the sharpest screen."""
        drawing = (name, getattr(self.tokens, ink), size, self._app.devicePixelRatio())
        if drawing not in self._pictures:
            self._pictures[drawing] = icons.picture(*drawing)
        return self._pictures[drawing]

    def forget_the_gone(self) -> None:
        """Let go of what Qt has looked up in the style sheet for widgets that are gone.

        For the parts of whatever scrolls it keeps that until the sheet is set again: 3 KB or so for each set of pages.
        """
        self._app.setStyleSheet(self._app.styleSheet())

    def _system_changed(self) -> None:
        if self.scheme is Scheme.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self.tokens = DARK if self._is_dark() else LIGHT
        self._app.setPalette(qt_palette(self.tokens))
        side = "dark" if self.dark else "light"
        pictures = {name: resource("icons", "fixed", f"{name}-{side}.svg").as_posix() for name in _FIXED}
        sheet = stylesheet(self.tokens, pictures)
        if sheet != self._app.styleSheet():  # it is read, and put on every widget, each time it is set
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self.scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.scheme is Scheme.DARK


_FIXED = ("arrow", "tick", "dot")
"""Drawings that the style sheet loads as files and that therefore come ready in both inks."""


def ui_font() -> QFont:
    """Return the text font: the first of the stack that this machine has, figures of one width where it can."""
    font = QFont(list(FONTS))
    font.setPixelSize(SIZES["body"])
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def qt_palette(tokens: Palette) -> QPalette:
    """Return Qt's own palette for what a style sheet does not reach."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: tokens.surface,
        role.WindowText: tokens.text,
        role.Base: tokens.raised,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.on_selection,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
    }
    palette = QPalette()
    for which, colour in pairs.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return palette
