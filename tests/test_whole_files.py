"""A new file has its name when it is whole and not before, and takes nobody's place."""

import os

import pytest

from operator_console.whole_files import Unnamed


def written(path, content=b"whole"):
    made = Unnamed.make(str(path))
    os.write(made.descriptor, content)
    os.close(made.descriptor)
    return made


def test_it_appears_whole_and_for_its_owner_alone(tmp_path):
    made = written(tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == [".new.part"]
    made.appear()
    assert (tmp_path / "new").read_bytes() == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    if os.name == "posix":
        assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_of_what_is_discarded(tmp_path):
    written(tmp_path / "new").discard()
    assert list(tmp_path.iterdir()) == []


def test_what_an_interrupted_writing_left_goes(tmp_path):
    written(tmp_path / "new", b"half")
    written(tmp_path / "new").appear()
    assert (tmp_path / "new").read_bytes() == b"whole"


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_is_taken_stays_with_its_file(tmp_path, monkeypatch, links):
    """Also on a drive whose files have one name each, where the system cannot link."""
    if not links:
        monkeypatch.setattr(os, "link", _unable)
    made = written(tmp_path / "new")
    (tmp_path / "new").write_bytes(b"another's")
    with pytest.raises(FileExistsError):
        made.appear()
    assert (tmp_path / "new").read_bytes() == b"another's"
    with pytest.raises(FileExistsError):
        Unnamed.make(str(tmp_path / "new"))
    made.discard()
    (tmp_path / "new").unlink()
    written(tmp_path / "new").appear()
    assert (tmp_path / "new").read_bytes() == b"whole"


def test_beside_a_name_that_is_taken_it_gets_the_first_that_is_free(tmp_path):
    made = written(tmp_path / "new.csv")
    for name in ("new.csv", "new-2.csv"):
        (tmp_path / name).write_bytes(b"another's")
    assert made.appear_beside() == str(tmp_path / "new-3.csv")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "new.csv": b"another's",
        "new-2.csv": b"another's",
        "new-3.csv": b"whole",
    }


@pytest.mark.skipif(os.name == "nt", reason="there an open file cannot be removed at all")
def test_two_who_write_to_one_name_do_not_mix(tmp_path):
    first = Unnamed.make(str(tmp_path / "new"))
    with pytest.raises(FileExistsError):
        Unnamed.make(str(tmp_path / "new"))
    os.write(first.descriptor, b"first")
    first.appear()
    os.close(first.descriptor)
    assert (tmp_path / "new").read_bytes() == b"first"


def _unable(*_):
    raise PermissionError
