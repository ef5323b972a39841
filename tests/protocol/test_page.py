"""docs/PROTOCOL.md says what the code says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from operator_console.protocol.messages import REPLIES, REQUESTS

MAKER = Path(__file__).parents[2] / "docs" / "make_protocol.py"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_protocol", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_types_say(maker: ModuleType) -> None:
    written = maker.PAGE.read_text(encoding="utf-8")
    assert written == maker.page(), "stale: run python docs/make_protocol.py"


def test_every_message_and_everything_it_names_has_its_place(maker: ModuleType) -> None:
    page = maker.page()
    headings = {line.removeprefix("### ").lower() for line in page.splitlines() if line.startswith("### ")}
    assert {kind.__name__.lower() for kind in (*REQUESTS, *REPLIES)} <= headings
    links = {part.partition(")")[0] for part in page.split("](#")[1:]}
    assert links <= headings
