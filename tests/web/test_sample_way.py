"""With sample data a newcomer walks a whole case of the shipped SOP: two clicks a task, and nothing to think about."""

from dataclasses import replace

from app.connectors import connectors_for
from app.library.stories import read_stories
from app.settings import Settings
from app.web import WebSettings, create_app
from app.wiring import open_for_business, rehearsal_office
from app.worker import work_once
from tests.browser.backstage import person_of
from tests.forms.told import VISITED
from tests.paper import posts
from tests.web.conftest import Person


def test_every_form_filled_at_a_click_is_taken_as_it_stands_until_the_case_has_ended() -> None:
    office = replace(rehearsal_office(connectors=connectors_for()), stories=read_stories)
    open_for_business(office, Settings(demo=True))
    app = create_app(office, WebSettings("a secret of thirty-two characters", secure=False, demo=True))
    people = {login: Person(app.test_client()) for login in dict.fromkeys(map(person_of, VISITED))}
    for login, person in people.items():
        person.get("/masuk")
        person.post("/masuk/demo", login=login)
        person.get("/")
    number = people["pemohon"].post("/mulai/izin_perluasan").headers["Location"].rpartition("/")[2]
    for task in VISITED:
        while work_once(office, owner="w"):
            pass
        with office.store.reading() as reader:
            case = reader.instance_by_number(number)
            (work,) = [item for item in reader.work_items(case.id, open_only=True) if item.element == task]
        person = people[person_of(task)]
        address = f"/tugas/{work.id}"
        person.get(address)
        filled = posts(person.post(f"{address}/contoh").text, address)
        answer = person.post(address, **filled | {"_simulate": "on"})
        assert answer.status_code == 303, task
    while work_once(office, owner="w"):
        pass
    assert "Berlaku efektif" in people["pemohon"].get(f"/permohonan/{number}").text
