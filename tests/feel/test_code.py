"""From tree to code."""

import pytest

from app.feel.code import code


def test_what_is_no_node_has_no_code() -> None:
    with pytest.raises(TypeError):
        code("1 + 1")
