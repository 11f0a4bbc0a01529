"""What nobody needs any more is put away: notices of work that is done, drafts nobody will read again, old tries."""

from datetime import timedelta

from app.ports import Office

#: So long somebody can copy what he had typed at a task that others have completed.
DRAFTS_STAY = timedelta(days=30)
#: Longer than any window in which tries are counted.
TRIES_STAY = timedelta(days=1)


def tidy(office: Office) -> None:
    """Put away what is over. Harmless to do often."""
    now = office.clock()
    with office.store.writing() as unit:
        unit.see_finished_work(now)
        unit.discard_old_drafts(now - DRAFTS_STAY)
        unit.forget_sign_ins(now - TRIES_STAY)
        unit.commit()
