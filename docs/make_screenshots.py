"""Drives the real console through a first day and saves a picture of each step.

    uv run python docs/make_screenshots.py --out DIR [--dark]

The vault is made for it and deleted afterwards; every customer is made up.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from operator_console.console_process import Console
from operator_console.domain.actions import LockCause
from operator_console.domain.policy_file import read_policy
from operator_console.domain.roles import Role
from operator_console.resource_files import resource
from tests.journeys.conftest import Site, make_site
from tests.journeys.person import ALT, Key, Person
from tests.journeys.steps import open_call, reveal_address, sign_in

SIZE = (1280, 800)
EXAMPLES = ("mail_order", "secretary_service", "utility")


class Album:
    """Numbers the pictures in the order of the story."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._app = app
        self._count = 0

    @contextmanager
    def sitting(self, vault: Path) -> Iterator[Person]:
        """Open a console on a vault for a person to sit at."""
        console = Console(self._app, "ja")
        console.open(vault)
        console.window.resize(*SIZE)
        console.window.activateWindow()
        try:
            yield Person(console)
        finally:
            console.close()
            console.window.close()

    def take(self, person: Person, name: str) -> None:
        """Save what is on the screen now."""
        self._count += 1
        QTest.qWait(250)
        path = self._folder / f"{self._count:02}-{name}.png"
        person.photograph(path)
        print(path.name)


def first_run(album: Album, vault: Path) -> None:
    with album.sitting(vault) as person:
        person.sees("新しい保管庫を作ります")
        album.take(person, "set-up")
        lines = ("admin", "青木", "asa-no-hirune-2", "sato", "佐藤", "yube-no-sampo-1", "tanaka", "田中")
        for number, text in enumerate((*lines, "niwa-no-ishi-33")):
            if number:
                person.tab_to_input()
            person.type(text)
        person.press(Key.Key_Return)
        person.sees("2 / 4")
        person.press(Key.Key_Space)
        person.sees("3 / 4")
        album.take(person, "recovery-key")


def a_call(album: Album, site: Site) -> None:
    with album.sitting(site.vault) as person:
        person.sees("ログイン", "ユーザー名")
        album.take(person, "sign-in")
        sign_in(person, site, Role.OPERATOR)
        person.sees("次のお電話をお待ちしています")
        album.take(person, "waiting")
        person.press(Key.Key_1, Key.Key_1)
        person.sees("お客様を特定する")
        album.take(person, "find")
        person.press(Key.Key_F12)
        person.sees("次のお電話をお待ちしています")
        open_call(person, site)
        person.type(site.caller["name"])
        album.take(person, "check")
        person.press(Key.Key_Return)
        person.sees("生年月日をお願いいたします")
        person.type(site.caller["birth_date"])
        person.press(Key.Key_Return)
        person.sees("確認できました")
        reveal_address(person, site)
        album.take(person, "revealed")
        person.console.window.show_idle(28, in_call=True)
        album.take(person, "idle-warning")
        person.console.window.show_idle(0)
        person.console.conductor.lock(LockCause.IDLE)
        person.sees("ロック中")
        album.take(person, "locked")
        person.fill(site.of(Role.OPERATOR)[1])
        person.sees("前の通話に戻る")
        album.take(person, "unlocked")


def a_review(album: Album, site: Site) -> None:
    with album.sitting(site.vault) as person:
        sign_in(person, site, Role.LEAD)
        person.turn_to("log")
        person.sees("表示の終了")
        album.take(person, "log")
        person.press(Key.Key_V, with_=ALT)
        person.sees("記録の検証", "件")
        QTest.qWait(500)
        album.take(person, "verified")


def a_desk(album: Album, root: Path, policy_text: str) -> None:
    """The review desk over days with misuses in them, and a record that is taken away."""
    site = make_site(root / "misused", policy_text, 20, misuses=True)
    with album.sitting(site.vault) as person:
        sign_in(person, site, Role.LEAD)
        person.turn_to("review")
        page = person.console.window.workbench.page
        person.wait(lambda: page.queue.lines.rowCount() > 0, "no queue")
        album.take(person, "review")
        case = next(case for case in map(page.queue.lines.thing, range(99)) if case and len(case.calls) == 1)
        person.press(Key.Key_N, with_=ALT)
        person.sees("通話の経過")
        album.take(person, "case")
        person.press(Key.Key_Escape)
        person.turn_to("seen")
        person.type(case.customer)
        person.press(Key.Key_Return)
        person.sees("表示されました")
        person.press(Key.Key_N, with_=ALT)
        person.sees("署名つき")
        album.take(person, "seen")
        person.turn_to("figures")
        person.sees("項目の表示")
        album.take(person, "figures")
        person.turn_to("evidence")
        person.press(Key.Key_T, with_=ALT)
        person.sees("届ける控え")
        album.take(person, "evidence")
        person.turn_to("log")
        person.sees("操作記録")
        person.press(Key.Key_V, with_=ALT)
        person.sees("別の場所に取っておいた控えと照合する")
        person.press(Key.Key_L, with_=ALT)
        album.take(person, "kept")


def an_office(album: Album, site: Site) -> None:
    with album.sitting(site.vault) as person:
        sign_in(person, site, Role.ADMINISTRATOR)
        person.sees("管理者")
        for name in person.console.window.workbench.keys:
            person.turn_to(name)
            QTest.qWait(300)
            album.take(person, name)


def an_example(album: Album, root: Path, name: str) -> None:
    """The same first minute under one of the example policies, and the policy itself."""
    text = resource("policies", f"{name}.toml").read_text(encoding="utf-8")
    site = make_site(root / name, text)
    with album.sitting(site.vault) as person:
        sign_in(person, site, Role.OPERATOR)
        for number, question in enumerate(read_policy(text).room.questions):
            person.sees(question.ask)
            if not number:
                album.take(person, f"{name}-room")
            person.press(Key.Key_1)
        person.sees("次のお電話をお待ちしています")
        album.take(person, f"{name}-waiting")
        person.press(Key.Key_1, Key.Key_1)
        person.sees("お客様を特定する")
        person.type(site.caller["number"])
        person.press(Key.Key_Return)
        person.sees("本人確認")
        album.take(person, f"{name}-check")
    with album.sitting(site.vault) as person:
        sign_in(person, site, Role.ADMINISTRATOR)
        person.sees("管理者")
        person.turn_to("policy")
        person.sees("運用方針")
        album.take(person, f"{name}-policy")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dark", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = str(root / variable)
        app = QApplication([])
        if wanted.dark:
            from operator_console.ui.settings import Scheme, Settings, SettingsFile

            SettingsFile().save(Settings(scheme=Scheme.DARK))
        album = Album(wanted.out, app)
        text = resource("policies", "default.toml").read_text(encoding="utf-8")
        site = make_site(root / "vault", text)
        first_run(album, root / "new")
        a_call(album, site)
        a_review(album, site)
        a_desk(album, root, text)
        an_office(album, site)
        for name in EXAMPLES:
            an_example(album, root, name)


if __name__ == "__main__":
    main()
