"""The file of the house."""

from datetime import date
from pathlib import Path

import pytest

from app.library.house import read_house
from app.model.errors import Refused
from app.model.house import Holder, Letterhead, Series

DAY = date(2026, 11, 25)
OWN = """
[[letterhead]]
sops = ["izin", "lain"]
begins = 2025-01-01
ends = 2026-12-31
government = "Pemerintah"
agency = "Dinas"
lines = ["Jalan"]
place = "Pontianak"
emblem = ""

[[post]]
key = "kadis"
title = "Kepala Dinas"
[[post.holder]]
begins = 2025-01-01
name = "Contoh"

[[series]]
key = "spt"
title = "Surat tugas"
pattern = "{urut}"
"""


def test_an_office_has_a_house_of_its_own(tmp_path: Path):
    file = tmp_path / "house.toml"
    file.write_text(OWN)

    house = read_house(file)

    assert house.letterhead("izin", DAY) == house.letterhead("lain", DAY)
    assert house.letterhead("izin", DAY) == Letterhead("Pemerintah", "Dinas", ("Jalan",), "Pontianak", "")
    assert house.letterhead("izin", date(2027, 1, 1)) is None
    assert house.letterhead("apa", DAY) is None
    assert house.posts["kadis"].holder(DAY) == Holder("Contoh")
    assert house.series == {"spt": Series("spt", "Surat tugas", "{urut}")}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[post]]\nkey = 'a'\ntitle = 'b'\nnip = '1'", "house.toml, line 4: “post.nip” is not known here"),
        ("[[letterhead]]\nbegins = '2025-01-01'\ngovernment='a'\nagency='b'\nplace='c'", "a day such as 2026-11-23"),
        (
            "[[letterhead]]\nbegins = 2025-01-01T10:00:00\ngovernment='a'\nagency='b'\nplace='c'",
            "a day such as 2026-11-23",
        ),
        ("[[letterhead]]\ngovernment='a'\nagency='b'\nplace='c'", "“letterhead.begins” is missing"),
    ],
)
def test_what_is_wrong_in_it_is_a_sentence(tmp_path: Path, text: str, sentence: str):
    file = tmp_path / "house.toml"
    file.write_text(text)

    with pytest.raises(Refused) as refused:
        read_house(file)

    assert sentence in str(refused.value)


def test_the_demo_house_knows_a_post_above_every_post_that_signs_on_behalf():
    house = read_house()

    assert {post.above for post in house.posts.values()} <= {"", *house.posts}
    assert all(post.holder(DAY) for post in house.posts.values())
    assert all("Contoh" in holder.name for post in house.posts.values() for _, holder in post.holders)
