"""What the READMEs say can be done: the same packages everywhere, pictures that are there, commands that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ["README.md", "README.ja.md"]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_the_debian_line_lists_what_ci_installs(name: str) -> None:
    line = re.search(r"apt-get install -y --no-install-recommends (.+)", text(name))
    assert line is not None
    listed = [each for each in text(".ci/debian-packages.txt").splitlines() if not each.startswith("#")]
    assert line[1].split() == listed


@pytest.mark.parametrize("name", READMES)
def test_every_picture_and_page_is_there(name: str) -> None:
    targets = re.findall(r"\]\(((?!http)[^)#]+)\)", text(name))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_command_of_the_readme_exists() -> None:
    from operator_console.__main__ import main
    from operator_console.cli.main import COMMANDS

    named = set(re.findall(r"^operator-console ([a-z-]+)", text("README.md"), re.MULTILINE))
    assert {"init", "import", "verify-log", "demo", "doctor"} <= named
    assert named - {"demo"} <= set(COMMANDS)
    assert callable(main)
