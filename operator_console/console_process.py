"""The console process: puts the window in front of the protocol."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import platformdirs
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from operator_console.desktop.caps_lock import caps_lock_watch
from operator_console.desktop.capture_shield import can_shield, shield
from operator_console.desktop.idle_watch import idle_watch
from operator_console.desktop.machine import checks
from operator_console.desktop.this_machine import lock_triggers
from operator_console.domain.refusals import Refusal
from operator_console.domain.views import CheckState, MachineCheck
from operator_console.process_walls import SWAP, SYSTEM, missing
from operator_console.protocol.client import VaultPlace
from operator_console.protocol.guarded import guarded_place
from operator_console.resource_files import resource
from operator_console.ui.capture import CaptureGuard
from operator_console.ui.conductor import Conductor
from operator_console.ui.demo import DemoVault
from operator_console.ui.faults import FaultHooks, FaultLog, log_path
from operator_console.ui.garbage import Garbage
from operator_console.ui.gates.gate import GateFace
from operator_console.ui.gates.starting import StartingGate
from operator_console.ui.hang import HangWatch
from operator_console.ui.idle import IdleGuard
from operator_console.ui.inputs import Inputs
from operator_console.ui.keys import PanicKey
from operator_console.ui.last_stand import LastStand
from operator_console.ui.pages.catalogue import PAGES
from operator_console.ui.place import Desk, Place
from operator_console.ui.settings import Settings, SettingsFile
from operator_console.ui.theme import Theme
from operator_console.ui.tone import Tone
from operator_console.ui.window import Window
from operator_console.wording import LANGUAGES, Wording, chosen_language


class Console:
    """Everything that lives as long as the window does."""

    def __init__(self, app: QApplication, language: str) -> None:
        self._app = app
        self._settings = SettingsFile()
        self._translators = speak(app, language)
        kept = self._settings.load()
        self._theme = Theme(app, kept.scheme, kept.room)
        self._theme.changed.connect(self._keep_settings)
        self._theme.room.chosen.connect(self._keep_settings)
        self.face = GateFace(self._theme, Wording(language), caps_lock_watch())
        self.window = Window(self._theme)
        self._alive = QObject(app)
        Garbage(self._alive)
        watch = idle_watch()
        inputs = Inputs(app, self._alive)
        idle = IdleGuard(inputs, watch.seconds, parent=self._alive)
        self.triggers = lock_triggers()
        self.triggers.setParent(self._alive)
        self.capture = CaptureGuard(
            app, lambda window, hidden: shield(window, hidden=hidden), able=can_shield(), parent=self._alive
        )
        self.last_stand = LastStand(app)
        desk = Desk(
            PAGES,
            lambda: (*checks(self.triggers, watch, lambda: self.capture.holds), own_check()),
            self.last_stand.make,
            self.capture,
        )
        self.conductor = Conductor(self.window, self.face, idle, desk, self._alive)
        self.triggers.fired.connect(self.conductor.lock)
        panic = PanicKey(inputs, parent=self._alive)
        panic.pressed.connect(self.window.lock_wanted)
        self.window.closing.connect(self._quit)
        self._demo: DemoVault | None = None

    def show(self) -> None:
        """Show the window; :attr:`capture` hides it from screen captures where the system can do that."""
        self.window.show()
        QTimer.singleShot(0, self.triggers, lambda: self.triggers.start(int(self.window.winId())))

    def open(self, vault: VaultPlace) -> None:
        """Show the window on a vault."""
        self.show()
        self.conductor.open(Place(vault))

    def open_found(self, find: Callable[[], VaultPlace]) -> None:
        """Show the window on the vault that is found; say why when none may be used."""
        try:
            self.open(find())
        except Refusal as refusal:
            self.show()
            self.conductor.refuse(refusal, lambda: self.open_found(find))

    def open_demo(self) -> None:
        """Show the window, make a throw-away vault and open it."""
        gate = StartingGate(self.face, self._app.translate("Demo", "Making a demo vault with 500 made-up customers …"))
        demo = DemoVault(self._app)
        self._demo = demo
        demo.progress.connect(gate.show_progress)
        demo.made.connect(lambda accounts: self.conductor.open(Place(demo.vault, demo=accounts)))
        demo.failed.connect(self._no_demo)
        self.window.show_gate(gate)
        self.show()
        demo.make()

    def say_hung(self) -> None:
        """Say why the window was suddenly gone the last time."""
        words = self._app.translate(
            "Console", "The console had stopped answering last time and was ended. What had been saved is safe."
        )
        self.window.say(words, Tone.WARNING)

    def close(self) -> None:
        """End the vault process; delete the demo; leave the application as it was before. Once is enough."""
        if not isValid(self._alive):
            return
        self.conductor.quit()
        delete(self._alive)
        for translator in self._translators:
            self._app.removeTranslator(translator)
        if self._demo is not None:
            self._demo.delete()
            self._demo = None

    def _no_demo(self) -> None:
        words = self._app.translate("Demo", "The demo vault could not be made. Make room on the disk and start again.")
        self.window.say(words, Tone.DANGER)

    def _quit(self) -> None:
        QTimer.singleShot(0, self._app.quit)

    def _keep_settings(self) -> None:
        self._settings.save(Settings(scheme=self._theme.scheme, room=self._theme.room.choice))


def own_check() -> MachineCheck:
    """Say what keeps this process to itself; it has no keys that could get into swap."""
    lacking = [code for code in missing() if code != SWAP]
    state = CheckState.UNSUPPORTED if SYSTEM in lacking else CheckState.WEAK if lacking else CheckState.GOOD
    return MachineCheck("console_process", state, {"lacking": " ".join(lacking)})


class Speech(QTranslator):
    """The words of one file, read whole: a mapped file would break when it is updated while the console runs."""

    def __init__(self, file: Path, app: QApplication) -> None:
        super().__init__(app)
        self._words = file.read_bytes() if file.is_file() else b""  # Qt does not copy what it is given
        self.loaded = bool(self._words) and self.load(self._words)


def speak(app: QApplication, language: str) -> list[QTranslator]:
    """Set the language of every text, Qt's own included; return the translators, which must be kept."""
    QLocale.setDefault(QLocale(QLocale.Language.Japanese if language == "ja" else QLocale.Language.English))
    if language != "ja":
        return []
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_ja.qm"
    speeches = (Speech(file, app) for file in (qt, resource("translations", "operator_console_ja.qm")))
    return [speech for speech in speeches if speech.loaded and app.installTranslator(speech)]


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window as the arguments say; return the exit code when it is closed."""
    wanted = arguments(argv)
    QApplication.setApplicationName("operator-console")
    QApplication.setDesktopFileName("operator-console")
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)  # a lock cannot take those away
    app = QApplication(["operator-console"])
    console = Console(app, wanted.language)
    FaultHooks(FaultLog(log_path()), console.conductor.fault, console.last_stand.make).install()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: app.quit())
    hang = HangWatch(log_path().with_name("hang.log"), parent=app)
    if hang.hung_before:
        console.conductor.ready.connect(console.say_hung, Qt.ConnectionType.SingleShotConnection)
    if wanted.quit_when_shown:
        console.conductor.ready.connect(app.quit)
    if wanted.demo:
        console.open_demo()
    else:
        console.open_found(lambda: wanted_vault(wanted))
    hang.start()
    try:
        return app.exec()
    finally:
        hang.stop()
        console.close()


def wanted_vault(wanted: argparse.Namespace) -> VaultPlace:
    """Return the folder that was named, the guarded vault of this machine, or else the user's own folder.

    Refuses ``MACHINE_FILE_UNSAFE`` or ``MACHINE_FILE_BAD``: a machine that ought to be Guarded is never opened as if
    it were not.
    """
    folder: Path | None = wanted.vault
    own = Path(platformdirs.user_data_dir("operator-console", False)) / "vault"
    return folder or guarded_place(wanted.machine_file) or own


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line: which vault, ``demo`` and ``language``; ends with 2 when it makes no sense."""
    parser = argparse.ArgumentParser(prog="operator-console", description="電話応対オペレーターコンソール")
    parser.add_argument("--vault", metavar="DIR", type=Path, help="保管庫のフォルダー")
    parser.add_argument("--machine-file", metavar="FILE", type=Path, help="端末の設定ファイル（管理者・動作確認用）")
    parser.add_argument("--demo", action="store_true", help="架空の顧客が入った見本の保管庫を作って開きます。")
    parser.add_argument("--quit-when-shown", action="store_true", help="最初の画面が出たら終了します（動作確認用）。")
    parser.add_argument("--language", choices=LANGUAGES, default=chosen_language(), help="画面の言語（既定 ja）")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
