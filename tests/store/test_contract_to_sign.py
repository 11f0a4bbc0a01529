"""What every store promises about documents that wait for a signature."""

import pytest

from app.model.document import DocumentState
from app.ports import Store
from tests.store.test_contract_documents import FILED, issued, letter

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)


def test_what_waits_for_a_post_comes_the_oldest_first(store: Store) -> None:
    first, _, other, last, _ = issued(
        store,
        letter(1, post="kadis", **FILED),
        letter(2, post="kadis"),
        letter(3, post="kabid", **FILED),
        letter(4, post="kadis", **FILED),
        letter(5, post="kadis", **{**FILED, "state": DocumentState.SIGNED}),
    )
    with store.reading() as books:
        assert books.documents_to_sign(["kadis"], limit=9) == [first, last]
        assert books.documents_to_sign({"kadis": 1, "kabid": 2, "lain": 3}, limit=9) == [first, other, last]
        assert books.documents_to_sign(["kadis", "kabid"], limit=1) == [first]
        assert books.documents_to_sign([], limit=9) == []
