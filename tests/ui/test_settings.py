"""Preferences are kept, and are never worth an error."""

import pytest

from operator_console.ui.settings import Scheme, Settings, SettingsFile


def test_what_is_saved_is_loaded(tmp_path):
    file = SettingsFile(tmp_path / "new" / "settings.json")
    assert file.save(Settings(Scheme.DARK))
    assert file.load() == Settings(Scheme.DARK)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"scheme": "pink"}', b"\xff\xfe", b'{"scheme": null}'])
def test_a_file_that_makes_no_sense_counts_as_none(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert SettingsFile(path).load() == Settings()


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    assert not SettingsFile(tmp_path / "file" / "settings.json").save(Settings())
