"""What would have become of every story of Izin Perluasan on a draft: expected by hand."""

from collections.abc import Mapping
from json import loads

from app.model.backtest import Outcome, Verdict
from app.model.rehearsal import Lack
from tests.actions.backtest import drafts
from tests.actions.backtest.conftest import STORIES, Test, history

#: Stories that come to the signature of the head of the agency, and those that end before the files are complete.
EARLY = {"foreign_investment", "district_authority", "lapsed", "never_sent"}
UNSIGNED = EARLY | {"withdrawn"}
VISITED = {
    "field_visit",
    "not_ready",
    "ready_in_second_round",
    "other_commitment",
    "head_of_division_returns_letter",
    "head_of_division_returns_record",
    "visit_postponed",
}


def capacity(name: str) -> float:
    """The capacity that a story adds."""
    told = (loads(event.payload or b"{}") for event in history(name))
    given = [it.get("outputs", it.get("variables", {})).get("kapasitas_tambahan", 0) for it in told]
    return max(given)


def having(found: Mapping[str, Verdict], *outcomes: Outcome) -> set[str]:
    return {name for name, verdict in found.items() if verdict.outcome in outcomes}


def test_the_unchanged_sop_leaves_every_story_the_same(tested: Test) -> None:
    assert having(tested(drafts.IZIN), Outcome.SAME) == set(STORIES)


def test_a_second_review_stops_whatever_comes_to_it(tested: Test) -> None:
    found = tested(drafts.second_review())
    assert having(found, Outcome.SAME) == UNSIGNED
    assert having(found, Outcome.WANTS_ANSWER) == set(STORIES) - UNSIGNED
    one = found["field_visit"]
    assert one.stop is not None
    assert (one.stopped_at, one.stop.lacks) == ("tinjau", (Lack("hasil_tinjau", "Hasil tinjauan"),))
    assert str(one.reason).startswith("After “Hasil dan surat lengkap?” it went on to “Membuat Persetujuan dan ")
    assert str(one.reason).endswith("now it would go to “Meninjau Hasil” (Lengkap) and stop at “Meninjau Hasil”: "
                                    "nobody was asked this.")  # fmt: skip


def test_with_a_standing_answer_the_rest_behind_the_second_review_is_the_same(tested: Test) -> None:
    found = tested(drafts.second_review(), tinjau={"hasil_tinjau": "setuju"})
    assert having(found, Outcome.SAME) == UNSIGNED
    assert having(found, Outcome.ALIKE) == set(STORIES) - UNSIGNED
    assert str(found["field_visit"].reason) == (
        "The same, but for elements that were added or taken out: “Meninjau Hasil”."
    )


def test_a_standing_answer_that_the_form_does_not_take_stops_the_case(tested: Test) -> None:
    found = tested(drafts.second_review(), tinjau={"hasil_tinjau": "barangkali"})["field_visit"]
    assert found.stop is not None
    assert (found.outcome, found.stop.lacks) == (
        Outcome.WANTS_ANSWER,
        (Lack("hasil_tinjau", "Hasil tinjauan", missing=False),),
    )


def test_a_swapped_default_sends_visited_cases_past_the_visit_and_stops_the_others_at_it(tested: Test) -> None:
    found = tested(drafts.swapped_default())
    assert having(found, Outcome.OTHER_WAY) == VISITED
    assert having(found, Outcome.WANTS_ANSWER) == set(STORIES) - VISITED - UNSIGNED
    assert found["visit_postponed"].unused == ("periksa_lapangan", "periksa_lapangan")
    assert str(found["field_visit"].reason) == (
        "After “Perlu pemeriksaan lapangan?” it went on to “Pelaksanaan Pemeriksaan Lapangan” (Ya); "
        "now it would go to “m1” (Tidak), and come to the same end."
    )


def test_a_threshold_stops_small_cases_where_files_are_given_back(tested: Test) -> None:
    found = tested(drafts.threshold(20_000))
    small = {name for name in STORIES if capacity(name) < 20_000} - EARLY
    assert {"clarification", "not_ready", "withdrawn"} <= small
    assert having(found, Outcome.SAME) == set(STORIES) - small
    assert {found[name].stopped_at for name in small} == {"kembalikan_berkas"}
    assert all("nobody was asked this" in str(found[name].reason) for name in small)
    again = tested(drafts.threshold(10_000_000))["returned_twice"]
    assert str(again.reason).endswith("nobody was asked so often.")


def test_a_required_field_stops_whoever_was_not_asked_for_it(tested: Test) -> None:
    found = tested(drafts.required_field())
    assert having(found, Outcome.SAME) == EARLY
    assert {(it.stopped_at, it.stop and it.stop.lacks) for it in found.values() if it.stop} == {
        ("disposisi_kabid", (Lack("sifat", "Sifat surat"),))
    }
    assert str(found["withdrawn"].reason).endswith("the recorded answers lack Sifat surat.")
    filled = tested(drafts.required_field(), disposisi_kabid={"sifat": "Biasa"})
    assert having(filled, Outcome.SAME) == set(STORIES)


def test_an_answer_that_the_form_does_not_accept_any_more_stops_the_case(tested: Test) -> None:
    stricter = drafts.changed(('"value": "pt"', '"value": "pt_baru"'), path="forms/ajukan_izin.form")
    found = tested(stricter)["field_visit"]
    assert (found.stopped_at, str(found.reason)) == (
        "ajukan_izin",
        (
            "It would stop at “Pemohon Mengajukan Izin Perluasan”: the recorded answers are not accepted any more: "
            "Bentuk usaha."
        ),
    )


def test_a_removed_task_is_not_asked_any_more_and_all_else_is_the_same(tested: Test) -> None:
    found = tested(drafts.task_removed())
    assert having(found, Outcome.SAME) == EARLY
    assert having(found, Outcome.UNUSED) == set(STORIES) - EARLY
    assert found["field_visit"].unused == ("disposisi_kabid",)
    assert str(found["field_visit"].reason).startswith("The same, but these would not have been asked any more: “Dispo")


def test_other_labels_and_flows_that_are_only_drawn_anew_change_nothing(tested: Test) -> None:
    assert having(tested(drafts.renamed()), Outcome.SAME) == set(STORIES)


def test_a_limit_of_a_loop_ends_the_story_that_goes_beyond_it_elsewhere(tested: Test) -> None:
    found = tested(drafts.loop_limit())
    assert having(found, Outcome.SAME) == set(STORIES) - {"returned_twice"}
    one = found["returned_twice"]
    assert (one.outcome, one.now.end, one.then.end) == (Outcome.ENDS_ELSEWHERE, "e5_lewat_masa", "e1_efektif")
    assert str(one.reason).endswith("and end at “Lewat masa perbaikan” instead of “IP berlaku efektif”.")
    assert one.unused[:2] == ("kembalikan_berkas", "data_industri")


def test_a_condition_that_cannot_be_computed_is_a_fault(tested: Test) -> None:
    found = tested(drafts.faulty())
    assert having(found, Outcome.FAULT) == set(STORIES) - UNSIGNED
    one = found["field_visit"]
    assert (one.stopped_at, str(one.reason)) == (
        "g4_hasil",
        (
            "It would stop with an incident at “Hasil dan surat lengkap?”: The expression =nilai_mutu > 7 needs "
            "nilai_mutu, which is not known here."
        ),
    )


def test_a_longer_period_lets_time_go_on_until_it_is_over(tested: Test) -> None:
    assert having(tested(drafts.longer_period()), Outcome.SAME) == set(STORIES)
