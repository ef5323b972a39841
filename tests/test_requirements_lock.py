"""pyproject.toml and the hashed requirements.lock pin the same, and neither names where packages come from."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def pins(lines: list[str]) -> dict[str, str]:
    found = {}
    for line in lines:
        name, _, version = line.partition("==")
        found[re.sub(r"[-_.]+", "-", name).lower()] = version
    return found


def pyproject_pins() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return pins(
        project["project"]["dependencies"]
        + project["dependency-groups"]["dev"]
        + project["tool"]["uv"]["constraint-dependencies"]
    )


def lock_pins() -> dict[str, str]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return pins([f"{name}=={version}" for name, version in PIN.findall(text)])


def test_both_pin_the_same_versions() -> None:
    assert lock_pins() == pyproject_pins()


def test_every_locked_package_has_hashes() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=[A-Za-z0-9])", text) if PIN.match(entry)]
    assert len(entries) == len(lock_pins())
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="asks git what is tracked")
def test_no_tracked_file_names_an_index() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    host = re.compile(rb"pypi\.org|pythonhosted|--(extra-)?index-url|--find-links")
    named = [
        name
        for name in listed.split("\0")
        if name and name != "tests/test_requirements_lock.py" and host.search((ROOT / name).read_bytes())
    ]
    assert named == []
