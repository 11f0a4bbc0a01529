"""An analyst in the studio."""

import pytest

from tests.web.conftest import Person


@pytest.fixture
def ana(come) -> Person:
    """She has begun a working copy of the small permit."""
    person = come("analis")
    person.get("/studio")
    person.post("/studio/mulai", sop="izin_kecil")
    return person
