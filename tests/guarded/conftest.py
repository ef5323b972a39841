"""Houses for the tests here; where no OS users can be made, each test says why it is skipped."""

import sys

import pytest

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]
else:
    from tests.guarded.house import guarded_house
    from tests.guarded.people import why_not
    from tests.protocol.socket_unit import place, sound, unit  # noqa: F401 - fixtures

    @pytest.fixture(scope="module")
    def house():
        """A guarded vault with three customers behind an open door."""
        if why := why_not():
            pytest.skip(why)
        with guarded_house() as made:
            made.listen()
            yield made
