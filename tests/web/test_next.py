"""What the next page says after a task was completed."""

from tests.web.conftest import Person, Walk


def after(person: Person, walk: Walk, element: str, **answers: str) -> str:
    """The page that follows when a person completes a task."""
    answer = person.post(f"/tugas/{walk.task(element)}", **answers)
    assert answer.status_code == 303
    return person.get(answer.headers["Location"]).text


def part(page: str) -> str:
    return page.partition('aria-labelledby="next"')[2].partition("</section>")[0]


def test_an_applicant_reads_which_lane_has_his_case_now_but_not_who(walk: Walk, come) -> None:
    walk.start()
    person = come("pemohon")
    page = after(person, walk, "ajukan", perusahaan_nama="PT Contoh", nib="9999000000011")
    assert "Yang terjadi sekarang" in page
    assert "Memeriksa kelengkapan · <strong>Operator</strong>" in part(page)
    assert "Ramadhan" not in part(page)
    assert "Tidak ada tugas lain untuk Anda sekarang." in part(page)
    assert "Yang terjadi sekarang" not in person.get(f"/permohonan/{walk.number}").text


def test_a_clerk_reads_the_names_of_a_small_group_and_goes_on_with_the_same_case(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    page = part(after(come("operator"), walk, "periksa", hasil="lengkap", nilai_uji="5"))
    assert "<strong>Operator</strong> · Contoh Ramadhan, A.Md., Contoh Maharani, S.Si.</li>" in page
    assert f'href="/tugas/{walk.task("terbitkan")}">Ke tugas saya berikutnya' in page


def test_a_large_group_is_not_named(walk: Walk, come, office) -> None:
    with office.store.writing() as unit:
        for number in range(3):
            unit.add_user(f"op{number}", f"Orang {number}", ["operator"], "")
        unit.commit()
    walk.start()
    walk.apply()
    assert "Orang" not in part(after(come("operator"), walk, "periksa", hasil="lengkap", nilai_uji="5"))


def test_the_next_task_is_another_case_when_this_one_has_gone_to_others(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    waiting = walk.task("periksa")
    walk.start()
    walk.apply()
    page = part(after(come("operator"), walk, "periksa", hasil="kurang"))
    assert "<strong>Pemohon</strong></li>" in page
    assert f'href="/tugas/{waiting}"' in page


def test_a_task_that_a_colleague_has_taken_on_is_not_offered(walk: Walk, come) -> None:
    walk.start()
    walk.apply()
    come("operator2").post(f"/tugas/{walk.task('periksa')}/ambil")
    walk.start()
    walk.apply()
    assert "Tidak ada tugas lain" in part(after(come("operator"), walk, "periksa", hasil="kurang"))


def test_who_has_taken_on_the_next_task_is_named_alone(walk: Walk, come, office) -> None:
    walk.start()
    walk.apply()
    person = come("operator")
    answer = person.post(f"/tugas/{walk.task('periksa')}", hasil="lengkap", nilai_uji="5")
    come("operator2").post(f"/tugas/{walk.task('terbitkan')}/ambil")
    assert "<strong>Operator</strong> · Contoh Maharani, S.Si.</li>" in part(
        person.get(answer.headers["Location"]).text
    )


def test_a_case_that_is_over_says_how(walk: Walk, come) -> None:
    walk.start()
    page = part(after(come("pemohon"), walk, "tarik", alasan="Rencana perluasan ditunda."))
    assert "Permohonan ini sudah berakhir: Ditarik pemohon." in page
