"""The people of demo mode: at least one for every lane of people."""

import pytest

from app.library.demo import demo_people
from app.library.shipped import shipped_bundle, shipped_sops
from app.library.sop_toml import read_sop
from app.model.bundle import SOP


@pytest.mark.parametrize("key", shipped_sops())
def test_every_lane_of_people_has_a_demo_person(key: str) -> None:
    sop = read_sop(shipped_bundle(key).files[SOP], key)
    groups = {group for lane, group in sop.groups.items() if sop.connectors.get(lane) != "simulator"}
    assert groups <= set().union(*(person.groups for person in demo_people()))


def test_demo_people_sign_in_by_different_names() -> None:
    people = demo_people()
    assert len({person.login for person in people}) == len(people)
