"""`lajur measure`, as it is typed."""

from pathlib import Path

from click.testing import CliRunner, Result

from app.actions.people import add_demo_person
from app.actions.start import start
from app.cli import main
from app.library.demo import demo_people
from app.settings import Settings
from app.wiring import open_for_business, open_office


def measure(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["measure", *words], env={"LAJUR_DATA": str(data)})


def test_it_counts_what_is_new_and_anew_when_it_is_told_to(tmp_path: Path) -> None:
    office = open_office(Settings(data=tmp_path, demo=True))
    open_for_business(office, Settings(data=tmp_path, demo=True))
    for person in demo_people():
        add_demo_person(office, person)
    with office.store.reading() as reader:
        applicant = reader.user_by_login("pemohon")
    assert applicant is not None
    for _ in range(3):
        start(office, "izin_perluasan", by=applicant)
    office.store.close()
    for words, counted in (((), 3), ((), 0), (("--rebuild",), 3)):
        result = measure(tmp_path, *words)
        assert (result.exit_code, result.output.splitlines()[-1]) == (0, f"{counted} cases counted.")
    office = open_office(Settings(data=tmp_path))
    with office.store.reading() as reader:
        assert reader.balance("izin_perluasan", None, None) == 3
        assert reader.counted(up_to=1).until is not None
    office.store.close()
