"""The vault with the needles, for tests that need no console."""

import pytest

from tests.leaks.haunted_vault import make_haunted


@pytest.fixture
def haunted(tmp_path):
    """A vault of one's own with the two customers and the memo."""
    return make_haunted(tmp_path / "vault", tmp_path)
