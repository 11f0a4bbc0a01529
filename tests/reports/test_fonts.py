"""The typefaces are the published ones, and there is one for every character or a sign that there is none."""

import json
from hashlib import sha256

from reports.fonts import FOLDER, MISSING, Look, face, runs

MANIFEST = json.loads((FOLDER / "fonts.json").read_text())


def test_every_file_is_the_one_the_manifest_names_and_there_is_no_other():
    named = {name: digest for family in MANIFEST.values() for name, digest in family["files"].items()}
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in FOLDER.iterdir() if path.name != "fonts.json"}
    assert found == named


def test_every_family_comes_with_its_version_and_licence():
    for family in MANIFEST.values():
        assert family["version"]
        assert family["licence"]
        assert any(name.startswith("LICENSE-") for name in family["files"])


def test_indonesian_text_is_set_in_one_typeface():
    assert list(runs("Dinas Perindustrian, 60.000 ton/tahun")) == [
        ("LiberationSans-Regular", "Dinas Perindustrian, 60.000 ton/tahun")
    ]
    assert list(runs("“Siap” – é")) == [("LiberationSans-Regular", "“Siap” – é")]


def test_what_the_first_typeface_lacks_comes_from_the_second():
    assert list(runs("Lengkap ✓ ya", Look.BOLD)) == [
        ("LiberationSans-Bold", "Lengkap "),
        ("DejaVuSans-Bold", "✓"),
        ("LiberationSans-Bold", " ya"),
    ]


def test_what_no_typeface_has_is_shown_as_missing():
    assert list(runs("中文!")) == [("DejaVuSans", MISSING * 2), ("LiberationSans-Regular", "!")]


def test_an_emoji_is_missing_although_a_typeface_draws_it_because_it_could_not_be_copied_out():
    assert list(runs("😀")) == [("DejaVuSans", MISSING)]


def test_every_look_has_a_typeface_of_its_own():
    assert len({face(look) for look in Look}) == len(Look)
