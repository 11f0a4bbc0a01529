"""Moving running cases to another version, over books on the disk: the dry run, and the move with its transaction."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.actions.migrate import migrate, plan
from app.actions.start import start
from app.library.shipped import shipped_bundle
from app.model.bundle import DIAGRAM
from app.model.definition import Deployment
from app.ports import Office
from app.settings import Settings
from app.wiring import open_for_business, open_office
from tests.benchmarks.table import Figure

SOP = "izin_perluasan"
CASES = 200


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        office = open_office(Settings(data=Path(folder), demo=True))
        open_for_business(office, Settings(data=Path(folder), demo=True))
        to = _filled(office)
        began = time.perf_counter()
        found = plan(office, SOP, by=None, limit=CASES).cases
        looked = time.perf_counter() - began
        assert sum(it.is_safe for it in found) == CASES
        began = time.perf_counter()
        for it in found:
            migrate(office, it.case.id, to, by=None)
        took = time.perf_counter() - began
        office.store.close()
    yield Figure("dry run of a move", CASES / looked, "cases/s", 100, at_least=True)
    yield Figure("moving cases", CASES / took, "cases/s", 50, at_least=True, note="a transaction each")


def _filled(office: Office) -> Deployment:
    """Many running cases, and a version in which an activity is called otherwise."""
    bundle = shipped_bundle(SOP)
    diagram = bundle.files[DIAGRAM].replace(b'id="periksa_hasil" name="', b'id="periksa_hasil" name="Baru: ')
    renamed = bundle.replacing(DIAGRAM, diagram)
    with office.store.reading() as reader:
        applicant = reader.user_by_login("pemohon")
    assert applicant is not None
    for _ in range(CASES):
        start(office, SOP, by=applicant)
    to = Deployment(SOP, 2, renamed.digest, "system", office.clock())
    with office.store.writing() as unit:
        unit.add_bundle(renamed)
        unit.add_deployment(to)
        unit.commit()
    return to
