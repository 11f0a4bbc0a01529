"""The command `lajur`, as it is typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.actions.complete import complete
from app.actions.first import first_administrator, is_fresh
from app.actions.people import add_demo_person
from app.actions.start import start
from app.cli import main
from app.model.errors import Invalid
from app.model.people import User
from app.settings import Settings
from app.wiring import first_code, open_for_business, open_office, secret_key

BENCH = str(Path(__file__).parent.parent / "benchmarks" / "sop")
Lajur = Callable[..., Result]


@pytest.fixture
def lajur(tmp_path: Path) -> Lajur:
    """Types a command at an installation of its own."""

    def typed(*words: str, **environment: str) -> Result:
        return CliRunner().invoke(main, list(words), env={"LAJUR_DATA": str(tmp_path), **environment})

    return typed


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


def test_try_plays_the_stories_and_says_that_they_held(lajur: Lajur) -> None:
    result = lajur("try", "izin_perluasan", "--story", "documents_only")
    assert result.exit_code == 0
    assert "1 of 1 stories held." in result.output
    assert "work:completed" in result.output


def test_try_fails_when_a_story_does_not_hold(lajur: Lajur, tmp_path: Path) -> None:
    folder = _copy_of_bench(tmp_path)
    (folder / "bpmn/bench/scenarios.toml").write_text(
        '[[story]]\nname = "x"\ntitle = "X"\nends = "selesai"\nsteps = [{ task = "nirgendwo" }]\n'
    )
    result = lajur("try", "bench", "--from", str(folder))
    assert result.exit_code == 1
    assert "FAILED: nirgendwo is not open; open are: isi." in result.output
    assert "0 of 1 stories held." in result.output


def test_try_knows_no_other_story(lajur: Lajur) -> None:
    result = lajur("try", "izin_perluasan", "--story", "nothing")
    assert (result.exit_code, result.output) == (1, "Error: There is no such story.\n")


def test_an_unknown_sop_is_answered_with_those_there_are(lajur: Lajur) -> None:
    result = lajur("try", "nothing")
    assert result.exit_code == 1
    assert "izin_perluasan" in result.output


def test_check_counts_errors_and_warnings(lajur: Lajur, tmp_path: Path) -> None:
    assert "0 errors" in lajur("check", "izin_perluasan").output
    folder = _copy_of_bench(tmp_path)
    diagram = folder / "bpmn/bench/process.bpmn"
    diagram.write_text(diagram.read_text().replace(' default="f_cukup"', ""))
    result = lajur("check", "bench", "--from", str(folder))
    assert result.exit_code == 1
    assert "error lagi:" in result.output


def test_deploy_makes_a_version_and_the_same_bytes_none(lajur: Lajur) -> None:
    assert "bench: version 1" in lajur("deploy", "bench", "--from", BENCH, "--note", "pertama").output
    again = lajur("deploy", "bench", "--from", BENCH, "--note", "sekali lagi")
    assert "bench: version 1" in again.output
    assert "in force already" in again.output


def test_a_deploy_that_is_refused_prints_the_findings(lajur: Lajur, tmp_path: Path) -> None:
    folder = _copy_of_bench(tmp_path)
    diagram = folder / "bpmn/bench/process.bpmn"
    diagram.write_text(diagram.read_text().replace(' default="f_cukup"', ""))
    result = lajur("deploy", "bench", "--from", str(folder), "--note", "x")
    assert result.exit_code == 1
    assert "error lagi:" in result.output
    assert "cannot be deployed" in result.output


def test_elements_prints_the_table_of_what_works(lajur: Lajur) -> None:
    assert "| User task | works |" in lajur("elements").output


def test_people_are_added_listed_changed_and_closed(lajur: Lajur) -> None:
    words = ("--name", "Sari", "--group", "operator", "--password", "kuda terbang di awan")
    assert lajur("user", "add", "sari", *words).output == "sari: operator\n"
    assert "sari" in lajur("user", "list").output
    assert lajur("user", "password", "sari", "--password", "kuda lain di awan").exit_code == 0
    assert lajur("user", "close", "sari").output == "sari: closed\n"
    assert "(closed)" in lajur("user", "list").output
    assert "taken" in lajur("user", "add", "sari", *words).output


def test_a_person_has_groups_a_post_an_absence_and_a_one_time_link(lajur: Lajur, settings: Settings) -> None:
    for login, group in (("sari", "kasi"), ("dewi", "supervisor")):
        lajur("user", "add", login, "--name", login.title(), "--group", group, "--password", "kuda terbang di awan")
    assert lajur("user", "groups", "sari", "--add", "kadis", "--remove", "kasi").output == "sari: kadis\n"
    assert lajur("user", "groups", "sari", "--remove", "kadis").output == "sari: no groups\n"
    post = ("--title", "Kepala Dinas", "--from", "2026-01-02", "--until", "2026-12-31", "--acting-for", "kadis")
    assert lajur("user", "post", "sari", *post).output == "sari: Plt. Kepala Dinas\n"
    assert lajur("user", "post", "dewi", *post[:4]).output == "dewi: Kepala Dinas\n"
    away = ("--from", "2026-03-17", "--until", "2026-03-20", "--deputy", "dewi")
    assert lajur("user", "absence", "sari", *away).output == "sari: away from 17-03-2026 until 20-03-2026\n"
    with open_office(settings).store.reading() as reader:
        sari = reader.user_by_login("sari")
        assert sari is not None
        assert [post.acting_for for post in reader.posts(sari.id)] == ["kadis"]
        assert len(reader.absences(sari.id)) == 1
    assert lajur("user", "reset", "sari").output.startswith("http://127.0.0.1:8000/sandi/")
    assert "nobody with the login adi" in lajur("user", "groups", "adi", "--add", "kasi").output


def test_a_fresh_installation_has_a_one_time_code_until_somebody_administers(settings: Settings) -> None:
    office = open_office(settings)
    code = first_code(office, settings)
    assert (settings.data / "first-code").stat().st_mode & 0o777 == 0o600
    assert first_code(office, settings) == code
    assert is_fresh(office)
    first_administrator(office, code, login="kepala", name="Kepala", password="kuda terbang di awan")
    assert not (settings.data / "first-code").exists()
    assert first_code(office, settings) == ""


def test_the_demo_has_no_one_time_code(settings: Settings) -> None:
    demo = Settings(data=settings.data, demo=True)
    office = open_office(demo)
    first_code(office, settings)
    assert first_code(office, demo) == ""
    assert not is_fresh(office)
    assert office.rehearsal


def test_an_incident_is_listed_corrected_and_retried(lajur: Lajur, settings: Settings) -> None:
    number, work = _stopped_case(settings)
    listed = lajur("incidents").output
    assert number in listed
    assert "biaya" in listed
    assert "NAME=JSON" in lajur("correct", number, "biaya=limapuluh", "--reason", "x").output
    assert lajur("correct", "B-2026-99999", "biaya=1", "--reason", "x").exit_code == 1
    assert lajur("correct", number, "biaya=50", "--reason", "tarif lupa diisi").output == f"{number}: corrected.\n"
    assert lajur("retry", str(work), "--note", "tarif diisi").output == f"{work}: goes on.\n"
    assert lajur("incidents").output == ""


def test_a_setting_that_makes_no_sense_is_told_in_a_sentence(lajur: Lajur) -> None:
    result = lajur("incidents", LAJUR_PORT="http")
    assert (result.exit_code, result.output) == (1, "Error: LAJUR_PORT is a number, not 'http'.\n")


def test_the_shipped_sops_are_deployed_once_and_demo_people_come_in_demo_mode_only(settings: Settings) -> None:
    office = open_office(settings)
    open_for_business(office, settings)
    open_for_business(office, settings)
    with office.store.reading() as reader:
        assert next((known.sop, known.version) for known in reader.deployments()) == ("izin_perluasan", 1)
        assert list(reader.users()) == []
    open_for_business(office, Settings(data=settings.data, demo=True))
    with office.store.reading() as reader:
        assert "pemohon" in {user.login for user in reader.users()}


def test_the_secret_is_made_once_and_is_for_the_owner_only(settings: Settings) -> None:
    first = secret_key(settings, {})
    assert secret_key(settings, {}) == first
    assert (settings.data / "secret").stat().st_mode & 0o777 == 0o600
    assert secret_key(settings, {"LAJUR_SECRET": "given"}) == "given"


def _copy_of_bench(tmp_path: Path) -> Path:
    folder = tmp_path / "sop"
    for path in Path(BENCH).rglob("*"):
        if path.is_file():
            copy = folder / path.relative_to(BENCH)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    return folder


def _stopped_case(settings: Settings) -> tuple[str, int]:
    """A case of the bench SOP whose gateway asks for a variable that is null."""
    folder = _copy_of_bench(settings.data)
    diagram = folder / "bpmn/bench/process.bpmn"
    diagram.write_text(diagram.read_text().replace('=pilihan = "lagi"', "=biaya &gt; 100"))
    with (folder / "bpmn/bench/sop.toml").open("a") as facts:
        facts.write('\n[variables]\nbiaya = "=null"\n')
    words = ["deploy", "bench", "--from", str(folder), "--note", "x"]
    result = CliRunner().invoke(main, words, env={"LAJUR_DATA": str(settings.data)})
    assert result.exit_code == 0, result.output
    office = open_office(settings)
    add_demo_person(office, User(0, "opi", "Opi", frozenset({"operator"})))
    with office.store.reading() as reader:
        clerk = reader.user_by_login("opi")
    assert clerk is not None
    case = start(office, "bench", by=clerk)
    with office.store.reading() as reader:
        (work,) = reader.work_items(case.id, open_only=True)
    texts = {f"teks_{number}": "x" for number in range(9)}
    answers = {**texts, "angka_0": 1, "angka_1": 1, "tanggal": "2026-11-21", "benar": True, "pilihan": "lagi"}
    try:
        complete(office, work.id, answers, by=clerk)
    except Invalid as invalid:
        raise AssertionError(invalid.problems) from invalid
    return case.number, work.id
