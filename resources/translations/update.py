"""Collects the words of the screens into operator_console_ja.ts and makes the .qm from it; says what lacks Japanese.

Run it after changing a text: ``python resources/translations/update.py [WORDS.json]``. Translations that are there are
kept. New ones are written into the .ts, or given as WORDS.json: ``{"Context": {"English source": "日本語"}}``.
"""

# ruff: noqa: S314, S603, T201 - it reads its own files, starts Qt's own tools and reports to a terminal

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from xml.etree import ElementTree as ET

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent.parent / "operator_console"
TS = HERE / "operator_console_ja.ts"
QM = HERE / "operator_console_ja.qm"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


def tool(name: str) -> str:
    """Return the path of one of Qt's tools as PySide6 installs it."""
    beside = shutil.which(name, path=sysconfig.get_path("scripts"))
    return beside or shutil.which(name) or name


def collect(ts: Path) -> None:
    """Bring ``ts`` up to the sources; what is translated stays, what is gone from the sources goes."""
    sources = sorted(str(path) for room in ("ui", "desktop") for path in (SOURCES / room).rglob("*.py"))
    sources.append(str(SOURCES / "console_process.py"))
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "ja"]
    subprocess.run([tool("pyside6-lupdate"), *options, *sources, "-ts", str(ts)], check=True)


def release(ts: Path, qm: Path) -> None:
    """Make the binary form that the application loads."""
    subprocess.run([tool("pyside6-lrelease"), "-silent", str(ts), "-qm", str(qm)], check=True)


def fill(ts: Path, words: dict[str, dict[str, str]]) -> None:
    """Write these translations, context by context, into ``ts``."""
    tree = ET.parse(ts)
    for context in tree.getroot().iter("context"):
        known = words.get(context.findtext("name", ""), {})
        for message in context.iter("message"):
            japanese = known.get(message.findtext("source", ""))
            slot = message.find("translation")
            if japanese and slot is not None:
                slot.attrib.pop("type", None)
                slot.text = japanese
    ts.write_text(HEAD + ET.tostring(tree.getroot(), encoding="unicode") + "\n", encoding="utf-8")


def untranslated(ts: Path) -> list[tuple[str, str]]:
    """Return context and source of everything that has no finished translation."""
    found = []
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            words = message.find("translation")
            if words is None or words.get("type") == "unfinished" or not (words.text or "").strip():
                found.append((context.findtext("name", ""), message.findtext("source", "")))
    return found


def main(arguments: list[str]) -> int:
    """Collect, fill, release, report; return 1 while something lacks its Japanese."""
    collect(TS)
    for name in arguments:
        fill(TS, json.loads(Path(name).read_text(encoding="utf-8")))
        collect(TS)
    release(TS, QM)
    missing = untranslated(TS)
    for context, source in missing:
        print(f"{context}: {source}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
