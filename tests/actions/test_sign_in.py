from app.actions.people import HASHER
from app.actions.sign_in import NOBODY


def test_a_login_that_does_not_exist_takes_as_long_as_one_that_does():
    assert not HASHER.check_needs_rehash(NOBODY)
