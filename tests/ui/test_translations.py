"""Every word on the screens has its Japanese, and what is released is what is written."""

import importlib.util
import shutil

import pytest

from operator_console.resource_files import resource

TS = resource("translations", "operator_console_ja.ts")
QM = resource("translations", "operator_console_ja.qm")


@pytest.fixture(scope="module")
def update():
    spec = importlib.util.spec_from_file_location("update_translations", resource("translations", "update.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def collected(update, tmp_path_factory):
    """The .ts as it would be if it were brought up to the sources now."""
    fresh = tmp_path_factory.mktemp("words") / "fresh.ts"
    shutil.copyfile(TS, fresh)
    update.collect(fresh)
    return fresh


def test_nothing_lacks_its_japanese(update, collected):
    assert update.untranslated(collected) == []


def test_a_missing_translation_is_noticed(update, tmp_path):
    broken = tmp_path / "broken.ts"
    text = TS.read_text(encoding="utf-8")
    broken.write_text(text.replace("<translation>", '<translation type="unfinished">', 1), encoding="utf-8")
    assert len(update.untranslated(broken)) == 1


def test_the_released_words_are_the_written_ones(update, collected, tmp_path):
    fresh = tmp_path / "fresh.qm"
    update.release(collected, fresh)
    assert fresh.read_bytes() == QM.read_bytes()


def test_placeholders_survive_translation(update):
    import re
    from xml.etree import ElementTree as ET

    odd = []
    for message in ET.parse(TS).getroot().iter("message"):
        source, words = message.findtext("source", ""), message.findtext("translation", "")
        if set(re.findall(r"\{\w*\}", source)) != set(re.findall(r"\{\w*\}", words)):
            odd.append(source)
    assert odd == []
