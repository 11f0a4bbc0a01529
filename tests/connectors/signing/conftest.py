from pathlib import Path

import pytest

from tests.signing import Authority, an_authority


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return an_authority(tmp_path / "keys")
