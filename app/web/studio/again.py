"""Shows a page once more, with what was wrong."""

from collections.abc import Callable

from flask.typing import ResponseReturnValue

from app.model.errors import Forbidden, LajurError, NotFound
from app.web.shared.languages import sentence


def or_again(done: Callable[[], ResponseReturnValue], shown: Callable[[str], str]) -> ResponseReturnValue:
    """What `done` answers; where it cannot be done, the page again with the sentence that says why.

    Who may not do it, or asks for what is not there, gets no page.
    """
    try:
        return done()
    except (Forbidden, NotFound):
        raise
    except LajurError as error:
        return shown(sentence(error)), error.status
