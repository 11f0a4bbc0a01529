"""From where somebody comes is told apart without being known."""

import pytest
from flask import Flask

from app.ports import Office
from app.web import WebSettings, create_app
from app.web.shared.sender import household_of, sender


def sender_of(app: Flask, address: str) -> str:
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        return sender()


@pytest.mark.parametrize(
    ("address", "household"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_household_has_one_network(address: str, household: str) -> None:
    assert household_of(address) == household


def test_all_nodes_with_the_key_of_the_house_know_the_same_sender(office: Office) -> None:
    nodes = [create_app(office, WebSettings("a secret of thirty-two characters", secure=False)) for _ in range(2)]
    other = create_app(office, WebSettings("another secret of thirty-two signs", secure=False))
    assert sender_of(nodes[0], "192.0.2.1") == sender_of(nodes[1], "192.0.2.1")
    assert sender_of(nodes[0], "192.0.2.1") != sender_of(nodes[0], "192.0.2.2")
    assert sender_of(nodes[0], "192.0.2.1") != sender_of(other, "192.0.2.1")
    assert "192.0.2.1" not in sender_of(nodes[0], "192.0.2.1")
