"""The wheel holds all that Lajur needs: installed elsewhere, it works without the checkout."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("app", "bpmn", "forms", "reports")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the wheel is installed; what it depends on is there already."""
    folder = tmp_path_factory.mktemp("site")
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(folder)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    return folder


@pytest.fixture
def python(site: Path, tmp_path: Path) -> Callable[..., str]:
    """Runs Python in an empty folder, with the wheel and without the checkout; answers what it printed."""

    def run(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(site)}
        done = subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    needed = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    with ZipFile(wheel) as archive:
        kept = set(archive.namelist())
    assert needed - kept == set()
    assert {name.partition("/")[0] for name in kept if ".dist-info/" not in name} == set(PACKAGES)


def test_the_stories_hold_far_from_the_checkout(python: Callable[..., str], site: Path) -> None:
    assert Path(python("-c", "import app; print(app.__file__)").strip()).is_relative_to(site)
    told = python(str(site / "bin" / "lajur"), "try", "izin_perluasan")
    assert "FAILED" not in told
    assert "stories held" in told


def test_the_shipped_sop_may_be_deployed_far_from_the_checkout(python: Callable[..., str], site: Path) -> None:
    assert "izin_perluasan: 0 errors" in python(str(site / "bin" / "lajur"), "check", "izin_perluasan")


PAGES = """
from app.settings import Settings
from app.web import WebSettings, create_app
from app.wiring import open_for_business, open_office
settings = Settings(data=Settings().data, demo=True)
office = open_office(settings)
open_for_business(office, settings)
client = create_app(office, WebSettings("a secret of thirty-two characters", demo=True)).test_client()
page = client.get("/masuk", headers={"Accept-Language": "id"}).text
print(page)
for address in __import__("re").findall(r'(?:href|src)="(/static/[^"]+)"', page):
    print(address, client.get(address).status_code)
print(settings.data)
"""


def test_pages_styles_translations_and_migrations_come_with_it(python: Callable[..., str], tmp_path: Path) -> None:
    told = python("-c", PAGES)
    assert "Masuk" in told
    assert ".css 200" in told
    assert str(tmp_path / "var") in told
    assert (tmp_path / "var" / "lajur.db").exists()
