"""What a person prefers on this machine, in one small file that never holds anything of a customer or a vault."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum, auto
from pathlib import Path

import platformdirs


class Scheme(StrEnum):
    """Which palette is used."""

    SYSTEM = auto()
    LIGHT = auto()
    DARK = auto()


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """What a person chose for the room in which they work; None leaves it to the policy."""

    private: bool | None = None
    blank: bool | None = None
    spoken: bool = False
    """Whether a screen reader is told what is shown; never a policy's choice."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it. An unreadable file counts as none: preferences are never worth an error."""

    scheme: Scheme = Scheme.SYSTEM
    room: RoomChoice = RoomChoice()


class SettingsFile:
    """Reads and writes the settings; the folder is made when first needed."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or Path(platformdirs.user_config_dir("operator-console", False)) / "settings.json"

    def load(self) -> Settings:
        """Return what is kept, or the defaults."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return Settings(scheme=Scheme(kept["scheme"]), room=_room(kept.get("room", {})))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Settings()

    def save(self, settings: Settings) -> bool:
        """Keep them; return whether that worked (a read-only home is no reason to stop)."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(asdict(settings), ensure_ascii=False), encoding="utf-8")
        except OSError:
            return False
        return True


def _room(kept: dict[str, object]) -> RoomChoice:
    """Return what was chosen; what is not a choice counts as none."""
    private, blank = (value if isinstance(value, bool) else None for value in (kept.get("private"), kept.get("blank")))
    return RoomChoice(private, blank, spoken=kept.get("spoken") is True)
