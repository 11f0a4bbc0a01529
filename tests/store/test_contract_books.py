"""What every store promises about people, definitions, history and attachments."""

from dataclasses import replace
from hashlib import sha256

import pytest

from app.model.bundle import Bundle
from app.model.definition import Deployment
from app.model.errors import Conflict
from app.model.event import Fact, Happening
from app.model.instance import Attachment
from app.model.people import User
from app.model.values import Json
from app.ports import Store
from tests.store.cases import MINUTE, NOW, case, given, kept, step

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

DEWI = ("dewi", "Dewi Anggraini", ["operator", "supervisor"], "$argon2id$...")


def add_dewi(store: Store) -> User:
    with store.writing() as unit:
        dewi = unit.add_user(*DEWI)
        unit.commit()
    return dewi


def test_a_user_is_found_by_id_and_by_login(store: Store) -> None:
    dewi = add_dewi(store)
    assert dewi == User(dewi.id, "dewi", "Dewi Anggraini", frozenset({"operator", "supervisor"}), "$argon2id$...")
    with store.reading() as books:
        assert books.user(dewi.id) == dewi
        assert books.user_by_login("dewi") == dewi
        assert books.user(dewi.id + 1) is None
        assert books.user_by_login("DEWI") is None


def test_a_user_may_be_in_no_group(store: Store) -> None:
    with store.writing() as unit:
        added = unit.add_user("tamu", "Tamu", [], "")
        assert unit.user_by_login("tamu") == added
        assert added.groups == frozenset()


def test_all_users_are_listed_in_the_order_they_came(store: Store) -> None:
    dewi = add_dewi(store)
    with store.writing() as unit:
        adi = unit.add_user("adi", "Adi", ["kasi"], "")
        assert unit.users() == [dewi, adi]


def test_some_users_are_found_by_id_or_login(store: Store) -> None:
    dewi = add_dewi(store)
    with store.writing() as unit:
        adi = unit.add_user("adi", "Adi", ["kasi"], "")
        unit.add_user("budi", "Budi", [], "")
        assert unit.users_among([dewi.id], ["adi", "nobody"]) == [dewi, adi]
        assert unit.users_among([], []) == []


def test_a_login_is_given_only_once(store: Store) -> None:
    add_dewi(store)
    with store.writing() as unit, pytest.raises(Conflict):
        unit.add_user(*DEWI)


def test_a_user_may_change(store: Store) -> None:
    dewi = add_dewi(store)
    changed = replace(
        dewi, name="Dewi A.", groups=frozenset({"kasi"}), password="x", active=False, epoch=3, locale="en"
    )
    with store.writing() as unit:
        unit.save_user(changed)
        unit.commit()
    with store.reading() as books:
        assert books.users() == [changed]


def test_failed_sign_ins_are_counted_since_a_time_and_the_last_success(store: Store) -> None:
    with store.writing() as unit:
        for minute, login, ok in [(0, "a", False), (1, "a", False), (2, "b", False), (3, "b", True), (4, "b", False)]:
            unit.note_sign_in(login, NOW + minute * MINUTE, ok=ok)
        unit.commit()
    with store.reading() as books:
        assert books.failed_sign_ins("a", NOW) == 2
        assert books.failed_sign_ins("a", NOW + MINUTE) == 1
        assert books.failed_sign_ins("a", NOW + 2 * MINUTE) == 0
        assert books.failed_sign_ins("b", NOW) == 1
        assert books.failed_sign_ins("c", NOW) == 0


def test_old_tries_are_forgotten(store: Store) -> None:
    with store.writing() as unit:
        for minute in range(3):
            unit.note_sign_in("a", NOW + minute * MINUTE, ok=False)
        unit.forget_sign_ins(NOW + MINUTE)
        unit.commit()
    with store.reading() as books:
        assert books.failed_sign_ins("a", NOW) == 2


def test_a_bundle_comes_back_with_its_files(store: Store) -> None:
    bundle = Bundle({"bpmn/sop.toml": b"x", "bpmn/process.bpmn": bytes(range(256)), "forms/bap.form": b""})
    with store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_bundle(bundle)
        unit.add_bundle(bundle.replacing("bpmn/sop.toml", b"y"))
        unit.commit()
    with store.reading() as books:
        found = books.bundle(bundle.digest)
        assert found == bundle
        assert found.digest == bundle.digest
        assert books.bundle("00" * 32) is None


def test_deployments_are_found_by_version_and_the_newest_without(store: Store) -> None:
    first, second = (Deployment("izin", n, f"{n:064x}", "user:dewi", NOW, f"versi {n}") for n in (9, 10))
    other = Deployment("acara", 1, "ab" * 32, "system", NOW)
    with store.writing() as unit:
        for it in (first, second, other):
            unit.add_deployment(it)
        unit.commit()
    with store.reading() as books:
        assert books.deployment("izin") == second
        assert books.deployment("izin", 9) == first
        assert books.deployment("izin", 3) is None
        assert books.deployment("lain") is None
        assert books.deployments() == [other, first, second]


def test_a_version_is_deployed_only_once(store: Store) -> None:
    it = Deployment("izin", 1, "ab" * 32, "system", NOW)
    with store.writing() as unit:
        unit.add_deployment(it)
        with pytest.raises(Conflict):
            unit.add_deployment(it)


def test_the_history_comes_back_in_order_and_in_parts(store: Store) -> None:
    long: dict[str, Json] = {"teks": "panjang " * 100}
    facts = [Fact(Happening.INSTANCE_STARTED, payload=long), Fact(Happening.ELEMENT_PASSED, "g1", "f1")]
    facts += [Fact(Happening.WORK_OPENED, f"e{n}", payload={"token": n}) for n in range(3)]
    given(store, case(9))
    with store.writing() as unit:
        before = unit.hold(9)
        assert before
        after, events = step(before, *facts)
        unit.keep(before, after, events)
        unit.commit()
    with store.reading() as books:
        assert books.history(9, after=1) == events
        assert [event.number for event in books.history(9, after=2, limit=2)] == [3, 4]
        assert len(books.history(9)) == 6
        assert books.history(1) == []


def test_an_erased_payload_is_gone_with_its_salt_and_everything_else_stays(store: Store) -> None:
    given(store)
    with store.reading() as books:
        [event] = books.history(1)
    with store.writing() as unit:
        unit.erase_payload(1, 1)
        unit.commit()
    with store.reading() as books:
        assert books.history(1) == [replace(event, payload=None, salt=b"")]


def test_attachments_come_back_in_the_order_they_were_added(store: Store) -> None:
    given(store, case(1), case(2))
    digest = sha256(b"denah").hexdigest()
    plan = Attachment(0, 1, digest, 'denah "lantai".pdf', "application/pdf", 2**40, "unggah", 7, NOW)
    with store.writing() as unit:
        first = unit.add_attachment(plan)
        second = unit.add_attachment(replace(plan, element=None))
        unit.add_attachment(replace(plan, instance=2))
        unit.commit()
    with store.reading() as books:
        assert books.attachments(1) == [first, second]
        assert books.attachment(second.id) == second == replace(plan, id=second.id, element=None)
        assert books.attachment(10**9) is None


def test_an_attachment_needs_a_case(store: Store) -> None:
    it = Attachment(0, 5, "ab" * 32, "a", "text/plain", 1, None, 7, NOW)
    with store.writing() as unit, pytest.raises(Conflict):
        unit.add_attachment(it)


def test_a_view_does_not_change_while_others_write(store: Store) -> None:
    with store.reading() as books:
        assert books.instance(1) is None
        given(store)
        assert books.instance(1) is None
    with store.reading() as books:
        assert books.instance(1) is not None


def test_a_unit_may_go_on_after_its_commit(store: Store) -> None:
    with store.writing() as unit:
        kept(unit)
        unit.commit()
        kept(unit, case(2))
    with store.reading() as books:
        assert books.instance(1) is not None
        assert books.instance(2) is None
