"""Who signs, as it is printed."""

from datetime import date

import pytest

from app.letters import printed_name, signer
from app.model.house import Holder, House, Post, Valid
from app.model.paper import Authority, Kind, Signer

DAY = date(2026, 11, 25)
SINCE = Valid(date(2025, 1, 2))


def post(key: str, title: str, above: str = "") -> Post:
    return Post(key, title, above, ((SINCE, Holder(f"Contoh {key}, S.T.", "IV/a", "1")),))


HOUSE = House(
    posts={
        "kadis": post("kadis", "Kepala Dinas"),
        "kabid": post("kabid", "Kepala Bidang", "kadis"),
        "kasi": post("kasi", "Kepala Seksi", "kabid"),
        "kosong": Post("kosong", "Jabatan kosong"),
    }
)


@pytest.mark.parametrize(
    ("key", "authority", "above"),
    [
        ("kadis", Authority.FULL, ()),
        ("kabid", Authority.FULL, ()),
        ("kabid", Authority.ON_BEHALF, ("Kepala Dinas",)),
        ("kasi", Authority.THROUGH, ("Kepala Dinas", "Kepala Bidang")),
        ("kadis", Authority.ON_BEHALF, ()),
    ],
)
def test_on_whose_behalf_somebody_signs(key: str, authority: Authority, above: tuple[str, ...]):
    found = signer(HOUSE, key, authority, Kind.SURAT_DINAS, DAY)

    assert found == Signer(HOUSE.posts[key].title, f"Contoh {key}, S.T.", "IV/a", "1", authority, above)


@pytest.mark.parametrize("key", ["entah", "", "kosong"])
def test_where_nobody_holds_a_post_nobody_signs(key: str):
    assert signer(HOUSE, key, Authority.FULL, Kind.SURAT_DINAS, DAY) is None


def test_before_he_held_the_post_he_did_not_sign():
    assert signer(HOUSE, "kadis", Authority.FULL, Kind.SURAT_DINAS, date(2024, 1, 1)) is None


@pytest.mark.parametrize(
    ("name", "correspondence", "settling"),
    [
        ("Dr. Contoh Pratama, M.Si.", "Dr. Contoh Pratama, M.Si.", "Contoh Pratama"),
        ("Prof. Dr. Ir. H. Contoh, M.T., Ph.D.", "Prof. Dr. Ir. H. Contoh, M.T., Ph.D.", "Contoh"),
        ("Contoh Wijaya, S.T., M.T. (Kabid)", "Contoh Wijaya, S.T., M.T.", "Contoh Wijaya"),
        ("Drajat Contoh", "Drajat Contoh", "Drajat Contoh"),
    ],
)
def test_titles_stand_on_correspondence_and_not_on_what_settles(name: str, correspondence: str, settling: str):
    assert printed_name(name, Kind.SURAT_TUGAS) == correspondence
    assert printed_name(name, Kind.IZIN_OSS) == settling
