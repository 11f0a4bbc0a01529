"""Whether the demo may be seen."""

from ipaddress import ip_address

from flask import request

from app.web.shared.house import settings


def demo_is_on() -> bool:
    """Whether this request may see the demo: it is switched on, and the request comes from this machine."""
    return settings().demo and _from_here(request.remote_addr)


def _from_here(address: str | None) -> bool:
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False
