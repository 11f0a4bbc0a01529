"""Working copies: begun from a version or from files, saved file by file, closed."""

import pytest

from app.actions.studio.begin import begin, begin_with
from app.actions.studio.discard import discard, rename
from app.actions.studio.open_copy import copies, opened
from app.actions.studio.save_file import NOTHING, Stale, digest_of, save_file
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.errors import Conflict, Forbidden, LajurError, NotFound, TooLarge
from app.model.studio import FILE_LIMIT, FILES_LIMIT
from tests.actions.conftest import Desk, permit_bundle

FORM = "forms/periksa.form"


@pytest.fixture
def copy(desk: Desk) -> int:
    return begin(desk.office, "permit", by=desk.people["ana"], title="Tinjauan kedua").id


def read(desk: Desk, copy: int, path: str) -> str:
    return digest_of(opened(desk.office, copy, by=desk.people["ana"]).bundle.files.get(path))


def save(desk: Desk, copy: int, path: str, data: bytes | None, read: str | None = None, login: str = "ana") -> None:
    save_file(desk.office, copy, path, data, read=read, by=desk.people[login])


def test_a_working_copy_begins_with_the_files_of_the_newest_version(desk: Desk, copy: int) -> None:
    found = opened(desk.office, copy, by=desk.people["ana"])
    assert found.bundle.digest == permit_bundle().digest
    assert (found.copy.sop, found.copy.base, found.copy.title) == ("permit", 1, "Tinjauan kedua")
    assert found.editable


def test_of_what_was_never_deployed_there_is_none(desk: Desk) -> None:
    for sop, version in (("tiada", None), ("permit", 2)):
        with pytest.raises(NotFound):
            begin(desk.office, sop, by=desk.people["ana"], version=version)


def test_files_of_a_new_sop_make_one_too(desk: Desk) -> None:
    copy = begin_with(desk.office, "baru", permit_bundle(), by=desk.people["ana"])
    assert (copy.sop, copy.base) == ("baru", 0)
    assert begin_with(desk.office, "permit", permit_bundle(), by=desk.people["ana"]).base == 1


@pytest.mark.parametrize(
    ("key", "files", "words"),
    [
        ("../x", permit_bundle().files, "letters, digits"),
        ("baru", {SOP: b""}, "process.bpmn is missing"),
        ("baru", {DIAGRAM: b"", SOP: b"", "../../etc/passwd": b""}, "no file"),
        ("baru", {DIAGRAM: b"", SOP: b"x" * (FILE_LIMIT + 1)}, "too large"),
    ],
    ids=["key", "missing", "path", "size"],
)
def test_files_that_no_sop_has_are_refused(desk: Desk, key: str, files: dict[str, bytes], words: str) -> None:
    with pytest.raises(LajurError, match=words):
        begin_with(desk.office, key, Bundle(files), by=desk.people["ana"])


def test_a_file_that_was_read_is_saved(desk: Desk, copy: int) -> None:
    save(desk, copy, FORM, b"{}", read=read(desk, copy, FORM))
    save(desk, copy, "forms/baru.form", b"{}", read=NOTHING)
    save(desk, copy, "forms/bayar.form", None, read=read(desk, copy, "forms/bayar.form"))
    files = opened(desk.office, copy, by=desk.people["ana"]).bundle.files
    assert files[FORM] == files["forms/baru.form"] == b"{}"
    assert "forms/bayar.form" not in files


def test_who_has_read_an_older_file_is_told_who_was_faster(desk: Desk, copy: int) -> None:
    before = read(desk, copy, FORM)
    save(desk, copy, FORM, b"{}", read=before)
    with pytest.raises(Stale, match="Ana has saved"):
        save(desk, copy, FORM, b"[]", read=before)
    with pytest.raises(Stale):
        save(desk, copy, FORM, b"[]", read=NOTHING)
    save(desk, copy, SOP, b"", read=read(desk, copy, SOP))
    save(desk, copy, FORM, b"[]")
    assert read(desk, copy, FORM) == digest_of(b"[]")


def test_the_same_bytes_change_nothing(desk: Desk, copy: int) -> None:
    found = opened(desk.office, copy, by=desk.people["ana"])
    desk.clock.now = desk.clock.now.replace(hour=5)
    save(desk, copy, SOP, found.bundle.files[SOP], read="whatever")
    assert opened(desk.office, copy, by=desk.people["ana"]).copy == found.copy


def test_what_no_bundle_holds_is_not_saved(desk: Desk, copy: int) -> None:
    with pytest.raises(LajurError, match="no file"):
        save(desk, copy, "forms/../x.form", b"")
    with pytest.raises(TooLarge):
        save(desk, copy, SOP, b"x" * (FILE_LIMIT + 1))
    with pytest.raises(NotFound):
        save(desk, copy + 1, SOP, b"")


def test_there_is_a_limit_of_files(desk: Desk) -> None:
    forms = {f"forms/f{n}.form": b"{}" for n in range(FILES_LIMIT - 2)}
    full = begin_with(desk.office, "baru", Bundle({DIAGRAM: b"", SOP: b"", **forms}), by=desk.people["ana"])
    with pytest.raises(LajurError, match="too many"):
        save(desk, full.id, "forms/satu_lagi.form", b"{}")


def test_only_analysts_edit_and_only_the_studio_reads(desk: Desk, copy: int) -> None:
    assert not opened(desk.office, copy, by=desk.people["rina"]).editable
    assert copies(desk.office, by=desk.people["rina"], sop="permit")[0].id == copy
    for login in ("rina", "opi"):
        with pytest.raises(Forbidden):
            save(desk, copy, FORM, b"{}", login=login)
    for ask in (lambda by: opened(desk.office, copy, by=by), lambda by: copies(desk.office, by=by)):
        with pytest.raises(Forbidden):
            ask(desk.people["opi"])
    with pytest.raises(NotFound):
        opened(desk.office, copy + 1, by=desk.people["ana"])


def test_a_discarded_one_is_closed(desk: Desk, copy: int) -> None:
    discard(desk.office, copy, by=desk.people["ana"])
    assert copies(desk.office, by=desk.people["ana"]) == []
    assert not opened(desk.office, copy, by=desk.people["ana"]).editable
    with pytest.raises(Conflict, match="closed"):
        save(desk, copy, FORM, b"{}")


def test_only_its_owner_discards_it(desk: Desk, copy: int) -> None:
    with desk.office.store.writing() as unit:
        other = unit.add_user("adi", "Adi", ["analyst"], "")
        unit.commit()
    with pytest.raises(Forbidden):
        discard(desk.office, copy, by=other)


def test_it_takes_another_title(desk: Desk, copy: int) -> None:
    assert rename(desk.office, copy, " Dua \n tinjauan ", by=desk.people["ana"]).title == "Dua tinjauan"
    with pytest.raises(LajurError, match="120"):
        rename(desk.office, copy, "x" * 121, by=desk.people["ana"])
