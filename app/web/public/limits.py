"""Holds back who sends too much without having signed in.

Each process counts for itself and keeps no addresses, only their digests under a key of its own, and those not longer
than the window.
"""

import secrets
from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from threading import Lock

from flask import current_app, request

from app.model.errors import LajurError
from app.web.shared.house import office

#: Senders one process remembers; the one that was quiet longest is forgotten first.
REMEMBERED = 10_000
#: What a provider gives to one household.
HOUSEHOLD = 64


class TooOften(LajurError):
    """This was tried too often from here; please wait {minutes} minutes and try again."""

    status = 429


class Limit:
    """So many times within a window for each sender."""

    def __init__(self, times: int, window: timedelta) -> None:
        self._times = times
        self._window = window
        self._key = secrets.token_bytes(16)
        self._seen: OrderedDict[bytes, list[datetime]] = OrderedDict()
        self._lock = Lock()

    def count(self, address: str, now: datetime) -> None:
        """Count one more. Raises TooOften when it is one too many; such a try counts, too."""
        sender = blake2b(_household(address).encode(), key=self._key).digest()
        with self._lock:
            times = [at for at in self._seen.pop(sender, []) if now - at < self._window][-self._times :]
            self._seen[sender] = [*times, now]
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        if len(times) >= self._times:
            raise TooOften(minutes=self._window.seconds // 60)


def limited(name: str, times: int, window: timedelta) -> None:
    """Count this request under a name. Raises TooOften when there were `times` within the window before it."""
    limit: Limit = current_app.extensions.setdefault(f"lajur limit {name}", Limit(times, window))
    limit.count(request.remote_addr or "", office().clock())


def _household(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, HOUSEHOLD), strict=False)) if found.version == 6 else address
