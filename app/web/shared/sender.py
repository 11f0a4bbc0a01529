"""From where a request comes, told apart without being known."""

from hashlib import blake2b
from ipaddress import ip_address, ip_network

from flask import request

from app.web.shared.house import settings

#: What a provider gives to one household.
HOUSEHOLD = 64


def sender() -> str:
    """The digest of the household a request comes from, under the key of the house: the same on all its nodes."""
    household = household_of(request.remote_addr or "")
    key = blake2b(settings().secret_key.encode(), person=b"sender").digest()
    return blake2b(household.encode(), key=key, digest_size=16).hexdigest()


def household_of(address: str) -> str:
    """The network of an IPv6 address, of which a household has as many as it likes; any other address itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, HOUSEHOLD), strict=False)) if found.version == 6 else address
