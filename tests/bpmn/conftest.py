"""The shipped SOP Izin Perluasan."""

import pytest

from app.library.shipped import shipped_bundle
from app.library.sop_toml import read_sop
from app.model.bundle import DIAGRAM, SOP
from app.model.outline import Outline
from app.model.sop import Sop
from app.notation.diagram import Diagram, read_diagram


@pytest.fixture(scope="module")
def diagram() -> Diagram:
    return read_diagram(shipped_bundle("izin_perluasan").files[DIAGRAM])


@pytest.fixture(scope="module")
def outline(diagram: Diagram) -> Outline:
    return diagram.outline


@pytest.fixture(scope="module")
def sop() -> Sop:
    return read_sop(shipped_bundle("izin_perluasan").files[SOP], "izin_perluasan")
